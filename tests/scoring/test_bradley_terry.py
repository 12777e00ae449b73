from __future__ import annotations

import math
from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from scipy import stats

from sheet2eval.scoring.bradley_terry import bradley_terry, strength_intervals

BASEBALL = """
Milwaukee  - 7 9 7 7 9 11
Detroit    6 - 7 5 11 9 9
Toronto    4 6 - 7 7 8 12
New-York   6 8 6 - 6 7 10
Boston     6 2 6 7 - 7 12
Cleveland  4 4 5 6 6 - 6
Baltimore  2 4 1 3 1 7 -
"""


def season(lines):
    rows = [line.split() for line in lines.strip().splitlines()]
    names = [row[0] for row in rows]
    return {
        (winner, names[at]): float(won) for winner, *row in rows for at, won in enumerate(row) if won != "-"
    }


def test_as_published():
    """The American League of 1987, Agresti, Categorical Data Analysis (2002), section 10.6; R: BradleyTerry2."""
    found = bradley_terry(season(BASEBALL))
    above_the_last = {name: round(strength - found["Baltimore"], 3) for name, strength in found.items()}
    assert above_the_last == {
        "Milwaukee": 1.581,
        "Detroit": 1.436,
        "Toronto": 1.294,
        "New-York": 1.248,
        "Boston": 1.108,
        "Cleveland": 0.684,
        "Baltimore": 0,
    }
    assert list(found) == list(above_the_last)
    assert sum(found.values()) == pytest.approx(0)


def test_of_two_the_odds_are_the_wins():
    found = bradley_terry({("a", "b"): 30, ("b", "a"): 10})
    assert found["a"] - found["b"] == pytest.approx(math.log(3))


def test_ties_are_half_a_win_for_each():
    tied = bradley_terry({("a", "b"): 4 + 3 / 2, ("b", "a"): 1 + 3 / 2})
    assert tied["a"] - tied["b"] == pytest.approx(math.log(5.5 / 2.5))


@pytest.mark.parametrize(
    "wins",
    [
        {("a", "b"): 3},
        {("a", "b"): 3, ("b", "a"): 0},
        {("a", "b"): 1, ("b", "a"): 1, ("a", "c"): 2, ("b", "c"): 2},
        {("a", "b"): 1, ("b", "a"): 1, ("c", "d"): 1, ("d", "c"): 1},
    ],
)
def test_who_never_loses_to_the_others_has_no_finite_strength(wins):
    assert bradley_terry(wins) is None


def test_nobody_has_no_strength():
    assert bradley_terry({}) == {}


def test_a_known_strength_is_found_again():
    chance = np.random.default_rng(6)
    true = {"a": 0.8, "b": 0.0, "c": -0.8}
    wins = {}
    for one, other in (("a", "b"), ("a", "c"), ("b", "c")):
        won = chance.binomial(20_000, 1 / (1 + math.exp(true[other] - true[one])))
        wins |= {(one, other): won, (other, one): 20_000 - won}
    assert bradley_terry(wins) == pytest.approx(true, abs=0.03)


NAMES = ("a", "b", "c")


def case(**points):
    """What one case comes to: `ab=0.5` is a tie of a and b."""
    won = {(one, other): point for (one, other), point in points.items()}
    return won | {(other, one): 1 - point for (one, other), point in won.items()}


def of(cases):
    """The strengths, and where they likely lie."""
    wins = Counter()
    for won in cases:
        wins.update(won)
    strengths = bradley_terry(wins)
    return strengths, strength_intervals(strengths, cases)


def drawn(chance, number, quality):
    """Cases in which the better answer wins, which is that of the greater quality and luck."""
    met = list(combinations(range(len(NAMES)), 2))
    luck = quality + chance.gumbel(size=(number, len(NAMES)))
    return [
        case(**{NAMES[one] + NAMES[other]: float(each[one] > each[other]) for one, other in met})
        for each in luck
    ]


def test_of_two_the_interval_is_that_of_the_log_odds():
    """Its standard error is √(1/wins + 1/losses) (Woolf 1955); each strength is half of it, as their mean is 0."""
    _, found = of([case(ab=1)] * 30 + [case(ab=0)] * 10)
    half = stats.t.ppf(0.975, 39) * math.sqrt(40 / 39) * math.sqrt(1 / 30 + 1 / 10) / 2
    assert found["a"] == pytest.approx((math.log(3) / 2 - half, math.log(3) / 2 + half))
    assert found["b"] == pytest.approx((-math.log(3) / 2 - half, -math.log(3) / 2 + half))


def test_it_is_the_sandwich_of_the_textbooks():
    """Generalised inverse of the information, sum of the squared scores of the cases, and again (numpy)."""
    chance = np.random.default_rng(4)
    cases = [case(ab=one, ac=other, bc=third) for one, other, third in chance.choice([0, 0.5, 1], (25, 3))]
    strengths, found = of(cases)
    names = list(strengths)
    scores = np.zeros((len(cases), 3))
    information = np.zeros((3, 3))
    for number, won in enumerate(cases):
        for one, other in combinations(range(3), 2):
            p = 1 / (1 + math.exp(strengths[names[other]] - strengths[names[one]]))
            towards = np.zeros(3)
            towards[one], towards[other] = 1, -1
            scores[number] += towards * (won[names[one], names[other]] - p)
            information += np.outer(towards, towards) * p * (1 - p)
    bread = np.linalg.pinv(information)
    errors = np.sqrt(np.diag(bread @ scores.T @ scores @ bread) * 25 / 24)
    half = stats.t.ppf(0.975, 24) * errors
    for name, width in zip(names, half, strict=True):
        assert found[name] == pytest.approx((strengths[name] - width, strengths[name] + width))


@pytest.mark.parametrize(
    "cases", [[case(ab=0.5, ac=0.5, bc=0.5)], [case(ab=0.5, ac=0.5, bc=0.5)] * 20, [case(ab=0.5, bc=0.5)] * 3]
)
def test_cases_that_all_tell_the_same_leave_no_telling(cases):
    assert of(cases)[1] is None


def test_matches_of_the_same_case_are_one_piece_of_evidence():
    chance = np.random.default_rng(3)
    together = drawn(chance, 60, np.array([0.5, 0.0, -0.5]))
    apart = [case(**{one + other: won[one, other]}) for won in together for one, other in ("ab", "ac", "bc")]
    width = {name: high - low for name, (low, high) in of(together)[1].items()}
    assert all(high - low < 0.95 * width[name] for name, (low, high) in of(apart)[1].items())


def test_the_interval_holds_the_true_strength_as_often_as_it_says():
    chance = np.random.default_rng(8)
    quality = np.array([0.5, 0.0, -0.5])
    true = dict(zip(NAMES, quality, strict=True))  # of a logistic difference, the model's own
    held = [
        low <= true[name] <= high
        for _ in range(120)
        for name, (low, high) in of(drawn(chance, 30, quality))[1].items()
    ]
    assert 0.91 <= sum(held) / len(held) <= 0.99
