"""What a run is going to ask for, told before anything is spent."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from sheet2eval.judges.judge import Judge
from sheet2eval.running.answer_key import AnswerKey, answer_key
from sheet2eval.running.runner import trial_count
from sheet2eval.targets.target import Estimate, Target
from sheet2eval.types import Case


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


def judge_forecast(judge: Judge, target: Target, cases: Iterable[Case], repeats: int) -> Forecast:
    """What the judge is going to be asked of the target's answers, if all come."""
    total = Forecast()
    for case in cases:
        if case.criteria:
            total += calls_like(judge.estimate(case), trial_count(target, case, repeats))
    return total


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
