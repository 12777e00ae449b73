"""`sheet2eval schedule print`: files for other schedulers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click

from sheet2eval.cli.timing import EVERY_HELP, ZONE_HELP, Timing
from sheet2eval.cli.wish import Wish, wish_options
from sheet2eval.config import load_config
from sheet2eval.errors import UsageError
from sheet2eval.scheduling.deployment import KINDS, Duty, deployment

HOURLY = "1h"

_CRON = "cron"
_EXPRESSION = re.compile(r"\s*[\d*@][\d*/,-]*(\s|\Z)")  # as opposed to a sheet's name, and to nothing


@click.command("print")
@click.argument("sheets", metavar="SHEET...", nargs=-1)
@click.option("--systemd", "kinds", flag_value="systemd", multiple=True, help="A unit for systemd.")
@click.option(
    "--github-actions", "kinds", flag_value="github-actions", multiple=True, help="A workflow of GitHub."
)
@click.option(
    "--kubernetes", "kinds", flag_value="kubernetes", multiple=True, help="A cron job of Kubernetes."
)
@click.option(
    "--cron",
    "crons",
    metavar="[EXPRESSION]",
    is_flag=False,
    flag_value="",
    multiple=True,
    help='A line for crontab; with an expression like "0 6 * * 1-5", when.',
)
@click.option("--every", "interval", metavar="TIME", help=EVERY_HELP)
@click.option("--time-zone", "zone", metavar="ZONE", help=ZONE_HELP)
@wish_options
def printing(
    sheets: tuple[str, ...],
    kinds: tuple[str, ...],
    crons: tuple[str, ...],
    interval: str | None,
    zone: str | None,
    wish: Wish,
) -> int:
    """Print a file for another scheduler: hourly, where no time is named.

    \b
    Example:
      sheet2eval schedule print --systemd --every 1h reminders.xlsx
    """
    expressions = [value for value in crons if _EXPRESSION.match(value)]
    # a --cron without an expression swallows the sheet's name behind it
    others = [value for value in crons if value not in expressions]
    wanted = (*kinds, *(_CRON for _ in others)) or (_CRON,) * len(expressions)
    if len(wanted) != 1 or len(expressions) > 1:
        raise UsageError(f"say what to print, one of {', '.join(f'--{kind}' for kind in KINDS)}")
    named = (*filter(None, others), *sheets)
    if not named:
        raise UsageError("name the sheets that are to be kept")
    interval = interval or (None if expressions else HOURLY)
    timing = Timing(interval, expressions[0] if expressions else None, zone)
    click.echo(deployment(wanted[0], _duty(named, timing, wish)), nl=False)
    return 0


def _duty(sheets: Sequence[str], timing: Timing, wish: Wish) -> Duty:
    config = load_config(wish.config_file, Path(sheets[0]))
    tables = (*config.targets.values(), *config.judges.values())
    keys = {str(table["api_key_env"]) for table in tables if "api_key_env" in table}
    secrets = {"OPENAI_API_KEY", *keys, config.notify.webhook_env} - {""}
    return Duty(
        sheets=sheets,
        timetable=timing.timetable(),
        timing=tuple(timing.arguments()),
        zone=timing.zone or "",
        options=tuple(wish.arguments()),
        secrets=sorted(secrets),
        folder=Path.cwd(),
    )
