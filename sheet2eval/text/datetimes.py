"""The moments that a text mentions: a day and a time of day that stand together, seen from a given moment.

`nearness` says which stand together: "tomorrow at 8", "08:00 on Friday", "April 11, at 08:00", a date and a time
in one sentence or under the labels of a form. Days that are listed share a time ("8 AM on Friday and Saturday"),
and times a day. "In two hours" is a moment too. Midnight of a day is its beginning or its end, 24:00 its end. The
clock time counts as written: no time zone is converted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from sheet2eval.text.dates import DateMention, find_dates
from sheet2eval.text.durations import find_waits
from sheet2eval.text.mentions import Place, lowered, quote_both
from sheet2eval.text.nearness import Tie, nearest
from sheet2eval.text.times import DAY, HOUR, TimeMention, find_times, parse_time

_SMALL_HOURS = 5 * HOUR
_MIDNIGHT = re.compile(r"midnight|mitternacht|minuit|medianoche|meia-noite")
_NIGHT = re.compile(r"tonight|esta noche")
_LISTED = re.compile(
    r",?\s?(?:,|/|&|\b(?:and|or|und|oder|et|ou|y|o|e)\b)\s?(?:(?:also )?(?:on|am|el|le|no|na)\s)?"
)
_FILLING = re.compile(
    r"\b(?:on|at|the|by|um|am|den|à|le|a|las?|el|às|no|na|t|in|utc|gmt|[ecmp][sd]?t|cest)\b|[+-][0-9]{4}\b|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class DatetimeMention:
    """A moment and where it stands; `moments` are all its readings, on the clock of the place."""

    text: str
    start: int
    end: int
    moments: tuple[datetime, ...]

    @property
    def readings(self) -> frozenset[object]:
        return frozenset(self.moments)


@dataclass(frozen=True, slots=True)
class _Days:
    """The days that stand at one place: two for "April 11 and 12"."""

    start: int
    end: int
    mentions: tuple[DateMention, ...]


def find_datetimes(text: str, now: datetime) -> tuple[DatetimeMention, ...]:
    """The moments that a text mentions, in their order."""
    low = lowered(text)
    found = [*_together(text, low, now), *moments_from_now(text, now)]
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def parse_datetime(text: str, now: datetime) -> DatetimeMention | None:
    """The moment that the whole text is; beside a day, a number alone is an hour."""
    core = text.strip()
    start = text.index(core)
    mentions = find_datetimes(core, now) or _with_bare_hour(core, now)
    if len(mentions) != 1:
        return None
    mention = mentions[0]
    if _unfilled(core, mention):
        return None
    return DatetimeMention(core, start, start + len(core), mention.moments)


def _with_bare_hour(core: str, now: datetime) -> tuple[DatetimeMention, ...]:
    """The moment of a day and a bare hour: tomorrow 8."""
    days = find_dates(core, now)
    hour = parse_time(_unfilled(core, days[0])) if len(days) == 1 else None
    return (DatetimeMention(core, 0, len(core), _moments(days[0], hour)),) if hour else ()


def _unfilled(core: str, place: Place) -> str:
    """What the text says beside that place but "on", "at" and punctuation."""
    return _FILLING.sub(" ", lowered(f"{core[: place.start]} {core[place.end :]}")).strip()


def _together(text: str, low: str, now: datetime) -> Iterator[DatetimeMention]:
    """Each time with the days that it stands with, and with those that are listed beside them."""
    days = _grouped(find_dates(text, now))
    times = find_times(text) if days else ()
    starts = [day.start for day in days]
    ties = [nearest(low, clock, days, starts) for clock in times]
    timed = {tie.index for tie in ties if tie}
    for clock, tie in zip(times, ties, strict=True):
        if tie:
            yield from _mentions(text, clock, (days[index] for index in _shared(low, days, tie, timed)))


def _mentions(text: str, clock: TimeMention, days: Iterable[_Days]) -> Iterator[DatetimeMention]:
    for day in days:
        start, end = min(day.start, clock.start), max(day.end, clock.end)
        for mention in day.mentions:
            if moments := _moments(mention, clock):
                yield DatetimeMention(quote_both(text, day, clock), start, end, moments)


def _shared(low: str, days: list[_Days], tie: Tie, timed: set[int]) -> Iterator[int]:
    """The day that a time goes with, and those without a time of their own that are listed with it."""
    yield tie.index
    for step in (-1, 1):
        index = tie.index + step
        while 0 <= index < len(days) and index not in timed and _are_listed(low, days, index, step):
            yield index
            index += step


def _are_listed(low: str, days: list[_Days], index: int, step: int) -> bool:
    first, last = sorted((index, index - step))
    return _LISTED.fullmatch(low, days[first].end, days[last].start) is not None


def _grouped(mentions: Iterable[DateMention]) -> list[_Days]:
    groups = groupby(mentions, key=lambda mention: (mention.start, mention.end))
    return [_Days(start, end, tuple(group)) for (start, end), group in groups]


def _moments(day: DateMention, clock: TimeMention) -> tuple[datetime, ...]:
    """Every reading of the day with every reading of the time."""
    low_day, low_clock = lowered(day.text), lowered(clock.text)
    turned = [(seconds, _turns(low_day, low_clock, seconds)) for seconds in clock.seconds]
    moments = {moment for one in day.days for seconds, turns in turned for moment in _on(one, seconds, turns)}
    return tuple(sorted(moments))


def _turns(day: str, clock: str, seconds: int) -> tuple[int, ...]:
    """How many days later the time may be: midnight may end the day, "tonight at 1 am" be after it."""
    if clock.startswith("24"):
        return (1,)
    may_be_later = _MIDNIGHT.search(clock) or (seconds < _SMALL_HOURS and _NIGHT.search(day))
    return (0, 1) if may_be_later else (0,)


def _on(day: date, seconds: int, turns: tuple[int, ...]) -> Iterator[datetime]:
    start = datetime.combine(day, time())
    for turn in turns:
        try:
            yield start + timedelta(seconds=seconds + turn * DAY)
        except OverflowError:  # after the year 9999
            continue


def moments_from_now(text: str, now: datetime) -> Iterator[DatetimeMention]:
    """The moments that a text says are so many hours, minutes or seconds from now: in two hours."""
    clock = now.replace(tzinfo=None)
    for wait in find_waits(text):
        try:
            moments = tuple(clock + timedelta(seconds=seconds) for seconds in wait.seconds)
        except OverflowError:
            continue
        yield DatetimeMention(wait.text, wait.start, wait.end, moments)
