"""An event loop in which waiting takes no time: where everybody waits, the clock is put forward."""

from __future__ import annotations

import asyncio
import selectors


class _NoWaiting(selectors.DefaultSelector):
    def __init__(self):
        super().__init__()
        self.now = 0.0

    def select(self, timeout=None):
        ready = super().select(0)
        if not ready:
            assert timeout is not None, "everybody waits, and nothing is going to happen"
            self.now += max(timeout, 0)
        return ready


class FakeTimeLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        self._clock = _NoWaiting()
        super().__init__(self._clock)

    def time(self):
        return self._clock.now


def run_at_once(work):
    """As `asyncio.run`, in no time. What waits for ever is an AssertionError."""
    with asyncio.Runner(loop_factory=FakeTimeLoop) as runner:
        return runner.run(work)
