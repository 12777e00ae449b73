"""The status line of a live book: "running, 12 of 20", for those who asked for a run and look at the sheet."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sheet2eval.books.live import LiveBook
from sheet2eval.errors import BookError
from sheet2eval.types import Trial
from sheet2eval.workflow.running import Pulse, Watcher

BETWEEN_S = 15.0
"""Between two writes: four of the sixty that a minute has."""


class Counting:
    """Counts what another watcher is told of."""

    def __init__(self, shown: Watcher) -> None:
        self._shown = shown
        self._done, self._trials = 0, 0

    @property
    def status(self) -> str:
        return f"running, {self._done} of {self._trials}" if self._trials else "running"

    def begin(self, target: str, trials: int, pulse: Pulse) -> None:
        self._done, self._trials = 0, trials
        self._shown.begin(target, trials, pulse)

    def trial(self, trial: Trial) -> None:
        self._done += 1
        self._shown.trial(trial)

    def end(self) -> None:
        self._shown.end()


@contextmanager
def status_line(book: LiveBook, shown: Watcher, between_s: float = BETWEEN_S) -> Iterator[Watcher]:
    """Meanwhile the sheet says how far the run is; a status that cannot be written stops no run."""
    counting, ended = Counting(shown), threading.Event()

    def tell() -> None:
        while True:
            with suppress(BookError):
                book.show_status(counting.status)
            if ended.wait(between_s):
                return

    thread = threading.Thread(target=tell)
    thread.start()
    try:
        yield counting
    finally:
        ended.set()
        thread.join()
