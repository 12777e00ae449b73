"""The times of day that a text mentions, in the ways people and assistants write them.

English, German, French, Spanish and Portuguese. A clock time needs evidence: a colon (7:30), am or pm, a part
of the day, `o'clock`, `Uhr`, `h`, or "at" and the like before it where nothing counted follows. So "7
reminders", "version 7.00", "ratio 3:1" and "24/7" hold no time; neither does a length of time ("1.5 hours").
The clock time counts as written: no time zone is converted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sheet2eval.text import clock_words as words
from sheet2eval.text.clock_pattern import (
    AFTER_WHOLE,
    BEFORE_WHOLE,
    CLOCK,
    JOINT,
    LEAD_BEFORE,
    NO_SPAN_BEFORE,
    NOT_A_CLOCK_AFTER,
    NOT_A_CLOCK_BEFORE,
    PART_BEFORE,
    SHARE_AFTER,
    UNCOUNTED_AFTER,
    WHOLE,
)
from sheet2eval.text.mentions import before, lowered, plain

MINUTE = 60
HOUR = 60 * MINUTE
HALF_DAY = 12 * HOUR
DAY = 24 * HOUR

_FIRST_LIKELY_HOUR = 5  # 1h30 is a length of time, 7h30 a time
_FIRST_HOUR = {"a": 0, "p": 12} | words.PARTS_OF_DAY | words.PARTS_ALONE
_EVIDENCE = ("half", "part", "alone", "clock_unit", "uhr")
_LENDING = ("half", "part", "alone", "clock_unit", "unit")
_OFFSETS = words.BEFORE_HOUR | words.BEFORE_HOUR_AFTER_LEAD


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time of day and where it stands; `seconds` after midnight, of every reading (7:30: morning, evening)."""

    text: str
    start: int
    end: int
    seconds: tuple[int, ...]

    @property
    def sure(self) -> bool:
        """Whether there is one reading only."""
        return len(self.seconds) == 1

    @property
    def readings(self) -> frozenset[object]:
        return frozenset(self.seconds)


@dataclass(frozen=True, slots=True)
class _Clock:
    """What looks like a clock time.

    `certain`: there is evidence of its own. `lends`: it says "pm" or "Uhr" for a number joined to it ("3–5
    pm"). `joins`: where the time stands that it may be joined to, or None.
    """

    start: int
    end: int
    seconds: tuple[int, ...]
    certain: bool
    lends: bool
    joins: int | None

    def ending(self, later: _Clock) -> _Clock:
        """This clock, read as the beginning of a span whose end is known: 11–1 pm begins at 11 am."""
        seconds = self.seconds
        if len(later.seconds) == 1:
            seconds = (min(seconds, key=lambda reading: (later.seconds[0] - reading - 1) % DAY),)
        return _Clock(self.start, self.end, seconds, certain=True, lends=True, joins=None)


def find_times(text: str) -> tuple[TimeMention, ...]:
    """The times of day that a text mentions, in their order."""
    found: list[_Clock] = []
    for clock in reversed(list(_clocks(lowered(text)))):
        if found and found[-1].lends and clock.joins == found[-1].start:
            found.append(clock.ending(found[-1]))
        elif clock.certain:
            found.append(clock)
    return tuple(TimeMention(text[c.start : c.end], c.start, c.end, c.seconds) for c in reversed(found))


def parse_time(text: str) -> TimeMention | None:
    """The time of day that the whole text is; a number alone is an hour, as after "at"."""
    core = text.strip()
    seconds = _whole(core)
    start = text.index(core)
    return TimeMention(core, start, start + len(core), seconds) if seconds else None


@lru_cache(maxsize=1024)  # the checks of a sheet want few times, many times over
def _whole(core: str) -> tuple[int, ...]:
    lead = "at "
    low = lead + lowered(core)
    mentions = find_times(low)
    if len(mentions) == 1:
        whole = BEFORE_WHOLE.match(low[: mentions[0].start]) and AFTER_WHOLE.fullmatch(low, mentions[0].end)
        return mentions[0].seconds if whole else ()
    if mentions or not (number := WHOLE.fullmatch(core)):
        return ()
    seconds = int(number["hour"]) * HOUR + int(number["minute"] or 0) * MINUTE
    return _readings(seconds, None, fixed=_is_24_hour(number["hour"]))


def _clocks(low: str) -> Iterator[_Clock]:
    """What looks like a clock time in a text in lower case, and either is one or may be the start of a span."""
    for match in CLOCK.compiled.finditer(low):
        certain, joins = _is_certain(match), _joined(match)
        if certain or joins is not None:
            seconds = _readings(_dial(match), _part_of_day(match), fixed=_is_fixed(match))
            lends = certain and any(match.group(*_LENDING))
            yield _Clock(match.start(), match.end(), seconds, certain, lends, joins)


