"""How a run goes on, told while it does: a bar on a terminal, elsewhere a line every ten seconds."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from time import monotonic
from typing import TYPE_CHECKING

from sheet2eval.cli.output import COLOURS, for_eyes, say
from sheet2eval.grading.verdicts import trial_verdict
from sheet2eval.scoring.why import trial_why
from sheet2eval.types import Trial, Verdict
from sheet2eval.workflow.running import Pulse, Watcher
from sheet2eval.writing.words import duration, money

if TYPE_CHECKING:
    from rich.progress import Progress, Task
    from rich.text import Text

BETWEEN_LINES_S = 10.0

_COUNTED = (Verdict.PASS, Verdict.FAIL, Verdict.ERROR, Verdict.UNGRADED)
_TOLD = (Verdict.FAIL, Verdict.ERROR)


class Tally:
    """Where the asking of one target stands."""

    def __init__(self, trials: int, pulse: Pulse) -> None:
        self.trials = trials
        self.done = 0
        self.counts: Counter[Verdict] = Counter()
        self._pulse = pulse
        self._began = monotonic()
        self._spent_before = pulse.budget.spent_usd

    def count(self, trial: Trial) -> None:
        self.done += 1
        self.counts[trial_verdict(trial)] += 1

    def verdicts(self, show: Callable[[str, Verdict], str]) -> str:
        """`98 pass  20 fail`, each as `show` has it."""
        counted = ((self.counts[verdict], verdict) for verdict in _COUNTED)
        return "  ".join(show(f"{number:,} {verdict}", verdict) for number, verdict in counted if number)

    def state(self) -> str:
        """`35/s · 25 s left · $0.12 · 64 in flight`; what is nothing is left out."""
        spent = self._pulse.budget.spent_usd - self._spent_before
        rate = self.done / max(monotonic() - self._began, 0.001)
        parts = (
            self.done and f"{rate:,.{0 if rate >= 10 else 1}f}/s",
            self.done and f"{duration((self.trials - self.done) / rate)} left",
            spent and money(spent),
            *self._pace(),
        )
        return " · ".join(part for part in parts if part)

    def _pace(self) -> Iterator[str]:
        if pacer := self._pulse.pacer:
            yield f"{pacer.in_flight} in flight" if pacer.in_flight else ""
            yield f"slowed to {pacer.limit} at once: the target is busy" if pacer.backed_off else ""


class Bar:
    """Done of total, verdicts, pace, time left, money, what is under way."""

    def __init__(self) -> None:
        self._bar: Progress | None = None
        self._tally: Tally | None = None

    def begin(self, target: str, trials: int, pulse: Pulse) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn
        from rich.text import Text

        tally = self._tally = Tally(trials, pulse)

        class State(ProgressColumn):
            """Drawn anew each time, as what is under way changes without a trial ending."""

            def render(self, task: Task) -> Text:  # noqa: ARG002 - there is one
                text = Text.from_markup(tally.verdicts(_marked))
                return text.append("  " if text else "").append(tally.state(), "bright_black")

        name = TextColumn("{task.description}", markup=False)
        self._bar = Progress(
            *(name, BarColumn(bar_width=20), MofNCompleteColumn(), State()),
            console=Console(stderr=True),
            transient=True,
        )
        self._bar.add_task(target, total=trials)
        self._bar.start()

    def trial(self, trial: Trial) -> None:
        if self._tally is not None:
            self._tally.count(trial)
            self._advance()

    def matched(self) -> None:
        if self._tally is not None:
            self._tally.done += 1
            self._advance()

    def _advance(self) -> None:
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], advance=1)

    def end(self) -> None:
        if self._bar is not None:
            self._bar.stop()

    def tell(self, line: str) -> None:
        """Above the bar."""
        if self._bar is not None:
            self._bar.console.print(for_eyes(line), markup=False, highlight=False)


class Lines:
    """The same as plain lines, from time to time."""

    def __init__(self, between_s: float = BETWEEN_LINES_S) -> None:
        self._between_s = between_s
        self._target = ""
        self._tally: Tally | None = None
        self._next: asyncio.TimerHandle | None = None

    def begin(self, target: str, trials: int, pulse: Pulse) -> None:
        self._target, self._tally = target, Tally(trials, pulse)
        self._tell_later()

    def trial(self, trial: Trial) -> None:
        if self._tally is not None:
            self._tally.count(trial)

    def matched(self) -> None:
        if self._tally is not None:
            self._tally.done += 1

    def end(self) -> None:
        if self._next is not None:
            self._next.cancel()

    def tell(self, line: str) -> None:
        say(line)

    def _tell_later(self) -> None:
        self._next = asyncio.get_running_loop().call_later(self._between_s, self._tell)

    def _tell(self) -> None:
        if (tally := self._tally) is not None:
            verdicts = tally.verdicts(lambda words, _verdict: words).replace("  ", ", ")
            known = (f"{tally.done:,}/{tally.trials:,}", verdicts, tally.state())
            say(f"{self._target}: {' · '.join(part for part in known if part)}")
        self._tell_later()


class Telling:
    """Tells of each trial that fails or breaks, beside what another watcher shows."""

    def __init__(self, shown: Bar | Lines) -> None:
        self._shown = shown

    def begin(self, target: str, trials: int, pulse: Pulse) -> None:
        self._shown.begin(target, trials, pulse)

    def trial(self, trial: Trial) -> None:
        self._shown.trial(trial)
        if (verdict := trial_verdict(trial)) in _TOLD:
            why = " ".join("; ".join(trial_why(trial)).split())
            self._shown.tell(f"{verdict} {trial.case_id} (try {trial.number} of {trial.target}): {why}")

    def end(self) -> None:
        self._shown.end()


def watcher(*, verbose: bool = False) -> Watcher:
    """What watches a run here."""
    return Telling(bar_or_lines()) if verbose else bar_or_lines()


def bar_or_lines() -> Bar | Lines:
    """A bar where standard error is a terminal, else lines."""
    return Bar() if sys.stderr.isatty() else Lines()


def _marked(words: str, verdict: Verdict) -> str:
    return f"[{COLOURS[verdict]}]{words}[/]"
