"""Times for growth tests: the ratio of two of them says whether something is linear, on any machine."""

from __future__ import annotations

import time
from collections.abc import Callable


def seconds(run: Callable[[], object], tries: int = 3) -> float:
    """The shortest of a few runs: what else the machine does only ever adds to a time."""
    return min(_once(run) for _ in range(tries))


def _once(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
