"""A worksheet surveyed in one pass, of which only a map and a few sections are left."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from xml.parsers.expat import XMLParserType

from sheet2eval.books.xlsx import scan
from sheet2eval.books.xlsx.areas import LAST_COLUMN, Area, column_number, letters
from sheet2eval.books.xlsx.hollow import blanked, blanked_before
from sheet2eval.books.xlsx.scan import whole
from sheet2eval.books.xlsx.sheetmap import CellSpan, Kind, RowSpan, Section, SheetMap
from sheet2eval.books.xlsx.spans import ATTRIBUTE, HOLLOW, Element
from sheet2eval.books.xlsx.streams import Window

SPILLING = frozenset({"array", "dataTable"})  # kinds of formulas
DIGITS = "0123456789"
SHEET_DATA, ROW, CELL, INSIDE = 2, 3, 4, 5  # depths of elements
SECTIONS = frozenset({"dimension", "cols", "sheetProtection", "mergeCells", "extLst"})


def survey(chunks: Iterable[bytes], visible: frozenset[int], wanted: Collection[int], first: int) -> SheetMap:
    """The map of a worksheet: of its rows those whose number is wanted, and of the others some.

    `visible` are the cell formats that show though a cell is empty. All cells from the column `first` on that
    hold something are on the map, all formulas, and of the other cells some. Raises scan.XmlError.
    """
    surveyor = _Surveyor(visible, wanted, first)
    scan.parse(chunks, surveyor.listen, surveyor.thin)
    return surveyor.map()


class _Surveyor:
    def __init__(self, visible: frozenset[int], wanted: Collection[int], first: int) -> None:
        self._map = SheetMap()
        self._visible = visible
        self._wanted = wanted
        self._first = letters(first)
        self._names = scan.LocalNames()
        self._window = Window(self._needed_from)
        self._unmapped: set[bytes] = set()
        self._depth = 0
        self._open = [0] * (INSIDE + 1)  # where the element that is open at each depth begins
        self._tags = [b""] * (INSIDE + 1)
        self._in_data = False
        self._number, self._first_cell, self._row_shows = 0, 0, False
        self._row: dict[str, str] = {}
        self._column, self._style, self._kind, self._filled = 0, 0, Kind.BLANK, False

    def map(self) -> SheetMap:
        """What was found, with the columns of cells that the parser was not shown counted as used."""
        for name in self._unmapped:
            self._use(column_number(name.decode()))
        return self._map

    def thin(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        with_content = blanked(chunks, sorted(self._wanted), self._visible)
        return self._window.over(blanked_before(with_content, self._first, self._unmapped.update))

    def listen(self, parser: XMLParserType) -> None:
        self._parser = parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def _needed_from(self) -> int:
        """The beginning of the cell or the section that the parser is in, else where it is."""
        if self._in_data:
            return self._open[CELL] if self._depth >= CELL else self._parser.CurrentByteIndex
        return self._open[SHEET_DATA] if self._depth >= SHEET_DATA else self._parser.CurrentByteIndex

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
            self._meet_row(attributes)
        elif depth == SHEET_DATA:
            self._tags[depth] = self._window.tag(self._open[depth])
            self._in_data = self._names[qualified] == "sheetData"
        elif depth == 1:
            self._map.prefix = qualified[: -len(self._names[qualified])]

    def _end(self, qualified: str) -> None:
        depth = self._depth
        self._depth -= 1
        if depth == CELL and self._in_data and self._names[qualified] == "c":
            self._leave_cell()
        elif depth == ROW and self._in_data and self._names[qualified] == "row":
            self._leave_row()
        elif depth == SHEET_DATA:
            self._leave_section(qualified)
            self._in_data = False

    def _meet_row(self, attributes: dict[str, str]) -> None:
        self._number = whole(attributes.get("r"), self._number + 1)
        self._row = attributes
        self._tags[ROW] = self._window.tag(self._open[ROW])
        self._first_cell, self._row_shows = self._map.cells_end, False
        self._column = 0

    def _meet_cell(self, attributes: dict[str, str]) -> None:
        name, style = attributes.get("r"), attributes.get("s")
        self._column = column_number(name.rstrip(DIGITS)) if name else self._column + 1
        self._style = whole(style, 0) if style else 0
        self._kind, self._filled = Kind.BLANK, False

    def _meet_formula(self, attributes: dict[str, str]) -> None:
        self._kind = Kind.FORMULA
        area = Area.parse(attributes.get("ref", "")) if attributes.get("t") in SPILLING else None
        if area:
            self._map.spills.append(area)

    def _leave_cell(self) -> None:
        if self._filled:
            end = self._window.end_of_end_tag(self._parser.CurrentByteIndex)
        else:
            self._tags[CELL] = self._window.tag(self._open[CELL])
            _, end = self._edges(CELL)
        if self._filled or self._style in self._visible:
            self._kind = self._kind or Kind.SHOWS
            self._row_shows = True
            self._use(self._column)
        self._map.add_cell(CellSpan(self._column, self._open[CELL], end, self._style, self._kind))

    def _leave_row(self) -> None:
        self._map.meet_row(self._number, self._open[ROW])
        if not self._row_shows and self._number not in self._wanted:
            self._map.forget_cells(self._first_cell)
            return
        cells = (self._first_cell, self._map.cells_end)
        style = whole(self._row.get("s"), 0) if scan.truth(self._row.get("customFormat")) else None
        spans = self._spans() if "spans" in self._row else (0, 0)
        height = _points(self._row.get("ht"))
        self._map.add_row(RowSpan(self._number, spans, *self._edges(ROW), cells, style, height))

    def _leave_section(self, qualified: str) -> None:
        name, start = self._names[qualified], self._open[SHEET_DATA]
        inner_end, end = self._edges(SHEET_DATA)
        if self._in_data:
            inner = start + len(self._tags[SHEET_DATA])
            self._map.data = Element(qualified, {}, start, inner, inner_end, end, ())
        elif name in SECTIONS:
            self._map.sections.setdefault(name, Section(start, self._window.between(start, end)))

    def _edges(self, depth: int) -> tuple[int, int]:
        """Where the end tag of the element begins and ends; twice the same where it has none."""
        tag, at = self._tags[depth], self._parser.CurrentByteIndex
        if tag.endswith(HOLLOW):
            return (self._open[depth] + len(tag),) * 2
        return at, self._window.end_of_end_tag(at)

    def _spans(self) -> tuple[int, int]:
        """Where the attribute of that name stands in the tag of the row."""
        start, matches = self._open[ROW], ATTRIBUTE.finditer(self._tags[ROW])
        first, last = next(match.span() for match in matches if match[1] == b"spans")
        return start + first, start + last

    def _use(self, column: int) -> None:
        if column <= LAST_COLUMN:
            self._map.used[column] = 1


def _points(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
