"""How far to the right the tables, pivots, drawings, controls and notes of a tab reach.

Nothing of ours goes beneath them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from xml.parsers.expat import XMLParserType

from sheet2eval.books.xlsx.areas import Area
from sheet2eval.books.xlsx.package import Package
from sheet2eval.books.xlsx.scan import whole
from sheet2eval.books.xlsx.spans import Element, as_utf8, parse

USUAL_WIDTH = 609_600  # of a column of 64 pixels, in EMU (914,400 an inch)
ANCHORS = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
NOTE = re.compile(rb"""\s+ObjectType\s*=\s*["']Note""")
VML_ANCHOR = re.compile(rb"<x:Anchor>([\d,\s]{1,200})</x:Anchor>")
RIGHT_COLUMN = 4  # of the eight numbers of an anchor in VML


def reach(package: Package, part: str) -> int:
    """The last column that any of these covers, 0 where there are none."""
    return max(_columns(package, part), default=0)


def _columns(package: Package, part: str) -> Iterator[int]:
    for link in package.relationships(part):
        if link.type in COVERED and not link.external and package.has(link.target):
            yield from COVERED[link.type](package, link.target)


def _of_table(package: Package, part: str) -> Iterator[int]:
    yield _right(package.tree(part).attributes.get("ref"))


def _of_pivot(package: Package, part: str) -> Iterator[int]:
    yield _right(package.tree(part).first("location").attributes.get("ref"))


def _of_notes(package: Package, part: str) -> Iterator[int]:
    columns: list[int] = []

    def start(qualified: str, attributes: dict[str, str]) -> None:
        if qualified.endswith("comment"):
            columns.append(_right(attributes.get("ref")))

    def listen(parser: XMLParserType) -> None:
        parser.StartElementHandler = start

    package.parse(part, listen)
    yield from columns


def _of_controls(package: Package, part: str) -> Iterator[int]:
    """Old controls; Excel's VML is not always XML. The boxes of notes are left out: they hover."""
    for shape in package.read(part).split(b"<x:ClientData")[1:]:
        anchor = VML_ANCHOR.search(shape)
        if anchor and not NOTE.match(shape):
            numbers = [whole(number.strip(), 0) for number in anchor[1].decode().split(",")]
            yield sum(numbers[RIGHT_COLUMN : RIGHT_COLUMN + 1]) + 1


def _of_drawing(package: Package, part: str) -> Iterator[int]:
    drawing = as_utf8(package.read(part))
    return (_anchor_column(drawing, node) for node in parse(drawing).walk() if node.name in ANCHORS)


def _anchor_column(drawing: bytes, anchor: Element) -> int:
    """Columns of anchors count from 0; sizes in EMU are taken for columns of the usual width."""
    corner = anchor.first("to") or anchor.first("from")
    column = corner.first("col") if corner else None
    last = whole(drawing[column.inner : column.inner_end].strip().decode(), 0) + 1 if column else 0
    if anchor.first("to"):
        return last
    lengths = ((anchor.first("pos"), "x"), (anchor.first("ext"), "cx"))
    size = sum(whole(node.attributes.get(name), 0) for node, name in lengths if node)
    return last + -(-size // USUAL_WIDTH)


def _right(reference: str | None) -> int:
    area = Area.parse(reference or "")
    return area.right if area else 0


COVERED: Mapping[str, Callable[[Package, str], Iterator[int]]] = {
    "table": _of_table,
    "pivotTable": _of_pivot,
    "comments": _of_notes,
    "vmlDrawing": _of_controls,
    "drawing": _of_drawing,
}
"""By the type of the relationship."""
