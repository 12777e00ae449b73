"""When a sheet is due: every so often, or by a cron expression in a time zone.

All moments are aware, and those that come out are in UTC. A cron expression follows the clocks as Debian's cron
does: what falls into the hour that is skipped in spring comes right after it, what falls into the hour that comes
twice in autumn comes once, and `*/10` or `*` in minutes or hours goes by the time that really passes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from math import inf
from typing import Protocol

from sheet2eval.errors import UsageError
from sheet2eval.text.duration_words import LETTERS, UNITS

LEAST_S, MOST_S = 1, 366 * 86_400
_CRON_FIELDS = 5
_PART = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*([a-z]{1,10})\s*", re.ASCII)
_SECONDS_OF = {**UNITS, **LETTERS}


class Timetable(Protocol):
    def first(self, now: datetime) -> datetime:
        """When a sheet is due that has never been looked at."""

    def after(self, moment: datetime) -> datetime:
        """When a sheet is due that was last looked at then."""

    def __str__(self) -> str:
        """As a person reads it."""


@dataclass(frozen=True, slots=True)
class Every:
    """At once, and then so long after each start."""

    interval: timedelta

    def first(self, now: datetime) -> datetime:
        return now.astimezone(UTC)

    def after(self, moment: datetime) -> datetime:
        return moment.astimezone(UTC) + self.interval

    def __str__(self) -> str:
        seconds = int(self.interval.total_seconds())
        units = ((86_400, "d"), (3_600, "h"), (60, "min"))
        size, unit = next(((size, unit) for size, unit in units if seconds % size == 0), (1, "s"))
        return f"every {seconds // size} {unit}"


@dataclass(frozen=True, slots=True)
class Cron:
    """At the times of a cron expression of five fields, by the clocks of a time zone."""

    expression: str
    zone: tzinfo

    def first(self, now: datetime) -> datetime:
        return self.after(now)

    def after(self, moment: datetime) -> datetime:
        from cronsim import CronSim

        dues = (due.astimezone(UTC) for due in CronSim(self.expression, moment.astimezone(self.zone)))
        return next(due for due in dues if due > moment)  # an hour that comes twice is begun with again

    def __str__(self) -> str:
        return f"{self.expression} ({self.zone})"


def every(text: str) -> Every:
    """The timetable of an interval such as `1h`, `30m` or `2 days`. Raises UsageError."""
    typed = text.strip().casefold()
    parts = [] if _PART.sub("", typed) else _PART.findall(typed)
    seconds = sum(float(number) * _SECONDS_OF.get(unit, inf) for number, unit in parts)
    if not LEAST_S <= seconds <= MOST_S:
        raise UsageError(f'--every "{text}" is no length of time: write it like 30m, 1h or 2 days')
    return Every(timedelta(seconds=round(seconds)))


def cron(text: str, zone: tzinfo) -> Cron:
    """The timetable of a cron expression. Raises UsageError where it is none, or never comes true."""
    from cronsim import CronSim, CronSimError

    expression = " ".join(text.split())
    if len(expression.split()) != _CRON_FIELDS:
        raise UsageError(
            f'--cron "{text}" must have five fields: minute, hour, day of the month, month, day of the week, '
            'as in "0 6 * * 1-5"'
        )
    try:
        CronSim(expression, datetime.now(UTC))
    except CronSimError as fault:
        field = str(fault).removeprefix("Bad ").replace("-", " ")
        raise UsageError(
            f'--cron "{text}": no moment has such a {field}; 6 in the morning on working days is "0 6 * * 1-5"'
        ) from fault
    return Cron(expression, zone)


def time_zone(name: str) -> tzinfo:
    """The time zone of that name, as in `Europe/Berlin`. Raises UsageError where there is none."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:  # ValueError, OSError: a path, a folder
        raise UsageError(f'there is no time zone "{name}": write it like Europe/Berlin or UTC') from fault


def local_zone() -> tzinfo:
    """The time zone of this machine. Raises UsageError where it says two, or one that does not exist."""
    from zoneinfo import ZoneInfoNotFoundError

    from tzlocal import get_localzone

    try:
        return get_localzone()
    except (ZoneInfoNotFoundError, ValueError) as fault:
        raise UsageError("the time zone of this machine cannot be told: name one with --time-zone") from fault
