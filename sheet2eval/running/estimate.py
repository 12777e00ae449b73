"""What a run is going to ask for, told before anything is spent."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from sheet2eval.running.answer_key import AnswerKey, answer_key
from sheet2eval.running.runner import trial_count
from sheet2eval.targets.target import Estimate, Target
from sheet2eval.types import Case


@dataclass(frozen=True, slots=True)
class Forecast:
    """Paid calls, and what they take at most. Calls that cost nothing do not count.

    `cost_usd` is None where a price is unknown. Where `limited` is False, a target may answer as long as it
    likes, and "at most" is an estimate.
    """

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = 0.0
    limited: bool = True

    def __add__(self, other: Forecast) -> Forecast:
        costs = (self.cost_usd, other.cost_usd)
        return Forecast(
            self.calls + other.calls,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            None if None in costs else sum(cost for cost in costs if cost is not None),
            self.limited and other.limited,
        )


def forecast(target: Target, cases: Iterable[Case], repeats: int, held: Container[AnswerKey]) -> Forecast:
    """What the target is going to be asked, without the answers that are held already."""
    total = Forecast()
    for case in cases:
        estimate = target.estimate(case)
        if estimate is not None:
            trials = range(1, trial_count(target, case, repeats) + 1)
            calls = sum(answer_key(target, case, trial) not in held for trial in trials)
            total += calls_like(estimate, calls)
    return total


def calls_like(estimate: Estimate, calls: int) -> Forecast:
    """What so many calls take, each of which is estimated alike."""
    if not calls:
        return Forecast()
    return Forecast(
        calls,
        calls * estimate.input_tokens,
        calls * estimate.output_tokens,
        None if estimate.cost_usd is None else calls * estimate.cost_usd,
        estimate.limited,
    )
