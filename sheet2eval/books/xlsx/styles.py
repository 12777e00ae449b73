"""The styles part of a workbook, with the looks of our cells appended to it.

What is identical to something that is there is used again, so that run after run leaves the part as it is.
Nothing of the workbook's own moves: cells refer to formats by their position. Format: ECMA-376 part 1, 18.8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from sheet2eval.books.book import Look
from sheet2eval.books.looks import DRAWINGS, Drawing
from sheet2eval.books.xlsx.scan import truth, whole
from sheet2eval.books.xlsx.spans import Edit, Element, apply, as_utf8, extended, parse, place_of

ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
MINIMAL = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{}">'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
FIRST = {  # what has to stand at the first positions of a collection
    "fonts": ('<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>',),
    "fills": (
        '<fill><patternFill patternType="none"/></fill>',
        '<fill><patternFill patternType="gray125"/></fill>',
    ),
    "borders": ("<border><left/><right/><top/><bottom/><diagonal/></border>",),
    "cellXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
    "dxfs": (),
}
BUILT_IN = {"General": 0, "0.00": 2, "#,##0": 3}
FIRST_FREE_FORMAT = 164
FAMILY = ("name", "family", "charset", "scheme")  # of a font, in the order in which Excel writes them
OPENING = re.compile(r"<(/?)(?=[a-z])")

Shape = tuple[str, frozenset[tuple[str, str]], tuple["Shape", ...]]


@dataclass(slots=True)
class _Pool:
    """One collection of the part: positions by shape, and what is to be appended."""

    positions: dict[Shape, int]
    size: int
    new: list[str]

    def position(self, xml: str) -> int:
        shape = _shape(parse(xml.encode()))
        if shape not in self.positions:
            self.positions[shape] = self.size
            self.size += 1
            self.new.append(xml)
        return self.positions[shape]


class StyleSheet:
    """Gives the numbers of looks, appending what is missing; `result` is the part with all that."""

    def __init__(self, part: bytes | None, namespace: str) -> None:
        """Of the part as it is, None where the workbook has none; the namespace serves a part made anew."""
        self._part = as_utf8(part or MINIMAL.format(namespace).encode())
        self._root = parse(self._part)
        if not self._root.children:
            self._part = MINIMAL.format(namespace).encode()
            self._root = parse(self._part)
        self._pools = {name: self._pool(name) for name in FIRST}
        self._numbers = {
            node.attributes.get("formatCode", ""): whole(node.attributes.get("numFmtId"), 0)
            for node in self._items("numFmts")
        }
        self._new_numbers: list[str] = []
        self._cells: dict[Drawing, int] = {}
        self._looks: dict[Look, int] = {}

    def look(self, look: Look) -> int:
        """The `s` of a cell with that look."""
        if look not in self._looks:
            self._looks[look] = self.cell(DRAWINGS[look])
        return self._looks[look]

    def cell(self, drawing: Drawing) -> int:
        """The `s` of a cell that is drawn so."""
        if drawing not in self._cells:
            self._cells[drawing] = self._cell_format(drawing)
        return self._cells[drawing]

    def conditional(self, look: Look) -> int:
        """The `dxfId` of a conditional format that gives a cell the colours of that look."""
        drawing = DRAWINGS[look]
        font = f'<font>{"<b/>" if drawing.bold else ""}<color rgb="FF{drawing.ink or "000000"}"/></font>'
        fill = f'<fill><patternFill><bgColor rgb="FF{drawing.fill}"/></patternFill></fill>'
        return self._pools["dxfs"].position(f"<dxf>{font}{fill if drawing.fill else ''}</dxf>")

    def visible(self) -> frozenset[int]:
        """The cell formats that show even where a cell is empty: those with a fill or a border."""
        fills = [_is_filled(node) for node in self._items("fills")]
        sides = [node.children for node in self._items("borders")]
        borders = [any("style" in side.attributes for side in node) for node in sides]
        return frozenset(
            position
            for position, node in enumerate(self._items("cellXfs"))
            if _at(fills, node.attributes.get("fillId")) or _at(borders, node.attributes.get("borderId"))
        )

    def unlocked(self) -> frozenset[int]:
        """The cell formats whose cells a protected sheet leaves open."""
        return frozenset(
            position
            for position, node in enumerate(self._items("cellXfs"))
            if (guard := node.first("protection")) and not truth(guard.attributes.get("locked", "1"))
        )

    def result(self) -> bytes:
        """The part with everything that was asked for."""
        numbers = len(list(self._items("numFmts"))) + len(self._new_numbers)
        edits = self._appended("numFmts", self._new_numbers, numbers)
        for name, pool in self._pools.items():
            edits += self._appended(name, pool.new, pool.size)
        return apply(self._part, edits)

    def _cell_format(self, drawing: Drawing) -> int:
        number = self._number(drawing.number)
        font = self._pools["fonts"].position(self._font(drawing)) if _has_own_font(drawing) else 0
        fill = self._pools["fills"].position(_fill(drawing)) if drawing.fill else 0
        border = self._pools["borders"].position(_border(drawing)) if drawing.line else 0
        parent = ' xfId="0"' if self._root.first("cellStyleXfs") else ""
        applied = "".join(
            f' {name}="1"'
            for name, used in (
                ("applyNumberFormat", number),
                ("applyFont", font),
                ("applyFill", fill),
                ("applyBorder", border),
                ("applyAlignment", True),
                ("applyProtection", not drawing.locked),
            )
            if used
        )
        guard = "" if drawing.locked else '<protection locked="0"/>'
        return self._pools["cellXfs"].position(
            f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="{border}"{parent}{applied}>'
            f"{_alignment(drawing)}{guard}</xf>"
        )

    def _number(self, code: str) -> int:
        if code in BUILT_IN:
            return BUILT_IN[code]
        if code not in self._numbers:
            number = max(FIRST_FREE_FORMAT - 1, *self._numbers.values(), 0) + 1
            self._numbers[code] = number
            self._new_numbers.append(f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>')
        return self._numbers[code]

    def _font(self, drawing: Drawing) -> str:
        host = next(self._items("fonts"), None) or parse(FIRST["fonts"][0].encode())
        own = {"sz": "11"} | {node.name: node.attributes.get("val", "") for node in host.children}
        size = quoteattr(str(drawing.size) if drawing.size else own["sz"])
        marks = ("<b/>" if drawing.bold else "") + ("<u/>" if drawing.underlined else "")
        ink = f'<color rgb="FF{drawing.ink}"/>' if drawing.ink else ""
        family = "".join(f"<{name} val={quoteattr(own[name])}/>" for name in FAMILY if name in own)
        return f"<font>{marks}<sz val={size}/>{ink}{family}</font>"

    def _items(self, name: str) -> Iterator[Element]:
        holder = self._root.first(name)
        return iter(holder.children if holder else ())

    def _pool(self, name: str) -> _Pool:
        shapes = [_shape(node) for node in self._items(name)]
        missing = list(FIRST[name][len(shapes) :])
        shapes += [_shape(parse(xml.encode())) for xml in missing]
        return _Pool({shape: at for at, shape in reversed(list(enumerate(shapes)))}, len(shapes), missing)

    def _appended(self, name: str, new: list[str], size: int) -> list[Edit]:
        if not new:
            return []
        prefix = self._root.prefix
        xml = OPENING.sub(rf"<\1{prefix}", "".join(new)).encode()
        holder = self._root.first(name)
        if holder:
            return extended(self._part, holder, xml, {"count": str(size)})
        at = place_of(self._root, name, ORDER)
        tags = (f'<{prefix}{name} count="{size}">'.encode(), f"</{prefix}{name}>".encode())
        return [Edit(at, at, xml.join(tags))]


def _has_own_font(drawing: Drawing) -> bool:
    return bool(drawing.ink or drawing.size or drawing.bold or drawing.underlined)


def _shape(node: Element) -> Shape:
    return node.name, frozenset(node.attributes.items()), tuple(_shape(child) for child in node.children)


def _fill(drawing: Drawing) -> str:
    solid = f'<patternFill patternType="solid"><fgColor rgb="FF{drawing.fill}"/><bgColor indexed="64"/>'
    return f"<fill>{solid}</patternFill></fill>"


def _border(drawing: Drawing) -> str:
    line = f'style="thin"><color rgb="FF{drawing.line}"/>'
    sides = (
        f"<{side} {line}</{side}>" if side in drawing.sides else f"<{side}/>"
        for side in ("left", "right", "top", "bottom")
    )
    return f"<border>{''.join(sides)}<diagonal/></border>"


def _alignment(drawing: Drawing) -> str:
    horizontal = f' horizontal="{drawing.horizontal}"' if drawing.horizontal else ""
    indent = ' indent="1"' if drawing.horizontal else ""  # off the text of the next column
    wrap = ' wrapText="1"' if drawing.wrap else ""
    return f'<alignment{horizontal} vertical="{drawing.vertical}"{wrap}{indent}/>'


def _is_filled(node: Element) -> bool:
    pattern = node.first("patternFill")
    if pattern is None:
        return bool(node.children)  # a gradient
    return pattern.attributes.get("patternType", "none") != "none"


def _at(flags: list[bool], position: str | None) -> bool:
    at = whole(position, 0)
    return at < len(flags) and flags[at]
