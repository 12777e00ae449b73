"""From what Google says of a document and its values to tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sheet2eval.books.book import Fault, Row, Table
from sheet2eval.books.google.structure import Area, Document, Tab
from sheet2eval.contract import TABS, key
from sheet2eval.errors import BookError

MAX_CELLS = 5_000_000  # of all tabs together, blank ones included; Google allows ten million

_FAULTS: Mapping[str, Fault] = {
    **dict.fromkeys(
        ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#ERROR!"), Fault.FORMULA_ERROR
    ),
    "Loading...": Fault.UNCALCULATED,
}

Grid = Sequence[Sequence[object]]
"""The values of a tab as shown, from its first cell on, without blank ends."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document at a moment; `tables` has one for each of `document.tabs`, in that order."""

    document: Document
    tables: tuple[Table, ...]

    def table(self, tab: Tab) -> Table:
        return self.tables[self.document.tabs.index(tab)]


def check_size(name: str, document: Document) -> None:
    """Raises BookError where there is more than can be read."""
    cells = sum(tab.rows * tab.columns for tab in document.tabs)
    if cells > MAX_CELLS:
        biggest = max(document.tabs, key=lambda tab: tab.rows * tab.columns)
        raise BookError(
            f"{name} has {cells:,} cells, and {MAX_CELLS:,} can be read: delete the empty rows and columns of the "
            f"tab {biggest.title!r} ({biggest.rows:,} × {biggest.columns:,}), or move data that is not graded away"
        )


def whole_tab(title: str) -> str:
    """The range of a tab, in A1 notation."""
    return "'" + title.replace("'", "''") + "'"


def reading(document: Document, grids: Iterable[Grid]) -> Reading:
    """The tables of a document, from the values of each of its tabs."""
    pairs = zip(document.tabs, grids, strict=True)
    return Reading(document, tuple(table(tab, grid) for tab, grid in pairs))


def table(tab: Tab, grid: Grid) -> Table:
    texts = [[_text(value) for value in line] for line in grid]
    spanned = frozenset[tuple[int, int]]() if tab.ours else frozenset(_fill_merges(texts, tab.merges))
    rows = tuple(Row(number, trimmed) for number, line in enumerate(texts, 1) if (trimmed := _trimmed(line)))
    return Table(tab.name, rows, {} if tab.ours else _faults(rows), ours=tab.ours, spanned=spanned)


def as_known(document: Document, before: Document) -> Document:
    """The document, its tabs named as they were read before, where people renamed them meanwhile.

    A new title that makes the tab no other one to us is taken as it is, and so is one whose old name is taken.
    """
    known = {tab.id: tab.name for tab in before.tabs}
    taken = {tab.title for tab in document.tabs}
    renamed = [tab for tab in document.tabs if known.get(tab.id, tab.name) not in taken | {tab.name}]
    return document.called(
        {tab.id: known[tab.id] for tab in renamed if _role(known[tab.id]) != _role(tab.title)}
    )


def _role(title: str) -> str:
    """Which of the tabs in `contract.py` a title names; "" for none."""
    return next((tab.name for tab in TABS if key(title) in tab.keys), "")


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return "" if value is None else str(value)


def _trimmed(line: list[str]) -> tuple[str, ...]:
    end = next((end for end in range(len(line), 0, -1) if line[end - 1]), 0)
    return tuple(line[:end])


def _fill_merges(texts: list[list[str]], merges: Iterable[Area]) -> Iterator[tuple[int, int]]:
    """Give the value of a merged cell to every row with content that it spans, in its first column.

    The cells that take a value are given back, by row and column from 1.
    """
    for merge in merges:
        if merge.top < len(texts) and merge.left < len(texts[merge.top]):
            value = texts[merge.top][merge.left]
            for number, line in enumerate(texts[merge.top + 1 : merge.bottom], merge.top + 2):
                if value and any(line):
                    line.extend([""] * (merge.left + 1 - len(line)))
                    line[merge.left] = value
                    yield number, merge.left + 1


def _faults(rows: Iterable[Row]) -> Mapping[tuple[int, int], Fault]:
    return {
        (row.number, column): _FAULTS[text]
        for row in rows
        for column, text in enumerate(row.texts, 1)
        if text in _FAULTS
    }
