"""Where the columns and rows of a tab of ours stand in the document, or will stand when it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheet2eval.books.book import Look, OutCell, OwnTab, Row, Table
from sheet2eval.books.google.alignment import Alignment, Key, Standing, aligned
from sheet2eval.books.google.cells import shown
from sheet2eval.books.google.structure import Tab
from sheet2eval.contract import key

BLANK = OutCell(None)


@dataclass(frozen=True, slots=True)
class Frame:
    """Rows and columns count from 0. `header` is -1 on a page without a table; `standing` is None for a new tab.

    `body` are the rows below the header, each as wide as there are columns. `rebuilt`: nothing that stands there is
    of use, because it is a page, or because nobody finds our headers in it any more.
    """

    own: OwnTab
    id: int
    header: int
    columns: tuple[int, ...]
    body: tuple[tuple[OutCell, ...], ...]
    alignment: Alignment
    standing: Tab | None = None
    added: frozenset[int] = frozenset()  # which of our columns, by index, are not there yet
    texts: tuple[tuple[str, ...] | None, ...] = ()  # what each row of the body shows now, column by column
    last: int = 0  # the end of the rows that hold anything now
    rebuilt: bool = False

    def row_of(self, number: int) -> int:
        """Where the row that is the `number`th of `own`, from 1, will stand, from 1."""
        index = number - 1 - self.own.header_row
        return self.alignment.rows[index] + 1 if 0 <= index < len(self.body) else number

    def looks(self, column: int) -> set[Look]:
        return _looks(self.body, column)

    def is_written_once(self, column: int) -> bool:
        """Whether its cells stay as they were first written."""
        return self.own.columns[column].header in self.own.identity or self.is_peoples(column)

    def is_peoples(self, column: int) -> bool:
        return self.own.header_row > 0 and self.looks(column) == {Look.HUMAN}


def frame(own: OwnTab, tab: Tab | None, table: Table | None, new_id: int) -> Frame:
    """The frame of an own tab, from what stands there: `tab` and `table` are None where it is to be made."""
    body = tuple(_wide(row, len(own.columns)) for row in own.rows[own.header_row :])
    columns = tuple(range(len(own.columns)))
    if tab is None or table is None:
        return Frame(
            own, new_id, own.header_row - 1, columns, body, _below(own.header_row, len(body), new=True)
        )
    last = table.rows[-1].number if table.rows else 0
    header = _header(own, table) if own.header_row else None
    if header is None:
        below = _below(own.header_row, len(body), new=True)
        return Frame(own, tab.id, own.header_row - 1, columns, body, below, tab, last=last, rebuilt=True)
    return _standing(own, tab, table, header, body)


def _standing(
    own: OwnTab, tab: Tab, table: Table, header: Row, body: tuple[tuple[OutCell, ...], ...]
) -> Frame:
    width = max(len(row.texts) for row in table.rows)
    columns, added = _columns(own, header, width)
    below = [row for row in table.rows if row.number > header.number]
    alignment = _alignment(own, columns, body, below, header.number)
    by_row = {row.number - 1: tuple(row.text(column + 1) for column in columns) for row in below}
    blank = ("",) * len(columns)
    texts = tuple(None if row is None else by_row.get(row, blank) for row in alignment.before)
    last = table.rows[-1].number
    return Frame(own, tab.id, header.number - 1, columns, body, alignment, tab, added, texts, last)


def _alignment(
    own: OwnTab, columns: Sequence[int], body: Sequence[Sequence[OutCell]], below: Sequence[Row], first: int
) -> Alignment:
    """By what rows are known by, or by their place where they are known by nothing."""
    if not own.identity:
        return _below(first, len(body), new=False)
    people = [at for at in range(len(columns)) if _looks(body, at) == {Look.HUMAN}]
    known = [at for at, column in enumerate(own.columns) if column.header in own.identity]
    told_by = [*known, *people]
    wanted: list[Key] = [tuple(shown(row[at]) for at in told_by) for row in body]
    standing = [
        Standing(
            row.number - 1,
            tuple(row.text(columns[at] + 1) for at in told_by),
            any(row.text(columns[at] + 1) for at in people) or _has_more(row, columns),
        )
        for row in below
    ]
    return aligned(wanted, standing, first)


def _looks(body: Sequence[Sequence[OutCell]], column: int) -> set[Look]:
    return {row[column].look for row in body}


def _has_more(row: Row, columns: Sequence[int]) -> bool:
    """Whether there is something in columns that are not ours."""
    return any(text for column, text in enumerate(row.texts) if text and column not in columns)


def _below(first: int, count: int, *, new: bool) -> Alignment:
    rows = tuple(range(first, first + count))
    return Alignment(rows, (None,) * count if new else rows)


def _header(own: OwnTab, table: Table) -> Row | None:
    """The row with our headers, wherever people moved it."""
    wanted = set(map(key, own.identity or (own.columns[0].header,)))
    return next((row for row in table.rows if wanted <= set(map(key, row.texts))), None)


def _columns(own: OwnTab, header: Row, width: int) -> tuple[tuple[int, ...], frozenset[int]]:
    """Where each of our columns stands, and which are not there: those come right of everything."""
    there = {key(text): at for at, text in reversed(list(enumerate(header.texts))) if text}
    free = iter(range(width, width + len(own.columns)))
    added = frozenset(at for at, column in enumerate(own.columns) if key(column.header) not in there)
    places = (
        next(free) if at in added else there[key(column.header)] for at, column in enumerate(own.columns)
    )
    return tuple(places), added


def _wide(row: Sequence[OutCell], width: int) -> tuple[OutCell, ...]:
    return (*row, *(BLANK,) * (width - len(row)))
