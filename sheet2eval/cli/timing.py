"""The options that say when sheets are due, shared by `schedule run` and `schedule print`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from sheet2eval.cli.options import Command
from sheet2eval.errors import UsageError
from sheet2eval.scheduling.timetable import Cron, Every, cron, every, local_zone, time_zone

EVERY_HELP = "At once and then so often, like 30m, 1h or 2 days."
ZONE_HELP = "Where --cron is read, like Europe/Berlin; otherwise this machine's."


@dataclass(frozen=True, slots=True)
class Timing:
    """When, as it was typed."""

    interval: str | None
    expression: str | None
    zone: str | None

    def timetable(self) -> Every | Cron:
        """Raises UsageError where it says no time, or two."""
        if (self.interval is None) is (self.expression is None):
            raise UsageError('say how often: either --every 1h, or --cron "0 6 * * 1-5"')
        if self.interval is not None:
            if self.zone is not None:
                raise UsageError("--time-zone goes with --cron: an interval is the same everywhere")
            return every(self.interval)
        return cron(self.expression or "", time_zone(self.zone) if self.zone else local_zone())

    def arguments(self) -> Iterator[str]:
        """The same for another command line."""
        for option, value in (("every", self.interval), ("cron", self.expression), ("time-zone", self.zone)):
            if value is not None:
                yield f"--{option}={value}"


def timing_options(command: Command) -> Command:
    """The options that say when; the command gets them as `timing`."""

    @click.option("--every", "interval", metavar="TIME", help=EVERY_HELP)
    @click.option("--cron", "expression", metavar="EXPRESSION", help='At these times, like "0 6 * * 1-5".')
    @click.option("--time-zone", "zone", metavar="ZONE", help=ZONE_HELP)
    @wraps(command)
    def wrapped(interval: str | None, expression: str | None, zone: str | None, **others: Any) -> Any:  # noqa: ANN401
        return command(timing=Timing(interval, expression, zone), **others)

    return wrapped  # type: ignore[return-value]
