"""How a run is stopped before its end: by a person, or because the budget is spent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

GRACE_S = 10.0  # for what is under way when a run is stopped


class Halt:
    """Asked for, nothing more is begun. `reason` says why, in words for people; "" as long as the run may go on."""

    def __init__(self) -> None:
        self.reason = ""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._heed: Callable[[], None] = _nobody

    def ask(self, reason: str) -> None:
        """The first reason counts. May be called from a signal handler and from any thread."""
        self.reason = self.reason or reason
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._heed)

    @contextmanager
    def heeded_by(self, heed: Callable[[], None]) -> Iterator[None]:
        """Meanwhile `heed` is called in this event loop when a halt is asked for, or has been already."""
        self._loop, self._heed = asyncio.get_running_loop(), heed
        try:
            if self.reason:
                self._loop.call_soon(heed)
            yield
        finally:
            self._loop, self._heed = None, _nobody


def _nobody() -> None:
    """Nothing is under way."""
