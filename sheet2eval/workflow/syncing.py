"""Unattended: what changed is graded, and the sheet is left alone where it says so already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sheet2eval.books.book import Book, Table
from sheet2eval.books.live import STATUS_CELL, LiveBook
from sheet2eval.config import Config
from sheet2eval.contract import SETTINGS, YES, key
from sheet2eval.errors import BookError, NoAnswerError, Sheet2EvalError
from sheet2eval.reading.views import View, view
from sheet2eval.scoring.results import RunSummary
from sheet2eval.types import CellRef, Problem
from sheet2eval.workflow.archive import Archive
from sheet2eval.workflow.plan import Plan, Request
from sheet2eval.workflow.planning import plan_setup
from sheet2eval.workflow.run_setup import open_setup
from sheet2eval.writing.cells import number
from sheet2eval.writing.history import HISTORY, moment
from sheet2eval.writing.prior import own_rows
from sheet2eval.writing.problems import PROBLEMS
from sheet2eval.writing.scores import has_human
from sheet2eval.writing.updates import outline

_TICK = key("re-grade now")
_SHOWN_TO = 0.001  # of a rate, in the history


def plan_sync(
    book: Book, config: Config, request: Request, started: datetime, archive: Archive
) -> tuple[Plan, CellRef | None]:
    """The plan for what changed; for every case where people ticked `re-grade now`, and where they did.

    Only a live book has ticks: in a file nobody would clear them. Raises as `plan_run`.
    """
    setup = open_setup(book, config, request, started)
    tick = ticked(setup.compiled.layout.settings) if isinstance(book, LiveBook) else None
    wanted = replace(setup, request=replace(request, changed=tick is None))
    return plan_setup(book, wanted, archive, tick), tick


def ticked(settings: View | None) -> CellRef | None:
    """The cell in which people ask for a run, where they do."""
    for record in settings.records() if settings else ():
        if key(record.text("setting")) == _TICK and record.text("value").casefold() in YES:
            return record.where("value")
    return None


def look_for_tick(book: LiveBook) -> CellRef | None:
    """The same, by as few requests as it takes. Raises BookError."""
    table = book.read_tab(SETTINGS.name)
    return ticked(view(SETTINGS, table, [])) if table is not None and table.rows else None


def tell_in_sheet(book: Book, fault: Sheet2EvalError, started: datetime) -> None:
    """Say in a live book why it could not be graded, and clear the tick, so that people can ask again."""
    if not isinstance(book, LiveBook) or isinstance(fault, NoAnswerError):
        return
    try:
        book.show_status(f"{moment(started)}: could not be graded: {' '.join(str(fault).split())}")
        clear_tick(book)
    except BookError:  # often the very fault: whoever started the sync is told
        return


def clear_tick(book: LiveBook) -> None:
    """Clear the tick where it stands now, so that people can ask again. Raises BookError."""
    if (tick := look_for_tick(book)) is not None:
        book.untick(tick)


def clear_status(book: Book, plan: Plan) -> None:
    """Take away a status that an earlier run left on a sheet that is not written now."""
    rows = (
        row
        for table in plan.tables
        if table.ours and table.name.casefold() == STATUS_CELL.tab
        for row in table.rows
        if row.number == STATUS_CELL.row
    )
    if isinstance(book, LiveBook) and any(row.text(STATUS_CELL.column) for row in rows):
        book.show_status("")


def stands(plan: Plan, run: RunSummary) -> bool:
    """Whether the sheet says already what came of the run: then there is nothing to write."""
    return (
        not any(result.trials for result in run.results)
        and _has_own_tabs(plan.tables)
        and _verdicts_stand(plan, run)
        and _rates_stand(plan.tables, run)
        and _problems_stand(plan.tables, run.problems)
    )


def _has_own_tabs(tables: Sequence[Table]) -> bool:
    """Did nobody delete one?"""
    there = {table.name.casefold() for table in tables if table.ours}
    return there.issuperset(tab.name for tab in outline(None).tabs)


def _verdicts_stand(plan: Plan, run: RunSummary) -> bool:
    """Does every case have its row, and every row its case? Rows that people filled in stay without one."""
    verdicts = {(row.id, row.target): row.texts.get("verdict", "") for row in plan.prior}
    cases = {case.id for case in plan.compiled.suite.cases}
    if any(verdicts.get((result.case.id, result.target)) != result.verdict for result in run.standing):
        return False
    return all(row.id in cases or has_human(row) for row in plan.prior)


def _rates_stand(tables: Sequence[Table], run: RunSummary) -> bool:
    """Is the rate of each target the one that was last written? Weights change it without any verdict."""
    last = {row.get("target"): row.get("pass rate", "") for row in own_rows(tables, HISTORY, "run")}
    return all(_near(summary.rate.rate, last.get(summary.target, "")) for summary in run.targets)


def _near(rate: float | None, text: str) -> bool:
    shown = number(text)
    if rate is None or not isinstance(shown, int | float):
        return rate is None and not text
    return abs(shown - rate) <= _SHOWN_TO


def _problems_stand(tables: Sequence[Table], problems: Sequence[Problem]) -> bool:
    """Are the same problems listed at the same cells?"""
    rows = own_rows(tables, PROBLEMS, "severity")
    listed = [
        (row["severity"], row.get("where", ""), row.get("code", "")) for row in rows if row.get("severity")
    ]
    found = [(problem.severity.value, str(problem.where), problem.code) for problem in problems]
    return sorted(listed) == sorted(found)
