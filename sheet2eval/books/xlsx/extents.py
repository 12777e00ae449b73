"""How far to the right the tables, charts and pictures of a tab reach: nothing of ours goes beneath them."""

from __future__ import annotations

from collections.abc import Iterator

from sheet2eval.books.xlsx.areas import Area
from sheet2eval.books.xlsx.package import Package
from sheet2eval.books.xlsx.scan import whole
from sheet2eval.books.xlsx.spans import Element, as_utf8, parse

USUAL_WIDTH = 609_600  # of a column of 64 pixels, in EMU (914,400 an inch)


def reach(package: Package, part: str) -> int:
    """The last column that any table or drawing of the sheet covers, 0 where it has none."""
    return max(_columns(package, part), default=0)


def _columns(package: Package, part: str) -> Iterator[int]:
    for link in package.relationships(part):
        if link.external or not package.has(link.target):
            continue
        if link.type == "table":
            area = Area.parse(package.tree(link.target).attributes.get("ref", ""))
            yield area.right if area else 0
        elif link.type == "drawing":
            drawing = as_utf8(package.read(link.target))
            yield from (_anchor_column(drawing, anchor) for anchor in parse(drawing).children)


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
