"""What happens in a document while a run goes on: the tick that asks for one, the status line, the lock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import repeat

from sheet2eval.books.book import Table
from sheet2eval.books.google import edits
from sheet2eval.books.google.cells import VALUE, value_of
from sheet2eval.books.google.planning import new_ids
from sheet2eval.books.google.reading import table, whole_tab
from sheet2eval.books.google.source import Source
from sheet2eval.books.google.structure import Document, Json, Tab
from sheet2eval.books.live import STATUS_CELL
from sheet2eval.contract import key
from sheet2eval.errors import BookError
from sheet2eval.types import CellRef, column_letters

_PAGE_SIZE = 20, STATUS_CELL.column  # rows, columns


def read_tab(source: Source, name: str) -> Table | None:
    tab = _like(name, source.known) or _like(name, source.structure())
    if tab is None:
        return None
    (grid,) = source.api.values([whole_tab(tab.title)])
    return table(tab, grid)


def untick(source: Source, where: CellRef) -> None:
    tab = (source.known or source.structure()).named(where.tab)
    if tab is None:
        return
    cell = f"{whole_tab(tab.title)}!{column_letters(where.column)}{where.row}"
    (grid,) = source.api.values([cell])
    text = str(grid[0][0]) if grid and grid[0] else ""
    source.api.edit([edits.unticked(tab.id, where.row - 1, where.column - 1, text)])


def show_status(source: Source, status: str) -> None:
    document = source.known or source.structure()
    tab = document.named(STATUS_CELL.tab)
    if tab is None:
        if status:
            _make_page(source, next(new_ids(document)), status)
        return
    if not tab.ours:
        raise BookError(f"{source.name}: the tab {tab.title!r} was not made by this tool: rename it")
    source.api.edit([_status_line(tab.id, status), *source.lock.renew()])


def edit_lock(source: Source, wanted: Callable[[], Sequence[Json]]) -> None:
    if source.known is None:  # so who holds it is not known either
        source.structure()
    if edits_of_lock := wanted():
        source.api.edit(edits_of_lock)


def pauses_s() -> Iterator[float]:
    """Between looks whether others have given the lock back."""
    yield from (1.0, 2.0, 4.0, 8.0)
    yield from repeat(15.0)


def _make_page(source: Source, tab: int, status: str) -> None:
    made = edits.new_tab(tab, STATUS_CELL.tab, _PAGE_SIZE, (0, 0))
    source.api.edit([*made, _status_line(tab, status)])
    source.known = None


def _status_line(tab: int, status: str) -> Json:
    return edits.cells(tab, STATUS_CELL.row - 1, STATUS_CELL.column - 1, [[value_of(status)]], VALUE)


def _like(name: str, document: Document | None) -> Tab | None:
    """The tab of that name, as names of tabs are compared."""
    tabs = document.tabs if document else ()
    return next((tab for tab in tabs if key(tab.title) == key(name)), None)
