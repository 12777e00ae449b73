"""Recurrences as checks want them, and the mentions that make them up."""

from __future__ import annotations

import pytest

from sheet2eval.text.recurrences import find_recurrences
from sheet2eval.text.wanted_recurrence import fitting, is_sure, parse_recurrences
from tests.text.test_recurrences import shown


@pytest.mark.parametrize(
    ("text", "recurrences"),
    [
        ("every Monday", "7 days MO"),
        (" Every Monday 9:00 AM. ", "7 days MO 9:00"),
        ("every Monday 9", "7 days MO 9:00/21:00"),
        ("Mondays at 9", "7 days MO 9:00/21:00"),
        ("on Mondays at 9 AM", "7 days MO 9:00"),
        ("repeats daily at noon", "1 day 12:00"),
        ("RRULE:FREQ=WEEKLY;BYDAY=MO", "7 days MO"),
        ("on the 1st of every month", "1 month 1"),
        ("on the 1st and 15th", "1 month 1,15"),
        ("the 1st of the month at 9 AM", "1 month 1 9:00"),
        ("once every two weeks", "14 days"),
        ("Monday", ""),
        ("Monday 9 AM", ""),
        ("every Monday and daily", "7 days MO; 1 day"),
        ("Mondays at 9 and Wednesdays at 10", "7 days MO 9:00/21:00; 7 days WE 10:00/22:00"),
        ("9 AM on Mondays and 10 AM on Wednesdays", "7 days MO 9:00; 7 days WE 10:00"),
        ("every Monday 9, every Wednesday 10", "7 days MO 9:00/21:00; 7 days WE 10:00/22:00"),
        ("Mondays at 9 AM and Wednesdays at 9 AM", "7 days MO,WE 9:00"),
        ("the 1st of every month and the 15th of every month", "1 month 1,15"),
        ("Mon–Fri daily at 9 AM", "7 days MO,TU,WE,TH,FR 9:00"),
        ("Mondays | Wednesdays", ""),
        ("Mondays and the office", ""),
        ("every Monday at the office", ""),
        ("9", ""),
        ("two-weekly", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_a_text_that_is_recurrences_or_none(text: str, recurrences: str) -> None:
    assert "; ".join(map(shown, parse_recurrences(text))) == recurrences


@pytest.mark.parametrize(
    ("wanted", "text", "fits"),
    [
        ("every Monday", "Mondays at 9", True),
        ("every Monday 9:00", "Mondays at 9 PM", True),
        ("every Monday 9 AM", "Mondays at 9 PM", False),
        ("every Monday 9 AM", "Mondays", False),
        ("every Monday", "Mondays and Fridays", False),
        ("every Monday", "every other Monday", False),
        ("every Monday", "weekly", False),
        ("weekly", "Mondays", True),
        ("weekly", "Mondays and Fridays", False),
        ("weekly", "every 7 days", True),
        ("weekly", "three times a week", False),
        ("daily", "every weekday", False),
        ("daily", "every 24 hours", True),
        ("daily", "every morning", True),
        ("monthly", "the last Friday of every month", True),
        ("monthly on the 1st", "monthly", False),
        ("monthly on the 1st", "monthly on the 2nd", False),
        ("monthly on the 1st", "monthly on the 1st and 15th", False),
        ("monthly on the 1st and 15th", "monthly on the 1st", False),
        ("on the 1st and 15th", "FREQ=MONTHLY;BYMONTHDAY=15,1", True),
        ("monthly", "on the 1st and 15th of every month", False),
        ("every first Monday", "the first Monday of each month", True),
        ("every first Monday", "the second Monday of each month", False),
        ("yearly", "every April 11", True),
        ("yearly", "every 12 months", True),
        ("every month", "every April 11", False),
        ("weekends", "Saturdays and Sundays", True),
        ("every 6 months", "twice a year", False),
        ("every Monday and Wednesday 9 AM", "Mondays at 9 AM, Wednesdays at 9 AM", True),
        ("every Monday and Wednesday 9 AM", "Mondays at 9 AM, Wednesdays at 10 AM", False),
        ("every Monday and Wednesday 9 AM", "Mondays at 9 AM", False),
        ("Mondays at 9 AM and Wednesdays at 9 AM", "every Monday and Wednesday at 9 AM", True),
        ("Mondays at 9 AM and Wednesdays at 10 AM", "every Monday at 9 and Wednesday at 10", True),
        ("Mondays at 9 AM and Wednesdays at 10 AM", "every Monday at 10 and Wednesday at 9", False),
        ("every Monday 9 AM", "Mondays at 9 AM and Wednesdays at 10 AM", True),
        ("every Wednesday 9 AM", "Mondays at 9 AM and Wednesdays at 10 AM", False),
        ("daily at 8 AM and 8 PM", "every day at 8 AM and 8 PM", True),
        ("daily at 8 AM and 8 PM", "every morning at 8 and every evening at 8", True),
        ("daily at 8 AM and 8 PM", "twice a day, at 8 AM and 8 PM", True),
        ("daily at 8 AM and 8 PM", "every day at 8 AM", False),
        ("daily at 8 AM and 8 PM", "every day at 8", False),
        ("daily at 8 AM", "every day at 8 AM and 8 PM", True),
        ("twice a day", "every day at 8 AM and 8 PM", True),
        ("twice a day", "daily", False),
        ("on the 1st and 15th", "on the 1st of every month and on the 15th of every month", True),
        ("weekdays", "Mondays, Tuesdays, Wednesdays, Thursdays and Fridays", True),
    ],
)
def test_what_fits(wanted: str, text: str, fits: bool) -> None:
    assert all(fitting(find_recurrences(text), one) for one in parse_recurrences(wanted)) is fits


@pytest.mark.parametrize(
    ("wanted", "text", "sure"),
    [
        ("every Monday 9 AM", "Mondays at 9", False),
        ("every Monday 9 AM", "Mondays at 9 AM", True),
        ("every Monday 9", "Mondays at 9", True),
        ("every Monday", "Mondays at 9", True),
    ],
)
def test_a_time_without_am_or_pm_leaves_a_doubt(wanted: str, text: str, sure: bool) -> None:
    (one,), (mention,) = parse_recurrences(wanted), find_recurrences(text)
    assert is_sure(mention, one) is sure
