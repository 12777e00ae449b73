"""What people hang on a tab of ours: notes, comments and drawings. Notes and comments move with their row.

A note is a `comment` and a box in VML; a comment that people answer is a `threadedComment` as well. Excel's VML is
not always XML, so it is read by pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.parsers.expat import XMLParserType

from sheet2eval.books.additions import Moves
from sheet2eval.books.xlsx.areas import Area, letters
from sheet2eval.books.xlsx.package import Package, Relationship
from sheet2eval.books.xlsx.scan import LocalNames, whole
from sheet2eval.books.xlsx.spans import Edit, apply, as_utf8, parse, with_attributes

REMARKS = {"comments": "comment", "threadedComment": "threadedComment"}
"""By the type of the relationship: the elements that name a cell in `ref`."""
BOXES = "vmlDrawing"
HUNG = frozenset({*REMARKS, BOXES, "drawing"})
BOX = re.compile(rb"(?=<\w+:ClientData\s)")
NOTE = re.compile(rb"""<\w+:ClientData\s+ObjectType\s*=\s*["']Note["']""")
CELL = re.compile(rb"(?<=:)(Row|Column)>(\d{1,7})(?=</)")
ANCHOR = re.compile(rb"(?<=:Anchor>)[\d,\s]{1,200}(?=</)")
ANCHOR_ROWS = (2, 6)  # of the eight numbers of an anchor in VML


def hung_on(package: Package, part: str) -> tuple[Relationship, ...]:
    """The relationships to what people hung on the tab in that part, but for what hangs on another one too."""
    sheets = (sheet.part for sheet in package.sheets())
    others = {link.target for other in sheets if other != part for link in package.relationships(other)}
    return tuple(
        link
        for link in package.relationships(part)
        if link.type in HUNG and not link.external and package.has(link.target) and link.target not in others
    )


def remarked_cells(package: Package, part: str) -> frozenset[tuple[int, int]]:
    """The cells that bear notes or comments, by row and column."""
    cells: set[tuple[int, int]] = set()
    for link in hung_on(package, part):
        if link.type in REMARKS:
            cells |= _cells(package, link)
    return frozenset(cells)


def _cells(package: Package, link: Relationship) -> set[tuple[int, int]]:
    names, cells = LocalNames(), set()

    def start(qualified: str, attributes: dict[str, str]) -> None:
        area = Area.parse(attributes.get("ref", "")) if names[qualified] == REMARKS[link.type] else None
        if area:
            cells.add((area.top, area.left))

    def listen(parser: XMLParserType) -> None:
        parser.StartElementHandler = start

    package.parse(link.target, listen)
    return cells


def moved_remarks(package: Package, part: str, moves: Moves) -> Mapping[str, bytes]:
    """The parts of notes and comments with their new places, by name."""
    moved = {}
    for link in hung_on(package, part):
        content = package.read(link.target)
        if link.type in REMARKS:
            moved[link.target] = _moved(as_utf8(content), REMARKS[link.type], moves)
        elif link.type == BOXES:
            moved[link.target] = b"".join(_moved_box(piece, moves) for piece in BOX.split(content))
    return moved


def _moved(content: bytes, name: str, moves: Moves) -> bytes:
    return apply(content, _new_places(content, name, moves))


def _new_places(content: bytes, name: str, moves: Moves) -> Iterator[Edit]:
    for node in parse(content).walk():
        area = Area.parse(node.attributes.get("ref", "")) if node.name == name else None
        if area:
            place = f"{letters(moves.columns.get(area.left, area.left))}{moves.rows.get(area.top, area.top)}"
            yield Edit(
                node.start, node.inner, with_attributes(content[node.start : node.inner], {"ref": place})
            )


def _moved_box(box: bytes, moves: Moves) -> bytes:
    """A piece of VML that begins with the data of a box; rows and columns count from 0 there."""
    was = {match[1]: int(match[2]) + 1 for match in CELL.finditer(box)}
    row, column = was.get(b"Row"), was.get(b"Column")
    if row is None or column is None or not NOTE.match(box):
        return box
    now = {b"Row": moves.rows.get(row, row), b"Column": moves.columns.get(column, column)}

    def lowered(anchor: re.Match[bytes]) -> bytes:
        down = now[b"Row"] - row
        numbers = enumerate(whole(number.strip().decode(), 0) for number in anchor[0].split(b","))
        return ", ".join(str(max(0, number + down * (at in ANCHOR_ROWS))) for at, number in numbers).encode()

    box = CELL.sub(lambda match: match[1] + b">" + str(now[match[1]] - 1).encode(), box)
    return ANCHOR.sub(lowered, box)
