"""`sheet2eval doctor`: what is installed and configured, and what answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from sheet2eval import __version__
from sheet2eval.cli.looks import Look, look_at
from sheet2eval.cli.options import config_option, json_option
from sheet2eval.cli.output import others_print_beside, print_hanging, print_json
from sheet2eval.errors import SetupError

_WIDEST_NAME = 32


@click.command("doctor")
@click.argument("sheets", nargs=-1, metavar="[SHEET]...")
@config_option
@json_option
def command(sheets: tuple[str, ...], config_file: Path | None, json_wanted: bool) -> int:
    """Say what is installed and configured, and what answers.

    Each configured target and judge is asked one short question.

    \b
    Example:
      sheet2eval doctor reminders.xlsx
    Exits with 4 where something is not in order.
    """
    with others_print_beside():
        looks = list(look_at(sheets, config_file))
    if json_wanted:
        print_json({"version": __version__, "looks": [_object(look) for look in looks]})
    else:
        _print(looks)
    return 0 if all(look.ok for look in looks) else SetupError.exit_code


def _print(looks: Sequence[Look]) -> None:
    width = min(_WIDEST_NAME, max(len(look.name) for look in looks))
    for look in looks:
        mark = click.style("ok  ", fg="green") if look.ok else click.style("FAIL", fg="red")
        print_hanging(f"{mark} {look.what:<8} {look.name:<{width}}  ", look.detail)


def _object(look: Look) -> dict[str, object]:
    return {"what": look.what, "name": look.name, "ok": look.ok, "detail": look.detail}
