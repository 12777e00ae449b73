"""Waiting for what others do, and not for what hangs: with so much room that a busy machine does not matter."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

HANGS_S = 600.0
"""How long what hangs would take."""

SOON_S = 60.0


def until(is_true: Callable[[], object]) -> None:
    """Wait for what another program or thread does."""
    end = time.monotonic() + SOON_S
    while not is_true():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.02)


@contextmanager
def not_held_up() -> Iterator[None]:
    """What stands in it does not wait for what hangs."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < SOON_S
