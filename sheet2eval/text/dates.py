"""The days that a text mentions, in the ways people and assistants write them, seen from a given moment.

English, German, French, Spanish and Portuguese. Dates without a year mean the one nearest to now, a bare
weekday the coming one; "next Friday" fits the coming Friday and the Friday of next week, 11/4/2025 both 11
April and 4 November (11.04.2025 only 11 April). A fraction (3/4), a version (1.2.3), a recurrence ("every
Monday") and a word that only looks like a date ("you may", "Sat down", "hier ist") are no dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sheet2eval.text.date_pattern import AFTER_WHOLE, BEFORE_WHOLE, DATE
from sheet2eval.text.date_readings import Sight, readings
from sheet2eval.text.mentions import TEXTS_KEPT, lowered, prose


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


def find_dates(text: str, now: datetime) -> tuple[DateMention, ...]:
    """The days that a text mentions, in their order; both ends of a span ("April 11 to 14") are mentions."""
    return _dates_seen(text, now.date())


@lru_cache(maxsize=TEXTS_KEPT)
def _dates_seen(text: str, today: date) -> tuple[DateMention, ...]:
    return tuple(
        DateMention(text[match.start() : match.end()], match.start(), match.end(), days)
        for match in DATE.compiled.finditer(prose(text))
        for days in readings(Sight(match, text, today))
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
