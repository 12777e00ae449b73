"""Figures against published examples, against scipy.stats, and by drawing many samples."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.scoring.statistics import (
    effective_number,
    mcnemar_exact,
    mean_interval,
    standard_error,
    wilson,
)
from sheet2eval.scoring.student import t_quantile

SAMPLES = 2_000


@pytest.mark.parametrize(
    ("passed", "number", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17, table I, method 3
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_published(passed, number, low, high):
    assert [round(bound, 4) for bound in wilson(passed, number)] == [low, high]


@given(st.integers(0, 400), st.integers(1, 400))
def test_wilson_as_in_scipy(passed, number):
    from scipy.stats import binomtest

    theirs = binomtest(min(passed, number), number).proportion_ci(method="wilson")
    assert wilson(min(passed, number), number) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@given(st.floats(0, 1), st.floats(1, 1e6))
def test_wilson_holds_the_rate_within_0_and_1(rate, number):
    low, high = wilson(rate * number, number)
    assert 0 <= low <= rate + 1e-12
    assert rate - 1e-12 <= high <= 1


def test_without_cases_the_share_can_be_anything():
    assert wilson(0, 0) == (0, 1)


def test_kish():
    assert effective_number([1, 1, 1, 1]) == 4
    assert effective_number([2, 1, 1]) == pytest.approx(16 / 6)
    assert effective_number([1e300, 1e300]) == 2


@pytest.mark.parametrize(
    ("rate", "weights"),
    [(0.7, (1,)), (0.9, (1,)), (0.7, (1, 3)), (0.85, (1, 1, 1, 5)), (0.5, (0.5, 1, 10))],
)
def test_wilson_holds_the_true_rate_19_times_out_of_20(rate, weights):
    """Over weighted cases too, with Kish's number; near 95 % on average, as the interval is meant."""
    chance = np.random.default_rng(6)
    covered = 0
    for _ in range(SAMPLES):
        drawn = chance.choice(weights, 60)
        passed = drawn[chance.random(60) < rate].sum() / drawn.sum()
        number = effective_number(list(drawn))
        low, high = wilson(passed * number, number)
        covered += low <= rate <= high
    assert 0.93 < covered / SAMPLES < 0.97


def test_the_t_interval_as_published():
    """NIST/SEMATECH e-Handbook, 1.3.5.2: 195 values with the mean and the deviation of ZARR13.DAT."""
    mean, deviation = 9.261460, 0.022789
    values = [mean - deviation] * 97 + [mean] + [mean + deviation] * 97
    assert mean_interval(values, [1] * 195) == pytest.approx((9.258242, 9.264679), abs=1e-6)


DIFFERING = st.lists(st.floats(0, 1), min_size=2, max_size=40).filter(
    lambda values: max(values) - min(values) > 0.01
)


@given(DIFFERING)
def test_the_t_interval_as_in_scipy(values):
    from scipy.stats import sem, t

    theirs = t.interval(0.95, len(values) - 1, np.mean(values), sem(values))
    assert mean_interval(values, [1] * len(values)) == pytest.approx(theirs)


@given(DIFFERING)
def test_equal_weights_are_as_good_as_none(values):
    assert mean_interval(values, [7] * len(values)) == pytest.approx(mean_interval(values, [1] * len(values)))


@pytest.mark.parametrize("values", [[0.5], [1, 1, 1], [0.1, 0.1, 0.1]])
def test_values_that_do_not_differ_have_no_interval(values):
    assert mean_interval(values, [1] * len(values)) is None


def test_one_case_that_outweighs_all_others_tells_next_to_nothing():
    low, high = mean_interval([1, 0, 0], [1000, 1, 1])
    assert low < -1
    assert high > 2
    assert mean_interval([1, 0, 0], [1e9, 1, 1]) is None


@pytest.mark.parametrize("weights", [(1,), (1, 3), (1, 1, 1, 5)])
def test_the_t_interval_over_cases_holds_the_true_mean_however_often_each_is_asked(weights):
    """Three tries of each of 40 cases that differ in how hard they are: what counts is cases, not tries."""
    chance = np.random.default_rng(6)
    hardness = (0.05, 0.5, 0.9, 1.0)
    covered = 0
    for _ in range(SAMPLES):
        scores = chance.binomial(3, chance.choice(hardness, 40)) / 3
        interval = mean_interval(list(scores), list(chance.choice(weights, 40)))
        covered += interval is not None and interval[0] <= np.mean(hardness) <= interval[1]
    assert 0.93 < covered / SAMPLES < 0.97


@pytest.mark.parametrize(
    ("outcomes", "error"),
    [([1, 0, 0.5], 0.28868), ([1, 1, 1], 0), ([1], None), ([], None), ([1, 0] * 50, 0.05025)],
)
def test_standard_error_is_the_sample_deviation_over_the_root_of_n(outcomes, error):
    found = standard_error(outcomes)
    assert found is error is None or found == pytest.approx(error, abs=1e-5)


@pytest.mark.parametrize(
    ("wins", "losses", "p_value"),
    # Fagerland, Lydersen and Laake 2013, BMC Medical Research Methodology 13:91, table 5; a coin, by hand
    [(1, 7, 0.0703), (7, 1, 0.0703), (0, 0, 1), (1, 1, 1), (0, 5, 0.0625), (0, 6, 0.03125)],
)
def test_mcnemar_as_published(wins, losses, p_value):
    assert mcnemar_exact(wins, losses) == pytest.approx(p_value, abs=5e-5)


@given(st.integers(0, 300), st.integers(0, 300))
def test_mcnemar_is_a_sign_test(wins, losses):
    from scipy.stats import binomtest

    theirs = binomtest(wins, wins + losses).pvalue if wins + losses else 1
    assert mcnemar_exact(wins, losses) == pytest.approx(theirs)


@pytest.mark.parametrize(
    "freedom", [0.01, 0.3, 1, 1.5, 2, 3, 4.5, 10, 29, 30, 99, 100.3, 1_000, 99_999, 10_000_000]
)
def test_the_t_quantile_is_that_of_scipy(freedom):
    from scipy.stats import t

    assert t_quantile(freedom) == pytest.approx(t.ppf(0.975, freedom), rel=1e-7)


def test_mcnemar_takes_any_number_of_pairs():
    assert mcnemar_exact(5_000, 5_001) == pytest.approx(1)
    assert mcnemar_exact(0, 5_000) == 0
