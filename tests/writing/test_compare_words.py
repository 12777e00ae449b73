"""A comparison in words."""

from dataclasses import replace

import pytest

from sheet2eval.scoring.comparison import (
    POINTS,
    By,
    Decided,
    Match,
    MatchOutcome,
    Preferences,
    compared,
    decide,
)
from sheet2eval.writing.compare_words import (
    blind_reason,
    counts,
    decided_by,
    named_reason,
    not_compared,
    ranking,
    sureness,
)
from tests.scoring.duels import match, preference

UNREACHED = "the comparison was stopped before the judge was asked"


def because(pair, why):
    """The match with that reason of the verdict on the other answer."""
    return Match(pair.own, replace(pair.other, why=why))


def judged(*winners, reason="kinder"):
    return Preferences(*(preference(winner, reason) for winner in winners))


@pytest.mark.parametrize(
    ("decided", "named", "blind"),
    [
        (
            decide(because(match(("x",), ("y", "fail", 0.5)), "too long\ntoo late"), None, None),
            "new scores 1.00, old 0.50: too long; too late",
            "answer 2 scores 1.00, answer 1 0.50: too long; too late",
        ),
        (
            decide(match(("x", "fail"), ("y", "pass")), None, None),
            "old scores 1.00, new 0.00",
            "answer 1 scores 1.00, answer 2 0.00",
        ),
        (decide(match(("x",), ("y",)), None, None), "both score 1.00", "both score 1.00"),
        (decide(match(("x",), ("x",)), None, None), "both answers are the same", "both answers are the same"),
        (Decided(match(("x",), ("y",)), MatchOutcome.UNREACHED, None), UNREACHED, UNREACHED),
        (
            decide(because(match(("x",), ("y", "error")), "the judge broke: busy"), None, None),
            "old: the judge broke: busy",
            "answer 1: the judge broke: busy",
        ),
        (
            decide(match(("x",), ("y",)), None, judged("first", "second")),
            "the judge prefers new: kinder (answer 1 is that of new)",
            "the judge prefers answer 2: kinder",
        ),
        (
            decide(match(("x",), ("y",)), None, judged("tie", "tie")),
            "the judge calls it a tie: kinder (answer 1 is that of new)",
            "the judge calls it a tie: kinder",
        ),
        (
            decide(match(("x",), ("y",)), None, judged("first", "first")),
            "the judge decides otherwise when the answers change places: a tie",
            "the judge decides otherwise when the answers change places: a tie",
        ),
        (
            decide(match(("x",), ("y",)), None, judged("first", None, reason="the judge broke: busy")),
            "no verdict: the judge broke: busy",
            "no verdict: the judge broke: busy",
        ),
        (decide(match(("x",), ("y",)), MatchOutcome.LOSS, None), "a person prefers old", "both score 1.00"),
        (
            decide(match(("x",), ("y",)), MatchOutcome.TIE, None),
            "a person calls it a tie",
            "both score 1.00",
        ),
    ],
)
def test_why_a_match_ended_so_with_names_and_without(decided, named, blind):
    assert named_reason(decided) == named
    assert blind_reason(decided, own_is_1=False) == blind


def tally(**numbers):
    one = match(("x",), ("y",))
    decided = [
        Decided(one, MatchOutcome(name), By.SCORE if name in POINTS else None)
        for name, number in numbers.items()
        for _ in range(number)
    ]
    return compared(("new", "old"), decided).tallies[0]


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (tally(), "new and old could be compared on no case"),
        (tally(win=1), "new does better than old on 1 of 1 case, worse on 0, 0 tied"),
        (
            tally(win=2, loss=1, tie=3, error=4),
            "new does better than old on 2 of 6 cases, worse on 1, 3 tied",
        ),
    ],
)
def test_counts(figures, said):
    assert counts(figures) == said


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (tally(error=1), ""),
        (tally(win=1, loss=1), "Neither is ahead."),
        (tally(win=2, loss=1), "may be luck (p = 1)."),
        (tally(win=9, loss=1), "is hardly luck (p = 0.021)."),
        (tally(win=16), "is hardly luck (p < 0.001)."),
        (tally(win=1, loss=9), "is hardly luck (p = 0.021)."),
    ],
)
def test_sureness_says_whether_it_may_be_luck(figures, said):
    assert sureness(figures).endswith(said)


def test_the_rate_is_said_with_its_interval():
    likely = "It wins 70 %, a tie counting half; the true rate is likely between 40 % and 89 %."
    assert sureness(tally(win=6, loss=2, tie=2)).startswith(likely)


def test_who_decided_and_what_counts_apart():
    pair = match(("x",), ("y",))
    decided = [
        decide(pair, None, None),
        decide(pair, None, judged("first", "second")),
        decide(pair, MatchOutcome.WIN, None),
        decide(pair, MatchOutcome.TIE, None),
        decide(pair, None, judged("first", None)),
        decide(match(("x",), (None, "ungraded")), None, None),
        decide(match((None, "skipped"), (None, "skipped")), None, None),
        Decided(pair, MatchOutcome.UNREACHED, None),
    ]
    figures = compared(("new", "old"), decided).tallies[0]
    assert decided_by(figures) == "Compared: 1 by scores, 1 by the judge, 2 by people."
    assert not_compared(figures) == (
        "Not compared: 1 ended in an error, 1 could not be graded, 1 left out by “skip”, "
        "1 not reached before it was stopped."
    )
    assert (decided_by(tally(error=1)), not_compared(tally(win=1))) == ("", "")


def test_a_ranking_is_for_more_than_two_and_says_where_there_is_none():
    assert list(ranking(compared(("a", "b"), []))) == []
    [line] = ranking(compared(("a", "b", "c"), []))
    assert line.startswith("No ranking")


def test_a_ranking_says_what_it_leaves_open():
    strengths = {"a": 1.0, "b": 0.25, "c": -1.25}
    intervals = {"a": (0.1, 1.9), "b": (-0.5, 1.0), "c": (-2.0, -0.5)}
    likely = "a between +0.10 and +1.90, b between -0.50 and +1.00, c between -2.00 and -0.50"
    nobody = compared(("a", "b", "c"), [])
    ranked = "Ranking by Bradley–Terry strength: a (+1.00), b (+0.25), c (-1.25)."
    assert list(ranking(replace(nobody, strengths=strengths))) == [ranked]
    assert list(ranking(replace(nobody, strengths=strengths, intervals=intervals))) == [
        ranked,
        f"The true strengths are likely: {likely}.",
    ]
