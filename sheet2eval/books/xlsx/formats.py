"""The number format of each cell style."""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers.expat import XMLParserType

from sheet2eval.books.xlsx.numfmt import built_in
from sheet2eval.books.xlsx.package import Package
from sheet2eval.books.xlsx.scan import LocalNames, whole


def style_formats(package: Package) -> Mapping[str, str]:
    """The format code of each style, keyed as cells name it (`s="3"`); General is left out."""
    part = package.related(package.workbook_part(), "styles")
    if part is None:
        return {}
    table = _FormatTable()
    package.parse(part, table.listen)
    codes = ((str(style), table.code(number)) for style, number in enumerate(table.numbers))
    return {style: code for style, code in codes if code.lower() != "general"}


class _FormatTable:
    def __init__(self) -> None:
        self.numbers: list[int] = []
        self._codes: dict[int, str] = {}
        self._names = LocalNames()
        self._path: list[str] = []

    def code(self, number: int) -> str:
        return self._codes.get(number) or built_in(number)

    def listen(self, parser: XMLParserType) -> None:
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        parent = self._path[-1] if self._path else ""
        name = self._names[qualified]
        number = whole(attributes.get("numFmtId"), 0)
        if (parent, name) == ("cellXfs", "xf"):
            self.numbers.append(number)
        elif (parent, name) == ("numFmts", "numFmt"):
            self._codes[number] = attributes.get("formatCode", "")
        self._path.append(name)

    def _end(self, _qualified: str) -> None:
        self._path.pop()
