"""What a date says: which days each form of it may mean, and whether it is a date at all.

A fraction (3/4), a version (1.2.3), a recurrence ("every Monday") and a word that only looks like a date ("you
may", "Sat down", "hier ist") are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from sheet2eval.text import calendar_days as days
from sheet2eval.text import calendar_words as words
from sheet2eval.text import clock_words, weekday_words
from sheet2eval.text.date_pattern import (
    CLOCK_BEFORE,
    COMMA_OR_CLOCK_AFTER,
    DOTTED_AFTER,
    DOTTED_BEFORE,
    EVERY_BEFORE,
    FEAST_BEFORE,
    FIGURE_AFTER,
    LEAD_BEFORE,
    MORNING_BEFORE,
    NOT_A_DATE_BEFORE,
    NTH_BEFORE,
    SHARE_AFTER,
    SHORT_AFTER,
    SHORT_BEFORE,
    SLASHED_AFTER,
    SLASHED_BEFORE,
    YEAR_AFTER,
    YEAR_BEFORE,
)
from sheet2eval.text.mentions import before, plain

_CENTURY = 2000
_FIGURES = re.compile(r"[0-9]+")
_LARGEST_DENOMINATOR = 10  # of the fractions people write: 3/4, 8/10
_COUNTS = clock_words.HOURS | words.COUNTS
_WEEKDAYS = weekday_words.WEEKDAYS | weekday_words.SHORT_WEEKDAYS


@dataclass(frozen=True, slots=True)
class Sight:
    """What looks like a date: the match on the text in lower case, the text, and the day that is today."""

    match: re.Match[str]
    text: str
    today: date

    def __getitem__(self, group: str) -> str | None:
        return self.match[group]

    def number(self, group: str) -> int:
        return int(self.match[group])

    def follows(self, context: re.Pattern[str]) -> re.Match[str] | None:
        return before(self.match, context)

    def precedes(self, context: re.Pattern[str]) -> re.Match[str] | None:
        return context.match(self.match.string, self.match.end())

    def is_lower(self, group: str) -> bool:
        start, end = self.match.span(group)
        return self.text[start:end].islower()


Readings: TypeAlias = tuple[date, ...]


def readings(sight: Sight) -> tuple[Readings, ...]:
    """The days seen: one for most forms, two for a span, none where it is no date after all."""
    forms = zip(sight.match.group(*_READERS), _READERS.values(), strict=True)
    reader = next(reader for form, reader in forms if form)
    try:
        return reader(sight)
    except (ValueError, OverflowError):  # 31 April, or a day before the year 1 or after the year 9999
        return ()


def _iso(sight: Sight) -> tuple[Readings, ...]:
    if sight["iso_mark"] == "." and sight.follows(NOT_A_DATE_BEFORE):
        return ()
    return ((date(sight.number("iso_year"), sight.number("iso_month"), sight.number("iso_day")),),)


def _basic(sight: Sight) -> tuple[Readings, ...]:
    """20250411T0800, as calendars write it."""
    return ((date(sight.number("basic_year"), sight.number("basic_month"), sight.number("basic_day")),),)


def _figures(sight: Sight) -> tuple[Readings, ...]:
    if sight.follows(NOT_A_DATE_BEFORE) or not (
        _is_full(sight) if sight["figures_year"] else _is_short(sight)
    ):
        return ()
    first, second = sight.number("first"), sight.number("second")
    orders = {(second, first)} if sight["mark"] == "." else {(second, first), (first, second)}
    readings = {found for month, day in orders if (found := _existing(sight, "figures_year", month, day))}
    return (tuple(sorted(readings)),) if readings else ()


def _is_full(sight: Sight) -> bool:
    """Figures with a year: 11/4/25 and 11.04.25 too; but 1.2.25 is a version, 10-20-30 a list."""
    if len(sight.match["figures_year"]) == 4 or sight["mark"] == "/":
        return True
    return sight["mark"] == "." and len(sight.match["first"]) == len(sight.match["second"]) == 2


def _is_short(sight: Sight) -> bool:
    """Figures without a year: "on 4/11", 4/11, "am 11.4."; but 3/4 and 8/10 are fractions, 24/7 is always."""
    if sight["mark"] != "/":
        is_dotted = sight["mark"] == "." and sight["dot"] is not None
        return is_dotted and (
            _is_led(sight) or _is_end(sight, DOTTED_BEFORE, DOTTED_AFTER) or _goes_on(sight)
        )
    first, second = sight.number("first"), sight.number("second")
    if (first, second) == (24, 7):
        return False
    is_late = max(first, second) > _LARGEST_DENOMINATOR and not sight.precedes(SHARE_AFTER)
    return is_late or _is_led(sight) or _is_end(sight, SLASHED_BEFORE, SLASHED_AFTER)


def _goes_on(sight: Sight) -> bool:
    """Whether the point of 11.04. cannot be the end of a sentence."""
    return len(sight.match["second"]) == 2 and sight.precedes(COMMA_OR_CLOCK_AFTER) is not None


def _is_led(sight: Sight) -> bool:
    """Whether a weekday or a word such as "on" says that a date follows."""
    return sight.match.start("figures") > sight.match.start() or sight.follows(LEAD_BEFORE) is not None


def _is_end(sight: Sight, earlier: re.Pattern[str], later: re.Pattern[str]) -> bool:
    """Whether another end of a span stands beside it."""
    return (sight.follows(earlier) or sight.precedes(later)) is not None


def _existing(sight: Sight, year_group: str, month: int, day: int) -> date | None:
    try:
        return _dated(sight, year_group, month, day)
    except ValueError:
        return None


def _dated(sight: Sight, year_group: str, month: int, day: int) -> date:
    """That day of the year that was written, or of the nearest; two digits are a year of this century."""
    if sight[year_group] is None:
        which = sight.follows(YEAR_BEFORE) or sight.precedes(YEAR_AFTER)
        if which:
            return date(sight.today.year + words.YEARS[which["which"]], month, day)
        return days.nearest(sight.today, month, day)
    year = sight.number(year_group)
    return date(year if year > 99 else _CENTURY + year, month, day)


def _month_first(sight: Sight) -> tuple[Readings, ...]:
    name = sight.match["month_en"]
    evidence = sight["nth"] or sight["year_en"] or sight.follows(LEAD_BEFORE)
    if name in words.MONTHS_THAT_ARE_VERBS and sight.is_lower("month_en") and not evidence:
        return ()
    return _one_or_more(sight, words.MONTHS[name], ("day_en", "more_en"), "year_en")


def _aloud_month_first(sight: Sight) -> tuple[Readings, ...]:
    name = sight.match["aloud_month"]
    if name in words.MONTHS_THAT_ARE_VERBS and sight.is_lower("aloud_month"):
        return ()
    return _aloud(sight, name, sight.match["aloud_day"], "aloud_year")


def _aloud_day_first(sight: Sight) -> tuple[Readings, ...]:
    return _aloud(sight, sight.match["aloud_of"], sight.match["aloud_first"], "aloud_of_year")


def _aloud(sight: Sight, month: str, ordinal: str, year_group: str) -> tuple[Readings, ...]:
    day = words.ORDINALS[plain(ordinal)]
    return ((_dated(sight, year_group, words.MONTHS_EN[month], day),),)


def _day_first(sight: Sight) -> tuple[Readings, ...]:
    name = sight.match["month"]
    if name in words.MONTHS_THAT_ARE_VERBS and sight.is_lower("month") and not (sight["of"] or sight["year"]):
        return ()
    return _one_or_more(sight, words.MONTHS[name], ("day", "more"), "year")


def _one_or_more(sight: Sight, month: int, groups: tuple[str, str], year_group: str) -> tuple[Readings, ...]:
    """The day of a month, the first and the last day of a span, or the days of a list."""
    figures = _FIGURES.findall(" ".join(filter(None, sight.match.group(*groups))))
    return tuple((_dated(sight, year_group, month, int(figure)),) for figure in figures)


def _relative(sight: Sight) -> tuple[Readings, ...]:
    word = plain(sight.match["relative"])
    if word in words.ALSO_MORNING and sight.follows(MORNING_BEFORE):
        return ()
    return ((sight.today + timedelta(days=words.RELATIVE[word]),),)


def _counted(sight: Sight) -> tuple[Readings, ...]:
    """In two days, two weeks ago."""
    count, span = sight["count"] or sight.match["count_after"], sight["span"] or sight.match["span_after"]
    number = int(count) if count.isdigit() else _COUNTS[plain(count)]
    start = _counted_from(sight)
    forward = sight["ahead"] or sight["hence"] or start != sight.today
    turns = number if forward else -number
    if span in words.MONTH_SPANS:
        return ((days.months_later(start, turns * words.MONTH_SPANS[span]),),)
    return ((start + timedelta(days=turns * words.SPANS[span]),),)


def _counted_from(sight: Sight) -> date:
    """The day from which days are counted: today, but not in "a week from Friday"."""
    if sight["from_weekday"]:
        return days.coming(sight.today, _WEEKDAYS[sight.match["from_weekday"]])
    return sight.today + timedelta(days=1 if sight["from_tomorrow"] else 0)


def _weekday(sight: Sight) -> tuple[Readings, ...]:
    if (
        sight.follows(EVERY_BEFORE)
        or sight.follows(FEAST_BEFORE)
        or (sight["short"] and not _is_short_weekday(sight))
    ):
        return ()
    weekday = _WEEKDAYS[sight["name"] or sight.match["short"]]
    which = weekday_words.WHICH_AFTER.get(plain(sight["which_after"] or "")) or weekday_words.WHICH.get(
        plain(sight["which"] or "")
    )
    picks = _PICKS[which or weekday_words.COMING]
    return (tuple(sorted({pick(sight.today, weekday) for pick in picks})),)


_PICKS = {
    weekday_words.NEXT: (days.coming, days.of_next_week),
    weekday_words.THIS: (days.within_a_week,),
    weekday_words.LAST: (days.latest,),
    weekday_words.COMING: (days.coming,),
    weekday_words.NEXT_WEEK: (days.of_next_week,),
    weekday_words.LAST_WEEK: (days.of_last_week,),
    weekday_words.AFTER_NEXT: (days.after_next,),
}


def _is_short_weekday(sight: Sight) -> bool:
    """Sat 10 AM, 10 AM Sat, on Sat, next sat, and where it is all; not "Sat down", "the sun", "Mon ami"."""
    if sight["which"] or sight.match.string.strip(" .!\n") == sight["short"]:
        return True
    beside = sight.follows(LEAD_BEFORE) or sight.follows(CLOCK_BEFORE) or sight.precedes(FIGURE_AFTER)
    return not sight.is_lower("short") and (beside is not None or _is_end(sight, SHORT_BEFORE, SHORT_AFTER))


def _day_of_month(sight: Sight) -> tuple[Readings, ...]:
    day = int(sight["nth_day"] or sight["german_day"] or sight.match["romance_day"])
    if sight["of_month"]:
        return ((days.in_month(sight.today, day, 1 if sight["next_month"] else 0),),)
    if sight["nth_day"] and not (sight.follows(LEAD_BEFORE) or sight.follows(NTH_BEFORE)):
        return ()
    return ((days.coming_day_of_month(sight.today, day),),)


def _month_end(sight: Sight) -> tuple[Readings, ...]:
    if sight["ending_month"]:
        first = _dated(sight, "ending_year", words.MONTHS_EN[sight.match["ending_month"]], 1)
        return ((days.end_of_month(first),),)
    return ((days.end_of_month(sight.today, 1 if sight["after_next"] else 0),),)


def _year_end(sight: Sight) -> tuple[Readings, ...]:
    return ((date(sight.today.year, 12, 31),),)


def _hyphened(sight: Sight) -> tuple[Readings, ...]:
    """11-Apr-2025, 11-Apr-25 and 11APR2025."""
    month = words.MONTHS_EN[sight.match["hyphened_month"]]
    return ((_dated(sight, "hyphened_year", month, sight.number("hyphened_day")),),)


_READERS: dict[str, Callable[[Sight], tuple[Readings, ...]]] = {
    "iso": _iso,
    "basic": _basic,
    "hyphened": _hyphened,
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
    "year_end": _year_end,
}
