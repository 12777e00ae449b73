"""The status line of a live book: "running, 12 of 20", for those who asked for a run and look at the sheet."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sheet2eval.books.live import LiveBook
from sheet2eval.errors import BookError
from sheet2eval.types import Trial
from sheet2eval.workflow.running import Pulse, Watcher

BETWEEN_S = 5.0
"""Between two writes: twelve of the sixty that Google allows in a minute."""

AFTER_FAULT = 12  # times as long: who refuses is not asked all the time


class Counting:
    """Counts what another watcher is told of; `begun` is set as soon as there is something to count."""

    def __init__(self, shown: Watcher) -> None:
        self.begun = threading.Event()
        self._shown = shown
        self._done, self._trials = 0, 0

    @property
    def status(self) -> str:
        return f"running, {self._done} of {self._trials}"

    def begin(self, target: str, trials: int, pulse: Pulse) -> None:
        self._done, self._trials = 0, trials
        self.begun.set()
        self._shown.begin(target, trials, pulse)

    def trial(self, trial: Trial) -> None:
        self._done += 1
        self._shown.trial(trial)

    def end(self) -> None:
        self._shown.end()


@contextmanager
def status_line(book: LiveBook, shown: Watcher, between_s: float = BETWEEN_S) -> Iterator[Watcher]:
    """Meanwhile the sheet says how far the run is; a status that cannot be written stops no run."""
    counting, left = Counting(shown), threading.Event()

    def tell() -> None:
        counting.begun.wait()
        while not left.is_set():
            pause_s = between_s
            try:
                book.show_status(counting.status)
            except BookError:
                pause_s *= AFTER_FAULT
            left.wait(pause_s)

    thread = threading.Thread(target=tell)
    thread.start()
    try:
        yield counting
    finally:
        left.set()
        counting.begun.set()
        thread.join()
