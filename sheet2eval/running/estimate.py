"""What a run is going to ask for, told before anything is spent."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from sheet2eval.running.answer_key import AnswerKey, answer_key
from sheet2eval.running.kept import Kept
from sheet2eval.running.kept_judge import KeptJudge
from sheet2eval.running.runner import Work
from sheet2eval.targets.target import Estimate, Target
from sheet2eval.types import Case, Response


@dataclass(frozen=True, slots=True)
class Forecast:
    """Paid calls, and what they take at most; `free_calls` cost nothing.

    `cost_usd` is None where a price is unknown. Where `limited` is False, a target may answer as long as it
    likes, and "at most" is an estimate.
    """

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = 0.0
    limited: bool = True
    free_calls: int = 0

    def __add__(self, other: Forecast) -> Forecast:
        costs = (self.cost_usd, other.cost_usd)
        return Forecast(
            self.calls + other.calls,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            None if None in costs else sum(cost for cost in costs if cost is not None),
            self.limited and other.limited,
            self.free_calls + other.free_calls,
        )


def forecast(target: Target, cases: Iterable[Case], repeats: int, held: Container[AnswerKey]) -> Forecast:
    """What the target is going to be asked, without the answers that are held already."""
    total = Forecast()
    for case in cases:
        if target.recorded(case) is None:
            trials = range(1, repeats + 1)
            calls = sum(answer_key(target, case, trial) not in held for trial in trials)
            total += calls_like(target.estimate(case), calls)
    return total


def judge_forecast(judge: KeptJudge, work: Work, kept: Kept) -> Forecast:
    """What a paid judge is going to be asked of the target's answers, if all come, without what it said before."""
    total = Forecast()
    for case in work.cases:
        if case.criteria and (estimate := judge.estimate(case)):
            total += calls_like(
                estimate, sum(not judge.holds(case, known) for known in _known(work, case, kept))
            )
    return total


def _known(work: Work, case: Case, kept: Kept) -> Sequence[Response | None]:
    """The answers of all trials; None where they are still to come."""
    recorded = work.target.recorded(case)
    if recorded is not None:
        return recorded
    trials = range(1, work.repeats + 1)
    return [kept.answer(answer_key(work.target, case, trial)) for trial in trials]


def calls_like(estimate: Estimate | None, answers: int) -> Forecast:
    """What so many answers take, each of which is estimated alike."""
    if not answers:
        return Forecast()
    if estimate is None:
        return Forecast(free_calls=answers)
    return Forecast(
        answers * estimate.calls,
        answers * estimate.input_tokens,
        answers * estimate.output_tokens,
        None if estimate.cost_usd is None else answers * estimate.cost_usd,
        estimate.limited,
    )
