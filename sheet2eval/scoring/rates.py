"""Rates with their uncertainty, and what they mean for a product."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from sheet2eval.grading.verdicts import trial_verdict
from sheet2eval.scoring.results import CaseResult, Rate
from sheet2eval.types import Verdict

GRADED = frozenset({Verdict.PASS, Verdict.FAIL, Verdict.FLAKY})
Z_95 = 1.959963984540054  # the 97.5 % point of the normal distribution

BANDS = (
    (0.995, "build as if it just works"),
    (0.95, "build with guardrails and a way back"),
    (0.60, "build with a person in the loop"),
)
BELOW = "not yet: below the line where a product can be built on it"


def band(rate: float | None) -> str | None:
    """The readiness band of a pass rate: above 99.5 %, from 95 %, from 60 %, or below the line."""
    if rate is None:
        return None
    if rate > BANDS[0][0]:
        return BANDS[0][1]
    return next((words for least, words in BANDS[1:] if rate >= least), BELOW)


def pass_rate(results: Sequence[CaseResult]) -> Rate:
    """The weighted share of `pass` among the graded cases, with its interval."""
    graded = [result for result in results if result.verdict in GRADED]
    weights = [result.case.weight for result in graded]
    if not graded:
        return Rate(None, None, None)
    passed = sum(result.case.weight for result in graded if result.verdict is Verdict.PASS)
    rate = min(1.0, passed / sum(weights))
    low, high = wilson(rate, effective_number(weights))
    return Rate(rate, low, high)


def effective_number(weights: Sequence[float]) -> float:
    """Kish's effective sample size, (Σw)² / Σw²: as many equal cases would tell as much (Kish 1965)."""
    largest = max(weights)
    scaled = [weight / largest for weight in weights]
    return sum(scaled) ** 2 / sum(weight**2 for weight in scaled)


def wilson(rate: float, number: float) -> tuple[float, float]:
    """Wilson's 95 % score interval for a share of `number` cases (Wilson 1927; Newcombe 1998, method 3)."""
    z2 = Z_95**2
    middle = (rate + z2 / (2 * number)) / (1 + z2 / number)
    half = Z_95 / (1 + z2 / number) * math.sqrt(rate * (1 - rate) / number + z2 / (4 * number**2))
    return (0.0 if rate == 0 else max(0.0, middle - half)), (1.0 if rate == 1 else min(1.0, middle + half))


def mean_score(results: Sequence[CaseResult]) -> float | None:
    """The weighted mean of the cases' scores; None where no case has one."""
    scored = [(result.score, result.case.weight) for result in results if result.score is not None]
    if not scored:
        return None
    return sum(score * weight for score, weight in scored) / sum(weight for _, weight in scored)


def pass_at(results: Sequence[CaseResult]) -> Mapping[int, float] | None:
    """pass@k by k: how likely one of k trials passes, the mean over cases (Chen et al. 2021, unbiased)."""
    return _over_trials(
        results, lambda tried, passed, k: 1 - math.comb(tried - passed, k) / math.comb(tried, k)
    )


def pass_hat(results: Sequence[CaseResult]) -> Mapping[int, float] | None:
    """pass^k by k: how likely all of k trials pass, the mean over cases (τ-bench, Yao et al. 2024)."""
    return _over_trials(results, lambda tried, passed, k: math.comb(passed, k) / math.comb(tried, k))


def _over_trials(
    results: Sequence[CaseResult], chance: Callable[[int, int, int], float]
) -> Mapping[int, float] | None:
    """The mean chance for each k up to the most trials a case has; None where no case was repeated.

    Only trials that were graded count, and for each k only the cases with at least k of them.
    """
    counts = [(graded_trials(result), result.passed_trials) for result in results if result.verdict in GRADED]
    most = max((tried for tried, _ in counts), default=0)
    if most < 2:
        return None
    chances = {
        k: [chance(tried, passed, k) for tried, passed in counts if tried >= k] for k in range(1, most + 1)
    }
    return {k: sum(each) / len(each) for k, each in chances.items()}


def graded_trials(result: CaseResult) -> int:
    """How many of a case's trials passed or failed."""
    return sum(trial_verdict(trial) in {Verdict.PASS, Verdict.FAIL} for trial in result.trials)
