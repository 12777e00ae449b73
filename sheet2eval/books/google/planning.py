"""From updates, and the reading that they are made for, to edits of the document, if these may be made."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping

from sheet2eval.books.book import OwnTab, Updates
from sheet2eval.books.google import edits
from sheet2eval.books.google.cells import Uri
from sheet2eval.books.google.frame import Frame, frame
from sheet2eval.books.google.own_columns import areas, column_edits
from sheet2eval.books.google.own_tabs import TabEdits, tab_edits
from sheet2eval.books.google.pins import Size
from sheet2eval.books.google.reading import Reading
from sheet2eval.books.google.structure import WHOLE, Area, Document, Tab
from sheet2eval.errors import BookError
from sheet2eval.types import CellRef, column_letters

MOST_IDS = 1 << 31


def check_allowed(name: str, updates: Updates, reading: Reading) -> None:
    """Raises BookError where a tab is somebody else's, gone, or protected against us."""
    for own in updates.tabs:
        _check_ours(name, own, reading)
    for tab, area in _wanted(name, updates, reading):
        for protection in tab.protections:
            if protection.refuses(area):
                raise BookError(
                    f"{name}: the tab {tab.title!r} is protected ({protection.name}) and nothing was written: "
                    "let us edit it (Data > Protect sheets and ranges), or run with --no-write"
                )


def _check_ours(name: str, own: OwnTab, reading: Reading) -> None:
    there = [tab for tab in reading.document.tabs if tab.title.casefold() == own.name.casefold()]
    if any(not tab.ours for tab in there):
        raise BookError(f"{name}: the tab {own.name!r} was not made by this tool: rename it")


def _wanted(name: str, updates: Updates, reading: Reading) -> Iterator[tuple[Tab, Area]]:
    """The cells that would be written, with their tabs."""
    for own in updates.tabs:
        if tab := reading.document.named(own.name):
            yield tab, WHOLE
    if updates.columns:
        tab = reading.document.named(updates.columns.tab)
        if tab is None:
            raise BookError(f"{name}: there is no tab {updates.columns.tab!r} any more")
        yield from ((tab, area) for area in areas(updates.columns, tab, reading.table(tab)))
    if updates.tick and (tab := reading.document.named(updates.tick.tab)):
        row, column = updates.tick.row, updates.tick.column
        yield tab, Area(row - 1, column - 1, row, column)


def planned(updates: Updates, found: Reading) -> tuple[TabEdits, ...]:
    """The columns beside the inputs first, then our tabs in order, at last the tick."""
    document = found.document
    fresh = new_ids(document)
    frames = {own.name: _frame(own, found, fresh) for own in updates.tabs}
    made = [tab_edits(each, _uri(document, frames)) for each in frames.values()]
    own = updates.columns
    tab = document.named(own.tab) if own else None
    beside = (column_edits(own, tab, found.table(tab)),) if own and tab else ()
    return (*beside, *made, *_unticked(updates.tick, found))


def _unticked(tick: CellRef | None, found: Reading) -> Iterator[TabEdits]:
    """The edits of the tab in which people asked for the run; none where it is gone."""
    if tick and (tab := found.document.named(tick.tab)):
        rows = {row.number: row for row in found.table(tab).rows}
        text = rows[tick.row].text(tick.column) if tick.row in rows else ""
        size = Size(tab.rows, tab.columns)
        edit = edits.unticked(tab.id, tick.row - 1, tick.column - 1, text)
        yield TabEdits(tab.id, size, size, (), (), ((edit,),), None)


def new_ids(document: Document) -> Iterator[int]:
    """Ids for new tabs. They are drawn, so that two machines that make tabs at once do not choose alike."""
    while True:
        if (drawn := secrets.randbelow(MOST_IDS)) not in document.ids:
            yield drawn


def anchor(tab: int, row: int, column: int) -> str:
    """The end of an address that leads to a cell; row and column count from 1."""
    return f"#gid={tab}&range={column_letters(column)}{row}"


def _frame(own: OwnTab, found: Reading, fresh: Iterator[int]) -> Frame:
    tab = found.document.named(own.name)
    return frame(own, tab, found.table(tab), tab.id) if tab else frame(own, None, None, next(fresh))


def _uri(document: Document, frames: Mapping[str, Frame]) -> Uri:
    """Where links lead: cells of our tabs are where they will stand."""
    ids = {tab.name: tab.id for tab in document.tabs} | {name: each.id for name, each in frames.items()}

    def uri(where: CellRef) -> str | None:
        if where.tab not in ids:
            return None
        row = frames[where.tab].row_of(where.row) if where.tab in frames else where.row
        return anchor(ids[where.tab], max(row, 1), max(where.column, 1))

    return uri
