"""A cell as XML. Text is an inline string, so that the workbook's table of shared strings stays as it is.

The escapes are those of ECMA-376 part 1, 22.9.2.19 (ST_Xstring): `_x000B_` stands for what XML cannot hold,
and an underscore that would read as the beginning of such an escape is written `_x005F_`.
"""

from __future__ import annotations

import math
import re
from xml.sax.saxutils import escape

from sheet2eval.books.book import Value

CELL_LIMIT = 32_767  # UTF-16 units, as Excel counts
CUT = "… [cut]"
SPECIAL = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}")
UNWRITABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}(?:_|[\x00-\x08\x0b-\x1f\ufffe\uffff]))"
)
SPACE = " \n\t"


def cell_xml(place: str, value: Value, style: int, prefix: str = "") -> str:
    """The cell at `place` ("B7"). Text is never taken for anything else; what is no number is left empty."""
    head = f'<{prefix}c r="{place}" s="{style}"'
    if isinstance(value, str):
        text = text_xml(value)
        if not text:
            return f"{head}/>"
        kept = text[0] in SPACE or text[-1] in SPACE or "  " in text or "\n" in text or "\t" in text
        keep = ' xml:space="preserve"' if kept else ""
        inside = f"<{prefix}is><{prefix}t{keep}>{text}</{prefix}t></{prefix}is>"
        return f'{head} t="inlineStr">{inside}</{prefix}c>'
    if value is None or not math.isfinite(value):
        return f"{head}/>"
    return f"{head}><{prefix}v>{+value!r}</{prefix}v></{prefix}c>"


def text_xml(text: str) -> str:
    """Text as it stands inside `<t>`: cut to what a cell holds, escaped, without lone surrogates."""
    if len(text) > CELL_LIMIT // 2:
        text = _cut(text)
    plain = not ("&" in text or "<" in text or ">" in text or "_x" in text)
    if (plain and text.isprintable()) or SPECIAL.search(text) is None:
        return text
    paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return escape(UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", paired))


def _cut(text: str) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * CELL_LIMIT:
        return text
    return units[: 2 * (CELL_LIMIT - len(CUT))].decode("utf-16-le", "ignore") + CUT
