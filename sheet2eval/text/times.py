"""The times of day that a text mentions, in the ways people and assistants write them.

English, German, French, Spanish and Portuguese. A clock time needs evidence: a colon (7:30), am or pm, a part
of the day, `o'clock`, `Uhr`, `h`, or "at" and the like before it where nothing counted follows. So "7
reminders", "version 7.00", "ratio 3:1" and "24/7" hold no time; neither does a length of time ("1.5 hours").
The clock time counts as written: no time zone is converted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from sheet2eval.text import clock_words as words
from sheet2eval.text import minute_words
from sheet2eval.text.clock_evidence import borrows, is_24_hour, is_certain, may_end
from sheet2eval.text.clock_pattern import (
    AFTER_WHOLE,
    BEFORE_WHOLE,
    BETWEEN_BEFORE,
    CLOCK,
    JOINT,
    PART_BEFORE,
    WHOLE,
)
from sheet2eval.text.mentions import TEXTS_KEPT, before, lowered, plain, prose

MINUTE = 60
HOUR = 60 * MINUTE
HALF_DAY = 12 * HOUR
DAY = 24 * HOUR

_FIRST_HOUR = {"a": 0, "p": 12} | words.PARTS_OF_DAY | words.PARTS_ALONE | words.TWELVE | words.PARTS_BEFORE
_LENDING = ("half", "part", "alone", "clock_unit", "unit")
_OFFSETS = minute_words.BEFORE_HOUR | minute_words.BEFORE_HOUR_AFTER_LEAD


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
class _Joint:
    """What joins a clock time to the next: where that begins, whether the two are a span, or parted by a comma."""

    end: int
    spans: bool
    is_comma: bool


@dataclass(frozen=True, slots=True)
class _Clock:
    """What looks like a clock time.

    `certain`: there is evidence of its own. `lends`: it says "pm" or "Uhr" for a number joined to it ("3–5
    pm"). `borrows`: it says nothing of the kind itself; `borrowed`: it has it from a later one. `named`: it is
    noon or midnight. `dial`: the seconds that its figures show; `of_24_hours`: these are of such a clock.
    """

    start: int
    end: int
    seconds: tuple[int, ...]
    certain: bool
    lends: bool
    borrows: bool
    named: bool
    joint: _Joint | None
    dial: int
    of_24_hours: bool
    borrowed: bool = False

    def joins(self, later: _Clock) -> bool:
        return self.joint is not None and self.joint.end == later.start

    def borrows_from(self, later: _Clock) -> bool:
        """Whether 3 is a time in "3–5 pm", in "3 to midnight", and in "3, 4 and 5 pm", but not in "3, 4 pm"."""
        if not (self.borrows and self.joint and self.joins(later)):
            return False
        return later.borrowed if self.joint.is_comma else later.lends or (later.named and self.joint.spans)

    def before(self, later: _Clock) -> _Clock:
        """This clock, which a later one lends its "pm" to: 11–1 pm begins at 11 am, "8 or 7 pm" at either,
        7–21 Uhr at 7:00.
        """
        seconds = self.seconds
        if later.of_24_hours and self.dial in seconds:
            seconds = (self.dial,)
        elif self.joint and len(later.seconds) == 1:
            nearest = min(seconds, key=lambda reading: (later.seconds[0] - reading - 1) % DAY)
            same_half = nearest // HALF_DAY == later.seconds[0] // HALF_DAY
            seconds = (nearest,) if self.joint.spans or same_half else seconds
        return replace(self, seconds=seconds, certain=True, lends=True, borrows=False, borrowed=True)

    def after(self, earlier: _Clock) -> _Clock:
        """This clock as the end of a span: 3 pm to 5 ends at 5 pm, 11 am to 1 at 1 pm."""
        seconds = self.seconds
        if len(earlier.seconds) == 1:
            seconds = (min(seconds, key=lambda reading: (reading - earlier.seconds[0] - 1) % DAY),)
        return replace(self, seconds=seconds, certain=True)


@lru_cache(maxsize=TEXTS_KEPT)
def find_times(text: str) -> tuple[TimeMention, ...]:
    """The times of day that a text mentions, in their order."""
    clocks = _with_ends(_with_beginnings(_clocks(prose(text))))
    return tuple(TimeMention(text[c.start : c.end], c.start, c.end, c.seconds) for c in clocks)


def _with_beginnings(clocks: Iterable[_Clock]) -> list[_Clock]:
    """The clocks, those that a later one is joined to read with its "pm"."""
    read: list[_Clock] = []
    for clock in reversed(list(clocks)):
        read.append(clock.before(read[-1]) if read and clock.borrows_from(read[-1]) else clock)
    return read[::-1]


def _with_ends(clocks: Iterable[_Clock]) -> list[_Clock]:
    """The clocks that are certain, or become so as the end of a span."""
    read: list[_Clock] = []
    for clock in clocks:
        earlier = read[-1] if read else None
        if earlier and earlier.joins(clock) and earlier.joint and earlier.joint.spans and not clock.lends:
            read.append(clock.after(earlier))
        elif clock.certain:
            read.append(clock)
    return read


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
    return _readings(seconds, None, fixed=is_24_hour(number["hour"]))


def _clocks(low: str) -> Iterator[_Clock]:
    """What looks like a clock time in a text in lower case, and is one or may be an end of a span."""
    joined = -1  # where what the clock before is joined to begins
    for match in CLOCK.compiled.finditer(low):
        certain, joint = is_certain(match), _joint(match)
        bare = joint is not None and borrows(match)
        if certain or bare or (match.start() == joined and may_end(match)):
            joined = joint.end if joint else -1
            lends = certain and any(match.group(*_LENDING))
            named = match["named"] is not None
            dial, of_24_hours = _dial(match), is_24_hour(match["hour"])
            seconds = _seconds(match)
            yield _Clock(
                match.start(), match.end(), seconds, certain, lends, bare, named, joint, dial, of_24_hours
            )


def _joint(match: re.Match[str]) -> _Joint | None:
    joint = JOINT.match(match.string, match.end())
    if joint is None:
        return None
    is_comma = joint["comma"] is not None
    spans = joint["to"] is not None or (not is_comma and before(match, BETWEEN_BEFORE) is not None)
    return _Joint(joint.end(), spans, is_comma)


def _seconds(match: re.Match[str]) -> tuple[int, ...]:
    """The readings of what looks like a clock time; 07:00 PM is 19:00, 19:00 in the morning is 19:00."""
    dial, fixed = _dial(match), _is_fixed(match)
    has_halves = not fixed or HOUR <= dial < 13 * HOUR
    return _readings(dial, _part_of_day(match) if has_halves else None, fixed=fixed)


def _part_of_day(match: re.Match[str]) -> int | None:
    """The first of the twelve hours that am, pm or a part of the day leaves, behind the clock time or before."""
    said = match["half"] or match["part"] or match["alone"] or match["twelve"]
    if said is None and (part := before(match, PART_BEFORE)):
        said = part["part"]
    return None if said is None else _FIRST_HOUR[plain(said)]


def _dial(match: re.Match[str]) -> int:
    """The seconds on a dial, with what "half past", "quarter to" and the like add."""
    if match["basic"]:
        figures = match["basic"].ljust(6, "0")
        return int(figures[:2]) * HOUR + int(figures[2:4]) * MINUTE + int(figures[4:])
    figure, minutes, seconds, offset, after = match.group("hour", "minute", "second", "offset", "after")
    hour = int(figure) if figure else _worded_hour(match)
    minute = int(minutes or 0)
    minute += _OFFSETS[plain(offset)] if offset else 0
    minute += minute_words.AFTER_HOUR[plain(after)] if after else 0
    return hour * HOUR + minute * MINUTE + int(seconds or 0)


def _worded_hour(match: re.Match[str]) -> int:
    return words.HOURS[match["word"]] if match["word"] else words.NAMED[match["named"]]


def _is_fixed(match: re.Match[str]) -> bool:
    """Whether the clock has 24 hours: noon, 19:00, 07:00, or what ISO 8601 writes."""
    named, zone, iso, hour = match.group("named", "zone", "iso", "hour")
    return bool(named or zone) or iso is not None or is_24_hour(hour)


def _readings(dial: int, first_hour: int | None, *, fixed: bool) -> tuple[int, ...]:
    """The seconds after midnight that a dial may mean."""
    if first_hour is not None:
        first = first_hour * HOUR
        return (((dial - first) % HALF_DAY + first) % DAY,)
    if fixed:
        return (dial % DAY,)
    return (dial % HALF_DAY, dial % HALF_DAY + HALF_DAY)
