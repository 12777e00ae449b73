"""One worksheet part, streamed: its rows, sparse, its faults, moments, merges. `<dimension>` is not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from string import digits
from xml.parsers.expat import XMLParserType

from sheet2eval.books.book import Fault, Row
from sheet2eval.books.xlsx.areas import LAST_COLUMN, LAST_ROW, Area
from sheet2eval.books.xlsx.aside import PLAIN, Aside
from sheet2eval.books.xlsx.hollow import removed
from sheet2eval.books.xlsx.scan import LocalNames, XmlError, whole
from sheet2eval.books.xlsx.strings import TextPieces
from sheet2eval.books.xlsx.values import Values

MAX_CELLS = 50_000_000  # of all rows, each up to its last cell with content
PLAIN_ROWS = re.compile(
    rb'(?:<row r="\d{1,7}"[^<>&]*+>(?:<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d{1,9}")?(?: t="[a-zA-Z]{1,9}")?'
    rb'(?:/>|><v>%b*+</v></c>|><is><t(?: xml:space="preserve")?>%b*+</t></is></c>))++</row>)++'
    % (PLAIN, PLAIN)
)
PLAIN_CELL = re.compile(
    r'<c r="([A-Z]+)\d+"(?: s="(\d+)")?(?: t="(\w+)")?(?:/>|><(?:v|is><t(?: xml:space="preserve")?)>([^<]*))'
)


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range: its anchor's column, its first and last row."""

    column: int
    first: int
    last: int


class ColumnNumbers(dict[str, int]):
    """The number of a column by its letters, remembered: `numbers["AB"]` is 28."""

    def __missing__(self, letters: str) -> int:
        number = 0
        for letter in letters.upper():
            number = number * 26 + ord(letter) - 64
        if not (letters.isascii() and letters.isalpha() and len(letters) <= 3 and number <= LAST_COLUMN):
            raise XmlError(f"a cell has the impossible address {letters[:20]!r}")
        self[letters] = number
        return number


class SheetData:
    """The handlers that read a worksheet, and what they found; merges are not filled in."""

    def __init__(self, values: Values) -> None:
        self.rows: list[Row] = []
        self.faults: dict[tuple[int, int], Fault] = {}
        self.moments: dict[tuple[int, int], datetime] = {}
        self.merges: list[Merge] = []
        self.spanned: set[tuple[int, int]] = set()
        self._seen = values.seen
        self._names = LocalNames()
        self._columns = ColumnNumbers()
        self._room = MAX_CELLS
        self._row = 0
        self._column = 0
        self._texts: list[str] = []
        self._cell: dict[str, str] = {}
        self._raw = ""
        self._has_formula = False
        self._inline = TextPieces()
        self._chunks = self._inline.chunks
        self._aside = Aside(PLAIN_ROWS, self._read_rows)

    def thin(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """Without what the parser need not see."""
        return self._aside.thin(removed(chunks))

    def listen(self, parser: XMLParserType) -> None:
        self._parser = parser
        self._aside.listen(parser)
        parser.StartElementHandler = self._start_outside

    def _read_rows(self, rows: str) -> None:
        for row in rows.split("</row>")[:-1]:
            self._start_row(row.split('"', 2)[1])
            for name, style, kind, raw in PLAIN_CELL.findall(row):
                self._column = self._columns[name]
                if raw:
                    self._meet_value(kind or "n", raw, style or "0")
            self._end_row()

    def _start_outside(self, qualified: str, attributes: dict[str, str]) -> None:
        name = self._names[qualified]
        if name == "sheetData":
            self._parser.StartElementHandler = self._start
            self._parser.EndElementHandler = self._end
            self._parser.CharacterDataHandler = self._chunks.append
        elif name == "mergeCell":
            self._start_merge(attributes.get("ref", ""))

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        name = self._names[qualified]
        if name == "c":
            self._cell = attributes
            self._raw = ""
            self._has_formula = False
        elif name == "v":
            self._chunks.clear()
        elif name == "row":
            self._start_row(attributes.get("r"))
        elif name == "f":
            self._has_formula = True
        else:  # what is inside of an inline string
            self._inline.start(name)

    def _end(self, qualified: str) -> None:
        name = self._names[qualified]
        if name == "v":
            self._raw = "".join(self._chunks)
        elif name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        elif name == "is":
            self._raw = self._inline.take()
        elif name == "sheetData":
            self._parser.StartElementHandler = self._start_outside
            self._parser.EndElementHandler = self._parser.CharacterDataHandler = None
        else:
            self._inline.end(name)

    def _start_row(self, reference: str | None) -> None:
        self._row = whole(reference, self._row + 1)
        self._column = 0
        self._texts = []
        if not 0 < self._row <= LAST_ROW:
            raise XmlError(f"it has a row of the impossible number {self._row}")

    def _end_row(self) -> None:
        if self._texts:
            self.rows.append(Row(self._row, tuple(self._texts)))

    def _end_cell(self) -> None:
        cell = self._cell
        reference = cell.get("r")
        self._column = self._columns[reference.rstrip(digits)] if reference else self._column + 1
        kind = cell.get("t", "n")
        if self._raw:
            self._meet_value(kind, self._raw, cell.get("s", "0"))
        elif self._has_formula and kind != "str":
            self.faults[self._row, self._column] = Fault.UNCALCULATED
            self._put("")

    def _meet_value(self, kind: str, raw: str, style: str) -> None:
        text, moment = self._seen(kind, raw, style)
        if text:
            self._put(text)
        if moment is not None:
            self.moments[self._row, self._column] = moment
        if kind == "e":
            self.faults[self._row, self._column] = Fault.FORMULA_ERROR

    def _put(self, text: str) -> None:
        texts, gap = self._texts, self._column - len(self._texts) - 1
        if gap < 0:
            texts[gap] = text
            return
        self._room -= gap + 1
        if self._room < 0:
            raise XmlError("its content is spread over more cells than can be read")
        if gap:
            texts += [""] * gap
        texts.append(text)

    def _start_merge(self, reference: str) -> None:
        area = Area.parse(reference)
        if area is None or area.right > LAST_COLUMN:
            raise XmlError(f"it merges the impossible range {reference[:40]!r}")
        if area.top < area.bottom:
            self.merges.append(Merge(area.left, area.top, area.bottom))
