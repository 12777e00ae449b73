"""The lengths of time that a text mentions, in the ways people and assistants write them.

English, German, French, Spanish and Portuguese: 90 minutes, 1.5 hours, 1h30, an hour and a half, PT90M, two
weeks. What says how often is no length of time ("every two hours", "twice a day"), nor what is a time of day
("19h", "7h30", "ten minutes to six"). 2:30 is one where its unit or a word such as "lasts" says so, and may then
be hours and minutes or minutes and seconds. A year has 365.2425 days, a month is its twelfth part: 12 months
are a year, 30 days are no month. Of a range ("2–3 hours") both ends are mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isinf

from sheet2eval.text import duration_words as words
from sheet2eval.text.duration_pattern import (
    AFTER_WHOLE,
    AT_BEFORE,
    BEFORE_WHOLE,
    BETWEEN_BEFORE,
    CLOCK_AFTER,
    CLOCK_LEAD_BEFORE,
    DECADE_BEFORE,
    EVERY_BEFORE,
    JOINT,
    LEAD_BEFORE,
    LOW_BEFORE,
    MAY_WAIT,
    PART,
    RATE_BEFORE,
    SECOND_AFTER,
    SHARE_AFTER,
    UNIT_AT_END,
    WAIT_AFTER,
    WAIT_BEFORE,
)
from sheet2eval.text.mentions import TEXTS_KEPT, before, before_place, lowered, plain, prose

_ISO = {
    "years": words.YEAR,
    "months": words.MONTH,
    "weeks": words.WEEK,
    "days": words.DAY,
    "hours": words.HOUR,
    "minutes": words.MINUTE,
    "seconds": words.SECOND,
}
_FIRST_LIKELY_HOUR = 5  # as in `times`: 1h30 is a length of time, 7h30 a time
_MILITARY = re.compile(r"(?:[01][0-9]|2[0-4])[0-5][0-9]")
_DIGITS = 3  # of a second, in which lengths are compared
_WHOLE = 1e-6


@dataclass(frozen=True, slots=True)
class DurationMention:
    """A length of time and where it stands; `seconds` of every reading (2:30: hours or minutes)."""

    text: str
    start: int
    end: int
    seconds: tuple[float, ...]

    @property
    def readings(self) -> frozenset[object]:
        return frozenset(self.seconds)


@dataclass(frozen=True, slots=True)
class _Part:
    """A number with its unit; `unit` is the seconds of the smallest, `low` the 2 of "2–3 hours"."""

    start: int
    end: int
    seconds: tuple[float, ...]
    unit: float
    certain: bool
    low: float | None = None

    def continued(self, later: _Part) -> _Part:
        total = tuple(seconds + more for seconds in self.seconds for more in later.seconds)
        return replace(self, end=later.end, seconds=total, unit=later.unit, certain=True)


@lru_cache(maxsize=TEXTS_KEPT)
def find_durations(text: str) -> tuple[DurationMention, ...]:
    """The lengths of time that a text mentions, in their order."""
    found: list[DurationMention] = []
    for part in _whole(prose(text), text):
        if part.certain:
            found += _mentions(part, text)
    return tuple(found)


@lru_cache(maxsize=TEXTS_KEPT)
def find_waits(text: str) -> tuple[DurationMention, ...]:
    """The hours, minutes and seconds after which something happens: in two hours, an hour from now."""
    low = prose(text)
    may_wait = MAY_WAIT.search(low) or WAIT_AFTER.search(low)
    waits = []
    for part in _whole(low, text) if may_wait else ():
        lead = before_place(low, part.start, WAIT_BEFORE)
        after = WAIT_AFTER.match(low, part.end)
        if part.certain and part.unit < words.DAY and (lead or after):
            start, end = lead.start() if lead else part.start, after.end() if after else part.end
            waits.append(DurationMention(text[start:end], start, end, _rounded(part.seconds)))
    return tuple(waits)


def parse_duration(text: str) -> DurationMention | None:
    """The length of time that the whole text is; here "30m" is minutes, 2:30 and 7h30 are lengths too."""
    lead, core = "duration ", text.strip()
    mentions = find_durations(lead + core)
    if len(mentions) != 1:
        return None
    low, found = lowered(lead + core), mentions[0]
    if not (BEFORE_WHOLE.match(low[: found.start]) and AFTER_WHOLE.fullmatch(low, found.end)):
        return None
    start = text.index(core)
    return DurationMention(core, start, start + len(core), found.seconds)


def _mentions(part: _Part, text: str) -> Iterator[DurationMention]:
    quote = text[part.start : part.end]
    if part.low is not None:
        yield DurationMention(quote, part.start, part.end, _rounded((part.low,)))
    yield DurationMention(quote, part.start, part.end, _rounded(part.seconds))


def _rounded(seconds: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(round(length, _DIGITS) for length in seconds)


def _whole(low: str, text: str) -> Iterator[_Part]:
    """The lengths with their parts added up: 2 hours and 30 minutes."""
    whole: _Part | None = None
    for match in PART.compiled.finditer(low):
        part = _part(match, text)
        if part is None:
            continue
        if whole and part.unit < whole.unit and JOINT.fullmatch(low, whole.end, part.start):
            whole = whole.continued(part)
        else:
            if whole:
                yield whole
            whole = part
    if whole:
        yield whole


def _part(match: re.Match[str], text: str) -> _Part | None:
    """What the match is a length of; None where it is no length of time after all."""
    if before(match, EVERY_BEFORE):
        return None
    if match["iso"]:
        seconds = sum(float(match[group] or 0) * unit for group, unit in _ISO.items())
        return _Part(*match.span(), (seconds,), words.SECOND, certain=text[match.start()] == "P")
    if match["clock"]:
        return _clock(match)
    return _quantity(match) if _is_length(match) else None


def _clock(match: re.Match[str]) -> _Part | None:
    """2:30 with a unit or after "lasts"; of two figures without one, hours and minutes or minutes and seconds."""
    first, second, third = (int(match[group] or 0) for group in ("first", "second", "third"))
    hours = first * words.HOUR + second * words.MINUTE + third
    minutes = first * words.MINUTE + second
    if match["clock_hours"]:
        is_time = before(match, AT_BEFORE) or first > 12 or (match["first"].startswith("0") and first > 0)
        return None if is_time else _Part(*match.span(), (hours,), words.MINUTE, certain=True)
    if match["clock_minutes"] and not match["third"]:
        return _Part(*match.span(), (minutes,), words.SECOND, certain=True)
    if not before(match, CLOCK_LEAD_BEFORE):
        return None
    return _Part(*match.span(), (hours,) if match["third"] else (hours, minutes), words.SECOND, certain=True)


def _quantity(match: re.Match[str]) -> _Part:
    unit = _unit(match)
    number = _number(match)
    for added in ("and_before", "and_after"):
        number += words.AND_PART[plain(match[added])] if match[added] else 0
    minutes = match["minute"] or match["minute_after"]
    seconds = number * unit + int(minutes or 0) * words.MINUTE
    certain = match["letter"] is None or (match["letter"] != "d" and _is_lettered(match))
    smallest = words.MINUTE if minutes else unit
    whole = _Part(*match.span(), (seconds,), smallest, certain)
    low = _low(match)
    if low is None or _read(low["low"]) >= number:
        return whole
    return replace(whole, start=low.start("low"), low=_read(low["low"]) * unit)


def _unit(match: re.Match[str]) -> float:
    if match["letter"]:
        return words.LETTERS[match["letter"]]
    compound = match["compound"] or match["bare_compound"]
    return words.COMPOUNDS[compound] if compound else words.UNITS[match["unit"]]


def _number(match: re.Match[str]) -> float:
    if match["bare_compound"]:
        return 1
    if match["figure"]:
        return _figure(match["figure"]) + _added((match["added"] or "").strip())
    if match["alone"]:
        return _added(match["alone"])
    return words.PARTS[plain(match["part"])] if match["part"] else _read(match["word"])


def _figure(figure: str) -> float:
    """1.5, 1,5 and 1,500."""
    *_, after_comma = figure.partition(",")
    return float(figure.replace(",", "" if len(after_comma.replace(",", "")) >= 3 else "."))


def _added(fraction: str) -> float:
    return words.GLYPHS.get(fraction, words.FRACTIONS.get(fraction, 0))


def _low(match: re.Match[str]) -> re.Match[str] | None:
    """The 2 of "2–3 hours", of whose unit it is."""
    if match["word"] in words.ARTICLES:
        return None
    return before(match, LOW_BEFORE.compiled) or before(match, BETWEEN_BEFORE.compiled)


def _read(number: str) -> float:
    return _figure(number) if number[0].isdigit() else words.NUMBERS[plain(number)]


def _is_lettered(match: re.Match[str]) -> bool:
    """Whether "30m" or "45s" alone is a length: "for 30m", "45s", not "the 90s"."""
    if match["letter"] == "s":
        return not before(match, DECADE_BEFORE) and len(match["figure"]) < 4
    return before(match, LEAD_BEFORE) is not None


def _is_length(match: re.Match[str]) -> bool:
    """Whether a number with a unit is a length, and no rate, no time of day and no ordinal."""
    if match["word"] in words.ARTICLES and before(match, RATE_BEFORE):
        return False
    unit = match["unit"]
    if unit in {"h", "heure", "heures", "hora", "horas", "hours", "hrs"} and match["figure"]:
        return _is_hours(match)
    if unit == "second" and not match["figure"]:
        return SECOND_AFTER.match(match.string, match.end()) is not None
    return not (_unit(match) == words.MINUTE and CLOCK_AFTER.match(match.string, match.end()))


def _is_hours(match: re.Match[str]) -> bool:
    """2h, 1h30 and 7 hours; but 7h30, 19h, "à 8 heures" and 1900 hours are times of day."""
    if before(match, CLOCK_LEAD_BEFORE):
        return True
    figure, is_share = match["figure"], SHARE_AFTER.match(match.string, match.end())
    if before(match, AT_BEFORE) and not match["unit"].startswith("hour"):
        return False
    if match["unit"] in {"hours", "hrs"}:
        return not _MILITARY.fullmatch(figure) or bool(is_share or before(match, LEAD_BEFORE))
    if match["unit"] != "h" or not figure.isdigit() or before(match, LEAD_BEFORE):
        return True
    if match["minute"]:
        return len(figure) == 1 and int(figure) < _FIRST_LIKELY_HOUR
    return not 12 < int(figure) < 24 or is_share is not None


def unit_of(text: str) -> str:
    """The unit that a text ends with, in its own words; "" where it ends with none."""
    unit = UNIT_AT_END.search(lowered(text).strip())
    return unit[0] if unit else ""


def spoken_duration(seconds: float) -> str:
    """A length in plain words, in its largest whole units: 90 minutes; "" where there is no end to it."""
    if isinf(seconds):
        return ""
    for name, unit in words.SPOKEN.items():
        number = seconds / unit
        if abs(number - round(number)) < _WHOLE and number >= 1:
            return f"{round(number):,} {name}{'' if round(number) == 1 else 's'}"
    return f"{seconds:g} seconds"
