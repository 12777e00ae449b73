"""`sheet2eval doctor`: what is installed and configured, and what answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from sheet2eval import __version__
from sheet2eval.cli.diagnosis import Diagnosis, diagnose
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
        diagnoses = list(diagnose(sheets, config_file))
    if json_wanted:
        print_json({"version": __version__, "looks": [_object(found) for found in diagnoses]})
    else:
        _print(diagnoses)
    return 0 if all(found.ok for found in diagnoses) else SetupError.exit_code


def _print(diagnoses: Sequence[Diagnosis]) -> None:
    width = min(_WIDEST_NAME, max(len(found.name) for found in diagnoses))
    for found in diagnoses:
        mark = click.style("ok  ", fg="green") if found.ok else click.style("FAIL", fg="red")
        print_hanging(f"{mark} {found.what:<8} {found.name:<{width}}  ", found.detail)


def _object(found: Diagnosis) -> dict[str, object]:
    return {"what": found.what, "name": found.name, "ok": found.ok, "detail": found.detail}
