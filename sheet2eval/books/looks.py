"""How each look is drawn, in whatever kind of document.

The font is the document's own, so that ours does not stand out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from sheet2eval.books.book import Look

SLATE = "1F2A3C"
LINE_HEIGHT = 15  # points, of the usual 11-point fonts
MOST_LINES = 12  # a longer answer is read in the cell, not by scrolling past a screen of it
HEADER_MARGIN = 2  # characters: what bold letters and an indent take
LETTERS_IN_ZERO = 1.1  # letters of running text are narrower than the digits that widths count


@dataclass(frozen=True, slots=True)
class Drawing:
    """Colours are RRGGBB, "" where the look has none; `size` is in points, 0 for the document's own."""

    ink: str = ""
    fill: str = ""
    line: str = ""  # a thin border, on the sides named in `sides`
    sides: tuple[str, ...] = ("left", "right", "top", "bottom")
    size: int = 0
    bold: bool = False
    underlined: bool = False
    wrap: bool = True
    horizontal: str = ""
    vertical: str = "top"
    number: str = "General"
    locked: bool = True  # where the sheet is protected


def _number(code: str) -> Drawing:
    return Drawing(number=code, horizontal="right", wrap=False)


@cache
def drawing(look: Look, *, wrap: bool, locked: bool) -> Drawing:
    """The look as it is drawn among a person's own cells."""
    return replace(DRAWINGS[look], wrap=wrap and DRAWINGS[look].wrap, locked=locked)


def lines(text: str, width: float) -> int:
    """How many lines a wrapped text takes, about, in a column as wide as that many zeros."""
    room = width * LETTERS_IN_ZERO
    if len(text) <= room and "\n" not in text:
        return 1
    return sum(max(1, math.ceil(len(line) / room)) for line in text.split("\n"))


_HEADER = Drawing(ink=SLATE, fill="DFE6EF", line="A9B7C9", sides=("bottom",), bold=True, vertical="center")
_OWN_HEADER = replace(_HEADER, ink="2F3E6B", fill="E3E8F8", line="A3AFD6")
DRAWINGS: Mapping[Look, Drawing] = {
    Look.PLAIN: Drawing(),
    Look.TITLE: Drawing(ink=SLATE, size=16, bold=True, wrap=False, vertical="center"),
    Look.HEADING: Drawing(ink=SLATE, size=12, bold=True, wrap=False),
    Look.HEADER: _HEADER,
    Look.HEADER_RIGHT: replace(_HEADER, horizontal="right"),
    Look.OWN_HEADER: _OWN_HEADER,
    Look.OWN_HEADER_RIGHT: replace(_OWN_HEADER, horizontal="right"),
    Look.NOTE: Drawing(ink="6B7280", size=9, wrap=False),
    Look.ID: Drawing(bold=True),
    Look.RATE: _number("0.0%"),
    Look.SCORE: _number("0.00"),
    Look.COUNT: _number("#,##0"),
    Look.SECONDS: _number("0.0"),
    Look.MONEY: _number('"$"0.0000####'),
    Look.LINK: Drawing(ink="1D4ED8", underlined=True),
    Look.GOOD: Drawing(ink="006100", fill="C6EFCE"),
    Look.BAD: Drawing(ink="9C0006", fill="FFC7CE"),
    Look.AMBER: Drawing(ink="7F6000", fill="FFEB9C"),
    Look.BROKE: Drawing(ink="4B2A7B", fill="E4D9F5"),
    Look.QUIET: Drawing(ink="595959", fill="EDEDED"),
    Look.HUMAN: Drawing(fill="FFFBE0", line="E3D9A6"),
}
