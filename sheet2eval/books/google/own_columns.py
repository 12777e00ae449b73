"""The edits that bring the `eval:` columns beside the inputs to what they should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from sheet2eval.books.book import Look, OutCell, OwnColumns, Row, Table
from sheet2eval.books.google import edits
from sheet2eval.books.google.alignment import runs
from sheet2eval.books.google.cells import FILL, FORMAT, VALUE, format_of, shown, value_of, with_fill
from sheet2eval.books.google.content import Slice, in_slices
from sheet2eval.books.google.own_tabs import Guard, TabEdits
from sheet2eval.books.google.pins import Size
from sheet2eval.books.google.structure import Area, Json, Tab
from sheet2eval.books.looks import DRAWINGS
from sheet2eval.contract import INPUT, key

_ID = INPUT.column("id").keys
_BLANK_ROW = Row(0, ())

Lines = Mapping[int, Sequence[OutCell]]
"""Cells by the number of their row, from 1."""


def places(own: OwnColumns, tab: Tab, table: Table) -> tuple[int, ...]:
    """Where each column stands, from 0; those that are not there yet come right of everything."""
    headers = _row(table, own.header_row).texts
    there = {key(text): at for at, text in reversed(list(enumerate(headers))) if text}
    used = [len(row.texts) for row in table.rows] + [merge.right for merge in tab.merges]
    free = iter(range(max(used, default=0), 1 << 62))
    return tuple(
        there[key(column.header)] if key(column.header) in there else next(free) for column in own.columns
    )


def areas(own: OwnColumns, tab: Tab, table: Table) -> Iterator[Area]:
    """The cells that are ours."""
    for at in places(own, tab, table):
        yield Area(own.header_row - 1, at, max(own.header_row, tab.rows), at + 1)


def column_edits(own: OwnColumns, tab: Tab, table: Table) -> TabEdits:
    at = places(own, tab, table)
    lines = _lines(own, at, table)
    together = (rows for run in runs(sorted(lines)) for rows in in_slices(run, lines.__getitem__))
    slices = tuple(_slice(tab, at, lines, rows) for rows in together)
    structure = (*_new_columns(own, tab, table, at), *(_figures(own, tab, at) if slices else ()))
    before = Size(tab.rows, tab.columns)
    after = Size(tab.rows, max(tab.columns, 1 + max(at)))
    return TabEdits(tab.id, before, after, structure, (), slices, _guard(tab, table, own.header_row))


def _row(table: Table, number: int) -> Row:
    return next((row for row in table.rows if row.number == number), _BLANK_ROW)


def _new_columns(own: OwnColumns, tab: Tab, table: Table, at: Sequence[int]) -> Iterator[Json]:
    """Room and headers, and the look of the cells below, for the columns that are not there."""
    if (wider := 1 + max(at) - tab.columns) > 0:
        yield edits.more_columns(tab.id, wider)
    headers = _row(table, own.header_row)
    for index, place in enumerate(at):
        if headers.text(place + 1):
            continue
        column = own.columns[index]
        below = edits.area(tab.id, (own.header_row, None), (place, place + 1))
        head = Look.OWN_HEADER_RIGHT if column.figures else Look.OWN_HEADER
        header = [[{**value_of(column.header), FORMAT: format_of(head)}]]
        yield edits.width(tab.id, place, column.width)
        yield edits.same(below, {FORMAT: {**format_of(_look(own, index)), "wrapStrategy": "CLIP"}}, FORMAT)
        yield edits.cells(tab.id, own.header_row - 1, place, header, f"{VALUE},{FORMAT}")


def _figures(own: OwnColumns, tab: Tab, at: Sequence[int]) -> Iterator[Json]:
    """Figures are shown as such also in rows that people have inserted."""
    for index, place in enumerate(at):
        if "numberFormat" in (shape := format_of(_look(own, index))):
            below = edits.area(tab.id, (own.header_row, None), (place, place + 1))
            number = {FORMAT: {"numberFormat": shape["numberFormat"]}}
            yield edits.same(below, number, f"{FORMAT}.numberFormat")


def _look(own: OwnColumns, index: int) -> Look:
    """How figures in a column are written; words have their colours cell by cell."""
    looks = (cells[index].look for cells in own.cells.values())
    return next((look for look in looks if DRAWINGS[look].number != "General"), Look.PLAIN)


def _lines(own: OwnColumns, at: Sequence[int], table: Table) -> Lines:
    """The rows that show something else than they should."""
    standing = {row.number: row for row in table.rows if row.number > own.header_row}
    blank = (OutCell(None),) * len(at)
    return {
        number: own.cells.get(number, blank)
        for number in standing.keys() | own.cells.keys()
        if any(
            shown(cell) != standing.get(number, _BLANK_ROW).text(place + 1)
            for cell, place in zip(own.cells.get(number, blank), at, strict=True)
        )
    }


def _slice(tab: Tab, at: Sequence[int], lines: Lines, rows: Sequence[int]) -> Slice:
    """Some rows that stand side by side; columns that stand apart are written apart."""
    blocks = [list(block) for _, block in groupby(range(len(at)), lambda index: at[index] - index)]
    return tuple(
        edits.cells(
            tab.id,
            rows[0] - 1,
            at[block[0]],
            [[with_fill(lines[row][index]) for index in block] for row in rows],
            f"{VALUE},{FILL}",
        )
        for block in blocks
    )


def _guard(tab: Tab, table: Table, header_row: int) -> Guard | None:
    """The ids must stand where they stood; where there are none, rows are known by their place."""
    headers = _row(table, header_row).texts
    column = next((at for at, text in enumerate(headers) if key(text) in _ID), None)
    if column is None:
        return None
    texts = {row.number - 1: (row.text(column + 1),) for row in table.rows if row.number > header_row}
    return Guard(tab.id, tab.title, (column,), texts)
