from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.scoring.moves import Move, Moves
from sheet2eval.scoring.results import Agreement, JudgeTrust, Rate
from sheet2eval.types import Verdict
from sheet2eval.writing import words
from tests.writing.made_up import summary


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "0 %"),
        (1.0, "100 %"),
        (0.7045, "70 %"),
        (0.997, "99.7 %"),
        (0.99999, "99.9 %"),
        (0.0001, "0.1 %"),
        (0.625, "63 %"),
        (0.595, "59.5 %"),
        (0.6, "60 %"),
        (189 / 199, "94.97 %"),
        (0.95, "95 %"),
        (0.995, "99.5 %"),
        (0.9951, "99.51 %"),
    ],
)
def test_a_share_is_said_whole_but_never_as_more_or_less_than_it_is(share: float, said: str) -> None:
    assert words.percent(share) == said


@given(st.floats(0, 1))
def test_only_all_is_100_percent_and_only_none_is_0(share: float) -> None:
    assert (words.percent(share) == "100 %") is (share == 1)
    assert (words.percent(share) == "0 %") is (share == 0)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.04, "under a second"),
        (9.94, "10 s"),
        (59.4, "59 s"),
        (59.9, "1 min 0 s"),
        (200, "3 min 20 s"),
        (3900, "1 h 5 min"),
    ],
)
def test_a_duration_is_said_in_its_own_units(seconds: float, said: str) -> None:
    assert words.duration(seconds) == said


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        (None, "not known"),
        (0.0, "$0.00"),
        (0.0000312, "$0.000031"),
        (0.0123, "$0.0123"),
        (1234.5, "$1,234.50"),
    ],
)
def test_an_unknown_cost_is_never_nothing(cost: float | None, said: str) -> None:
    assert words.money(cost) == said


def counts(**given: int) -> dict[Verdict, int]:
    return dict.fromkeys(Verdict, 0) | {Verdict(name): number for name, number in given.items()}


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (
            summary(rate=Rate(31 / 44, 0.56, 0.82)),
            "31 of 44 cases pass (70 %); the true rate is likely between 56 % and 82 %",
        ),
        (
            summary(rate=Rate(0.9, 0.7, 0.96)),
            "31 of 44 cases pass (90 % by weight); the true rate is likely between 70 % and 96 %",
        ),
        (
            summary(rate=Rate(1.0, 0.2065, 1.0), counts=counts(**{"pass": 1})),
            "1 of 1 case passes (100 %); the true rate is likely between 21 % and 100 %",
        ),
        (summary(rate=Rate(None, None, None)), "Nothing could be graded, so there is no pass rate"),
    ],
)
def test_the_headline_says_how_many_and_how_sure(target, said: str) -> None:
    assert words.headline(target) == said


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (summary(), ""),
        (
            summary(counts=counts(error=2, ungraded=1, skipped=3)),
            "Not in the rate: 2 ended in an error, 1 could not be graded, 3 left out by “skip”.",
        ),
    ],
)
def test_what_is_not_in_the_rate_is_said(target, said: str) -> None:
    assert words.apart(target) == said


@pytest.mark.parametrize(
    ("judge", "said"),
    [
        (JudgeTrust("nearest (offline)", 37, 40), "right on 37 of 40 of the sheet's own examples"),
        (
            JudgeTrust("nearest (offline)", 0, 0),
            "not tested: the sheet holds no pair of a good and a bad example",
        ),
    ],
)
def test_trust_is_what_the_sheet_itself_shows(judge: JudgeTrust, said: str) -> None:
    assert words.trust(judge) == said


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (
            Agreement(12, 0.83, 0.61, 0.1, None),
            "agrees with people on 83 % of 12 cases they judged (kappa 0.61: 0 is chance, 1 full agreement)",
        ),
        (Agreement(1, 1.0, None, None, None), "agrees with people on 100 % of 1 case they judged"),
    ],
)
def test_agreement_is_said_with_its_number(people: Agreement, said: str) -> None:
    assert words.agreement(people) == said


