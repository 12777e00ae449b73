"""`sheet2eval doctor`: what is installed and configured, and what answers."""

from __future__ import annotations

import asyncio
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sheet2eval import __version__
from sheet2eval.cli.options import config_option, json_option, now
from sheet2eval.cli.output import print_json
from sheet2eval.errors import SetupError, Sheet2EvalError
from sheet2eval.types import Case, CellRef, Message

if TYPE_CHECKING:
    from sheet2eval.config import Config

PACKAGES = ("openpyxl", "gspread", "openai", "pandas", "google-re2", "jsonschema-rs", "icu4py")


@dataclass(frozen=True, slots=True)
class Look:
    """One thing that was looked at: is it in order, and what was seen."""

    what: str
    name: str
    ok: bool
    detail: str


@click.command("doctor")
@click.argument("sheets", nargs=-1, metavar="[SHEET]...")
@config_option
@json_option
def command(sheets: tuple[str, ...], config_file: Path | None, json_wanted: bool) -> int:
    """Say what is installed and configured, and what answers.

    Each configured target is asked one short question.

    \b
    Example:
      sheet2eval doctor reminders.xlsx
    Exits with 4 where something is not in order.
    """
    looks = list(_looks(sheets, config_file))
    if json_wanted:
        print_json({"version": __version__, "looks": [_object(look) for look in looks]})
    else:
        for look in looks:
            mark = click.style("ok  ", fg="green") if look.ok else click.style("FAIL", fg="red")
            click.echo(f"{mark} {look.what:<8} {look.name}  {look.detail}")
    return 0 if all(look.ok for look in looks) else SetupError.exit_code


def _object(look: Look) -> dict[str, object]:
    return {"what": look.what, "name": look.name, "ok": look.ok, "detail": look.detail}


def _looks(sheets: tuple[str, ...], config_file: Path | None) -> Iterator[Look]:
    from sheet2eval.config import Config, load_config

    yield Look("version", "sheet2eval", True, f"{__version__} on Python {platform.python_version()}")
    for package in PACKAGES:
        yield _package(package)
    config = Config(None, Path.cwd())
    try:
        config = load_config(config_file, Path(sheets[0]) if sheets else None)
        yield Look(
            "config", str(config.path or "none"), True, "" if config.path else "no sheet2eval.toml found"
        )
    except Sheet2EvalError as error:
        yield Look("config", str(config_file or "sheet2eval.toml"), False, str(error))
    for name in config.targets:
        yield _tried("target", name, partial(_answer, name, config))
    for name in ("nearest", *config.judges):
        yield _tried("judge", name, partial(_graded_by, name, config))
    for sheet in sheets:
        yield _tried("sheet", sheet, partial(_opened, sheet))


def _package(name: str) -> Look:
    try:
        return Look("package", name, True, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Look("package", name, False, "is not installed: pip install --upgrade sheet2eval")


def _tried(what: str, name: str, look: Callable[[], str]) -> Look:
    try:
        return Look(what, name, True, look())
    except Sheet2EvalError as error:
        return Look(what, name, False, str(error))


def _answer(name: str, config: Config) -> str:
    """Ask a target one short question, within its own time."""
    from sheet2eval.grading.grade import grade
    from sheet2eval.running.opening import open_target
    from sheet2eval.running.runner import run_trials

    target = open_target(name, config)
    case = Case("doctor", CellRef("doctor"), (Message("user", "Hello"),), now())
    if target.trials_of(case) is not None:
        return "plays back what the sheet holds"
    (trial,) = asyncio.run(run_trials((case,), target, partial(grade, judge=None), 1, 1, lambda _: None))
    if trial.response.error is not None:
        raise SetupError(f"asked “Hello”: {trial.response.error}")
    return f"answered in {trial.response.latency_s or 0:.2f} s"


def _graded_by(name: str, config: Config) -> str:
    from sheet2eval.running.opening import open_judge

    judge = open_judge(name, config)
    return f"ready as {judge.label}" if judge else "grades nothing"


def _opened(sheet: str) -> str:
    from sheet2eval.books.book import Updates
    from sheet2eval.books.opening import open_book

    book = open_book(sheet)
    tables = book.read()
    book.check_writable(Updates(None, ()), tables)
    return f"can be read and written; tabs: {', '.join(table.name for table in tables)}"
