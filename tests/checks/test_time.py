"""The check `time`: which responses fit, and what the findings say."""

from __future__ import annotations

import pytest

from sheet2eval.checks.check import BadArgument
from tests.checks.graded import check, grade, passes


@pytest.mark.parametrize(
    ("line", "response", "passed", "reason"),
    [
        ("time: 7:00 PM", "See you at 19:00.", True, "mentions 19:00"),
        ("time: 7:00 PM", "See you at seven in the evening.", True, "mentions seven in the evening"),
        ("time: 7:00 PM", "At 7:00 AM or 19:30.", False, "mentions 7:00 AM and 19:30, not 7:00 PM"),
        ("time: 7:00 PM", "See you soon.", False, "mentions no time"),
        ("time: 7:00 PM", "", False, "mentions no time"),
        ("time: 7:30 PM", "See you at 7:30.", True, "mentions 7:30, which may be 7:30 PM"),
        ("time: 7:30 PM", "See you at 7:30, that is 19:30.", True, "mentions 7:30 and 19:30"),
        ("time: 7:30 PM", "See you at 07:30.", False, "mentions 07:30, not 7:30 PM"),
        ("time: 7:30", "See you at 7:30 PM.", True, "mentions 7:30 PM, which 7:30 may be"),
        ("time: 7:30", "See you at 7:30.", True, "mentions 7:30"),
        ("time: 7", "See you at 7 pm.", True, "mentions 7 pm, which 7 may be"),
        ("time: at 19:00", "It is 7\u202fPM.", True, "mentions 7 PM"),
        (
            "time exactly: 7:30 PM",
            "See you at 7:30.",
            False,
            "mentions 7:30, which may be 7:30 PM or another time",
        ),
        ("time exactly: 7:30 PM", "See you at 19:30.", True, "mentions 19:30"),
        ("time exactly: 7:30", "See you at 7:30.", False, "mentions 7:30, which may be 7:30 or another time"),
        ("time any: 8 AM | noon", "Lunch is at 12:00 PM.", True, "mentions 12:00 PM"),
        ("time any: 8 AM | noon", "Lunch is at 1 PM.", False, "mentions 1 PM, not 8 AM or noon"),
        ("time any: 8 AM | 8 PM", "It starts at 8:00.", True, "mentions 8:00, which may be 8 AM"),
        ("time only: 3 PM | 5 PM", "From 3 to 5 pm.", True, "mentions 3 and 5 pm"),
        ("time only: 3 PM", "From 3 to 5 pm.", False, "mentions 3, and also 5 pm"),
        ("time only: 3 PM", "At 15:00, at 3 pm.", True, "mentions 15:00 and 3 pm"),
        ("time only: 3 PM", "Soon.", False, "mentions no time"),
        (
            "time only exactly: 3 PM",
            "At 3 pm, I said at 3.",
            False,
            "mentions 3, which may be 3 PM or another time",
        ),
        ("time only: 3 PM | 5 PM", "3 pm to 5.", True, "mentions 3 pm and 5"),
        ("time: 8 AM", "At 8 or 7 pm.", True, "mentions 8, which may be 8 AM"),
        ("time: 11 AM", "I will call in two hours.", True, "mentions in two hours"),
        ("time: 7 PM", "I will call in two hours.", False, "mentions in two hours, not 7 PM"),
        ("time only: 7 PM", "Not in two hours: at 7 PM.", True, "mentions 7 PM"),
        ("time only: 11 AM", "At 11 AM, in two hours.", True, "mentions 11 AM and in two hours"),
        ("time range: 3 PM..5 PM", "3–5 pm", True, "mentions 3–5 pm"),
        (
            "time range: 15:00-17:00",
            "between 3 and 5 in the afternoon",
            True,
            "mentions 3 and 5 in the afternoon",
        ),
        ("time range: 3 PM..5 PM", "from 3 to 5", True, "mentions 3 to 5, which may be 3 PM..5 PM"),
        ("time range: 3 PM..5 PM", "15:00 to 16:30", False, "mentions 15:00 to 16:30, not 3 PM..5 PM"),
        ("time range: 3 PM..5 PM", "At 3 PM or 5 PM.", False, "mentions no time range"),
        ("time range: 3 PM..5 PM", "3 PM for two hours", True, "mentions 3 PM for two hours"),
        ("time range: 3 PM..5 PM", "3 PM for 3 hours", False, "mentions 3 PM for 3 hours, not 3 PM..5 PM"),
        ("time range: 3..5", "3 to 5 pm", True, "mentions 3 to 5 pm, which 3..5 may be"),
        (
            "time range exactly: 3 PM..5 PM",
            "from 3 to 5",
            False,
            "mentions 3 to 5, which may be 3 PM..5 PM or another time range",
        ),
        ("time: 1 AM", " ".join(f"{hour}:00 PM" for hour in range(1, 10)), False, None),
    ],
)
def test_what_it_finds(line: str, response: str, passed: bool, reason: str | None) -> None:
    assert passes(line, response) is passed
    expected = "mentions 1:00 PM, 2:00 PM, 3:00 PM, 4:00 PM, 5:00 PM and 4 more, not 1 AM"
    assert grade(line, response).reason == (reason or expected)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("time: 7:00 PM", "the answer mentions a time equal to 7:00 PM"),
        ("not time: 7:00 PM", "the answer does not mention a time equal to 7:00 PM"),
        ("time any: 7 PM | noon", "the answer mentions a time equal to 7 PM or noon"),
        ("time only: 7 PM", "the answer mentions a time equal to 7 PM and no other"),
        ("time exactly: 7 PM", "the answer mentions an unmistakable time equal to 7 PM"),
        ("time range: 3 PM..5 PM", "the answer mentions a time range equal to 3 PM..5 PM"),
        ("not time range: 3..5", "the answer does not mention a time range equal to 3..5"),
    ],
)
def test_what_it_says(line: str, says: str) -> None:
    assert check(line).says == says


def test_the_time_may_come_from_a_variable() -> None:
    ready = check("time: {{when}}", {"when": "7:00 PM"})
    assert passes(ready, "At 19:00.")
    ready = check("time range: {{from}}..{{to}}", {"from": "3 PM", "to": "5 PM"})
    assert passes(ready, "3–5 pm")


@pytest.mark.parametrize(
    ("line", "quote", "example"),
    [
        ("time: soon", "“soon”", "time: 7:00 PM"),
        ("time: 25:00", "“25:00”", "time: 7:00 PM"),
        ("time: 7 PM | 8 PM", "“7 PM | 8 PM”", "time any: 7:00 PM | 8:00 PM"),
        ("time any: 7 PM |", "“”", "time: 7:00 PM"),
        ("time range: 3 PM", "“3 PM”", "time range: 3 PM..5 PM"),
        ("time range: 3 PM or 5 PM", "“3 PM or 5 PM”", "time range: 3 PM..5 PM"),
    ],
)
def test_what_is_no_time_is_refused(line: str, quote: str, example: str) -> None:
    with pytest.raises(BadArgument) as caught:
        check(line)
    assert quote in caught.value.problem
    assert example in caught.value.mend
