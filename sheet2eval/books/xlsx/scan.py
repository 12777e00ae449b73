"""XML of the parts, read by expat: streaming, by local names, without document types, in any encoding.

Local names are enough, because strict and transitional workbooks differ only in their namespaces and some
programs prefix every element (`x:row`). A document type is refused: entities are how XML bombs are built.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

CHUNK = 1 << 18
DECLARATION = re.compile(rb"""^(<\?xml[^>]{0,80}?\sencoding\s*=\s*)["']([A-Za-z0-9._-]{1,40})["']""")
SIGNATURES = {
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
TAG = re.compile(rb"""<[^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*>""")
CHARSET = re.compile(  # not every codec of Python's is one of texts
    r"utf-?(8|16)|us-ascii|windows|cp|iso|koi8|mac|tis|gb|hz|big5|shift|euc|johab", re.IGNORECASE
)

Thin = Callable[[Iterator[bytes]], Iterator[bytes]]


class XmlError(Exception):
    """The part is not XML that we read; the message says why, in a few words."""


class LocalNames(dict[str, str]):
    """The local name of each qualified one, remembered: `names["x:row"]` is "row"."""

    def __missing__(self, qualified: str) -> str:
        local = self[qualified] = qualified.rpartition(":")[2]
        return local


@dataclass(frozen=True, slots=True)
class Node:
    """An element of a small part: local names, attributes too (where two clash, the one without a prefix)."""

    name: str
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Node]:
        """The children of that name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Node:
        """The first child of that name, or an empty one."""
        return next(self.all(name), Node(name, {}))


def parse(chunks: Iterable[bytes], listen: Callable[[XMLParserType], None], thin: Thin | None = None) -> None:
    """Stream a part through the handlers that `listen` sets on the parser. Raises XmlError.

    `thin` may leave out pieces that no handler waits for. Places in the part count its bytes in UTF-8.
    """
    parser = ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    listen(parser)
    text = utf8(chunks)
    try:
        for chunk in thin(text) if thin else text:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except ExpatError as fault:
        raise XmlError(f"{fault}") from fault


def parse_tree(source: IO[bytes]) -> Node:
    """A small part as a tree without its text. Raises XmlError."""
    names = LocalNames()
    root = Node("", {})
    open_nodes = [root]

    def start(qualified: str, attributes: dict[str, str]) -> None:
        node = Node(names[qualified], {names[key]: value for key, value in attributes.items()} | attributes)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def end(_qualified: str) -> None:
        open_nodes.pop()

    def listen(parser: XMLParserType) -> None:
        parser.StartElementHandler = start
        parser.EndElementHandler = end

    parse(chunks_of(source), listen)
    return root.children[0]


def tag_end(text: bytes | bytearray, start: int) -> int:
    """Where the tag that begins at `start` ends. Raises XmlError."""
    tag = TAG.match(text, start)
    if tag is None:
        raise XmlError("a tag has no end")
    return tag.end()


def truth(value: str | None) -> bool:
    """An xsd:boolean attribute."""
    return value in {"1", "true", "on"}


def whole(value: str | None, default: int) -> int:
    """A whole number attribute, or the default where it is missing or no number of a sane length."""
    return int(value) if value and len(value) < 19 and value.isdecimal() else default


def chunks_of(source: IO[bytes]) -> Iterator[bytes]:
    """What is left of a file, in pieces that take little memory."""
    while chunk := source.read(CHUNK):
        yield chunk


def utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """A part in UTF-8, the same bytes where it was that already. Raises XmlError.

    Its first chunk says what it is in.
    """
    stream = iter(chunks)
    head = next(stream, b"")
    encoding = _encoding(head)
    if encoding.lower() in {"utf-8", "utf8"}:
        yield head
        yield from stream
        return
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        yield DECLARATION.sub(rb'\1"UTF-8"', decoder.decode(head).encode())
        for chunk in stream:
            yield decoder.decode(chunk).encode()
        yield decoder.decode(b"", final=True).encode()
    except (LookupError, UnicodeError) as fault:
        raise XmlError(f"it is not in the encoding {encoding} that it declares") from fault


def _encoding(head: bytes) -> str:
    if signature := SIGNATURES.get(head[:2]):
        return signature
    declared = DECLARATION.match(head)
    if declared is None:
        return "utf-8"
    if not CHARSET.match(name := declared[2].decode()):
        raise XmlError(f"nobody knows the encoding {name} that it declares")
    return name


def _refuse_doctype(*_declared: object) -> None:
    raise XmlError("it declares a document type, which no spreadsheet program writes")
