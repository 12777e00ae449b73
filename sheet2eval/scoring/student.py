"""Student's t distribution (1908), as far as intervals need it.

`scipy.special` has it too; loading that for one number would cost every run 45 MB and half a second.
"""

from __future__ import annotations

import math
from functools import lru_cache

_OUTSIDE = 0.05  # the share beyond ±t
_LEAST_LOG = -700.0  # e to this is nearly the least number there is
_CLOSE = 1e-14
_MOST_STEPS = 200  # of the continued fraction: some √max(a, b) are enough, and b or a is ½


@lru_cache(maxsize=64)
def t_quantile(freedom: float) -> float:
    """The 97.5 % point for so many degrees of freedom: I_x(ν/2, ½) = 5 % at x = ν/(ν + t²), found by bisection."""
    low, high = _LEAST_LOG, 0.0  # of ln x
    while high - low > _CLOSE * max(1.0, -low):
        middle = (low + high) / 2
        if _incomplete_beta(math.exp(middle), freedom / 2, 0.5) < _OUTSIDE:
            low = middle
        else:
            high = middle
    return math.sqrt(freedom * math.expm1(-low))


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b) for 0 < x < 1, by Lentz's method (DLMF 8.17.22)."""
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(1 - x, b, a)
    log_front = a * math.log(x) + b * math.log1p(-x) + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    fraction = d
    for m in range(1, _MOST_STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d, c = 1 / (1 + term * d), 1 + term / c
            fraction *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return math.exp(log_front) / a * fraction
