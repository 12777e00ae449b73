"""The `eval:` columns put into the tab that holds the inputs, every byte of the rest as it was."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import chain
from operator import attrgetter

from sheet2eval.books.book import Look, OutCell, OwnColumns
from sheet2eval.books.looks import HEADER_MARGIN, LINE_HEIGHT, drawing, lines
from sheet2eval.books.xlsx.areas import LAST_COLUMN, Area, letters
from sheet2eval.books.xlsx.cells import cell_xml
from sheet2eval.books.xlsx.columns import Places, candidates, choose, covered, covering
from sheet2eval.books.xlsx.guard import Guard
from sheet2eval.books.xlsx.scan import truth, utf8
from sheet2eval.books.xlsx.sheetmap import CellSpan, Kind, RowSpan, SheetMap
from sheet2eval.books.xlsx.spans import (
    PLACE_OF_EDIT,
    Edit,
    Element,
    appended,
    in_order,
    pieces,
    with_attributes,
)
from sheet2eval.books.xlsx.styles import StyleSheet
from sheet2eval.books.xlsx.survey import survey

COLUMN_OF = attrgetter("column")

Part = Callable[[], Iterable[bytes]]
"""The bytes of a worksheet, as often as it is called; they go by twice, and are never held whole."""

NewCells = Mapping[int, OutCell | None]
"""By column; None clears the cell."""


def splice(
    part: Part, wanted: OwnColumns, headers: Sequence[str], reach: int, styles: StyleSheet
) -> Iterator[bytes]:
    """The sheet with the columns in it, in pieces; `styles` is asked for every look that occurs.

    `headers` are the texts of the header row, by which columns of an earlier run are found again; new ones go
    to the right of all content and of `reach`, the last column that tables and drawings cover. Formulas and
    cells that a merge or an array formula covers are left alone. Raises BookError where cells are locked or
    no columns are free.
    """
    rows, visible = {wanted.header_row, *wanted.cells}, styles.visible()
    standing = min(candidates(wanted, headers), default=LAST_COLUMN + 1)
    sheet = survey(part(), visible, rows, standing)
    places = choose(sheet, wanted, headers, reach)
    first = min(places.columns)
    if first < standing and any(sheet.used[first:]):  # new ones in front of cells that are to be known now
        sheet = survey(part(), visible, rows, first)
    return pieces(utf8(part()), _Splice(sheet, wanted, places, styles).edits())


class _Splice:
    def __init__(self, sheet: SheetMap, wanted: OwnColumns, places: Places, styles: StyleSheet) -> None:
        self._sheet = sheet
        self._wanted = wanted
        self._places = places
        self._order = sorted(places.columns)
        self._width = {
            column: max(own.width, len(own.header) + HEADER_MARGIN)
            for column, own in zip(places.columns, wanted.columns, strict=True)
        }
        self._styles = styles
        self._guard = Guard(sheet, wanted.tab, styles)
        self._formats: dict[tuple[Look, bool], int] = {}
        self._last = max(chain((wanted.header_row,), wanted.cells, sheet.numbers()))
        self._hidden = covered(covering(sheet), places.columns, self._last)

    def edits(self) -> Iterator[Edit]:
        """In order, and made one after the other: there can be a hundred thousand."""
        rows = (row for row in self._sheet.rows() if row.number >= self._wanted.header_row)
        in_rows = (edit for row in rows for edit in in_order(self._row(row, self._new_cells(row.number))))
        above = in_order([*self._dimension(), *self._widths()])
        return merge(above, in_rows, self._new_rows(), key=PLACE_OF_EDIT)

    def _new_cells(self, row: int) -> NewCells:
        """What a row is to hold in our columns. A header that stands there is left as it is."""
        columns = self._places.columns
        if row > self._wanted.header_row:
            cells = self._wanted.cells.get(row)
            return dict(zip(columns, cells, strict=True)) if cells else dict.fromkeys(columns)
        headers = zip(columns, self._wanted.columns, strict=True)
        return {
            column: OutCell(own.header, Look.OWN_HEADER_RIGHT if own.figures else Look.OWN_HEADER)
            for column, own in headers
            if column in self._places.fresh
        }

    def _row(self, row: RowSpan, new: NewCells) -> Iterator[Edit]:
        cells = sorted(self._sheet.cells(row, self._order[0]))  # not every program keeps them in order
        tail = b""
        for column in self._order:
            if column not in new:
                continue
            out = new[column]
            at = bisect_left(cells, column, key=COLUMN_OF)
            follower = cells[at] if at < len(cells) else None
            if self._hidden[column][row.number]:
                continue
            if follower and follower.column == column:
                yield from self._replaced(row, follower, out)
            elif out and follower:
                yield Edit(follower.start, follower.start, self._new_cell(row, column, out))
            elif out:
                tail += self._new_cell(row, column, out)
        if any(new.values()):
            if any(row.spans):
                yield Edit(*row.spans, b"")
            yield appended(f"{self._sheet.prefix}row", row.inner_end, row.end, tail)

    def _replaced(self, row: RowSpan, cell: CellSpan, out: OutCell | None) -> Iterator[Edit]:
        if cell.kind is Kind.FORMULA or (out is None and cell.kind is Kind.BLANK):
            return
        self._guard.check(row.number, cell.column, cell.style)
        xml = self._xml(row.number, cell.column, out or OutCell(None), row.height)
        yield Edit(cell.start, cell.end, xml)

    def _new_cell(self, row: RowSpan, column: int, out: OutCell) -> bytes:
        self._guard.check(row.number, column, row.style)
        return self._xml(row.number, column, out, row.height)

    def _new_rows(self) -> Iterator[Edit]:
        """Rows that are not in the part, each in front of the first that comes after it."""
        inserted, tail = [], b""
        wanted = {self._wanted.header_row, *self._wanted.cells}
        for number in sorted(wanted.difference(self._sheet.numbers())):
            after = self._sheet.next_row(number)
            if after is None:
                tail += self._new_row(number)
            else:
                inserted.append(Edit(after, after, self._new_row(number)))
        yield from in_order(inserted)
        if tail:
            data = self._sheet.data
            yield appended(data.qualified, data.inner_end, data.end, tail)

    def _new_row(self, number: int) -> bytes:
        prefix = self._sheet.prefix
        cells = []
        for column, out in sorted(self._new_cells(number).items()):
            if out and not self._hidden[column][number]:
                self._guard.check(number, column, None)
                cells.append(self._xml(number, column, out, 0))
        return f'<{prefix}row r="{number}">'.encode() + b"".join(cells) + f"</{prefix}row>".encode()

    def _xml(self, row: int, column: int, out: OutCell, height: float) -> bytes:
        """Wrapped only where the row has the height for it: text of ours must not make their rows grow."""
        text = out.value if isinstance(out.value, str) else ""
        wrap = bool(height) and LINE_HEIGHT * lines(text, self._width[column]) <= height
        key = (out.look, wrap)
        if key not in self._formats:
            look = drawing(out.look, wrap=wrap, locked=not self._guard.on)
            self._formats[key] = self._styles.cell(look)
        place = f"{letters(column)}{row}"
        return cell_xml(place, out.value, self._formats[key], self._sheet.prefix).encode()

    def _dimension(self) -> Iterator[Edit]:
        element = self._sheet.section("dimension")
        area = Area.parse(element.attributes.get("ref", "")) if element else None
        if element and area:
            grown = Area(
                area.top,
                area.left,
                max(area.bottom, self._wanted.header_row, *self._wanted.cells),
                max(area.right, *self._places.columns),
            )
            tag = with_attributes(self._sheet.between(element.start, element.inner), {"ref": str(grown)})
            yield Edit(element.start, element.inner, tag)

    def _widths(self) -> Iterator[Edit]:
        """A width for those of our columns that have none; a width that a person chose stays."""
        lacking = sorted(self._places.columns)
        standing = self._sheet.widths()
        for columns, node in standing:
            new = [column for column in lacking if column in columns and column in self._places.fresh]
            if new and truth(node.attributes.get("hidden")):
                yield self._among_hidden(columns, node, new)
            lacking = [column for column in lacking if column not in columns]
        tail = b""
        for column in lacking:
            tag = f"<{self._sheet.prefix}col/>".encode()
            xml = with_attributes(tag, self._width_of(column))
            after = next((node.start for columns, node in standing if columns.start > column), None)
            if after is None:
                tail += xml
            else:
                yield Edit(after, after, xml)
        holder = self._sheet.section("cols")
        if tail and holder:
            yield appended(holder.qualified, holder.inner_end, holder.end, tail)
        elif tail:
            yield self._new_widths(tail)

    def _width_of(self, column: int) -> dict[str, str | None]:
        width = f"{self._width[column]:g}"
        return {"min": str(column), "max": str(column), "width": width, "customWidth": "1"}

    def _among_hidden(self, columns: range, node: Element, new: Sequence[int]) -> Edit:
        """New columns in the middle of hidden ones are shown; those before and behind stay hidden."""
        tag = self._sheet.between(node.start, node.inner)
        rest = self._sheet.between(node.inner, node.end)
        parts = [self._width_of(column) | {"hidden": None} for column in new]
        if columns.start < new[0]:
            parts.insert(0, {"max": str(new[0] - 1)})
        if new[-1] < columns[-1]:
            parts.append({"min": str(new[-1] + 1)})
        return Edit(node.start, node.end, b"".join(with_attributes(tag, part) + rest for part in parts))

    def _new_widths(self, widths: bytes) -> Edit:
        prefix, at = self._sheet.prefix, self._sheet.data.start
        return Edit(at, at, f"<{prefix}cols>".encode() + widths + f"</{prefix}cols>".encode())
