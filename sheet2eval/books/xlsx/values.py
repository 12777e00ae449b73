"""What a cell's raw value means: the text a person sees, and the moment where it is a date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from math import isfinite

from sheet2eval.books.looks import DRAWINGS
from sheet2eval.books.xlsx.formats import style_formats
from sheet2eval.books.xlsx.numfmt import moment_of, show, show_text, shows_text_plainly
from sheet2eval.books.xlsx.numfmt_date import OFFSET_1904, serial_of
from sheet2eval.books.xlsx.package import Package
from sheet2eval.books.xlsx.scan import XmlError, truth, whole
from sheet2eval.books.xlsx.strings import shared_strings, unescape

Seen = tuple[str, datetime | None]
CACHED = 1 << 16

_DECIMALS = re.compile(r"\.0+#*")
_IN_FULL = {
    code: _DECIMALS.sub(".0##############", code) for code in (each.number for each in DRAWINGS.values())
}


class Values:
    """The shared strings and number formats of one workbook, applied to raw values."""

    def __init__(self, strings: list[str], codes: Mapping[str, str], offset: int) -> None:
        self._strings = strings
        self._codes = codes
        self._offset = offset
        self._text_codes = {style: code for style, code in codes.items() if not shows_text_plainly(code)}
        self._number = lru_cache(maxsize=CACHED)(self._show_number)

    @classmethod
    def of(cls, package: Package) -> Values:
        properties = package.workbook().first("workbookPr").attributes
        offset = OFFSET_1904 if truth(properties.get("date1904")) else 0
        return cls(shared_strings(package), style_formats(package), offset)

    def in_full(self) -> Values:
        """The same, but figures that are drawn like the tool's own have all their decimals, however they are shown.

        What the tool reads of its own tabs, it writes again: rounded, a figure would be another one after each run.
        """
        codes = {style: _IN_FULL.get(code, code) for style, code in self._codes.items()}
        return Values(self._strings, codes, self._offset)

    def seen(self, kind: str, raw: str, style: str) -> Seen:
        """The text and moment of a cell of that type (`t`), raw value (`v`) and style (`s`)."""
        if kind == "s":
            return self._styled(self._shared(raw), style), None
        if kind == "n":
            return self._number(raw, style)
        if kind in {"str", "inlineStr"}:
            return self._styled(unescape(raw), style), None
        if kind == "b":
            return "TRUE" if truth(raw) else "FALSE", None
        if kind == "d":
            return self._iso_date(raw, style)
        return raw, None

    def _shared(self, raw: str) -> str:
        position = int(raw) if len(raw) < 10 and raw.isdecimal() else whole(raw.strip(), len(self._strings))
        if position >= len(self._strings):
            raise XmlError(f"a cell names the text no. {raw[:20]!r}, which the workbook does not hold")
        return self._strings[position]

    def _styled(self, text: str, style: str) -> str:
        code = self._text_codes.get(style)
        return text if code is None else show_text(text, code)

    def _iso_date(self, raw: str, style: str) -> Seen:
        serial = serial_of(raw, self._offset)
        return (
            self._number(repr(serial), style) if serial is not None and style in self._codes else (raw, None)
        )

    def _show_number(self, raw: str, style: str) -> Seen:
        try:
            value = float(raw)
        except ValueError:
            return raw, None
        if not isfinite(value):
            return raw, None
        code = self._codes.get(style, "General")
        # Spaces as wide as a bracket or a digit only align the column; nobody sees them.
        return show(value, code, self._offset).strip(), moment_of(value, code, self._offset)
