"""What `doctor` examines, one thing after the other."""

from __future__ import annotations

import asyncio
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from importlib import metadata
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from sheet2eval import __version__
from sheet2eval.cli.options import now
from sheet2eval.errors import SetupError, Sheet2EvalError
from sheet2eval.types import Case, CellRef, Criterion, Message, Outcome, Response, Verdict
from sheet2eval.writing.words import counted

if TYPE_CHECKING:
    from sheet2eval.config import Config
    from sheet2eval.judges.judge import Judge
    from sheet2eval.targets.target import Target

PACKAGES = (
    *("aiohttp", "click", "cronsim", "google-auth", "google-auth-oauthlib", "google-re2", "gspread"),
    *("httpx2", "icu4py", "jsonpath-rfc9535"),
    *("jsonschema-rs", "markdown-it-py", "openai", "openpyxl", "platformdirs", "py3langid"),
    *("rapidfuzz", "requests", "rich", "tzlocal"),
)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was examined: whether it is in order, and what was found."""

    what: str
    name: str
    ok: bool
    detail: str


def diagnose(sheets: tuple[str, ...], config_file: Path | None) -> Iterator[Diagnosis]:
    from sheet2eval.config import Config, load_config

    yield Diagnosis("version", "sheet2eval", True, f"{__version__} on Python {platform.python_version()}")
    for package in PACKAGES:
        yield _package(package)
    config = Config(None, Path.cwd())
    try:
        config = load_config(config_file, Path(sheets[0]) if sheets else None)
        yield Diagnosis("config", str(config.path or "none"), True, _configured(config))
    except Sheet2EvalError as error:
        yield _fault("config", str(config_file or "sheet2eval.toml"), error)
    yield _tried("kept", "state", _kept)
    for name in config.targets:
        yield _tried("target", name, partial(_answer, name, config))
    for name in ("nearest", *config.judges):
        yield _tried("judge", name, partial(_graded_by, name, config))
    for sheet in sheets:
        yield _tried("sheet", sheet, partial(_opened, sheet))


def _configured(config: Config) -> str:
    if config.path is None:
        return "no sheet2eval.toml beside the sheet or here; targets can be named on the command line"
    return f"names {counted(len(config.targets), 'target')} and {counted(len(config.judges), 'judge')}"


def _package(name: str) -> Diagnosis:
    try:
        return Diagnosis("package", name, True, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Diagnosis("package", name, False, "is not installed: pip install --upgrade sheet2eval")


def _tried(what: str, name: str, examine: Callable[[], str]) -> Diagnosis:
    try:
        return Diagnosis(what, name, True, examine())
    except Sheet2EvalError as error:
        return _fault(what, name, error)


def _fault(what: str, name: str, error: Sheet2EvalError) -> Diagnosis:
    """The error without the name in front that stands beside it anyway."""
    return Diagnosis(what, name, False, str(error).removeprefix(f"{name}: ").removeprefix(f"{name} "))


def _answer(name: str, config: Config) -> str:
    """Ask a target one short question, within its own time."""
    from sheet2eval.running.opening import open_target

    target = open_target(name, config)
    case = _hello()
    if target.recorded(case) is not None:
        return "plays back what the sheet holds"
    response = asyncio.run(_asked(target, case))
    if response.error is not None:
        raise SetupError(f"asked “Hello”: {response.error}")
    return f"answered in {response.latency_s or 0:.2f} s"


async def _asked(target: Target, case: Case) -> Response:
    from sheet2eval.running.pacing import Pacer
    from sheet2eval.running.retries import ask
    from sheet2eval.targets.target import EndsRun, Pace

    try:
        return await ask(target, case, 1, Pacer(Pace(1)))
    except EndsRun as refusal:
        return Response(error=str(refusal))
    finally:
        await target.close()


def _kept() -> str:
    """Where journal and records are, and how large they have grown."""
    from sheet2eval.running.journal import journal_bytes
    from sheet2eval.state import state_folder

    folder, records = state_folder(), list(state_folder("records").glob("*.json"))
    size = sum(path.stat().st_size for path in records)
    return (
        f"{folder}: journal {_size(journal_bytes(folder))}, {counted(len(records), 'record')} {_size(size)}"
    )


def _size(of_bytes: int) -> str:
    return f"{of_bytes / 1e6:,.1f} MB"


def _graded_by(name: str, config: Config) -> str:
    """Have a judge that is paid grade one short answer; the others are always ready."""
    from sheet2eval.running.opening import open_judge

    judge = open_judge(name, config)
    if judge is None:
        return "grades nothing"
    criterion = Criterion("The answer is a greeting.", CellRef("doctor"))
    case = replace(_hello(), criteria=(criterion,))
    if judge.estimate(case) is None:
        return f"ready as {judge.label}"
    began = monotonic()
    outcome = asyncio.run(_judged(judge, case))
    if outcome.verdict is Verdict.ERROR:
        raise SetupError(f"asked about “Hello”: {outcome.reason}")
    return f"{judge.label} judged in {monotonic() - began:.2f} s"


async def _judged(judge: Judge, case: Case) -> Outcome:
    from sheet2eval.targets.target import TargetError, described

    try:
        return (await judge.grade(case, Response("Hello"))).outcomes[0]
    except TargetError as fault:
        return Outcome(Verdict.ERROR, described(fault))
    finally:
        await judge.close()


def _hello() -> Case:
    return Case("doctor", CellRef("doctor"), (Message("user", "Hello"),), now())


def _opened(sheet: str) -> str:
    from sheet2eval.books.book import Updates
    from sheet2eval.books.opening import open_book

    book = open_book(sheet)
    tables = book.read()
    book.check_writable(Updates(None, ()), tables)
    return f"can be read and written; tabs: {', '.join(table.name for table in tables)}"
