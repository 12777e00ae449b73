"""The check `datetime`: which responses fit, seen from the case's `now`, and what the findings say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sheet2eval.checks.check import BadArgument
from sheet2eval.types import Outcome, Response, Verdict
from tests.checks.graded import case, check

NOW = datetime(2025, 4, 9, 12, tzinfo=UTC)  # a Wednesday


def outcome(line: str, response: str, now: datetime = NOW) -> Outcome:
    ready = check(line)
    return ready.rule.grade(Response(response), replace(case(ready), now=now))


@pytest.mark.parametrize(
    ("line", "response", "passed", "reason"),
    [
        ("datetime: tomorrow 8:00 AM", "April 10 at 08:00", True, "mentions April 10 at 08:00"),
        ("datetime: 2025-04-11T08:00", "Friday at 8 AM", True, "mentions Friday at 8 AM"),
        (
            "datetime: tomorrow 8:00 AM",
            "tomorrow at 8",
            True,
            "mentions tomorrow at 8, which may be tomorrow 8:00 AM",
        ),
        (
            "datetime exactly: tomorrow 8:00 AM",
            "tomorrow at 8",
            False,
            "mentions tomorrow at 8, which may be tomorrow 8:00 AM or another date with a time",
        ),
        (
            "datetime: tomorrow 8:00 AM",
            "Today at 8:00 AM, tomorrow at noon.",
            False,
            "mentions Today at 8:00 AM and tomorrow at noon, not tomorrow 8:00 AM",
        ),
        ("datetime: tomorrow 8:00 AM", "Tomorrow. It is 8:00 AM.", False, "mentions no date with a time"),
        ("datetime: tomorrow 8:00 AM", "8:00 AM", False, "mentions no date with a time"),
        ("datetime: tomorrow 8:00 AM", "", False, "mentions no date with a time"),
        ("datetime: today 2 PM", "In two hours.", True, "mentions In two hours"),
        ("datetime: in two hours", "At 2 PM today.", True, "mentions 2 PM today"),
        (
            "datetime any: Friday noon | Saturday noon",
            "Saturday at 12:00 PM",
            True,
            "mentions Saturday at 12:00 PM",
        ),
        ("datetime only: Friday 3 PM", "3 PM on Friday", True, "mentions 3 PM on Friday"),
        (
            "datetime only: Friday 3 PM",
            "3 PM on Friday and 4 PM on Saturday",
            False,
            "mentions 3 PM on Friday, and also 4 PM on Saturday",
        ),
        (
            "datetime: Friday 8 AM",
            "On Friday, so that nothing is forgotten, I will ring you at 8 AM.",
            True,
            "mentions Friday … 8 AM",
        ),
    ],
)
def test_what_it_finds(line: str, response: str, passed: bool, reason: str) -> None:
    assert outcome(line, response) == Outcome(Verdict.PASS if passed else Verdict.FAIL, reason)


def test_relative_days_are_read_against_the_now_of_the_case() -> None:
    new_year = datetime(2024, 12, 31, 9, tzinfo=UTC)
    assert outcome("datetime: tomorrow 8 AM", "2025-01-01T08:00", new_year).verdict is Verdict.PASS
    assert outcome("datetime: tomorrow 8 AM", "2025-01-01T08:00").verdict is Verdict.FAIL


def test_a_moment_after_the_last_one_is_mentioned_by_none() -> None:
    last_day = datetime(9999, 12, 31, tzinfo=UTC)
    assert outcome("datetime: tomorrow 8 AM", "Today at 8 AM.", last_day).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("datetime: tomorrow 8 AM", "mentions a date with a time equal to tomorrow 8 AM"),
        ("not datetime: tomorrow 8 AM", "does not mention a date with a time equal to tomorrow 8 AM"),
        ("datetime only: Friday 3 PM", "mentions a date with a time equal to Friday 3 PM and no other"),
    ],
)
def test_what_it_says(line: str, says: str) -> None:
    assert check(line).says == f"the answer {says}"


@pytest.mark.parametrize(
    ("line", "quote", "example"),
    [
        ("datetime: soon", "“soon”", "datetime: tomorrow 8:00 AM"),
        ("datetime: tomorrow", "“tomorrow”", "datetime: tomorrow 8:00 AM"),
        ("datetime: 8:00 AM", "“8:00 AM”", "datetime: tomorrow 8:00 AM"),
        ("datetime: Friday 8 AM | Friday 9 AM", "“Friday 8 AM | Friday 9 AM”", "datetime any: Friday 8 AM"),
    ],
)
def test_what_is_no_moment_is_refused(line: str, quote: str, example: str) -> None:
    with pytest.raises(BadArgument) as caught:
        check(line)
    assert quote in caught.value.problem
    assert example in caught.value.mend
