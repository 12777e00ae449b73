"""A progress bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

from sheet2eval.cli.output import COLOURS
from sheet2eval.grading.verdicts import trial_verdict
from sheet2eval.types import Trial, Verdict
from sheet2eval.workflow.running import Unwatched, Watcher

if TYPE_CHECKING:
    from rich.progress import Progress

_SHOWN = (Verdict.PASS, Verdict.FAIL, Verdict.ERROR)


class Bar:
    """Done of total, passes, fails and errors so far, the time left."""

    def __init__(self) -> None:
        self._bar: Progress | None = None
        self._counts: Counter[Verdict] = Counter()

    def begin(self, target: str, trials: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._counts.clear()
        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[counts]}"),
            TimeRemainingColumn(compact=True, elapsed_when_finished=True),
            TextColumn("left"),
            console=Console(stderr=True),
            transient=True,
        )
        self._bar.add_task(target, total=trials, counts="")
        self._bar.start()

    def trial(self, trial: Trial) -> None:
        self._counts[trial_verdict(trial)] += 1
        counts = "  ".join(
            f"[{COLOURS[verdict]}]{self._counts[verdict]} {verdict}[/]"
            for verdict in _SHOWN
            if self._counts[verdict]
        )
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], advance=1, counts=counts)

    def end(self) -> None:
        if self._bar is not None:
            self._bar.stop()


def watcher() -> Watcher:
    """What watches a run here: a bar where standard error is a terminal."""
    return Bar() if sys.stderr.isatty() else Unwatched()
