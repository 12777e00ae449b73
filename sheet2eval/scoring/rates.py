"""Rates with their uncertainty, and what they mean for a product."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from sheet2eval.grading.verdicts import trial_verdict
from sheet2eval.scoring.results import CaseResult, Rate
from sheet2eval.scoring.statistics import effective_number, mean_interval, wilson
from sheet2eval.types import Verdict

GRADED = frozenset({Verdict.PASS, Verdict.FAIL, Verdict.FLAKY})

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
    if not graded:
        return Rate(None, None, None)
    weights = _weights(graded)
    rate = fmean([float(result.verdict is Verdict.PASS) for result in graded], weights)
    number = effective_number(weights)
    low, high = wilson(rate * number, number)
    return Rate(rate, low, high, number)


def mean_score(results: Sequence[CaseResult]) -> float | None:
    """The weighted mean of the cases' scores; None where no case has one."""
    scored = [result for result in results if result.score is not None]
    return fmean(_scores(scored), _weights(scored)) if scored else None


def mean_score_interval(results: Sequence[CaseResult]) -> tuple[float, float] | None:
    """Where the mean score likely lies: the t interval over cases, cut to 0..1.

    A case is one piece of evidence, however often it was repeated. None as in `mean_interval`.
    """
    scored = [result for result in results if result.score is not None]
    interval = mean_interval(_scores(scored), _weights(scored)) if scored else None
    return interval and (max(0.0, interval[0]), min(1.0, interval[1]))


def _scores(scored: Sequence[CaseResult]) -> list[float]:
    return [result.score or 0.0 for result in scored]


def _weights(results: Sequence[CaseResult]) -> list[float]:
    """Relative to the largest, so that sums of absurd ones stay finite."""
    largest = max(result.case.weight for result in results)
    return [result.case.weight / largest for result in results]


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


def repeated_cases(results: Sequence[CaseResult]) -> Mapping[int, int]:
    """How many cases have at least k graded trials, by k: what pass@k and pass^k are the mean over."""
    counts = [graded_trials(result) for result in results if result.verdict in GRADED]
    return {k: sum(tried >= k for tried in counts) for k in range(1, max(counts, default=0) + 1)}


def graded_trials(result: CaseResult) -> int:
    """How many of a case's trials passed or failed."""
    return sum(trial_verdict(trial) in {Verdict.PASS, Verdict.FAIL} for trial in result.trials)
