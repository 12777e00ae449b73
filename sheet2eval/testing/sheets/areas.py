"""Where in a tab: areas of cells (GridRange, A1 notation), and how they move when rows or columns come and go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sheet2eval.testing.sheets.wire import Json, invalid
from sheet2eval.types import column_letters

_A1 = re.compile(r"\$?([A-Za-z]{0,3})\$?([1-9]\d{0,7})?(?::\$?([A-Za-z]{0,3})\$?([1-9]\d{0,7})?)?")
_PLAIN_TITLE = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|R\d*C\d*", re.IGNORECASE)


class Axis(StrEnum):
    ROWS = "ROWS"
    COLUMNS = "COLUMNS"


@dataclass(frozen=True, slots=True)
class Shift:
    """`by` rows or columns come in at `at`, or as many go from there if it is negative."""

    at: int
    by: int

    def place(self, index: int) -> int | None:
        """Where that row or column is afterwards; None if it went."""
        if index < self.at:
            return index
        return None if index < self.at - self.by else index + self.by

    def edges(self, start: int, end: int) -> tuple[int, int] | None:
        """Where what lies from `start` up to `end` is afterwards; what comes in at its end stays outside."""
        first, last = self._edge(start, grows=True), self._edge(end, grows=False)
        return (first, last) if first < last else None

    def _edge(self, edge: int, *, grows: bool) -> int:
        if edge < self.at or (edge == self.at and not grows):
            return edge
        return max(self.at, edge + self.by)


@dataclass(frozen=True, slots=True)
class Area:
    """Cells from row `top` up to `bottom` and column `left` up to `right`, counted from 0, without the ends."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def cells(self) -> int:
        return (self.bottom - self.top) * (self.right - self.left)

    def meets(self, other: Area) -> bool:
        return (
            self.top < other.bottom
            and other.top < self.bottom
            and self.left < other.right
            and other.left < self.right
        )

    def holds(self, other: Area) -> bool:
        return (
            self.top <= other.top
            and other.bottom <= self.bottom
            and self.left <= other.left
            and other.right <= self.right
        )

    def places(self) -> Iterator[tuple[int, int]]:
        return (
            (row, column) for row in range(self.top, self.bottom) for column in range(self.left, self.right)
        )

    def json(self, sheet_id: int) -> Json:
        return {
            "sheetId": sheet_id,
            "startRowIndex": self.top,
            "endRowIndex": self.bottom,
            "startColumnIndex": self.left,
            "endColumnIndex": self.right,
        }

    def a1(self) -> str:
        first = f"{column_letters(self.left + 1)}{self.top + 1}"
        last = f"{column_letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"


def area_of(given: Json, rows: int, columns: int) -> Area:
    """The area of a GridRange in a tab of that size: edges that are not given are the tab's."""
    area = Area(
        given.get("startRowIndex") or 0,
        _or(given.get("endRowIndex"), rows),
        given.get("startColumnIndex") or 0,
        _or(given.get("endColumnIndex"), columns),
    )
    for name, start, end, most in (
        ("Row", area.top, area.bottom, rows),
        ("Column", area.left, area.right, columns),
    ):
        if start < 0 or end < start:
            raise invalid(f"end{name}Index[{end}] must not lie before start{name}Index[{start}].")
        if start >= most:
            where = name.lower()
            raise invalid(f"GridRange.start{name}Index[{start}] is after last {where} in grid[{most - 1}]")
    return Area(area.top, min(area.bottom, rows), area.left, min(area.right, columns))


def _or(given: int | None, otherwise: int) -> int:
    return otherwise if given is None else given


def shifted(given: Json, axis: Axis, shift: Shift) -> Json | None:
    """A GridRange after rows or columns came or went; None if nothing of it is left."""
    name = "Row" if axis is Axis.ROWS else "Column"
    start, end = f"start{name}Index", f"end{name}Index"
    if start not in given and end not in given:
        return given
    edges = shift.edges(given.get(start) or 0, given.get(end, shift.at + abs(shift.by) + 1))
    if edges is None:
        return None
    moved = {**given, start: edges[0]}
    return {**moved, end: edges[1]} if end in given else moved


def split_a1(text: str) -> tuple[str | None, str | None]:
    """The tab's title and the cells of an A1 range; None for what it does not say."""
    title, mark, cells = text.rpartition("!")
    if mark:
        return _unquoted(title), cells
    if parse_a1(text) is not None:
        return None, text
    return _unquoted(text), None


def parse_a1(cells: str) -> Json | None:
    """A GridRange without a tab; None for what is no range."""
    match = _A1.fullmatch(cells)
    if match is None or not cells:
        return None
    columns = [_column(match[1]), _column(match[3])] if ":" in cells else [_column(match[1])] * 2
    rows = [_row(match[2]), _row(match[4])] if ":" in cells else [_row(match[2])] * 2
    if ":" not in cells and None in (columns[0], rows[0]):
        return None
    return {**_edges("Row", *_in_order(rows)), **_edges("Column", *_in_order(columns))}


def _column(letters: str | None) -> int | None:
    number = 0
    for letter in (letters or "").upper():
        number = number * 26 + ord(letter) - 64
    return number - 1 if number else None


def _row(digits: str | None) -> int | None:
    return int(digits) - 1 if digits else None


def _in_order(ends: list[int | None]) -> tuple[int | None, int | None]:
    first, last = ends
    return (last, first) if first is not None and last is not None and last < first else (first, last)


def _edges(name: str, first: int | None, last: int | None) -> Json:
    edges = {} if first is None else {f"start{name}Index": first}
    return edges if last is None else {**edges, f"end{name}Index": last + 1}


def _unquoted(title: str) -> str:
    if len(title) > 1 and title[0] == title[-1] == "'":
        return title[1:-1].replace("''", "'")
    return title


def quoted(title: str) -> str:
    """A tab's title as Google writes it in a range."""
    if _PLAIN_TITLE.fullmatch(title) and not _LIKE_A_CELL.fullmatch(title):
        return title
    return "'{}'".format(title.replace("'", "''"))
