"""The days that a text mentions, in the ways people and assistants write them, seen from a given moment.

English, German, French, Spanish and Portuguese. Dates without a year mean the one nearest to now, a bare
weekday the coming one; "next Friday" fits the coming Friday and the Friday of next week, 11/4/2025 both 11
April and 4 November (11.04.2025 only 11 April). A fraction (3/4), a version (1.2.3), a recurrence ("every
Monday") and a word that only looks like a date ("you may", "Sat down", "hier ist") are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

from sheet2eval.text import calendar_days as days
from sheet2eval.text import calendar_words as words
from sheet2eval.text import clock_words
from sheet2eval.text.date_pattern import (
    AFTER_WHOLE,
    BEFORE_WHOLE,
    DATE,
    DOTTED_AFTER,
    DOTTED_BEFORE,
    EVERY_BEFORE,
    FIGURE_AFTER,
    LEAD_BEFORE,
    MORNING_BEFORE,
    NOT_A_DATE_BEFORE,
    NTH_BEFORE,
    SHORT_AFTER,
    SHORT_BEFORE,
)
from sheet2eval.text.mentions import before, lowered, plain

_CENTURY = 2000
_LARGEST_DENOMINATOR = 10  # of the fractions people write: 3/4, 8/10
_COUNTS = clock_words.HOURS | words.COUNTS
_WEEKDAYS = words.WEEKDAYS | words.SHORT_WEEKDAYS


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date and where it stands; `days` are all its readings."""

    text: str
    start: int
    end: int
    days: tuple[date, ...]

    @property
    def sure(self) -> bool:
        """Whether there is one reading only."""
        return len(self.days) == 1

    @property
    def readings(self) -> frozenset[object]:
        return frozenset(self.days)


@dataclass(frozen=True, slots=True)
class _Sight:
    """What looks like a date: the match on the text in lower case, the text, and the day that is today."""

    match: re.Match[str]
    text: str
    today: date

    def __getitem__(self, group: str) -> str | None:
        return self.match[group]

    def number(self, group: str) -> int:
        return int(self.match[group])

    def follows(self, context: re.Pattern[str]) -> bool:
        return before(self.match, context) is not None

    def precedes(self, context: re.Pattern[str]) -> bool:
        return context.match(self.match.string, self.match.end()) is not None

    def is_lower(self, group: str) -> bool:
        start, end = self.match.span(group)
        return self.text[start:end].islower()


_Readings: TypeAlias = tuple[date, ...]


def find_dates(text: str, now: datetime) -> tuple[DateMention, ...]:
    """The days that a text mentions, in their order; both ends of a span ("April 11 to 14") are mentions."""
    today = now.date()
    return tuple(
        DateMention(text[match.start() : match.end()], match.start(), match.end(), readings)
        for match in DATE.compiled.finditer(lowered(text))
        for readings in _read(_Sight(match, text, today))
    )


def parse_date(text: str, now: datetime) -> DateMention | None:
    """The day that the whole text is: a date, an ISO 8601 date-time, or words such as "next Monday"."""
    lead = "on "
    core = text.strip()
    core = core[:1].upper() + core[1:]  # “fri” and “mar 3” are days here, though hardly in running text
    mentions = find_dates(lead + core, now)
    if len(mentions) != 1:
        return None
    low, found = lowered(lead + core), mentions[0]
    if not (BEFORE_WHOLE.match(low[: found.start]) and AFTER_WHOLE.fullmatch(low, found.end)):
        return None
    start = len(text) - len(text.lstrip())
    return DateMention(text.strip(), start, start + len(core), found.days)


def _read(sight: _Sight) -> tuple[_Readings, ...]:
    """The days seen: one for most forms, two for a span, none where it is no date after all."""
    reader = next(reader for form, reader in _READERS.items() if sight[form])
    try:
        return reader(sight)
    except (ValueError, OverflowError):  # 31 April, or a day before the year 1 or after the year 9999
        return ()


def _iso(sight: _Sight) -> tuple[_Readings, ...]:
    return ((date(sight.number("iso_year"), sight.number("iso_month"), sight.number("iso_day")),),)


def _figures(sight: _Sight) -> tuple[_Readings, ...]:
    if sight.follows(NOT_A_DATE_BEFORE) or not (
        _is_full(sight) if sight["figures_year"] else _is_short(sight)
    ):
        return ()
    first, second = sight.number("first"), sight.number("second")
    orders = {(second, first)} if sight["mark"] == "." else {(second, first), (first, second)}
    readings = {found for month, day in orders if (found := _existing(sight, "figures_year", month, day))}
    return (tuple(sorted(readings)),) if readings else ()


def _is_full(sight: _Sight) -> bool:
    """Figures with a year: 11/4/25 and 11.04.25 too; but 1.2.25 is a version, 10-20-30 a list."""
    if len(sight.match["figures_year"]) == 4 or sight["mark"] == "/":
        return True
    return sight["mark"] == "." and len(sight.match["first"]) == len(sight.match["second"]) == 2


def _is_short(sight: _Sight) -> bool:
    """Figures without a year: "on 4/11", 4/11, "am 11.4."; but 3/4 and 8/10 are fractions, 24/7 is always."""
    if sight["mark"] != "/":
        is_dotted = sight["mark"] == "." and sight["dot"] is not None
        return is_dotted and (_is_led(sight) or _is_end(sight, DOTTED_BEFORE, DOTTED_AFTER))
    first, second = sight.number("first"), sight.number("second")
    return (first, second) != (24, 7) and (_is_led(sight) or max(first, second) > _LARGEST_DENOMINATOR)


