"""Dates and times: serial numbers as calendar and clock, and their text by a section of a number format.

A serial number counts days; 1 is 1 January 1900. The 1900 system believes in 29 February 1900 (serial 60) and
a day 0 of January, so the calendar is right from 1 March 1900 on. The 1904 system begins 1,462 days later:
its serials are shifted by that `offset`. Elapsed times ([h]:mm) count from the unshifted serial.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sheet2eval.books.xlsx.numfmt_parse import Kind, Section, Token

OFFSET_1904 = 1462
DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no time zones
LEAP_BUG = 60
LAST_DAY = 2958465  # 31 December 9999
DAY_S = 86_400
DAY_MS = 86_400_000
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
WEEKDAYS = (
    "Saturday",
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
)  # serial 1 is a Sunday


@dataclass(frozen=True, slots=True)
class _Instant:
    """A serial taken apart, rounded to the precision shown."""

    year: int
    month: int
    day: int
    weekday: str
    seconds: int  # of the day
    fraction: str  # digits of the second behind its point
    elapsed_s: int  # since serial 0 of the workbook's own system


def show_date(section: Section, serial: float, offset: int) -> str | None:
    """The text of a date or time, or None where the calendar has no such day (Excel shows ####)."""
    precision = max(
        (len(token.text) - 1 for token in section.tokens if token.kind is Kind.SUBSECOND), default=0
    )
    instant = _instant(serial, offset, precision)
    if instant is None:
        return None
    half_day = section.has(Kind.HALF_DAY)
    return "".join(_parts(section, instant, half_day))


def moment(serial: float, offset: int) -> datetime | None:
    """The date-time of a serial, to the millisecond; None for days that never were."""
    day = serial + offset
    if not 1 <= day < LAST_DAY + 1 or int(day) == LEAP_BUG:
        return None
    milliseconds = min(round(day * DAY_MS), (LAST_DAY + 1) * DAY_MS - 1)
    return DAY_ZERO + timedelta(days=day < LEAP_BUG, milliseconds=milliseconds)


def serial_of(iso: str, offset: int) -> float | None:
    """The serial of a cell that holds an ISO 8601 date, time or date-time; None where it is none."""
    try:
        if iso[2:3] == ":" or iso.startswith("T"):
            read = datetime.combine(DAY_ZERO, time.fromisoformat(iso.lstrip("T")))
        else:
            read = datetime.fromisoformat(iso)
    except ValueError:
        return None
    serial = (read.replace(tzinfo=None) - DAY_ZERO) / timedelta(days=1)
    return serial if serial < 1 else serial - (serial < LEAP_BUG + 1) - offset


def _instant(serial: float, offset: int, precision: int) -> _Instant | None:
    if serial < 0 or serial + offset >= LAST_DAY + 1:
        return None
    unit = 10**precision
    ticks = int(serial * DAY_S * unit + 0.5)
    elapsed_s, fraction = divmod(ticks, unit)
    days, seconds = divmod(elapsed_s, DAY_S)
    year, month, day = _calendar(days + offset)
    weekday = WEEKDAYS[(days + offset) % 7]
    return _Instant(year, month, day, weekday, seconds, f"{fraction:0{precision}}", elapsed_s)


def _calendar(days: int) -> tuple[int, int, int]:
    if days == LEAP_BUG:
        return 1900, 2, 29
    if days == 0:
        return 1900, 1, 0
    real = date.fromordinal(DAY_ZERO.toordinal() + min(days, LAST_DAY) + (days < LEAP_BUG))
    return real.year, real.month, real.day


def _parts(section: Section, instant: _Instant, half_day: bool) -> Iterator[str]:
    for token in section.tokens:
        match token.kind:
            case Kind.DATE:
                yield _date_part(token.text, instant)
            case Kind.TIME:
                yield _time_part(token.text, instant.seconds, half_day)
            case Kind.ELAPSED:
                yield str(instant.elapsed_s // {"h": 3600, "m": 60, "s": 1}[token.text[0]]).zfill(
                    len(token.text)
                )
            case Kind.SUBSECOND:
                yield "." + instant.fraction[: len(token.text) - 1]
            case Kind.HALF_DAY:
                yield _half_day(token, instant.seconds)
            case _:
                yield token.text


def _date_part(text: str, instant: _Instant) -> str:
    month = MONTHS[instant.month - 1]
    match text:
        case "y" | "yy":
            return f"{instant.year % 100:02}"
        case "m" | "mm":
            return str(instant.month).zfill(len(text))
        case "mmm":
            return month[:3]
        case "mmmmm":
            return month[0]
        case "d" | "dd":
            return str(instant.day).zfill(len(text))
        case "ddd" | "aaa":
            return instant.weekday[:3]
    if text[0] in "da":
        return instant.weekday
    return month if text[0] == "m" else str(instant.year)


def _time_part(text: str, seconds: int, half_day: bool) -> str:
    hours, minutes = seconds // 3600, seconds // 60 % 60
    if half_day:
        hours = hours % 12 or 12
    number = {"h": hours, "m": minutes, "s": seconds % 60}[text[0]]
    return str(number).zfill(min(len(text), 2))


def _half_day(token: Token, seconds: int) -> str:
    morning, _, evening = token.text.upper().partition("/")
    return morning if seconds < DAY_S // 2 else evening
