"""A cell of ours as Google takes it: its value, its look, its link.

Format: https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/cells
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from sheet2eval.books.book import CUT, Look, OutCell, Value
from sheet2eval.books.google.structure import Json
from sheet2eval.books.looks import DRAWINGS, Drawing
from sheet2eval.books.shown import shown as shown_anywhere
from sheet2eval.types import CellRef

CELL_LIMIT = 50_000  # characters

VALUE = "userEnteredValue"
LINK = "userEnteredFormat.textFormat.link"
FORMAT = "userEnteredFormat"
FILL = "userEnteredFormat.backgroundColorStyle"

Uri = Callable[[CellRef], str | None]
"""A link to a cell of the same document; None where its tab is not there."""

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_KINDS = {"0.0%": "PERCENT"}


def value_of(value: Value) -> Json:
    """Text stays text, whatever it begins with; nothing, and what is no number, leaves the cell blank."""
    if value is None or value == "":
        return {}
    if isinstance(value, str):
        return {VALUE: {"stringValue": fitting(value)}}
    return {VALUE: {"numberValue": value}} if math.isfinite(value) else {}


def fitting(text: str) -> str:
    """The text as a cell can hold it: Google counts in units of UTF-16, and takes no control characters."""
    clean = _UNFIT.sub("\ufffd", text)
    units = clean.encode("utf-16-le")
    if len(units) <= 2 * CELL_LIMIT:
        return clean
    return units[: 2 * (CELL_LIMIT - len(CUT))].decode("utf-16-le", "ignore") + CUT


def shown(cell: OutCell) -> str:
    """What the cell will show, where people write numbers as in English."""
    return fitting(shown_anywhere(cell))


def with_format(cell: OutCell, uri: Uri) -> Json:
    """Value, look and link."""
    return {**value_of(cell.value), FORMAT: {**format_of(cell.look), **_linked(cell, uri)}}


def with_link(cell: OutCell, uri: Uri) -> Json:
    """Value and link; the look is left as it is."""
    return {**value_of(cell.value), **link_of(cell, uri)}


def link_of(cell: OutCell, uri: Uri) -> Json:
    """The link alone."""
    linked = _link(cell, uri)
    return {FORMAT: {"textFormat": linked}} if linked else {}


def with_fill(cell: OutCell) -> Json:
    """Value and the colour behind it."""
    fill = DRAWINGS[cell.look].fill
    return (
        {**value_of(cell.value), FORMAT: {"backgroundColorStyle": colour(fill)}}
        if fill
        else value_of(cell.value)
    )


@cache
def format_of(look: Look) -> Json:
    return _format(DRAWINGS[look])


def colour(rgb: str) -> Json:
    """A colour of three bytes, in hexadecimal digits."""
    parts = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return {"rgbColor": dict(zip(("red", "green", "blue"), (round(part, 3) for part in parts), strict=True))}


def _format(drawing: Drawing) -> Json:
    made: dict[str, Any] = {
        "verticalAlignment": {"center": "MIDDLE"}.get(drawing.vertical, drawing.vertical.upper()),
        "wrapStrategy": "WRAP" if drawing.wrap else "OVERFLOW_CELL",
        "textFormat": _text_format(drawing),
    }
    if drawing.horizontal:
        made["horizontalAlignment"] = drawing.horizontal.upper()
    if drawing.fill:
        made["backgroundColorStyle"] = colour(drawing.fill)
    if drawing.number != "General":
        made["numberFormat"] = {"type": _KINDS.get(drawing.number, "NUMBER"), "pattern": drawing.number}
    if drawing.line:
        line = {"style": "SOLID", "colorStyle": colour(drawing.line)}
        made["borders"] = dict.fromkeys(drawing.sides, line)
    return made


def _text_format(drawing: Drawing) -> Json:
    made: dict[str, Any] = {}
    if drawing.ink:
        made["foregroundColorStyle"] = colour(drawing.ink)
    if drawing.size:
        made["fontSize"] = drawing.size
    if drawing.bold:
        made["bold"] = True
    if drawing.underlined:
        made["underline"] = True
    return made


def _linked(cell: OutCell, uri: Uri) -> Json:
    """The text format of a linked cell, its look's own included."""
    link = _link(cell, uri)
    return {"textFormat": {**_text_format(DRAWINGS[cell.look]), **link}} if link else {}


def _link(cell: OutCell, uri: Uri) -> Json:
    found = uri(cell.link) if cell.link else None
    return {"link": {"uri": found}} if found else {}