def test_what_changed_is_said_by_id_a_few_of_them() -> None:
    assert words.changes(summary()) == ""
    told = words.changes(summary(fixed=("a",), broken=tuple("bcdefgh")))
    assert told == "Since the last run: 7 broken (b, c, d, e, f and 2 more), 1 fixed (a)."


def move(name: str, before: Verdict, after: Verdict) -> Move:
    return Move(name, "bot", before, after, None)


PASS, FAIL = Verdict.PASS, Verdict.FAIL
AGREED, DISAGREED = Agreement(4, 1.0, None, None, None), Agreement(4, 0.5, None, None, None)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Moves((), None, None), ["No verdict moved."]),
        (Moves((), None, None, ("a", "b")), ["2 verdicts could not be given again: a, b."]),
        (
            Moves((move("a", FAIL, PASS), move("b", PASS, FAIL), move("c", FAIL, PASS)), None, None),
            ["1 verdict moved from pass to fail: b.", "2 verdicts moved from fail to pass: a, c."],
        ),
        (
            Moves((), DISAGREED, AGREED),
            ["No verdict moved.", "Agreement with people rose from 50 % to 100 % (4 cases)."],
        ),
        (
            Moves((), AGREED, DISAGREED),
            ["No verdict moved.", "Agreement with people fell from 100 % to 50 % (4 cases)."],
        ),
        (Moves((), AGREED, AGREED), ["No verdict moved.", "Agreement with people stays at 100 % (4 cases)."]),
    ],
)
def test_what_grading_again_changed(found: Moves, said: list[str]) -> None:
    assert list(words.moved(found)) == said


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (summary(), "Mean score 0.81."),
        (
            summary(mean_interval=(0.7, 0.914)),
            "Mean score 0.81; the true mean is likely between 0.70 and 0.91.",
        ),
        (summary(mean_score=None), ""),
    ],
)
def test_the_mean_score_is_said_with_how_sure_it_is(target, said: str) -> None:
    assert words.mean_score(target) == said


ON_A_LINE = "Too close to call: the true rate may lie above or below the line at {}."
ON_LINES = ON_A_LINE.replace("line", "lines")


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (Rate(0.7, 0.65, 0.75, 400), ""),
        (Rate(None, None, None), ""),
        (
            Rate(0.7, 0.56, 0.82, 44),
            f"{ON_A_LINE.format('60 %')} If the rate stays as it is, about 49 more cases would",
        ),
        (
            Rate(0.94, 0.9, 0.96, 200),
            f"{ON_A_LINE.format('95 %')} If the rate stays as it is, about 360 more cases would",
        ),
        (Rate(0.6, 0.5, 0.7, 90), f"{ON_A_LINE.format('60 %')} The rate is so near to it that"),
        (Rate(1.0, 0.99, 1.0, 500), ON_A_LINE.format("99.5 %")),
        (
            Rate(0.94, 0.54, 0.99, 5),
            f"{ON_LINES.format('60 % and 95 %')} If the rate stays as it is, about 27 more cases would",
        ),
        (
            Rate(0.8, 0.49, 0.96, 10),
            f"{ON_LINES.format('60 % and 95 %')} If the rate stays as it is, about ",
        ),
    ],
)
def test_a_close_call_says_what_would_settle_it(rate: Rate, said: str) -> None:
    told = words.undecided(summary(rate=rate))
    assert told.startswith(said)
    assert bool(told) is bool(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\n b", "a b"),
        ("", ""),
        ("x" * 2_000_000, "x" * 160 + " …"),
        ("y" * 160, "y" * 160),
        ("seven " * 40, "seven " * 26 + "…"),
    ],
)
def test_an_excerpt_is_one_short_line(text: str, said: str) -> None:
    assert words.excerpt(text) == said
