"""`sheet2eval schedule`: sync sheets when they are due, list what is scheduled, print files for other schedulers."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import partial

import click

from sheet2eval.cli.options import json_option
from sheet2eval.cli.output import print_json, say
from sheet2eval.cli.printing import printing
from sheet2eval.cli.timing import Timing, timing_options
from sheet2eval.cli.wish import Wish, wish_options
from sheet2eval.errors import SetupError
from sheet2eval.locks import alone_with
from sheet2eval.scheduling.diary import Entry, entries
from sheet2eval.scheduling.keeper import EXITS, Keeper, Sheet, WallClock
from sheet2eval.scheduling.sheets import identity_of, unattended
from sheet2eval.writing.history import moment


@click.group("schedule", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Keep on grading what changes, by the clock or when people ask for it in the sheet.

    \b
    Example:
      sheet2eval schedule run --cron "0 6 * * 1-5" --time-zone Europe/Berlin reminders.xlsx
    """


@command.command("run")
@click.argument("sheets", metavar="SHEET...", nargs=-1, required=True)
@timing_options
@wish_options
def run(sheets: tuple[str, ...], timing: Timing, wish: Wish) -> int:
    """Sync the sheets when they are due, and Google Sheets when `re-grade now` is ticked; until stopped.

    \b
    Example:
      sheet2eval schedule run --every 1h reminders.xlsx
    What was missed while it did not run is caught up once. Ctrl-C and SIGTERM end it with 0.
    """
    asyncio.run(_keep(sheets, timing, wish))
    return 0


async def _keep(sheets: Sequence[str], timing: Timing, wish: Wish) -> None:
    timetable = timing.timetable()
    named: dict[str, str] = {}
    for name in sheets:  # however often it is named
        named.setdefault(identity_of(name), name)
    with ExitStack() as locks, unattended(tuple(wish.arguments())) as work:
        for identity, name in named.items():
            locks.enter_context(alone_with(_lock(identity), partial(_refuse, name)))
        kept = [Sheet(name, identity) for identity, name in named.items()]
        await Keeper(timetable, work, WallClock(), say).keep(kept)


def _lock(identity: str) -> str:
    """Held as long as a schedule keeps the sheet; not the lock of its runs."""
    return f"schedule of {identity}"


def _refuse(name: str) -> None:
    raise SetupError(f"{name} is kept by another schedule on this machine: stop that one first")


@command.command("list")
@json_option
def listing(*, json_wanted: bool) -> int:
    """Say which sheets were scheduled on this machine, how the last sync ended, and what is due.

    \b
    Example:
      sheet2eval schedule list
    """
    if json_wanted:
        print_json({"sheets": [_object(entry) for entry in entries()]})
    elif not entries():
        say("No sheet was scheduled on this machine yet: sheet2eval schedule run --every 1h SHEET")
    else:
        for entry in entries():
            click.echo(f"{click.style(entry.identity, bold=True)}: {entry.timetable}; {_words(entry)}")
    return 0


class _KeptError(Exception):
    """A schedule keeps the sheet now."""


def _is_kept(entry: Entry) -> bool:
    def taken() -> None:
        raise _KeptError

    try:
        with alone_with(_lock(entry.identity), taken):
            return False
    except _KeptError:
        return True


def _words(entry: Entry) -> str:
    """`last 2026-11-21 06:00+01:00, done; next 2026-11-22 06:00+01:00`."""
    last = (
        f"last {_shown(entry.last)}, {EXITS.get(entry.exit_code, 'broke off')}" if entry.last else "never yet"
    )
    return f"{last}; " + (f"next {_shown(entry.due)}" if _is_kept(entry) else "not kept now")


def _shown(when: datetime) -> str:
    return moment(when.astimezone())


def _object(entry: Entry) -> dict[str, object]:
    return {
        "sheet": entry.identity,
        "timetable": entry.timetable,
        "running": _is_kept(entry),
        "last": entry.last.isoformat() if entry.last else None,
        "exit": entry.exit_code,
        "next": entry.due.isoformat(),
    }


command.add_command(printing)
