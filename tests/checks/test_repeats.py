"""The check `repeats`: which responses fit, and what the findings say."""

from __future__ import annotations

import pytest

from sheet2eval.checks.check import BadArgument
from tests.checks.graded import check, grade, passes


@pytest.mark.parametrize(
    ("line", "response", "passed", "reason"),
    [
        (
            "repeats: every Monday 9:00 AM",
            "Weekly on Monday at 09:00.",
            True,
            "mentions Weekly on Monday at 09:00",
        ),
        (
            "repeats: every Monday 9:00 AM",
            "Mondays at 9.",
            True,
            "mentions Mondays at 9, which may be every Monday 9:00 AM",
        ),
        (
            "repeats: every Monday 9:00 AM",
            "Every Monday.",
            False,
            "mentions Every Monday, not every Monday 9:00 AM",
        ),
        (
            "repeats: every Monday 9:00 AM",
            "Every Tuesday at 9 AM.",
            False,
            "mentions Every Tuesday at 9 AM, not every Monday 9:00 AM",
        ),
        ("repeats: every Monday 9:00 AM", "On Monday at 9:00 AM.", False, "mentions no recurrence"),
        ("repeats: every Monday", "Every Monday at 9.", True, "mentions Every Monday at 9"),
        ("repeats: weekdays", "Daily at 9.", False, "mentions Daily at 9, not weekdays"),
        ("repeats: weekdays", "Every Monday to Friday.", True, "mentions Every Monday to Friday"),
        ("repeats: daily 8 AM", "FREQ=DAILY;BYHOUR=8", True, "mentions FREQ=DAILY;BYHOUR=8"),
        ("repeats: daily", "jeden Tag um 8 Uhr", True, "mentions jeden Tag um 8 Uhr"),
        ("repeats: daily", "", False, "mentions no recurrence"),
        ("repeats: monthly on the 1st", "On the first of each month.", True, "mentions first of each month"),
        ("repeats: every 2 hours", "Every hour.", False, "mentions Every hour, not every 2 hours"),
        (
            "repeats: daily 9 AM",
            "Every day at 9 AM and 5 PM.",
            True,
            "mentions Every day at 9 AM and 5 PM",
        ),
        (
            "repeats: daily 9 AM and 5 PM",
            "Daily at 9 AM.",
            False,
            "mentions Daily at 9 AM, not daily 9 AM and 5 PM",
        ),
        (
            "repeats: every Monday and Friday 9 AM",
            "Mondays at 9 AM and Fridays at 9.",
            True,
            "mentions Mondays at 9 AM and Fridays at 9",
        ),
        (
            "repeats: Mondays 9 AM and Fridays 10 AM",
            "Mondays at 9 AM and Fridays at 11 AM.",
            False,
            "mentions Mondays at 9 AM and Fridays at 11 AM, not Mondays 9 AM and Fridays 10 AM",
        ),
        (
            "repeats: Mondays 9 AM and Fridays 10 AM",
            "Every Monday at 9 AM and Friday at 10.",
            True,
            "mentions Every Monday at 9 AM and Friday at 10, which may be Fridays 10 AM",
        ),
    ],
)
def test_what_it_finds(line: str, response: str, passed: bool, reason: str) -> None:
    assert passes(line, response) is passed
    assert grade(line, response).reason == reason


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("repeats: every Monday 9 AM", "mentions a recurrence equal to every Monday 9 AM"),
        ("not repeats: daily", "does not mention a recurrence equal to daily"),
        (
            "repeats: Mondays at 9 and Fridays at 10",
            "mentions a recurrence equal to Mondays at 9 and a recurrence equal to Fridays at 10",
        ),
    ],
)
def test_what_it_says(line: str, says: str) -> None:
    assert check(line).says == f"the answer {says}"


def test_the_time_may_come_from_a_variable() -> None:
    assert passes(check("repeats: every Monday {{when}}", {"when": "9 AM"}), "Mondays at 9 AM")


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ("repeats: Monday", "“Monday” is no recurrence"),
        ("repeats: soon", "“soon” is no recurrence"),
        ("repeats: every Monday and the office", "“every Monday and the office” is no recurrence"),
        ("repeats: every Monday | daily", "“every Monday | daily” is no recurrence"),
    ],
)
def test_what_is_no_recurrence_is_refused(line: str, quote: str) -> None:
    with pytest.raises(BadArgument) as caught:
        check(line)
    assert quote in caught.value.problem
    assert "repeats: every Monday 9:00 AM" in caught.value.mend
