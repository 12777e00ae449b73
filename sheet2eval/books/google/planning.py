"""From updates, and the reading that they are made for, to edits of the document."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping

from sheet2eval.books.book import OwnTab, Updates
from sheet2eval.books.google.cells import Uri
from sheet2eval.books.google.frame import Frame, frame
from sheet2eval.books.google.own_columns import column_edits
from sheet2eval.books.google.own_tabs import TabEdits, tab_edits
from sheet2eval.books.google.reading import Reading
from sheet2eval.books.google.structure import Document
from sheet2eval.types import CellRef, column_letters

MOST_IDS = 1 << 31


def planned(updates: Updates, found: Reading) -> tuple[TabEdits, ...]:
    """The columns beside the inputs first, then our tabs in order."""
    document = found.document
    fresh = new_ids(document)
    frames = {own.name: _frame(own, found, fresh) for own in updates.tabs}
    made = [tab_edits(each, _uri(document, frames)) for each in frames.values()]
    own = updates.columns
    tab = document.named(own.tab) if own else None
    return (column_edits(own, tab, found.table(tab)), *made) if own and tab else tuple(made)


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
