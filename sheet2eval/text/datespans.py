"""The spans of days that a text mentions: April 11 to 14, 11–14 April, from April 11 through April 14.

The ends are dates that "to", a dash or the like joins, or "and" after "between"; "April 11 or 12" is no span. The
first end takes the year that the second names. A second end before the first moves on: "Wednesday to Friday"
ends on the Friday after that Wednesday, "December 30 to January 3" in the year after.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from sheet2eval.text.calendar_days import WEEK
from sheet2eval.text.date_pattern import (
    BETWEEN_BEFORE,
    FOUR_FIGURES,
    LIST_JOINT,
    LISTED,
    SPAN_JOINT,
    SPAN_LEAD_BEFORE,
    WEEKDAY_ALONE,
    YEARLESS,
)
from sheet2eval.text.dates import DateMention, find_dates
from sheet2eval.text.mentions import before_place, lowered

_LONGEST_JOINT = 40


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A span and where it stands; `ends` are its first and last day, for every reading."""

    text: str
    start: int
    end: int
    ends: tuple[tuple[date, date], ...]

    @property
    def readings(self) -> frozenset[object]:
        return frozenset(self.ends)


def find_date_spans(text: str, now: datetime) -> tuple[DateSpan, ...]:
    """The spans of days that a text mentions, in their order. The end of one span begins no other."""
    low = lowered(text)
    found: list[DateSpan] = []
    for first, last in pairwise(find_dates(text, now)):
        is_new = not found or first.start >= found[-1].end
        if is_new and _is_span(low, first, last) and (ends := tuple(_ends(first, last))):
            found.append(DateSpan(text[first.start : last.end], first.start, last.end, ends))
    return tuple(found)


def parse_date_span(text: str, now: datetime) -> DateSpan | None:
    """The span of days that the whole text is."""
    lead, core = "from ", text.strip()
    spans = find_date_spans(lead + core, now)
    if len(spans) != 1 or core[spans[0].end - len(lead) :].strip("."):
        return None
    if not SPAN_LEAD_BEFORE.match(lowered(core[: spans[0].start - len(lead)])):
        return None
    start = text.index(core)
    return DateSpan(core, start, start + len(core), spans[0].ends)


def _is_span(low: str, first: DateMention, last: DateMention) -> bool:
    is_between = before_place(low, first.start, BETWEEN_BEFORE) is not None
    if first.start == last.start:
        return is_between or not LISTED.search(low, first.start, first.end)
    if last.start - first.end > _LONGEST_JOINT:
        return False
    if SPAN_JOINT.fullmatch(low, first.end, last.start):
        return True
    return is_between and LIST_JOINT.fullmatch(low, first.end, last.start) is not None


def _ends(first: DateMention, last: DateMention) -> Iterator[tuple[date, date]]:
    """The first and the last day of every reading that runs forwards, or of those that moving on lets."""
    firsts = _of_that_year(first, last)
    pairs = [(begin, finish) for begin in firsts for finish in last.days]
    forwards = [(begin, finish) for begin, finish in pairs if begin <= finish]
    yield from forwards or (
        (begin, moved) for begin, finish in pairs if (moved := _moved_on(begin, finish, lowered(last.text)))
    )


def _of_that_year(first: DateMention, last: DateMention) -> tuple[date, ...]:
    """The days of the first end in the year that the second names."""
    if not (YEARLESS.match(lowered(first.text)) and FOUR_FIGURES.search(last.text)):
        return first.days
    return tuple(_not_after(day, finish) for day in first.days for finish in last.days)


def _not_after(day: date, finish: date) -> date:
    later = (day.month, day.day) > (finish.month, finish.day)
    try:
        return day.replace(year=finish.year - later)
    except ValueError:  # 29 February, or the year 0
        return day


def _moved_on(begin: date, finish: date, words: str) -> date | None:
    """The last day on its next turn, if it has turns."""
    try:
        if WEEKDAY_ALONE.match(words):
            return finish + timedelta(days=WEEK * -((finish - begin).days // WEEK))
        return finish.replace(year=begin.year + 1) if YEARLESS.match(words) else None
    except (ValueError, OverflowError):
        return None
