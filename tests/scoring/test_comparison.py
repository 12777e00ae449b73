"""Who did better, who decided that, and the figures of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.scoring.comparison import (
    By,
    Decided,
    Match,
    MatchOutcome,
    Preferences,
    asks_judge,
    by_score,
    compared,
    decide,
    matches,
    turned,
    worth,
)
from sheet2eval.types import Verdict
from tests.scoring.duels import answered, match, preference

OUTCOMES = {
    "w": MatchOutcome.WIN,
    "l": MatchOutcome.LOSS,
    "t": MatchOutcome.TIE,
    "e": MatchOutcome.ERROR,
    "u": MatchOutcome.UNGRADED,
}


def tally_of(letters):
    """The figures of matches that ended so: `wwl` are two wins and a loss."""
    one = match(("x",), ("y",))
    decided = [Decided(one, OUTCOMES[letter], By.SCORE if letter in "wlt" else None) for letter in letters]
    return compared(("new", "old"), decided).tallies[0]


@pytest.mark.parametrize(
    ("own", "other", "outcome"),
    [
        (("x", "pass"), ("y", "fail"), "win"),
        (("x", "fail"), ("y", "pass"), "loss"),
        (("x", "pass"), ("y", "pass"), "tie"),
        (("x", "fail", 0.5), ("y", "fail", 0.25), "win"),
        (("x", "flaky", 0.5), ("y", "fail", 0.75), "loss"),
        (("x", "fail", 0.1 + 0.2), ("y", "fail", 0.3), "tie"),
        (("x", "error"), ("y", "pass"), "error"),
        (("x", "error", 0.9), ("y", "fail"), "error"),
        (("x", "pass"), ("y", "ungraded"), "ungraded"),
        (("x", "ungraded"), ("y", "error"), "error"),
        ((None, "skipped"), (None, "skipped"), "skipped"),
    ],
)
def test_the_better_score_wins_and_what_has_none_counts_apart(own, other, outcome):
    assert by_score(match(own, other)) == outcome


@pytest.mark.parametrize(("said", "score"), [("pass", 1), ("fail", 0)])
def test_a_persons_verdict_stands_for_the_score(said, score):
    judged = answered("x", said, 0.5, machine_verdict=Verdict.FAIL)
    assert worth(judged) == score


def test_what_a_person_said_of_one_answer_holds_for_the_same_one_of_the_other():
    judged = answered("x", "fail", 1.0, machine_verdict=Verdict.PASS)
    assert by_score(Match(judged, answered("x", "pass", 1.0, target="old"))) is MatchOutcome.TIE
    assert by_score(Match(judged, answered("y", "pass", 1.0, target="old"))) is MatchOutcome.LOSS


@pytest.mark.parametrize(
    ("own", "other", "asked"),
    [
        (("x", "pass"), ("y", "pass"), True),
        (("x", "fail"), ("y", "fail"), True),
        (("x", "pass"), ("x", "pass"), False),  # the same answer
        (("x", "pass"), ("y", "fail"), False),  # the score knows
        (("x", "error"), ("y", "pass"), False),
        (("x", "ungraded"), ("y", "ungraded"), False),
    ],
)
def test_the_judge_is_asked_where_scores_leave_a_question(own, other, asked):
    assert asks_judge(match(own, other)) is asked


def test_the_judge_is_not_asked_about_cases_that_only_checks_grade():
    graded = match(("x", "pass"), ("y", "pass"))
    checked = replace(graded.own, case=replace(graded.case, criteria=()))
    assert not asks_judge(Match(checked, graded.other))


@pytest.mark.parametrize(
    ("own_first", "own_second", "outcome"),
    [
        ("first", "second", "win"),
        ("second", "first", "loss"),
        ("tie", "tie", "tie"),
        ("first", "first", "tie"),  # it turns with the order
        ("second", "second", "tie"),
        ("first", "tie", "tie"),
        ("tie", "first", "tie"),
        (None, "first", "error"),
        ("tie", None, "error"),
    ],
)
def test_only_what_the_judge_says_in_both_orders_counts(own_first, own_second, outcome):
    assert Preferences(preference(own_first), preference(own_second)).outcome == outcome


@pytest.mark.parametrize(
    ("human", "judged", "outcome", "by"),
    [
        (None, None, "tie", "score"),
        (None, ("first", "second"), "win", "judge"),
        (None, ("first", "first"), "tie", "judge"),
        (None, ("first", None), "error", None),
        ("loss", ("first", "second"), "loss", "human"),
        ("tie", None, "tie", "human"),
    ],
)
def test_people_beat_the_judge_who_breaks_the_ties_of_scores(human, judged, outcome, by):
    preferences = Preferences(*map(preference, judged)) if judged else None
    decided = decide(match(("x",), ("y",)), human and MatchOutcome(human), preferences)
    assert (decided.outcome, decided.by) == (outcome, by)


def test_what_counts_apart_was_decided_by_nobody():
    assert decide(match(("x", "error"), ("y",)), None, None).by is None


def test_every_two_targets_meet_on_every_case_as_they_were_named():
    results = [answered("x", target=target, name=name) for target in "cab" for name in "yx"]
    met = [(each.own.target, each.other.target, each.case.id) for each in matches(results)]
    assert met == [(*pair, name) for pair in ("ca", "cb", "ab") for name in "yx"]


def test_figures_are_those_of_the_contract():
    """The expected ones are scipy's: `sem`, and `binomtest` with its Wilson interval."""
    tally = tally_of("wwwwwwlltteu")
    assert [tally.count(outcome) for outcome in OUTCOMES.values()] == [6, 2, 2, 1, 1]
    assert tally.win_rate == 0.7
    assert tally.standard_error == pytest.approx(0.1333333)
    assert (tally.low, tally.high) == pytest.approx((0.3967781, 0.8922087))
    assert tally.p_value == pytest.approx(0.2890625)


