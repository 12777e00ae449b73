"""What people arrange in a tab of ours, read from its part so that it outlives the tab's next content.

That is the tab's colour, what is frozen, its zoom, the widths of columns and which are hidden, and the filter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sheet2eval.books.book import OutCell, OwnTab
from sheet2eval.books.xlsx.looks import DRAWINGS
from sheet2eval.books.xlsx.numfmt import show
from sheet2eval.books.xlsx.package import Package
from sheet2eval.books.xlsx.scan import XmlError, truth, whole
from sheet2eval.books.xlsx.sheetmap import columns_of
from sheet2eval.books.xlsx.spans import Element, parse, with_attributes

ROWS, ROWS_END, LINKS = b"<sheetData", b"</sheetData>", b"<hyperlinks"
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

    def hides(self, row: Sequence[OutCell]) -> bool:
        """Whether a filter hides the row."""
        return any(wanted.hides(row[column - 1]) for column, wanted in self.filters.items())


AS_MADE = Arrangement()


def arrangement(package: Package, part: str, headers: Sequence[str], tab: OwnTab) -> Arrangement:
    """How people arranged the tab in that part, for its next content.

    `headers` are the texts over its columns now: a column keeps what it had, wherever it stood. On a page without
    a table columns are told by their place.
    """
    outline = _outline(package, part)
    try:
        root = parse(outline)
    except XmlError:
        return AS_MADE
    if any(":" in node.qualified for node in root.walk()):  # a prefix that our part would not declare
        return AS_MADE
    moved = _moved(headers, tab)
    return Arrangement(
        _xml(outline, root.first("sheetPr")),
        _xml(outline, root.first("sheetViews")),
        {moved[column]: look for column, look in _widths(root) if column in moved},
        {moved[column]: wanted for column, wanted in _filters(outline, root) if column in moved},
    )


def _outline(package: Package, part: str) -> bytes:
    """The part without its rows and their links; nothing where it is not as spreadsheet programs write it."""
    head, found, _ = package.head(part).partition(ROWS)
    if not found:
        return b""
    tail, cut, _ = b"".join(_behind(ROWS_END, package.chunks(part))).partition(LINKS)
    return head + tail + (b"</worksheet>" if cut else b"")


def _behind(mark: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """What comes behind the first mark."""
    window = b""
    for chunk in chunks:
        window = window[-len(mark) :] + chunk
        if mark in window:
            yield window.partition(mark)[2]
            break
    yield from chunks


def _moved(headers: Sequence[str], tab: OwnTab) -> Mapping[int, int]:
    """Where each column will stand, by where it stands now."""
    if not tab.header_row:
        return {at: at for at in range(1, len(tab.columns) + 1)}
    standing = {text: at for at, text in reversed(list(enumerate(headers, 1)))}
    return {
        standing[column.header]: at for at, column in enumerate(tab.columns, 1) if column.header in standing
    }


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
    return outline[node.start : node.end] if node else b""
