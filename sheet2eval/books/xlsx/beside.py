"""The cells of people's own columns in a tab of ours, carried into the tab's next content as they are.

Their formats and values stay; the references of a formula move along with its row, as when it is copied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import NamedTuple
from xml.sax.saxutils import escape

from sheet2eval.books.additions import Moves
from sheet2eval.books.xlsx.areas import letters
from sheet2eval.books.xlsx.package import Package
from sheet2eval.books.xlsx.scan import utf8
from sheet2eval.books.xlsx.sheetmap import CellSpan, Kind, RowSpan, SheetMap
from sheet2eval.books.xlsx.spans import Edit, Element, apply, parse, with_attributes
from sheet2eval.books.xlsx.streams import Walk
from sheet2eval.books.xlsx.survey import survey

ARRAY = b'<f t="array"'
LONGEST_FORMULA = 8_192  # characters that Excel takes


def cells_beside(package: Package, part: str, moves: Moves) -> Mapping[int, bytes]:
    """The XML of people's cells by the row where they will stand, each row in the order of its columns."""
    if not moves.theirs:
        return {}
    sheet = survey(package.chunks(part), frozenset(), moves.rows.keys(), min(moves.theirs))
    return _Carrier(sheet, utf8(package.chunks(part)), moves).rows()


class _Formula(NamedTuple):
    """A formula as it stands at a place."""

    text: str
    place: str

    def at(self, place: str) -> str:
        """The formula as copying it to that place makes it; "" where it is none."""
        from openpyxl.formula.tokenizer import TokenizerError
        from openpyxl.formula.translate import Translator

        if self.place == place or not self.text or len(self.text) > LONGEST_FORMULA:
            return self.text
        try:
            moved: str = Translator(f"={self.text}", self.place).translate_formula(place)
        except TokenizerError:
            return ""
        return moved.removeprefix("=")


class _Carrier:
    def __init__(self, sheet: SheetMap, chunks: Iterable[bytes], moves: Moves) -> None:
        self._sheet = sheet
        self._moves = moves
        self._sources = dict(self._cut(Walk(chunks)))
        self._shared = dict(self._shared_formulas())

    def rows(self) -> Mapping[int, bytes]:
        staying = (row for row in self._sheet.rows() if row.number in self._moves.rows)
        rows = ((self._moves.rows[row.number], b"".join(self._cells(row))) for row in staying)
        return {number: cells for number, cells in rows if cells}

    def _cut(self, part: Walk) -> Iterator[tuple[int, bytes]]:
        """Their cells, by the places where they begin."""
        for row in self._sheet.rows():
            for cell in self._theirs(row):
                part.skip_to(cell.start)
                yield cell.start, b"".join(part.up_to(cell.end))

    def _theirs(self, row: RowSpan) -> list[CellSpan]:
        return [cell for cell in self._sheet.cells(row) if cell.column in self._moves.theirs]

    def _cells(self, row: RowSpan) -> Iterator[bytes]:
        for cell in sorted(self._theirs(row), key=lambda cell: self._moves.columns[cell.column]):
            xml = self._xml(cell)
            root = parse(xml)
            place = f"{letters(self._moves.columns[cell.column])}{self._moves.rows[row.number]}"
            changes: dict[str, str | None] = {"r": place}
            edits = []
            if node := root.first("f"):
                formula = self._formula(xml, node, _place(row, cell), place)
                edits.append(Edit(node.start, node.end, formula))
                if not formula.startswith(ARRAY):
                    changes["cm"] = None  # which says that it is a dynamic array
            yield apply(xml, [Edit(0, root.inner, with_attributes(xml[: root.inner], changes)), *edits])

    def _formula(self, xml: bytes, node: Element, was: str, place: str) -> bytes:
        """One that stands for several cells becomes one of its own; of an array over several the values stay."""
        kind, formula = node.attributes.get("t", "normal"), _Formula(_text(xml, node), was)
        if kind == "shared":
            formula = self._shared.get(node.attributes.get("si", ""), formula)
        alone = kind == "array" and node.attributes.get("ref") == was
        text = formula.at(place) if alone or kind in {"normal", "shared"} else ""
        start = ARRAY + f' ref="{place}">'.encode() if alone else b"<f>"
        return start + escape(text).encode() + b"</f>" if text else b""

    def _shared_formulas(self) -> Iterator[tuple[str, _Formula]]:
        """By group, each as it stands in the first cell of the group."""
        for row in self._sheet.rows():
            for cell in self._theirs(row):
                node = parse(xml := self._xml(cell)).first("f") if cell.kind is Kind.FORMULA else None
                if node and node.attributes.get("t") == "shared" and (text := _text(xml, node)):
                    yield node.attributes.get("si", ""), _Formula(text, _place(row, cell))

    def _xml(self, cell: CellSpan) -> bytes:
        """Without the prefix that the part's elements may bear."""
        xml, prefix = self._sources[cell.start], self._sheet.prefix.encode()
        return xml.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</") if prefix else xml


def _place(row: RowSpan, cell: CellSpan) -> str:
    return f"{letters(cell.column)}{row.number}"


def _text(xml: bytes, node: Element) -> str:
    return unescape(xml[node.inner : node.inner_end].decode())