def _is_led(sight: _Sight) -> bool:
    """Whether a weekday or a word such as "on" says that a date follows."""
    return sight.match.start("figures") > sight.match.start() or sight.follows(LEAD_BEFORE)


def _is_end(sight: _Sight, earlier: re.Pattern[str], later: re.Pattern[str]) -> bool:
    """Whether another end of a span stands beside it."""
    return sight.follows(earlier) or sight.precedes(later)


def _existing(sight: _Sight, year_group: str, month: int, day: int) -> date | None:
    try:
        return _dated(sight, year_group, month, day)
    except ValueError:
        return None


def _dated(sight: _Sight, year_group: str, month: int, day: int) -> date:
    """That day of the year that was written, or of the nearest; two digits are a year of this century."""
    if sight[year_group] is None:
        return days.nearest(sight.today, month, day)
    year = sight.number(year_group)
    return date(year if year > 99 else _CENTURY + year, month, day)


def _month_first(sight: _Sight) -> tuple[_Readings, ...]:
    name = sight.match["month_en"]
    evidence = sight["nth"] or sight["year_en"] or sight.follows(LEAD_BEFORE)
    if name in words.MONTHS_THAT_ARE_VERBS and sight.is_lower("month_en") and not evidence:
        return ()
    return _one_or_two(sight, words.MONTHS[name], ("day_en", "last_en"), "year_en")


def _aloud_month_first(sight: _Sight) -> tuple[_Readings, ...]:
    name = sight.match["aloud_month"]
    if name in words.MONTHS_THAT_ARE_VERBS and sight.is_lower("aloud_month"):
        return ()
    return _aloud(sight, name, sight.match["aloud_day"], "aloud_year")


def _aloud_day_first(sight: _Sight) -> tuple[_Readings, ...]:
    return _aloud(sight, sight.match["aloud_of"], sight.match["aloud_first"], "aloud_of_year")


def _aloud(sight: _Sight, month: str, ordinal: str, year_group: str) -> tuple[_Readings, ...]:
    day = words.ORDINALS[plain(ordinal)]
    return ((_dated(sight, year_group, words.MONTHS_EN[month], day),),)


def _day_first(sight: _Sight) -> tuple[_Readings, ...]:
    name = sight.match["month"]
    if name in words.MONTHS_THAT_ARE_VERBS and sight.is_lower("month") and not (sight["of"] or sight["year"]):
        return ()
    return _one_or_two(sight, words.MONTHS[name], ("day", "last"), "year")


def _one_or_two(sight: _Sight, month: int, groups: tuple[str, str], year_group: str) -> tuple[_Readings, ...]:
    """The day of a month, or the first and the last day of a span."""
    return tuple((_dated(sight, year_group, month, sight.number(group)),) for group in groups if sight[group])


def _relative(sight: _Sight) -> tuple[_Readings, ...]:
    word = plain(sight.match["relative"])
    if word in words.ALSO_MORNING and sight.follows(MORNING_BEFORE):
        return ()
    return ((sight.today + timedelta(days=words.RELATIVE[word]),),)


def _counted(sight: _Sight) -> tuple[_Readings, ...]:
    """In two days, two weeks ago."""
    count, span = sight["count"] or sight.match["count_after"], sight["span"] or sight.match["span_after"]
    number = int(count) if count.isdigit() else _COUNTS[count]
    forward = sight["ahead"] or sight["hence"]
    return ((sight.today + timedelta(days=number * words.SPANS[span] * (1 if forward else -1)),),)


def _weekday(sight: _Sight) -> tuple[_Readings, ...]:
    if sight.follows(EVERY_BEFORE) or (sight["short"] and not _is_short_weekday(sight)):
        return ()
    weekday = _WEEKDAYS[sight["name"] or sight.match["short"]]
    which = words.WHICH.get(sight["which"] or "") or words.WHICH_AFTER.get(plain(sight["which_after"] or ""))
    if which == words.NEXT:
        return (tuple(sorted({days.coming(sight.today, weekday), days.of_next_week(sight.today, weekday)})),)
    pick = {words.THIS: days.within_a_week, words.LAST: days.latest}.get(which or "", days.coming)
    return ((pick(sight.today, weekday),),)


def _is_short_weekday(sight: _Sight) -> bool:
    """Sat 10 AM, on Sat, next sat, and where it is all; not "Sat down", "the sun", "Mon ami"."""
    if sight["which"] or sight.match.string.strip(" .!\n") == sight["short"]:
        return True
    beside = sight.follows(LEAD_BEFORE) or sight.precedes(FIGURE_AFTER)
    return not sight.is_lower("short") and (beside or _is_end(sight, SHORT_BEFORE, SHORT_AFTER))


def _day_of_month(sight: _Sight) -> tuple[_Readings, ...]:
    day = int(sight["nth_day"] or sight["german_day"] or sight.match["romance_day"])
    if sight["of_month"]:
        return ((days.in_month(sight.today, day, 1 if sight["next_month"] else 0),),)
    if sight["nth_day"] and not (sight.follows(LEAD_BEFORE) or sight.follows(NTH_BEFORE)):
        return ()
    return ((days.coming_day_of_month(sight.today, day),),)


def _month_end(sight: _Sight) -> tuple[_Readings, ...]:
    return ((days.end_of_month(sight.today, 1 if sight["after_next"] else 0),),)


_READERS: dict[str, Callable[[_Sight], tuple[_Readings, ...]]] = {
    "iso": _iso,
    "figures": _figures,
    "month_first": _month_first,
    "aloud_month_first": _aloud_month_first,
    "aloud_day_first": _aloud_day_first,
    "day_first": _day_first,
    "relative": _relative,
    "counted": _counted,
    "weekday": _weekday,
    "day_of_month": _day_of_month,
    "month_end": _month_end,
}
