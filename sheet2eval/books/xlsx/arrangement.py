"""What people arrange in a tab of ours, read from its part so that it outlives the tab's next content.

That is the tab's colour, what is frozen, its zoom, the widths of columns and which are hidden, the filter, and what
they drew on it; and the rules that they gave to columns of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from sheet2eval.books.additions import Moves
from sheet2eval.books.book import OutCell
from sheet2eval.books.looks import DRAWINGS
from sheet2eval.books.xlsx.areas import LAST_COLUMN, Area
from sheet2eval.books.xlsx.beside import cells_beside
from sheet2eval.books.xlsx.numfmt import show
from sheet2eval.books.xlsx.package import Package
from sheet2eval.books.xlsx.scan import XmlError, truth, whole
from sheet2eval.books.xlsx.sheetmap import columns_of
from sheet2eval.books.xlsx.spans import Element, parse, with_attributes

ROWS, ROWS_END, LINKS, LINKS_END = b"<sheetData", b"</sheetData>", b"<hyperlinks", b"</hyperlinks>"
DRAWN = ("drawing", "legacyDrawing")  # in the order of the schema
OF_A_COLUMN = ("width", "customWidth", "hidden", "outlineLevel", "collapsed")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a column is filtered by: its element's `xml`, and the texts that it lets through, in lower case.

    None are the `choices` of a filter of another kind: what that lets through, spreadsheet programs can tell.
    """

    xml: bytes
    choices: frozenset[str] | None

    def at(self, column: int) -> bytes:
        """The element for that column of the filtered range, from 1."""
        end = self.xml.index(b">") + 1
        return with_attributes(self.xml[:end], {"colId": str(column - 1)}) + self.xml[end:]

    def hides(self, cell: OutCell) -> bool:
        return self.choices is not None and _shown(cell).strip().casefold() not in self.choices


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Elements of a worksheet as XML, empty where there is none; widths and filters by column, from 1."""

    properties: bytes = b""
    views: bytes = b""
    widths: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    filters: Mapping[int, Filter] = field(default_factory=dict)
    formats: tuple[bytes, ...] = ()  # conditional ones
    validations: tuple[bytes, ...] = ()
    drawings: Mapping[str, str] = field(default_factory=dict)  # the ids of their relationships, by element
    cells: Mapping[int, bytes] = field(default_factory=dict)  # beside ours, by row
    width: int = 0  # the last column that holds any of them

    def hides(self, row: Sequence[OutCell]) -> bool:
        """Whether a filter on a column of ours hides the row."""
        ours = ((row[column - 1], wanted) for column, wanted in self.filters.items() if column <= len(row))
        return any(wanted.hides(cell) for cell, wanted in ours)


AS_MADE = Arrangement()


def arrangement(package: Package, part: str, moves: Moves) -> Arrangement:
    """How people arranged the tab in that part, for its next content: a column keeps what it had, wherever it stood."""
    outline = _outline(package, part)
    cells = cells_beside(package, part, moves)
    moved, width = moves.columns, max((moves.columns[at] for at in moves.theirs), default=0)
    try:
        root = parse(outline)
    except XmlError:
        return Arrangement(cells=cells, width=width)
    validations = root.first("dataValidations")
    return Arrangement(
        properties=_xml(outline, root.first("sheetPr")),
        views=_xml(outline, root.first("sheetViews")),
        widths={moved[column]: look for column, look in _widths(root) if column in moved},
        filters={moved[column]: wanted for column, wanted in _filters(outline, root) if column in moved},
        formats=_rules(outline, root.all("conditionalFormatting"), moves),
        validations=_rules(outline, validations.children if validations else (), moves),
        drawings={name: link for name in DRAWN if (node := root.first(name)) and (link := _link(node))},
        cells=cells,
        width=width,
    )


def _outline(package: Package, part: str) -> bytes:
    """The part without its rows and their links; nothing where it is not as spreadsheet programs write it."""
    head, found, _ = package.head(part).partition(ROWS)
    if not found:
        return b""
    tail, _, links = b"".join(_behind(ROWS_END, package.chunks(part))).partition(LINKS)
    return head + tail + links.partition(LINKS_END)[2]


def _behind(mark: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """What comes behind the first mark."""
    window = b""
    for chunk in chunks:
        window = window[-len(mark) :] + chunk
        if mark in window:
            yield window.partition(mark)[2]
            break
    yield from chunks


def _rules(outline: bytes, nodes: Iterable[Element], moves: Moves) -> tuple[bytes, ...]:
    """Those that are about people's own columns only, unless these had to move."""
    staying = [moves.columns.get(at) == at and at in moves.theirs for at in range(LAST_COLUMN + 1)]
    up_to = list(accumulate(staying))
    wanted = (node for node in nodes if all(_is_within(area, up_to) for area in _areas(node)))
    return tuple(xml for node in wanted if (xml := _xml(outline, node)))


def _areas(node: Element) -> list[Area | None]:
    return [Area.parse(reference) for reference in node.attributes.get("sqref", "-").split()]


def _is_within(area: Area | None, up_to: Sequence[int]) -> bool:
    """Whether all columns of the area are such as are counted in `up_to`."""
    if area is None or not 0 < area.left <= area.right <= LAST_COLUMN:
        return False
    return up_to[area.right] - up_to[area.left - 1] == area.right - area.left + 1


def _link(node: Element) -> str:
    return next((value for name, value in node.attributes.items() if name.endswith(":id")), "")


def _widths(root: Element) -> Iterator[tuple[int, Mapping[str, str]]]:
    holder = root.first("cols")
    for node in holder.children if holder else ():
        look = {name: node.attributes[name] for name in OF_A_COLUMN if name in node.attributes}
        yield from ((column, look) for column in columns_of(node))


def _filters(outline: bytes, root: Element) -> Iterator[tuple[int, Filter]]:
    holder = root.first("autoFilter")
    for node in holder.all("filterColumn") if holder else ():
        if node.children:
            column = whole(node.attributes.get("colId"), 0) + 1
            yield column, Filter(_xml(outline, node), _choices(node.children[0]))


def _choices(node: Element) -> frozenset[str] | None:
    if node.name != "filters" or any(child.name != "filter" for child in node.children):
        return None
    texts = {child.attributes.get("val", "").strip().casefold() for child in node.children}
    return frozenset(texts | {""} if truth(node.attributes.get("blank")) else texts)


def _shown(cell: OutCell) -> str:
    if cell.value is None or isinstance(cell.value, str):
        return cell.value or ""
    return show(cell.value, DRAWINGS[cell.look].number, 0)


def _xml(outline: bytes, node: Element | None) -> bytes:
    """Nothing of an element with a prefix in it: our part would not declare that."""
    plain = node and all(":" not in each.qualified for each in node.walk())
    return outline[node.start : node.end] if node and plain else b""
