"""The check `date`: which responses fit, seen from the case's `now`, and what the findings say."""

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
        ("date: 2025-04-11", "On Friday, April 11th.", True, "mentions Friday, April 11th"),
        ("date: 2025-04-11", "On 11/4/2025.", True, "mentions 11/4/2025, which may be 2025-04-11"),
        ("date: 2025-04-11", "On 11.04.2025.", True, "mentions 11.04.2025"),
        ("date: 2025-04-11", "On April 12 or 13.", False, "mentions April 12 or 13, not 2025-04-11"),
        ("date: 2025-04-11", "Soon.", False, "mentions no date"),
        ("date: tomorrow", "On Thursday.", True, "mentions Thursday"),
        ("date: tomorrow", "Today.", False, "mentions Today, not tomorrow"),
        ("date: next Friday", "On April 18.", True, "mentions April 18, which next Friday may be"),
        ("date: next Friday", "On April 25.", False, "mentions April 25, not next Friday"),
        (
            "date: 11/4/2025",
            "On November 4, 2025.",
            True,
            "mentions November 4, 2025, which 11/4/2025 may be",
        ),
        (
            "date: 2025-12-25",
            "On December 25.",
            False,
            "mentions December 25, not 2025-12-25; without a year December 25 is 2024-12-25, the nearest one",
        ),
        (
            "date: December 25",
            "On 2025-12-25.",
            False,
            "mentions 2025-12-25, not December 25; without a year December 25 is 2024-12-25, the nearest one",
        ),
        ("date: 2025-12-25", "On 12/25/24.", False, "mentions 12/25/24, not 2025-12-25"),
        ("date: today", "I will call in two hours.", True, "mentions in two hours"),
        ("date: tomorrow", "I will call in 14 hours.", True, "mentions in 14 hours"),
        ("date only: tomorrow", "Not in two hours: tomorrow.", True, "mentions tomorrow"),
        ("date any: April 11 | April 12", "The 12th of April.", True, "mentions 12th of April"),
        ("date only: Monday | Tuesday", "Monday and Tuesday.", True, "mentions Monday and Tuesday"),
        ("date only: Monday", "Monday and Tuesday.", False, "mentions Monday, and also Tuesday"),
        (
            "date only: April 11 | April 12",
            "April 11, 12 and 13.",
            False,
            "mentions April 11, 12 and 13, and also 2025-04-13",
        ),
        ("date range: April 11..April 14", "11–14 April", True, "mentions 11–14 April"),
        (
            "date range: April 11..April 14",
            "2025-04-11 to 2025-04-14",
            True,
            "mentions 2025-04-11 to 2025-04-14",
        ),
        ("date range: Friday..Monday", "April 11 – April 14", True, "mentions April 11 – April 14"),
        (
            "date range: April 11..April 14",
            "April 11 to 13",
            False,
            "mentions April 11 to 13, not April 11..April 14",
        ),
        ("date range: April 11..April 14", "April 11 and 14", False, "mentions no date range"),
        (
            "date range: April 11..April 14",
            "11/4/2025 to 12/4/2025",
            False,
            "mentions 11/4/2025 to 12/4/2025, not April 11..April 14",
        ),
    ],
)
def test_what_it_finds(line: str, response: str, passed: bool, reason: str) -> None:
    assert outcome(line, response) == Outcome(Verdict.PASS if passed else Verdict.FAIL, reason)


def test_relative_days_are_read_against_the_now_of_the_case() -> None:
    new_year = datetime(2024, 12, 31, 9, tzinfo=UTC)
    assert outcome("date: tomorrow", "On 2025-01-01.", new_year).verdict is Verdict.PASS
    assert outcome("date: 2025-01-01", "Tomorrow.", new_year).verdict is Verdict.PASS
    assert outcome("date: 2025-01-01", "Tomorrow.").verdict is Verdict.FAIL


def test_a_day_after_the_last_one_is_mentioned_by_none() -> None:
    last_day = datetime(9999, 12, 31, tzinfo=UTC)
    assert outcome("date: tomorrow", "Today.", last_day).verdict is Verdict.FAIL
    assert outcome("date range: today..tomorrow", "Today.", last_day).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("date: tomorrow", "the answer mentions a date equal to tomorrow"),
        ("not date: tomorrow", "the answer does not mention a date equal to tomorrow"),
        ("date any: Monday | Friday", "the answer mentions a date equal to Monday or Friday"),
        ("date only: Monday", "the answer mentions a date equal to Monday and no other"),
        ("date range: April 11..14", "the answer mentions a date range equal to April 11..14"),
    ],
)
def test_what_it_says(line: str, says: str) -> None:
    assert check(line).says == says


@pytest.mark.parametrize(
    ("line", "quote", "example"),
    [
        ("date: soon", "“soon”", "date: April 11"),
        ("date: 31 April", "“31 April”", "date: April 11"),
        ("date: April 11 | April 12", "“April 11 | April 12”", "date any: April 11 | April 12"),
        ("date range: April 11", "“April 11”", "date range: April 11..April 14"),
    ],
)
def test_what_is_no_date_is_refused(line: str, quote: str, example: str) -> None:
    with pytest.raises(BadArgument) as caught:
        check(line)
    assert quote in caught.value.problem
    assert example in caught.value.mend
