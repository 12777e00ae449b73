"""Texts as the file spells them: the shared strings, rich text, and the escapes `_x000D_`."""

from __future__ import annotations

import re
from xml.parsers.expat import XMLParserType

from sheet2eval.books.xlsx.aside import PLAIN, Aside
from sheet2eval.books.xlsx.package import Package
from sheet2eval.books.xlsx.scan import LocalNames

ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ST_Xstring, ECMA-376 part 1, 22.9.2.19
PLAIN_ITEMS = re.compile(rb'(?:<si><t(?: xml:space="preserve")?>%b*+</t></si>)++' % PLAIN)
PLAIN_ITEM = re.compile(r"<t[^>]*>([^<]*)")
SURROGATE = re.compile("[\ud800-\udfff]")


def unescape(text: str) -> str:
    """The text behind its escapes: `_x000D_` is a carriage return, `_x005F_` the underscore itself."""
    if "_x" not in text:
        return text
    plain = ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if SURROGATE.search(plain):
        return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return plain


def shared_strings(package: Package) -> list[str]:
    """The workbook's shared strings; none where it has no such part."""
    part = package.related(package.workbook_part(), "sharedStrings")
    if part is None:
        return []
    table = _StringTable()
    package.parse(part, table.listen, table.aside.thin)
    return table.texts


class TextPieces:
    """Collects the text of an `si` or `is` element: its runs joined, its phonetic guides left out."""

    def __init__(self) -> None:
        self.chunks: list[str] = []  # what the parser read since the last element began
        self._pieces: list[str] = []
        self._in_phonetic = False

    def start(self, name: str) -> None:
        self.chunks.clear()
        if name == "rPh":
            self._in_phonetic = True

    def end(self, name: str) -> None:
        if name == "t" and not self._in_phonetic:
            self._pieces += self.chunks
        elif name == "rPh":
            self._in_phonetic = False

    def take(self) -> str:
        """The text collected since the last taking."""
        text = "".join(self._pieces)
        self._pieces.clear()
        return text


class _StringTable:
    def __init__(self) -> None:
        self.texts: list[str] = []
        self._names = LocalNames()
        self._pieces = TextPieces()
        self.aside = Aside(PLAIN_ITEMS, self._read_items)

    def listen(self, parser: XMLParserType) -> None:
        self.aside.listen(parser)
        parser.CharacterDataHandler = self._pieces.chunks.append
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def _read_items(self, items: str) -> None:
        self.texts += map(unescape, PLAIN_ITEM.findall(items))

    def _start(self, qualified: str, _attributes: dict[str, str]) -> None:
        self._pieces.start(self._names[qualified])

    def _end(self, qualified: str) -> None:
        name = self._names[qualified]
        if name == "si":
            self.texts.append(unescape(self._pieces.take()))
        else:
            self._pieces.end(name)
