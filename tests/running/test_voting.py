"""The majority of all voters counts, broken ones included; without one there is no verdict."""

from __future__ import annotations

import pytest

from sheet2eval.judges.judge import Judgement, Preference, Winner
from sheet2eval.running.voting import majority, preferred
from sheet2eval.types import Grade, Outcome, Verdict

VERDICTS = {"p": Verdict.PASS, "f": Verdict.FAIL, "u": Verdict.UNGRADED, "e": Verdict.ERROR}
WINNERS = {"1": Winner.FIRST, "2": Winner.SECOND, "t": Winner.TIE, "e": None}


def decided(votes: str, unproven: str = "") -> Outcome:
    """What voters a, b, c … come to; those named in `unproven` prove nothing."""
    voters = "abcde"[: len(votes)]
    outcomes = [
        Outcome(VERDICTS[vote], f"{name}'s reason", unproven=name in unproven)
        for name, vote in zip(voters, votes, strict=True)
    ]
    (outcome,) = majority(voters, [Judgement((each,)) for each in outcomes]).outcomes
    return outcome


@pytest.mark.parametrize(
    ("votes", "verdict", "disputed"),
    [
        ("ppp", "pass", False),
        ("ppf", "pass", True),
        ("pff", "fail", True),
        ("ppe", "pass", False),
        ("ppu", "pass", True),
        ("ff", "fail", False),
        ("pf", "error", True),
        ("pe", "error", False),
        ("pfe", "error", True),
        ("pee", "error", False),
        ("eee", "error", False),
        ("uup", "ungraded", True),
        ("pfu", "error", True),
        ("ppffe", "error", True),
        ("pppee", "pass", False),
        ("ppffu", "error", True),
    ],
)
def test_more_than_half_of_all_decide(votes: str, verdict: str, disputed: bool) -> None:
    outcome = decided(votes)
    assert (outcome.verdict, outcome.disputed) == (verdict, disputed)


@pytest.mark.parametrize(("grades", "mean"), [((4, 4, 3), 11 / 3), ((4, None, 2), 3), ((None, None), None)])
def test_the_grade_is_the_mean_of_all_that_are_given(
    grades: tuple[float | None, ...], mean: float | None
) -> None:
    outcomes = [Outcome(Verdict.PASS, "", grade=grade and Grade(grade, 4)) for grade in grades]
    (outcome,) = majority("abc"[: len(grades)], [Judgement((each,)) for each in outcomes]).outcomes
    assert outcome.grade == (None if mean is None else Grade(mean, 4))


@pytest.mark.parametrize(
    ("votes", "told"),
    [
        ("ppp", "all 3 say pass: a's reason"),
        ("fpp", "2 of 3 say pass: b's reason; a says fail: a's reason"),
        ("ppe", "2 of 3 say pass: a's reason; c: c's reason"),
        ("pf", "no majority: a says pass: a's reason; b says fail: b's reason"),
        ("eep", "no majority: a: a's reason; b: b's reason; c says pass: c's reason"),
    ],
)
def test_the_reason_has_the_majority_first_and_every_dissent(votes: str, told: str) -> None:
    assert decided(votes).reason == told


@pytest.mark.parametrize(
    ("votes", "unproven", "told", "expected"),
    [("ppf", "a", "b's reason", False), ("ppf", "ab", "a's reason", True), ("ppf", "c", "a's reason", False)],
)
def test_who_proves_it_speaks_first(votes: str, unproven: str, told: str, expected: bool) -> None:
    outcome = decided(votes, unproven)
    assert outcome.reason.startswith(f"2 of 3 say pass: {told}")
    assert outcome.unproven is expected


def test_each_criterion_has_a_majority_of_its_own() -> None:
    rows = ("pf", "pp", "ff")
    judgements = [Judgement(tuple(Outcome(VERDICTS[vote], "") for vote in row), 0.5) for row in rows]
    judged = majority("abc", judgements)
    assert [outcome.verdict for outcome in judged.outcomes] == ["pass", "fail"]
    assert judged.cost_usd == 1.5


def test_one_unknown_cost_makes_all_unknown() -> None:
    outcomes = (Outcome(Verdict.PASS, ""),)
    assert majority("ab", [Judgement(outcomes, 0.5), Judgement(outcomes, None)]).cost_usd is None
    assert preferred("ab", [Preference(Winner.TIE, "", None), Preference(Winner.TIE, "")]).cost_usd is None


@pytest.mark.parametrize(
    ("votes", "winner"),
    [
        ("11t", "1"),
        ("122", "2"),
        ("tt1", "t"),
        ("12", "e"),
        ("12t", "e"),
        ("1ee", "e"),
        ("11e", "1"),
        ("eee", "e"),
    ],
)
def test_a_preference_needs_a_majority_too(votes: str, winner: str) -> None:
    preference = preferred("abc"[: len(votes)], [Preference(WINNERS[vote], "so") for vote in votes])
    assert preference.winner is WINNERS[winner]
    assert preference.reason.startswith("no majority: " if winner == "e" else ("2 of 3 say ", "all "))
