"""Figures against published examples and definitions."""

import math
from dataclasses import replace
from itertools import combinations

import pytest

from sheet2eval.scoring.rates import band, mean_score, mean_score_interval, pass_at, pass_hat, pass_rate
from sheet2eval.types import Verdict
from tests.scoring.made import result, trials


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


def test_absurd_weights_do_not_break_the_figures():
    results = [scored(1.0, weight=1.7e308), scored(0.0, weight=1.7e308), scored(0.5, weight=1e-300)]
    assert pass_rate(results).rate == mean_score(results) == 0.5
    assert pass_rate(results).number == 2


def scored(score, weight=1.0):
    return replace(result("pass" if score == 1 else "fail", weight), score=score)


@pytest.mark.parametrize(
    ("scores", "mean", "interval"),
    [
        ([1, 0, 0.5, 0.5], 0.5, (0, 1)),
        ([0.5, 0.6] * 20, 0.55, (0.5338, 0.5662)),
        ([1, 1], 1, None),
        ([0.3], 0.3, None),
        ([], None, None),
        ([None, 0.25], 0.25, None),
    ],
)
def test_the_mean_score_and_where_it_likely_lies(scores, mean, interval):
    results = [scored(score) for score in scores]
    assert mean_score(results) == pytest.approx(mean)
    found = mean_score_interval(results)
    assert found == (interval and pytest.approx(interval, abs=1e-4))


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
