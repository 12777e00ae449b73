"""How a run is stopped before its end: by a person, or because the budget is spent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

GRACE_S = 10.0  # for what is under way when a run is stopped


class Halt:
    """A wish to stop: once it is asked for, nothing new is begun.

    `reason` says why, in words for people; "" as long as the run may go on. `is_hurried` is whether what is under way
    was cancelled, too.
    """

    def __init__(self) -> None:
        self.reason = ""
        self.is_hurried = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._heed: Callable[[], None] = _nobody
        self._cancel: Callable[[], None] = _nobody

    def ask(self, reason: str) -> None:
        """The first reason counts. May be called from a signal handler and from any thread."""
        self.reason = self.reason or reason
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._heed)

    def hurry(self) -> bool:
        """Cancel what is under way, in its own event loop: an interrupt that passed through that loop would leave
        programs that are just starting without anybody to end them.

        False where nothing is under way, or this has been tried already.
        """
        if self._loop is None or self.is_hurried:
            return False
        self.is_hurried = True
        self._loop.call_soon_threadsafe(self._cancel)
        return True

    @contextmanager
    def heeded_by(self, heed: Callable[[], None], cancel: Callable[[], None]) -> Iterator[None]:
        """Meanwhile `heed` is called in this event loop when a halt is asked for, or has been already."""
        self._loop, self._heed, self._cancel = asyncio.get_running_loop(), heed, cancel
        try:
            if self.reason:
                self._loop.call_soon(heed)
            yield
        finally:
            self._loop, self._heed, self._cancel = None, _nobody, _nobody


def _nobody() -> None:
    """Nothing is under way."""