@pytest.mark.parametrize("letters", ["", "e", "eu"])
def test_where_nothing_could_be_compared_nothing_is_known(letters):
    tally = tally_of(letters)
    figures = (tally.win_rate, tally.standard_error, tally.low, tally.high, tally.p_value)
    assert figures == (None,) * 5
    assert not tally.is_won


@pytest.mark.parametrize(
    ("letters", "won"),
    [
        ("wwwwww", True),  # p = 0.03
        ("wwwww", False),  # p = 0.06
        ("wwwwww" + "t" * 50, True),
        ("wwwwwwwwwl", True),
        ("wwwwwwwwll", False),
        ("llllll", False),
        ("tttttt", False),
        ("wwwwww" + "e" * 50, True),
    ],
)
def test_won_is_what_is_more_than_luck(letters, won):
    assert tally_of(letters).is_won is won


@given(st.text("wlteu", max_size=30))
def test_the_other_side_sees_the_same_turned_round(letters):
    mine, theirs = tally_of(letters), tally_of(letters.translate(str.maketrans("wl", "lw")))
    assert theirs.p_value == mine.p_value
    assert theirs.standard_error == pytest.approx(mine.standard_error) if mine.standard_error else True
    if mine.win_rate is not None:
        assert theirs.win_rate == pytest.approx(1 - mine.win_rate)
        assert (1 - theirs.high, 1 - theirs.low) == pytest.approx((mine.low, mine.high))


@pytest.mark.parametrize("outcome", list(MatchOutcome))
def test_turning_twice_changes_nothing(outcome):
    assert turned(turned(outcome)) is outcome


def test_three_targets_get_strengths_two_do_not():
    two = tally_of("wlt")
    assert compared(("new", "old"), two.decided).strengths is None
    met = matches(
        answered("x", verdict, target=target, name=str(place))
        for target, verdicts in {"a": "ppf", "b": "pfp", "c": "ffp"}.items()
        for place, verdict in enumerate({"p": "pass", "f": "fail"}[letter] for letter in verdicts)
    )
    comparison = compared("abc", [decide(each, None, None) for each in met])
    assert [(tally.target, tally.against) for tally in comparison.tallies] == [
        ("a", "b"),
        ("a", "c"),
        ("b", "c"),
    ]
    assert comparison.strengths["a"] == pytest.approx(comparison.strengths["b"])
    assert comparison.strengths["a"] > comparison.strengths["c"]
    assert len(comparison.decided) == 9


def test_without_any_case_every_pair_is_there_and_empty():
    comparison = compared("abc", [])
    assert [tally.decided for tally in comparison.tallies] == [(), (), ()]
    assert comparison.strengths is None
