"""Where the rows and cells of a worksheet stand in its bytes, found in one pass.

Cells are kept in flat arrays, because a sheet of a million cells has to fit into little memory.
"""

from __future__ import annotations

import io
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator
from enum import IntEnum
from typing import NamedTuple
from xml.parsers.expat import XMLParserType

from sheet2eval.books.xlsx import scan
from sheet2eval.books.xlsx.areas import LAST_COLUMN, Area, column_number, letters
from sheet2eval.books.xlsx.hollow import blanked, unwatched
from sheet2eval.books.xlsx.scan import whole
from sheet2eval.books.xlsx.spans import Element, parse, tag_end

DIGITS = "0123456789"
SHEET_DATA, ROW, CELL, INSIDE = 2, 3, 4, 5  # depths of elements


class Kind(IntEnum):
    BLANK = 0
    SHOWS = 1  # a value, or a fill or border that is seen without one
    FORMULA = 2


class CellSpan(NamedTuple):
    column: int
    start: int
    end: int
    style: int
    kind: Kind


class RowSpan(NamedTuple):
    """A row: its tag is start..inner, its content inner..inner_end; `cells` are positions in the map."""

    number: int
    start: int
    inner: int
    inner_end: int
    end: int
    cells: range
    style: int | None
    height: float  # in points; 0 where the row finds its height by itself


