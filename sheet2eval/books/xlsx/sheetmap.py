"""Where the rows, cells and other elements of a worksheet stand in its bytes.

Rows and cells are kept as packed records, because a sheet of a million cells has to fit into little memory.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from enum import IntEnum
from struct import Struct
from typing import NamedTuple

from sheet2eval.books.xlsx import scan
from sheet2eval.books.xlsx.areas import LAST_COLUMN, Area
from sheet2eval.books.xlsx.scan import whole
from sheet2eval.books.xlsx.spans import Element, parse

ROW = Struct("<QQQQQQQqd")  # the fields of a RowSpan, one behind the other
CELL = Struct("<IQQQB")  # those of a CellSpan
NO_STYLE = -1


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
    """A row: its end tag is inner_end..end.

    `spans` is where its tag says in which columns it has cells, (0, 0) where it does not; `cells` are the edges
    of its cells among those of the map.
    """

    number: int
    spans: tuple[int, int]
    inner_end: int
    end: int
    cells: tuple[int, int]
    style: int | None
    height: float  # in points; 0 where the row finds its height by itself


class Section(NamedTuple):
    """A child of the worksheet that is small enough to be kept."""

    start: int
    content: bytes


class SheetMap:
    """Offsets count the bytes of the worksheet in UTF-8. `survey` says which rows and cells are on the map."""

    def __init__(self) -> None:
        self.prefix = ""
        self.sections: dict[str, Section] = {}
        self.spills: list[Area] = []  # ranges that one array formula fills
        self.used = bytearray(LAST_COLUMN + 1)  # by column: whether any cell of it shows anything
        self._data: Element | None = None
        self._numbers, self._row_starts = array("Q"), array("Q")  # of all rows
        self._rows, self._cells = bytearray(), bytearray()

    @property
    def data(self) -> Element:
        """The element that holds the rows, known by its edges only. Raises scan.XmlError."""
        if self._data is None:
            raise scan.XmlError("it has no sheetData")
        return self._data

    @data.setter
    def data(self, element: Element) -> None:
        self._data = element

    def section(self, name: str) -> Element | None:
        """One of the sections, with its children."""
        section = self.sections.get(name)
        return parse(section.content, section.start) if section else None

    def between(self, start: int, end: int) -> bytes:
        """What stands in a section from one place to another."""
        return next(
            content[start - at : end - at]
            for at, content in self.sections.values()
            if at <= start and end <= at + len(content)
        )

    def widths(self) -> tuple[tuple[range, Element], ...]:
        """The elements that give columns a width and more, each with the columns it is about."""
        holder = self.section("cols")
        return tuple((columns_of(node), node) for node in holder.children) if holder else ()

    def next_row(self, number: int) -> int | None:
        """Where the first row with that number or a higher one begins."""
        at = bisect_left(self._numbers, number)
        return self._row_starts[at] if at < len(self._numbers) else None

    def numbers(self) -> Iterator[int]:
        """Those of the rows on the map."""
        return (record[0] for record in ROW.iter_unpack(self._rows))

    def rows(self) -> Iterator[RowSpan]:
        for number, start, stop, inner_end, end, first, last, own, height in ROW.iter_unpack(self._rows):
            style = None if own == NO_STYLE else own
            yield RowSpan(number, (start, stop), inner_end, end, (first, last), style, height)

    def cells(self, row: RowSpan, first: int = 1) -> Iterator[CellSpan]:
        """The cells of a row from the column `first` on."""
        for column, start, end, style, kind in CELL.iter_unpack(self._cells[slice(*row.cells)]):
            if column >= first:
                yield CellSpan(column, start, end, style, Kind(kind))

    def meet_row(self, number: int, start: int) -> None:
        """Take down where a row begins, whether it will be on the map or not."""
        self._numbers.append(number)
        self._row_starts.append(start)

    def add_row(self, row: RowSpan) -> None:
        style = NO_STYLE if row.style is None else row.style
        self._rows += ROW.pack(row.number, *row.spans, row.inner_end, row.end, *row.cells, style, row.height)

    def add_cell(self, cell: CellSpan) -> None:
        self._cells += CELL.pack(*cell)

    @property
    def cells_end(self) -> int:
        """Where the next cell will stand among those of the map."""
        return len(self._cells)

    def forget_cells(self, first: int) -> None:
        """Those from the place `first` on."""
        del self._cells[first:]


def columns_of(node: Element) -> range:
    """The columns that a `col` element is about."""
    first, last = (whole(node.attributes.get(name), 0) for name in ("min", "max"))
    return range(max(first, 1), min(last, LAST_COLUMN) + 1)
