"""What recurs, apart from its words: every so many minutes, days or months, and on which of their days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from sheet2eval.text import recurrence_words as words
from sheet2eval.text.mentions import plain
from sheet2eval.text.recurrence_pattern import THROUGH, WEEKDAY

_DAY_MINUTES = 24 * words.HOUR_MINUTES
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Turns:
    """Every `every` units, `count` times; on these weekdays (0 is Monday), or on this day of the month or year.

    `nth` is which of these weekdays in the month; a `day` or `nth` of -1 is the last.
    """

    unit: str
    every: int
    days: frozenset[int] = frozenset()
    day: int | None = None
    month: int | None = None
    nth: int | None = None
    count: int = 1

    def covers(self, other: Turns) -> bool:
        """Whether the other is this one, where this one leaves open on which day also on any day."""
        if (self.unit, self.every, self.count) != (other.unit, other.every, other.count):
            return False
        same_days = self.days == other.days or (not self.days and len(other.days) == 1)
        pairs = ((self.day, other.day), (self.month, other.month), (self.nth, other.nth))
        return same_days and all(mine is None or mine == its for mine, its in pairs)


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