def _is_certain(match: re.Match[str]) -> bool:
    if match["minutes"]:
        return False
    if any(match.group(*_EVIDENCE)):
        return True
    if match["minute"]:
        return not match["dot"] and _is_clock_with_minutes(match)
    if match["named"]:
        return match["named"] not in words.NAMED_ONLY_AFTER_LEAD or _is_led(match)
    if match["offset"]:
        return plain(match["offset"]) in words.BEFORE_HOUR or _is_led(match)
    if match["unit"]:
        return _is_hour_with_unit(match)
    return _is_bare_hour(match)


def _is_led(match: re.Match[str]) -> bool:
    """Whether "at" or its like stands before."""
    return before(match, LEAD_BEFORE) is not None


def _is_clock_with_minutes(match: re.Match[str]) -> bool:
    """7:30, 7h30 or 1900 hours: a time, unless what stands beside it makes it a ratio, a verse or a duration."""
    if before(match, NOT_A_CLOCK_BEFORE) or NOT_A_CLOCK_AFTER.match(match.string, match.end()):
        return False
    if match["military"] or not (match["unit"] or match["h"]):
        return True
    likely = match["h"] is not None and int(match["hour"]) >= _FIRST_LIKELY_HOUR
    return likely or _is_24_hour(match["hour"]) or _is_led(match)


def _is_hour_with_unit(match: re.Match[str]) -> bool:
    """19h or "à 7 heures"; "8h" alone, "24h" and "7 hours" are lengths of time."""
    if match["unit"] in {"hours", "hrs"}:
        return False
    is_share = SHARE_AFTER.match(match.string, match.end())
    is_late = match["unit"] == "h" and match["hour"] is not None and 12 < int(match["hour"]) < 24
    return (is_late and not is_share) or _is_led(match)


def _is_bare_hour(match: re.Match[str]) -> bool:
    """The 7 of "at 7", where it counts nothing."""
    if match["hour"] and not 1 <= int(match["hour"]) <= 12:
        return False
    return UNCOUNTED_AFTER.match(match.string, match.end()) is not None and _is_led(match)


def _joined(match: re.Match[str]) -> int | None:
    """Where the time stands that this one is joined to, as in "3–5 pm"; None where it stands for itself."""
    if match["half"] or match["part"] or match["alone"] or match["minutes"]:
        return None
    joint = JOINT.match(match.string, match.end())
    return joint.end() if joint and not before(match, NO_SPAN_BEFORE) else None


def _part_of_day(match: re.Match[str]) -> int | None:
    """The first of the twelve hours that am, pm or a part of the day leaves, behind the clock time or before."""
    said = match["half"] or match["part"] or match["alone"]
    if said is None and (part := before(match, PART_BEFORE)):
        said = part["part"]
    return None if said is None else _FIRST_HOUR[plain(said)]


def _dial(match: re.Match[str]) -> int:
    """The seconds on a dial, with what "half past", "quarter to" and the like add."""
    if match["hour"]:
        hour = int(match["hour"])
    else:
        hour = words.HOURS[match["word"]] if match["word"] else words.NAMED[match["named"]]
    minute = int(match["minute"] or 0)
    minute += _OFFSETS[plain(match["offset"])] if match["offset"] else 0
    minute += words.AFTER_HOUR[plain(match["after"])] if match["after"] else 0
    return hour * HOUR + minute * MINUTE + int(match["second"] or 0)


def _is_fixed(match: re.Match[str]) -> bool:
    """Whether the clock has 24 hours: noon, 19:00, 07:00, or what ISO 8601 writes."""
    return bool(match["named"] or match["zone"]) or match["iso"] is not None or _is_24_hour(match["hour"])


def _is_24_hour(hour: str | None) -> bool:
    """Whether the hour's digits (07, 19, 0) say that the clock has 24 hours."""
    return hour is not None and (hour.startswith("0") or int(hour) > 12)


def _readings(dial: int, first_hour: int | None, *, fixed: bool) -> tuple[int, ...]:
    """The seconds after midnight that a dial may mean; 07:00 PM is 19:00, 19:00 in the morning is 19:00."""
    if first_hour is not None and not (fixed and not HOUR <= dial < 13 * HOUR):
        first = first_hour * HOUR
        return (((dial - first) % HALF_DAY + first) % DAY,)
    if fixed:
        return (dial % DAY,)
    return (dial % HALF_DAY, dial % HALF_DAY + HALF_DAY)
