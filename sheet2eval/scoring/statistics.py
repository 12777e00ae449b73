"""Uncertainty and comparison, as textbooks have them: plain numbers in, plain numbers out.

All intervals are at 95 %. `docs/statistics.md` says of each figure what it means and why it was chosen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean, stdev

from sheet2eval.scoring.student import t_quantile

Z_95 = 1.959963984540054  # the 97.5 % point of the normal distribution
_TOO_FEW = 1e-6  # degrees of freedom: from here down the t distribution has no usable quantile


def wilson(passed: float, number: float) -> tuple[float, float]:
    """Wilson's score interval for a share, `passed` of `number` (Wilson 1927; Newcombe 1998, method 3).

    Both may be broken numbers: half a point for a tie, or an effective number of cases. Without any case the
    share can be anything from 0 to 1.
    """
    if number <= 0:
        return 0.0, 1.0
    rate = min(1.0, max(0.0, passed / number))
    z2 = Z_95**2
    middle = (rate + z2 / (2 * number)) / (1 + z2 / number)
    half = Z_95 / (1 + z2 / number) * math.sqrt(rate * (1 - rate) / number + z2 / (4 * number**2))
    return (0.0 if rate == 0 else max(0.0, middle - half)), (1.0 if rate == 1 else min(1.0, middle + half))


def effective_number(weights: Sequence[float]) -> float:
    """Kish's effective sample size, (Σw)² / Σw²: as many equal cases would tell as much (Kish 1965)."""
    largest = max(weights)
    scaled = [weight / largest for weight in weights]
    return sum(scaled) ** 2 / sum(weight**2 for weight in scaled)


def mean_interval(values: Sequence[float], weights: Sequence[float]) -> tuple[float, float] | None:
    """Student's t interval (1908) for the weighted mean, over Kish's effective number of values.

    None where there is nothing to tell it from: a single value, or values that are all the same.
    """
    freedom = effective_number(weights) - 1
    if freedom < _TOO_FEW or min(values) == max(values):
        return None
    mean = fmean(values, weights)
    variance = fmean([(value - mean) ** 2 for value in values], weights)
    half = t_quantile(freedom) * math.sqrt(variance / freedom)
    return mean - half, mean + half


def standard_error(outcomes: Sequence[float]) -> float | None:
    """Of the mean of the outcomes: their sample standard deviation over √n; None for fewer than two."""
    return stdev(outcomes) / math.sqrt(len(outcomes)) if len(outcomes) > 1 else None


def mcnemar_exact(wins: int, losses: int) -> float:
    """The two-sided exact p-value of McNemar's test: a sign test of the pairs that differ (McNemar 1947).

    How likely wins and losses are at least this far apart where neither side is better; 1 where none differ.
    """
    number = wins + losses
    ways = tail = 1  # to lose none, and at most so many, of all 2**number
    for lost in range(min(wins, losses)):
        ways = ways * (number - lost) // (lost + 1)
        tail += ways
    return min(1.0, 2 * tail / (1 << number))