class SheetMap:
    """The map of a worksheet in UTF-8: of its rows those whose number is wanted, and of the others some.

    `visible` are the cell formats that show though a cell is empty. All cells of a watched column that hold
    something are on the map, all formulas, and of the other cells some.
    """

    def __init__(
        self, part: bytes, visible: frozenset[int], wanted: Collection[int], watched: Collection[int]
    ) -> None:
        self.part = part
        self.prefix = ""
        self.rows: list[RowSpan] = []
        self.spills: list[Area] = []  # ranges that one array formula fills
        self.used = bytearray(LAST_COLUMN + 1)  # by column: whether any cell of it shows anything
        self._visible = visible
        self._wanted = wanted
        self._names = scan.LocalNames()
        self._sections: dict[str, tuple[int, int]] = {}
        self._numbers, self._row_starts = array("Q"), array("Q")  # of all rows
        self._columns, self._starts, self._ends, self._styles = (array("Q") for _ in range(4))
        self._kinds = bytearray()
        self._depth = self._number = self._column = 0
        self._open = [0] * (INSIDE + 1)  # where the element that is open at each depth begins
        self._in_data = self._filled = False
        self._row: dict[str, str] = {}
        self._first = 0
        self._watched = frozenset(map(letters, watched))
        self._unmapped: set[bytes] = set()
        scan.parse(io.BytesIO(part), self._listen, self._thin)
        self._note_unmapped()

    @property
    def data(self) -> Element:
        """The element that holds the rows, known by its edges only. Raises scan.XmlError."""
        if "sheetData" not in self._sections:
            raise scan.XmlError("it has no sheetData")
        start, end = self._sections["sheetData"]
        inner = tag_end(self.part, start)
        inner_end = end if inner == end else self.part.rindex(b"<", start, end)
        return Element(f"{self.prefix}sheetData", {}, start, inner, inner_end, end, ())

    def section(self, name: str) -> Element | None:
        """A small child of the worksheet, with its own children."""
        if name not in self._sections:
            return None
        start, end = self._sections[name]
        return parse(self.part[start:end], start)

    def widths(self) -> tuple[tuple[range, Element], ...]:
        """The elements that give columns a width and more, each with the columns it is about."""
        holder = self.section("cols")
        return tuple((columns_of(node), node) for node in holder.children) if holder else ()

    def next_row(self, number: int) -> int | None:
        """Where the first row with that number or a higher one begins."""
        at = bisect_left(self._numbers, number)
        return self._row_starts[at] if at < len(self._numbers) else None

    def cells(self, row: RowSpan, first: int = 1) -> Iterator[CellSpan]:
        """The cells of a row from the column `first` on."""
        start = bisect_left(self._columns, first, row.cells.start, row.cells.stop)
        for at in range(start, row.cells.stop):
            edges = (self._starts[at], self._ends[at])
            yield CellSpan(self._columns[at], *edges, self._styles[at], Kind(self._kinds[at]))

    def _thin(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        with_content = blanked(chunks, sorted(self._wanted), self._visible)
        return unwatched(with_content, self._watched, self._unmapped.update)

    def _note_unmapped(self) -> None:
        """Count the columns of cells that the parser was not shown as used."""
        for name in self._unmapped:
            column = column_number(name.decode())
            if column <= LAST_COLUMN:
                self.used[column] = 1

    def _listen(self, parser: XMLParserType) -> None:
        self._parser = parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        depth = self._depth = self._depth + 1
        if depth > INSIDE:
            return
        if depth == INSIDE:
            self._filled = True
            if self._in_data and self._names[qualified] == "f":
                self._meet_formula(attributes)
            return
        self._open[depth] = self._parser.CurrentByteIndex
        if self._in_data and depth == CELL and self._names[qualified] == "c":
            self._meet_cell(attributes)
        elif self._in_data and depth == ROW and self._names[qualified] == "row":
            self._number = whole(attributes.get("r"), self._number + 1)
            self._row = attributes
            self._first = len(self._columns)
            self._column = 0
        elif depth == SHEET_DATA:
            self._in_data = self._names[qualified] == "sheetData"
        elif depth == 1:
            self.prefix = qualified[: -len(self._names[qualified])]

    def _end(self, qualified: str) -> None:
        depth = self._depth
        self._depth -= 1
        if depth == CELL and self._in_data and self._names[qualified] == "c":
            self._leave_cell()
        elif depth == ROW and self._in_data and self._names[qualified] == "row":
            self._leave_row()
        elif depth == SHEET_DATA:
            self._sections.setdefault(
                self._names[qualified], (self._open[SHEET_DATA], self._end_of(SHEET_DATA))
            )
            self._in_data = False

    def _meet_cell(self, attributes: dict[str, str]) -> None:
        name = attributes.get("r")
        style = attributes.get("s")
        self._column = column_number(name.rstrip(DIGITS)) if name else self._column + 1
        self._columns.append(self._column)
        self._starts.append(self._open[CELL])
        self._styles.append(whole(style, 0) if style else 0)
        self._kinds.append(Kind.BLANK)
        self._filled = False

    def _meet_formula(self, attributes: dict[str, str]) -> None:
        self._kinds[-1] = Kind.FORMULA
        area = (
            Area.parse(attributes.get("ref", "")) if attributes.get("t") in {"array", "dataTable"} else None
        )
        if area:
            self.spills.append(area)

    def _leave_cell(self) -> None:
        if self._filled:
            self._ends.append(self.part.index(b">", self._parser.CurrentByteIndex) + 1)
        else:
            self._ends.append(self._end_of(CELL))
        if self._filled or self._styles[-1] in self._visible:
            if not self._kinds[-1]:
                self._kinds[-1] = Kind.SHOWS
            if self._column <= LAST_COLUMN:
                self.used[self._column] = 1

    def _leave_row(self) -> None:
        start = self._open[ROW]
        self._numbers.append(self._number)
        self._row_starts.append(start)
        if self._number not in self._wanted and not any(self._kinds[self._first :]):
            self._forget_cells()
            return
        cells = range(self._first, len(self._columns))
        inner, end = tag_end(self.part, start), self._end_of(ROW)
        inner_end = end if inner == end else self._parser.CurrentByteIndex
        style = whole(self._row.get("s"), 0) if scan.truth(self._row.get("customFormat")) else None
        height = _points(self._row.get("ht"))
        self.rows.append(RowSpan(self._number, start, inner, inner_end, end, cells, style, height))

    def _forget_cells(self) -> None:
        """Of a row that shows nothing and gets nothing."""
        for array_ in (self._columns, self._starts, self._ends, self._styles, self._kinds):
            del array_[self._first :]

    def _end_of(self, depth: int) -> int:
        inner = tag_end(self.part, self._open[depth])
        if self.part[inner - 2 : inner] == b"/>":
            return inner
        return self.part.index(b">", self._parser.CurrentByteIndex) + 1


def columns_of(node: Element) -> range:
    """The columns that a `col` element is about."""
    first, last = (whole(node.attributes.get(name), 0) for name in ("min", "max"))
    return range(max(first, 1), min(last, LAST_COLUMN) + 1)


def _points(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
