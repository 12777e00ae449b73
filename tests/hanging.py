"""Things that hang, and that nothing waits for them: with so much room that a busy machine does not matter."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

HANGS_S = 60.0
"""How long what hangs would take."""


@contextmanager
def not_held_up() -> Iterator[None]:
    """What stands in it does not wait for what hangs."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < HANGS_S / 2
