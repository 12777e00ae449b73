"""The tab `eval-problems`: every fault of the sheet, the worst first, each with a link to its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sheet2eval.books.book import Look, OutCell, OwnTab, Table, Updates
from sheet2eval.types import CellRef, Problem, Severity
from sheet2eval.writing.cells import SEVERITY_LOOKS, Field, columns, header

PROBLEMS = "eval-problems"

_FIELDS = (
    Field("severity", 11, colours=SEVERITY_LOOKS),
    Field("where", 24, Look.LINK),
    Field("code", 22),
    Field("problem", 64),
    Field("mend", 64),
)
_ORDER = tuple(Severity)
_NONE = (OutCell(None), OutCell(None), OutCell(None), OutCell("No problems found.", Look.GOOD), OutCell(None))


def problem_updates(problems: Iterable[Problem], tables: Sequence[Table]) -> Updates:
    """The problems tab alone, as `validate --write` leaves it."""
    return Updates(None, (problems_tab(problems, tables),))


def problems_tab(problems: Iterable[Problem], tables: Sequence[Table]) -> OwnTab:
    """Errors, then warnings, then info, each in the order of the sheet."""
    tabs = [table.name for table in tables]
    rows = [_row(problem, tabs) for problem in sorted(problems, key=_rank(tabs))]
    lines = (header(_FIELDS), *(rows or [_NONE]))
    return OwnTab(PROBLEMS, columns(_FIELDS), lines, identity=("where", "code", "problem"))


def _rank(tabs: Sequence[str]) -> Callable[[Problem], tuple[int, int, int, int]]:
    places = {name: place for place, name in enumerate(tabs)}

    def rank(problem: Problem) -> tuple[int, int, int, int]:
        where = problem.where
        return _ORDER.index(problem.severity), places.get(where.tab, len(tabs)), where.row, where.column

    return rank


def _row(problem: Problem, tabs: Sequence[str]) -> tuple[OutCell, ...]:
    link = _link(problem.where) if problem.where.tab in tabs else None
    return (
        OutCell(problem.severity.value),
        OutCell(str(problem.where), Look.LINK if link else Look.PLAIN, link),
        OutCell(problem.code),
        OutCell(problem.problem),
        OutCell(problem.mend),
    )


def _link(where: CellRef) -> CellRef:
    """The cell itself; the first one where the whole tab is meant."""
    return where if where.row and where.column else CellRef(where.tab, max(where.row, 1), 1)
