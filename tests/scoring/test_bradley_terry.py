from __future__ import annotations

import math

import numpy as np
import pytest

from sheet2eval.scoring.bradley_terry import bradley_terry

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
