"""Which day is meant, seen from a day that is today. Dates that do not exist raise ValueError."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache

WEEK = 7
_YEARS_AROUND = 8  # 29 February is at most eight years away


@lru_cache(maxsize=1024)  # a response may hold one date very often
def nearest(today: date, month: int, day: int) -> date:
    """That day of the year nearest to today; of two equally near, the coming one."""
    years = range(max(1, today.year - _YEARS_AROUND), min(9999, today.year + _YEARS_AROUND) + 1)
    days = [date(year, month, day) for year in years if day <= calendar.monthrange(year, month)[1]]
    return min(days, key=lambda candidate: (abs(candidate - today), candidate < today))


def coming(today: date, weekday: int) -> date:
    """The next day that bears this name (Monday is 0), today not counted."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % WEEK + 1)


def after_next(today: date, weekday: int) -> date:
    """The day of this name a week after the coming one."""
    return coming(today, weekday) + timedelta(days=WEEK)


def of_next_week(today: date, weekday: int) -> date:
    """The day of this name in the week after this one; weeks begin on Monday."""
    return today + timedelta(days=WEEK - today.weekday() + weekday)


def of_last_week(today: date, weekday: int) -> date:
    """The day of this name in the week before this one."""
    return today + timedelta(days=weekday - today.weekday() - WEEK)


def within_a_week(today: date, weekday: int) -> date:
    """The next day that bears this name, today counted."""
    return today + timedelta(days=(weekday - today.weekday()) % WEEK)


def latest(today: date, weekday: int) -> date:
    """The last day that bore this name, today not counted."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % WEEK + 1)


def in_month(today: date, day: int, months: int = 0) -> date:
    """That day of the month that is so many months after today's."""
    years, month = divmod(today.month - 1 + months, 12)
    return date(today.year + years, month + 1, day)


def months_later(today: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it is shorter."""
    last = end_of_month(today, months)
    return last.replace(day=min(today.day, last.day))


def coming_day_of_month(today: date, day: int) -> date:
    """The next day that is the 15th, or whichever, today counted; months too short for it are passed over."""
    for months in range(3):
        try:
            candidate = in_month(today, day, months)
        except ValueError:
            continue
        if candidate >= today:
            return candidate
    raise ValueError(f"no month near {today} has a day {day}")


def end_of_month(today: date, months: int = 0) -> date:
    first = in_month(today, 1, months)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
