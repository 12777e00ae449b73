"""A book that is nowhere but in memory: the shipped fake, for tests and for trying things out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from sheet2eval.books.additions import with_additions
from sheet2eval.books.book import OutCell, OwnColumns, OwnTab, Row, Table, Updater, Updates
from sheet2eval.books.shown import shown
from sheet2eval.contract import key
from sheet2eval.errors import BookError

Grid = dict[int, dict[int, str]]
"""Texts by row and column."""


class MemoryBook:
    """Holds `tables`, which anybody may put others into the place of, as people edit a document.

    What is written is read again as the texts that a spreadsheet would show. Copies made by `write` are in
    `copies`, by their path.
    """

    def __init__(self, tables: Iterable[Table], name: str = "memory", cell_limit: int = 32_767) -> None:
        self.name = name
        self.identity = f"memory:{id(self)}"
        self.cell_limit = cell_limit
        self.copies: dict[Path, tuple[Table, ...]] = {}
        self.tables = tuple(tables)

    def read(self) -> tuple[Table, ...]:
        return self.tables

    def check_writable(
        self,
        updates: Updates,
        tables: tuple[Table, ...],  # noqa: ARG002 - it holds them itself
        copy_to: Path | None = None,  # noqa: ARG002 - any copy can be made
    ) -> None:
        _updated(self.tables, updates)

    def write(self, plan: Updater, copy_to: Path | None = None) -> str:
        tables, updates = self.tables, plan(self.tables)
        while tables is not self.tables:  # somebody edited it while the plan was made
            tables, updates = self.tables, plan(self.tables)
        written = _updated(tables, updates)
        if copy_to is not None:
            self.copies[copy_to] = written
            return str(copy_to)
        self.tables = written
        return self.name


def _updated(tables: Sequence[Table], updates: Updates) -> tuple[Table, ...]:
    by_name = {table.name: table for table in tables}
    if updates.columns:
        name = updates.columns.tab
        if name not in by_name:
            raise BookError(f"There is no tab {name!r} to write the eval: columns into.")
        by_name[name] = _with_columns(by_name[name], updates.columns)
    for tab in updates.tabs:
        if tab.name in by_name and not by_name[tab.name].ours:
            raise BookError(f"The tab {tab.name!r} was not made by this tool: rename it.")
        standing = by_name.get(tab.name)
        by_name[tab.name] = _own(with_additions(tab, standing) if standing else tab)
    return tuple(by_name.values())


def _own(tab: OwnTab) -> Table:
    cells: Grid = {row: dict(enumerate(map(shown, line), 1)) for row, line in enumerate(tab.rows, 1)}
    return Table(tab.name, _rows(cells), ours=True)


def _with_columns(table: Table, own: OwnColumns) -> Table:
    cells: Grid = {row.number: dict(enumerate(row.texts, 1)) for row in table.rows}
    places = _places(cells, own)
    header = cells.setdefault(own.header_row, {})
    header.update({place: column.header for place, column in zip(places, own.columns, strict=True)})
    for number in cells.keys() | own.cells.keys():
        if number > own.header_row:
            line = own.cells.get(number, (OutCell(None),) * len(places))
            texts = {place: shown(cell) for place, cell in zip(places, line, strict=True)}
            cells.setdefault(number, {}).update(texts)
    return replace(table, rows=_rows(cells))


def _places(cells: Grid, own: OwnColumns) -> list[int]:
    """Where each column stands, or will stand: to the right of everything."""
    headers = cells.get(own.header_row, {})
    standing = {key(text): place for place, text in sorted(headers.items(), reverse=True)}
    free = 1 + max((place for row in cells.values() for place in row), default=0)
    places = []
    for column in own.columns:
        place = standing.get(key(column.header), free)
        free += place == free
        places.append(place)
    return places


def _rows(cells: Grid) -> tuple[Row, ...]:
    """Rows with content, each up to its last text."""
    rows = []
    for number, texts in sorted(cells.items()):
        last = max((column for column, text in texts.items() if text), default=0)
        if last:
            rows.append(Row(number, tuple(texts.get(column, "") for column in range(1, last + 1))))
    return tuple(rows)
