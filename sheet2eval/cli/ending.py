"""What a run that has ended comes to: the exit code, and a line for what is not as it should be."""

from __future__ import annotations

from sheet2eval.cli.output import say
from sheet2eval.errors import Interrupted, SetupError, SheetError
from sheet2eval.grading.verdicts import trial_verdict
from sheet2eval.scoring.results import CaseResult, RunSummary
from sheet2eval.types import Verdict
from sheet2eval.writing.words import undecided

NOT_GOOD_ENOUGH = 1
_SHOWN_IDS = 10


def exit_code(run: RunSummary, gate: float | None, *, no_regressions: bool, again: str = "run") -> int:
    """0, or 1 where the gate is missed or, with `no_regressions`, something broke that passed before.

    Raises:
        Interrupted: the run was stopped before its end; `again` is the command that goes on with it.
        SheetError: no case could be run.
        SetupError: every try ended in an error.
    """
    if run.halted:
        rest = f"what was done is kept, and the next {again} goes on from it"
        raise Interrupted(f"{run.halted}; {rest if run.targets else 'the sheet is as it was'}")
    tried = [result for result in run.results if result.trials]
    if not tried and not run.carried:
        raise SheetError(f"no case could be run: {_why_nothing_ran(run)}")
    if tried and all(trial_verdict(trial) is Verdict.ERROR for result in tried for trial in result.trials):
        first = tried[0]
        raise SetupError(
            f"every try ended in an error; mend it and run again. {first.case.id}: {_error(first)}"
        )
    met = gate is None or _gate_met(run, gate)
    kept = not no_regressions or _nothing_broke(run)
    return 0 if met and kept else NOT_GOOD_ENOUGH


def _why_nothing_ran(run: RunSummary) -> str:
    if not run.results:
        return "the sheet holds none; write what a user says into the tab input"
    if all(result.case.skip for result in run.results):
        return "each is left out by “skip”; clear it in the rows that are to be run"
    if all(result.case.faults or result.case.skip for result in run.results):
        return "sheet2eval validate says what to mend"
    names = ", ".join(summary.target for summary in run.targets)
    return (
        f"the sheet holds no answers of {names}; "
        "fill the tab current-behavior, or name a target that can be asked"
    )


def _error(result: CaseResult) -> str:
    """What broke, without the count of tries that stands above it where there are several."""
    lines = result.why.splitlines()
    return "\n".join(lines[1:] if len(result.trials) > 1 else lines)


def _gate_met(run: RunSummary, gate: float) -> bool:
    """Is every target's rate at least the gate? Says of those that are not."""
    missed = [summary for summary in run.targets if summary.rate.rate is None or summary.rate.rate < gate]
    for summary in missed:
        rate = "has no pass rate" if summary.rate.rate is None else f"reaches {100 * summary.rate.rate:.4g} %"
        say(f"Gate missed: {summary.target} {rate}, and {100 * gate:g} % is asked for")
    for summary in run.targets:
        if words := undecided(summary, (gate,)):
            say(f"{summary.target}: {words}")
    return not missed


def _nothing_broke(run: RunSummary) -> bool:
    """Does everything pass that passed before? Says what does not."""
    for summary in run.targets:
        if summary.broken:
            more = len(summary.broken) - _SHOWN_IDS
            ids = ", ".join(summary.broken[:_SHOWN_IDS]) + (f" and {more} more" if more > 0 else "")
            say(f"Broken since the last run: {summary.target} passed {ids} before")
    return not any(summary.broken for summary in run.targets)
