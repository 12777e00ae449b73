"""Times for growth tests: the ratio of two of them says whether something is linear, on any machine."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def seconds(run: Callable[[], object], tries: int = 3) -> float:
    """The shortest of a few runs, in processor time: what else the machine does must not count."""
    return min(_once(run) for _ in range(tries))


def _once(run: Callable[[], object]) -> float:
    gc.disable()  # a collection looks at all that the other tests have made
    try:
        start = time.process_time()
        run()
        return time.process_time() - start
    finally:
        gc.enable()
