"""Figures against published examples and definitions."""

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.scoring.rates import band, effective_number, pass_at, pass_hat, pass_rate, wilson
from sheet2eval.types import Verdict
from tests.scoring.made import result, trials


@pytest.mark.parametrize(
    ("passed", "number", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17, table I, method 3
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_published(passed, number, low, high):
    assert [round(bound, 4) for bound in wilson(passed / number, number)] == [low, high]


@given(st.floats(0, 1), st.floats(1, 1e6))
def test_wilson_holds_the_rate_within_0_and_1(rate, number):
    low, high = wilson(rate, number)
    assert 0 <= low <= rate + 1e-12
    assert rate - 1e-12 <= high <= 1


def test_kish():
    assert effective_number([1, 1, 1, 1]) == 4
    assert effective_number([2, 1, 1]) == pytest.approx(16 / 6)
    assert effective_number([1e300, 1e300]) == 2


@pytest.mark.parametrize(
    ("rate", "words"),
    [(None, None), (0, "not yet"), (0.5999, "not yet"), (0.6, "person in the loop"), (0.9499, "person in the loop"),
     (0.95, "guardrails"), (0.995, "guardrails"), (0.9951, "just works"), (1, "just works")],
)  # fmt: skip
def test_bands(rate, words):
    assert words is band(rate) is None or words in band(rate)


def test_the_rate_leaves_errors_and_ungraded_cases_out():
    rate = pass_rate([result("pass"), result("fail"), result("flaky"), result("error"), result("ungraded")])
    assert rate.rate == pytest.approx(1 / 3)


def test_the_rate_is_weighted():
    assert pass_rate([result("pass", weight=3), result("fail")]).rate == 0.75


def test_nothing_graded_has_no_rate():
    assert pass_rate([result("error")]).rate is None


def test_pass_at_k_and_pass_hat_k_by_their_definition():
    """Over all ways to draw k of the trials: any of them passes, all of them pass."""
    outcomes = [True, False, True, False, False]
    found = [result("flaky", trials=trials(outcomes))]
    for k in range(1, 6):
        draws = list(combinations(outcomes, k))
        assert pass_at(found)[k] == pytest.approx(sum(map(any, draws)) / len(draws))
        assert pass_hat(found)[k] == pytest.approx(sum(map(all, draws)) / len(draws))


def test_without_repeats_there_is_no_pass_at_k():
    assert pass_at([result("pass", trials=trials([True]))]) is None


def test_pass_at_1_is_the_mean_over_cases():
    found = [result("flaky", trials=trials([True, False])), result("pass", trials=trials([True, True]))]
    assert pass_at(found)[1] == pass_hat(found)[1] == 0.75
    assert math.isclose(pass_hat(found)[2], 0.5)


def test_human_verdicts_are_no_trials():
    assert pass_at([result(Verdict.PASS.value, trials=())]) is None
