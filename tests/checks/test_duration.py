"""The check `duration`: which responses fit, and what the findings say."""

from __future__ import annotations

import pytest

from sheet2eval.checks.check import BadArgument
from tests.checks.graded import check, grade, passes


@pytest.mark.parametrize(
    ("line", "response", "passed", "reason"),
    [
        ("duration: 90 minutes", "It takes 1.5 hours.", True, "mentions 1.5 hours"),
        ("duration: 90 minutes", "An hour and a half.", True, "mentions An hour and a half"),
        ("duration: 1h30", "PT90M", True, "mentions PT90M"),
        ("duration: 90 minutes", "It takes 80 min.", False, "mentions 80 min, not 90 minutes"),
        ("duration: 90 minutes", "At 9:00.", False, "mentions no duration"),
        ("duration: 90 minutes", "", False, "mentions no duration"),
        ("duration: 2:30", "It takes 150 minutes.", True, "mentions 150 minutes, which 2:30 may be"),
        ("duration: 150 minutes", "It lasts 2:30.", True, "mentions 2:30, which may be 150 minutes"),
        ("duration: 7 days", "a week", True, "mentions a week"),
        ("duration: 1 month", "30 days", False, "mentions 30 days, not 1 month"),
        ("duration: = 90 min", "1h30", True, "mentions 1h30"),
        ("duration: = 90 min", "1h", False, "mentions 1h, not 90 minutes"),
        ("duration: <= 2 hours", "Either 3 hours or 45 min.", True, "mentions 45 min"),
        ("duration: <= 2 hours", "3 hours", False, "mentions 3 hours, not at most 2 hours"),
        ("duration: <= 2 hours", "2 hours", True, "mentions 2 hours"),
        ("duration: < 2 hours", "2 hours", False, "mentions 2 hours, not under 2 hours"),
        ("duration: more than a week", "8 days", True, "mentions 8 days"),
        ("duration: 1..2 hours", "eineinhalb Stunden", True, "mentions eineinhalb Stunden"),
        ("duration: 1..2 hours", "3 h", False, "mentions 3 h, not between 1 hour and 2 hours"),
        ("duration: between 1 and 2 hours", "90 min", True, "mentions 90 min"),
        ("duration: at most 90 min", "Soon.", False, "mentions no duration"),
    ],
)
def test_what_it_finds(line: str, response: str, passed: bool, reason: str) -> None:
    assert passes(line, response) is passed
    assert grade(line, response).reason == reason


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("duration: 90 minutes", "mentions a duration equal to 90 minutes"),
        ("not duration: 90 minutes", "does not mention a duration equal to 90 minutes"),
        ("duration: <= 2 hours", "mentions a duration of at most 2 hours"),
        ("duration: under 1.5 hours", "mentions a duration of under 90 minutes"),
        ("duration: > 1 week", "mentions a duration of more than 1 week"),
        ("duration: at least 30m", "mentions a duration of at least 30 minutes"),
        ("duration: 1-2 h", "mentions a duration of between 1 hour and 2 hours"),
    ],
)
def test_what_it_says(line: str, says: str) -> None:
    assert check(line).says == f"the answer {says}"


def test_the_length_may_come_from_a_variable() -> None:
    assert passes(check("duration: <= {{length}}", {"length": "2 hours"}), "90 min")


@pytest.mark.parametrize(
    ("line", "quote", "mend"),
    [
        ("duration: 90", "“90” is no length", "duration: 90 minutes"),
        ("duration: soon", "“soon” is no length", "duration: <= 2 hours"),
        ("duration: <= 7 PM", "“<= 7 PM” is no length", "duration: 1..2 hours"),
        ("duration: 2 hours..1 hour", "“2 hours..1 hour” runs backwards", "duration: 1..2 hours"),
    ],
)
def test_what_is_no_length_is_refused(line: str, quote: str, mend: str) -> None:
    with pytest.raises(BadArgument) as caught:
        check(line)
    assert quote in caught.value.problem
    assert mend in caught.value.mend
