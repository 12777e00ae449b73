"""Which columns of the input tab are ours: those of an earlier run, new ones to the right of everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sheet2eval.books.book import OwnColumns
from sheet2eval.books.xlsx.areas import LAST_COLUMN, Area
from sheet2eval.books.xlsx.scan import truth
from sheet2eval.books.xlsx.sheetmap import Kind, SheetMap
from sheet2eval.errors import BookError


def covering(sheet: SheetMap) -> tuple[Area, ...]:
    """The ranges in which only the first cell takes a value: merged cells and spilling formulas."""
    merges = sheet.section("mergeCells")
    references = (node.attributes.get("ref", "") for node in merges.children) if merges else ()
    return (*(area for reference in references if (area := Area.parse(reference))), *sheet.spills)


def covered(areas: Iterable[Area], columns: Iterable[int], last_row: int) -> Mapping[int, bytearray]:
    """By column and row: 1 for the cells of those columns that an area's first cell hides."""
    hidden = {column: bytearray(last_row + 1) for column in columns}
    for area in areas:
        bottom = min(area.bottom, last_row)
        for column, cells in hidden.items():
            top = area.top + (column == area.left)
            if area.left <= column <= area.right and top <= bottom:
                cells[top : bottom + 1] = b"\1" * (bottom + 1 - top)
    return hidden


def candidates(wanted: OwnColumns, headers: Sequence[str]) -> frozenset[int]:
    """The columns that can be ours by their header."""
    names = {_plain(column.header) for column in wanted.columns}
    return frozenset(column for column, text in enumerate(headers, 1) if _plain(text) in names)


@dataclass(frozen=True, slots=True)
class Places:
    """The column of each wanted one, and which of them are new to the tab."""

    columns: tuple[int, ...]
    fresh: frozenset[int]


def choose(sheet: SheetMap, wanted: OwnColumns, headers: Sequence[str], reach: int) -> Places:
    """Raises BookError where the tab has no room left.

    `headers` are the texts of the header row; `reach` is the last column that tables and drawings cover.
    """
    areas = covering(sheet)
    standing = _standing(sheet, areas, wanted.header_row, headers)
    found = [standing.get(_plain(column.header)) for column in wanted.columns]
    starts = (max(reach, len(headers)), reach, len(headers))
    fresh = _free_columns(_taken(sheet), areas, wanted, found.count(None), starts)
    following = iter(fresh)
    return Places(tuple(column or next(following) for column in found), frozenset(fresh))


def _standing(sheet: SheetMap, areas: Sequence[Area], row: int, headers: Sequence[str]) -> dict[str, int]:
    """Header texts whose cells can be ours; the leftmost wins."""
    header = next((span for span in sheet.rows() if span.number == row), None)
    cells = sheet.cells(header) if header else ()
    formulas = {cell.column for cell in cells if cell.kind is Kind.FORMULA}
    unseen = covered(areas, range(1, len(headers) + 1), row)
    texts = reversed(list(enumerate(headers, 1)))
    return {
        _plain(text): column for column, text in texts if column not in formulas and not unseen[column][row]
    }


def _taken(sheet: SheetMap) -> bytearray:
    """By column: whether it shows anything, or is hidden, so that nothing would be seen in it.

    Columns that are hidden to the very end are the empty rest of a tidy sheet.
    """
    taken = bytearray(sheet.used)
    for area in _sparklines(sheet):
        taken[area.left : area.right + 1] = b"\1" * (area.right + 1 - area.left)
    for columns, node in sheet.widths():
        if truth(node.attributes.get("hidden")) and columns.stop <= LAST_COLUMN:
            taken[columns.start : columns.stop] = b"\1" * len(columns)
    return taken


def _sparklines(sheet: SheetMap) -> Iterator[Area]:
    """Small charts inside of cells, which hold nothing otherwise."""
    extensions = sheet.section("extLst")
    for node in extensions.walk() if extensions else ():
        place = node.first("sqref") if node.name == "sparkline" else None
        area = Area.parse(sheet.between(place.inner, place.inner_end).decode().strip()) if place else None
        if area:
            yield area


def _free_columns(
    taken: bytearray, areas: Sequence[Area], wanted: OwnColumns, count: int, starts: Sequence[int]
) -> range:
    """Beside everything, or where that is impossible the first free ones behind one of the starts."""
    last = max(starts[1], taken.rfind(1), *(area.right for area in areas), 0)
    if last + count <= LAST_COLUMN:
        return range(last + 1, last + 1 + count)
    for area in areas:
        if area.bottom >= wanted.header_row and not _is_line_across(area, wanted.header_row):
            taken[area.left : area.right + 1] = b"\1" * (area.right + 1 - area.left)
    for start in starts:
        first = taken.find(bytes(count), start + 1)
        if first > 0:
            return range(first, first + count)
    raise BookError(
        f"the tab {wanted.tab!r} has no {count} free columns for the results: "
        "delete or clear some columns that are not needed"
    )


def _is_line_across(area: Area, header_row: int) -> bool:
    """Whether it is the title of a section, merged over the whole width of the sheet: no case stands there."""
    return area.top > header_row and area.left == 1 and area.right == LAST_COLUMN


def _plain(header: str) -> str:
    return "".join(header.split()).casefold()
