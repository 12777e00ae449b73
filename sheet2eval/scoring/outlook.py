"""What a rate leaves open: how many more cases would settle it, and whether the sheet still measures anything."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from sheet2eval.scoring.rates import BANDS, GRADED
from sheet2eval.scoring.results import Rate, RunSummary
from sheet2eval.scoring.statistics import Z_95
from sheet2eval.types import Verdict

NEARLY_ALL = 0.95  # from this rate on there is hardly room left to show progress
ENOUGH = 10  # cases; of fewer, such a rate says nothing
READINESS_LINES = tuple(line for line, _ in BANDS)

_FEASIBLE = 20  # times the cases there are: nobody writes more to settle a question


@dataclass(frozen=True, slots=True)
class CloseCall:
    """Lines that the true rate may lie on either side of: all, the lowest first, and the nearest that can be settled.

    `more_cases` would settle that `line`. None where so many cases as it takes for any of them cannot be had, or no
    number settles it, for the rate is on it: then `line` is the nearest of all.
    """

    line: float
    lines: tuple[float, ...]
    more_cases: int | None


def close_call(rate: Rate, cases: int, lines: Iterable[float] = READINESS_LINES) -> CloseCall | None:
    """The lines within the interval of the rate; None where there is none.

    `cases` is how many were graded. Wilson's interval leaves a line out from z² · line · (1 - line) / (rate - line)²
    cases on, if the rate stays as it is; as weights tell less, it takes more cases in their proportion.
    """
    share, number = rate.rate, rate.number
    if share is None or number is None or rate.low is None or rate.high is None:
        return None
    within = tuple(sorted(line for line in lines if rate.low < line < rate.high))
    if not within:
        return None
    nearest_first = sorted(within, key=lambda line: abs(line - share))
    for line in nearest_first:
        more = _more_cases(share, number, cases, line)
        if more <= _FEASIBLE * cases:
            return CloseCall(line, within, math.ceil(more))
    return CloseCall(nearest_first[0], within, None)


def _more_cases(share: float, number: float, cases: int, line: float) -> float:
    """How many more cases leave the line out of the interval; infinite where the rate is on it."""
    if math.isclose(share, line):
        return math.inf
    enough = Z_95**2 * line * (1 - line) / (share - line) ** 2
    return (enough / number - 1) * cases


@dataclass(frozen=True, slots=True)
class Baseline:
    """Who passes nearly everything already: `name` is a target, or "" for the answers of today."""

    name: str
    passed: int
    graded: int


def outgrown(run: RunSummary) -> Baseline | None:
    """The baseline that leaves no room for progress; None where the sheet still measures it.

    The baseline is today's answers; without enough of them, the weakest of several targets.
    """
    today = {result.case.id: result.current_verdict for result in run.standing}
    verdicts = [verdict for verdict in today.values() if verdict in GRADED]
    found = [Baseline("", verdicts.count(Verdict.PASS), len(verdicts))]
    if len(verdicts) < ENOUGH:
        found = [Baseline(each.target, each.counts[Verdict.PASS], each.graded) for each in run.targets]
        found = found if len(found) > 1 else []
    weakest = min(found, key=lambda one: one.passed / max(one.graded, 1), default=None)
    if weakest is None or weakest.graded < ENOUGH or weakest.passed < NEARLY_ALL * weakest.graded:
        return None
    return weakest
