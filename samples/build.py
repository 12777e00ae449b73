"""Makes the sample workbooks from their sources: `python samples/build.py [FOLDER]`, or `make samples`.

A source is a template; where `human-verdicts.csv` stands beside its tabs, the workbook is graded, judged by people
and graded again. The same sources always give the same bytes, so that a rebuilt workbook shows in a diff only if it
changed.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sheet2eval.books.book import OutCell, OutColumn, OwnTab, Table, Updates
from sheet2eval.books.xlsx.book import XlsxBook
from sheet2eval.config import Config
from sheet2eval.running.kept import Unkept
from sheet2eval.starters.templates import create, read_template
from sheet2eval.workflow.plan import Request
from sheet2eval.workflow.planning import plan_run
from sheet2eval.workflow.running import run
from sheet2eval.workflow.writing_back import write_back
from sheet2eval.writing.prior import SCORES, prior_scores

HERE = Path(__file__).parent
BEFORE, AFTER = datetime(2025, 4, 10, 9, tzinfo=UTC), datetime(2025, 4, 11, 9, tzinfo=UTC)

Verdicts = Mapping[tuple[str, str], Mapping[str, str]]
"""By case and target: the texts of people's columns in `eval-scores`, by column name."""


def build(folder: Path) -> tuple[Path, ...]:
    """Write one workbook for each source into the folder, over those that are there."""
    return tuple(_build_one(source.parent, folder) for source in sorted(HERE.glob("source/*/template.toml")))


def _build_one(source: Path, folder: Path) -> Path:
    path = folder / f"{source.name}.xlsx"
    path.unlink(missing_ok=True)
    create(path, read_template(source))
    verdicts = source / "human-verdicts.csv"
    if verdicts.is_file():
        book = XlsxBook(path)
        _grade(book, BEFORE)
        book.write(partial(_judged, _read(verdicts)))
        _grade(book, AFTER)
    return path


def _read(verdicts: Path) -> Verdicts:
    with verdicts.open(encoding="utf-8", newline="") as lines:
        return {(row["id"], row["target"]): row for row in csv.DictReader(lines)}


def _grade(book: XlsxBook, started: datetime) -> None:
    """As `sheet2eval run` does it, but for the clock and the chance in the run's name."""
    plan = plan_run(book, Config(None, HERE), Request(), started)
    summary = run(replace(plan, kept=Unkept(started, f"{started:%Y%m%d-%H%M%S}")))
    timeless = tuple(replace(target, seconds=0.0) for target in summary.targets)
    write_back(book, plan, replace(summary, targets=timeless))


def _judged(verdicts: Verdicts, tables: tuple[Table, ...]) -> Updates:
    """What people write into `eval-scores`. How the tab looks is left to the run that follows."""
    rows = [{**row.texts, **verdicts.get((row.id, row.target), {})} for row in prior_scores(tables)]
    columns = tuple(OutColumn(name, 20) for name in rows[0])
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    return Updates(None, (OwnTab(SCORES, columns, [[OutCell(text) for text in line] for line in lines]),))


if __name__ == "__main__":
    for made in build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE):
        print(made)
