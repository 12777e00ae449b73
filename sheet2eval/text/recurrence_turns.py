"""What recurs, apart from its words: every so many minutes, days or months, and on which of their days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from sheet2eval.text import recurrence_words as words
from sheet2eval.text.mentions import plain
from sheet2eval.text.recurrence_pattern import MONTH_DAY, THROUGH, WEEKDAY

_DAY_MINUTES = 24 * words.HOUR_MINUTES
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Turns:
    """Every `every` units, `count` times; on these weekdays (0 is Monday), or on these days of the month.

    `month` is the only month, where it is yearly; `nth` is which of these weekdays in the month; of days of the
    month and of `nth`, -1 is the last.
    """

    unit: str
    every: int
    days: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    month: int | None = None
    nth: int | None = None
    count: int = 1

    def takes(self, other: Turns) -> bool:
        """Whether the other is this one or on some of its days; where this one leaves the day open, on any one."""
        if (self.unit, self.every, self.count) != (other.unit, other.every, other.count):
            return False
        pairs = ((self.month, other.month), (self.nth, other.nth))
        if not all(mine is None or mine == its for mine, its in pairs):
            return False
        sets = ((self.days, other.days), (self.month_days, other.month_days))
        return all(mine == its or (its and its <= mine) or (not mine and len(its) == 1) for mine, its in sets)

    def single_days(self) -> Iterator[Turns]:
        """These turns on each of their days; as they are where they name none."""
        yield from (replace(self, days=frozenset({day})) for day in sorted(self.days))
        yield from (replace(self, month_days=frozenset({day})) for day in sorted(self.month_days))
        if not (self.days or self.month_days):
            yield self

    def falls_on(self, day: Turns) -> bool:
        """Whether what `single_days` gave is among the days of these turns."""
        return day.days <= self.days and day.month_days <= self.month_days


def turns(unit: str, every: int) -> Turns:
    """Every so many units, in the largest unit that fits: 24 hours are a day."""
    if unit == words.MINUTE and every % _DAY_MINUTES == 0:
        return Turns(words.DAY, every // _DAY_MINUTES)
    return Turns(unit, every)


def weekly(days: frozenset[int], weeks: int = 1) -> Turns:
    """Every so many weeks on these days; on all seven days of every week is daily."""
    if len(days) == words.WEEK_DAYS and weeks == 1:
        return Turns(words.DAY, 1)
    return Turns(words.DAY, weeks * words.WEEK_DAYS, days)


def weekdays(text: str) -> frozenset[int]:
    """The days of "Monday, Wednesday and Friday" or of "Monday to Friday"."""
    found = [(match, words.WEEKDAYS_AFTER_EVERY[match[0]]) for match in WEEKDAY.finditer(text)]
    days = {day for _, day in found}
    for (first, begin), (last, end) in pairwise(found):
        if THROUGH.fullmatch(text, first.end(), last.start()):
            days |= {(begin + step) % words.WEEK_DAYS for step in range((end - begin) % words.WEEK_DAYS)}
    return frozenset(days)


def group(text: str) -> frozenset[int]:
    """The days of "weekdays" or "weekend"."""
    return (words.DAY_GROUPS | words.GROUPS_ALONE)[plain(text)]


def days_of_month(text: str) -> frozenset[int]:
    """The days of "1st and 15th" or of "last"."""
    return frozenset(ordinal(match[0]) for match in MONTH_DAY.finditer(text))


def ordinal(text: str) -> int:
    """1st, first, last (-1), 15th."""
    figures = re.match(r"[0-9]+", text)
    return int(figures[0]) if figures else _ordinal_word(plain(text))


@lru_cache(maxsize=512)
def every_other(text: str) -> int:
    return _first(words.EVERY_OTHER, text)


@lru_cache(maxsize=512)
def adverb(text: str) -> Turns:
    """Daily, wöchentlich, mensuel."""
    return turns(*_first(words.ADVERBS, text))


@lru_cache(maxsize=512)
def _ordinal_word(text: str) -> int:
    return _first(words.ORDINALS, text)


def _first(table: Mapping[str, _Value], text: str) -> _Value:
    """The value of the first pattern of a table that the text fits."""
    return next(value for pattern, value in table.items() if re.fullmatch(pattern, text))
