"""Where the elements of a part begin and end in its bytes, and edits at those places: the rest stays.

Offsets count bytes of the part in UTF-8; parts in other encodings go through `as_utf8` first. Qualified names
(`x:row`) are kept, because whatever is put in must bear the prefix of its surroundings.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple
from xml.parsers.expat import XMLParserType
from xml.sax.saxutils import quoteattr

from sheet2eval.books.xlsx import scan
from sheet2eval.books.xlsx.scan import tag_end
from sheet2eval.books.xlsx.streams import Walk

HOLLOW = b"/>"
MAX_DEPTH = 256  # drawings in groups in groups reach 50
ATTRIBUTE = re.compile(rb"""\s+([^\s=/>"']+)\s*=\s*("[^"]*"|'[^']*')""")


class Edit(NamedTuple):
    """The bytes from `start` up to `end` become `new`; an insertion where both are the same."""

    start: int
    end: int
    new: bytes


PLACE_OF_EDIT = itemgetter(0, 1)


@dataclass(frozen=True, slots=True)
class Element:
    """An element in its part: its tag is start..inner, its content inner..inner_end, all of it start..end."""

    qualified: str
    attributes: Mapping[str, str]  # by qualified name
    start: int
    inner: int
    inner_end: int
    end: int
    children: tuple[Element, ...]

    @property
    def name(self) -> str:
        """The local name."""
        return self.qualified.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """`x:`, or nothing."""
        return self.qualified[: -len(self.name)]

    def all(self, name: str) -> Iterator[Element]:
        """The children with that local name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Element | None:
        """The first child with that local name."""
        return next(self.all(name), None)

    def walk(self) -> Iterator[Element]:
        """The element and all below it, however deep that is."""
        ahead = [self]
        while ahead:
            element = ahead.pop()
            yield element
            ahead += reversed(element.children)


def as_utf8(part: bytes) -> bytes:
    """The part in UTF-8, as it is where it was already. Raises scan.XmlError."""
    return b"".join(scan.utf8([part]))


def parse(part: bytes, base: int = 0) -> Element:
    """The tree of a part in UTF-8, or of a piece of one that begins at `base`. Raises scan.XmlError."""
    builder = _Builder(part, base)
    scan.parse([part], builder.listen)
    return builder.tops[0]


class _Builder:
    def __init__(self, part: bytes, base: int) -> None:
        self.part = part
        self.base = base
        self.tops: list[Element] = []
        self._open: list[tuple[str, dict[str, str], int, list[Element]]] = []

    def listen(self, parser: XMLParserType) -> None:
        self._parser = parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        if len(self._open) == MAX_DEPTH:
            raise scan.XmlError("its elements are nested too deeply")
        self._open.append((qualified, attributes, self._parser.CurrentByteIndex, []))

    def _end(self, _qualified: str) -> None:
        qualified, attributes, start, children = self._open.pop()
        inner = tag_end(self.part, start)
        at = self._parser.CurrentByteIndex
        hollow = self.part.endswith(HOLLOW, start, inner)
        end = inner if hollow else self.part.index(b">", at) + 1
        start, inner, inner_end, end = (
            self.base + edge for edge in (start, inner, end if hollow else at, end)
        )
        element = Element(qualified, attributes, start, inner, inner_end, end, tuple(children))
        (self._open[-1][3] if self._open else self.tops).append(element)


def apply(part: bytes, edits: Iterable[Edit]) -> bytes:
    """The part with the edits made. Edits at one place follow each other as given, insertions first."""
    return b"".join(pieces([part], in_order(edits)))


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    return sorted(edits, key=PLACE_OF_EDIT)


def pieces(chunks: Iterable[bytes], edits: Iterable[Edit]) -> Iterator[bytes]:
    """As `apply`, of a part that comes in chunks and edits that are in order: neither is held whole."""
    walk = Walk(chunks)
    for start, end, new in edits:
        if start < walk.place:
            raise RuntimeError(f"edits overlap at byte {start}")
        yield from walk.up_to(start)
        walk.skip_to(end)
        yield new
    yield from walk.up_to(sys.maxsize)


def with_attributes(tag: bytes, changes: Mapping[str, str | None]) -> bytes:
    """A start tag with attributes set, or taken away where the value is None; the others stay as they are."""
    left = dict(changes)

    def changed(match: re.Match[bytes]) -> bytes:
        name = match[1].decode()
        return _attribute(name, left.pop(name)) if name in left else match[0]

    body = ATTRIBUTE.sub(changed, tag)
    at = len(body) - (2 if body.endswith(b"/>") else 1)
    return body[:at] + b"".join(_attribute(*item) for item in left.items()) + body[at:]


def extended(part: bytes, element: Element, new: bytes, changes: Mapping[str, str | None]) -> list[Edit]:
    """Put `new` at the end of an element's content and change attributes of it."""
    tag = with_attributes(part[element.start : element.inner], changes)
    if element.inner == element.end:
        opened = tag[:-2].rstrip() + b">"
        return [Edit(element.start, element.end, opened + new + f"</{element.qualified}>".encode())]
    return [Edit(element.start, element.inner, tag), Edit(element.inner_end, element.inner_end, new)]


def appended(qualified: str, inner_end: int, end: int, new: bytes) -> Edit:
    """As `extended` without other attributes, of an element that is known by the edges of its end tag only."""
    if inner_end == end:
        return Edit(end - len(HOLLOW), end, b">" + new + f"</{qualified}>".encode())
    return Edit(inner_end, inner_end, new)


def place_of(root: Element, name: str, order: Sequence[str]) -> int:
    """Where a new child has to begin, by the order that the schema demands of the root's children."""
    before = order[: order.index(name)]
    return max((child.end for child in root.children if child.name in before), default=root.inner)


def _attribute(name: str, value: str | None) -> bytes:
    return b"" if value is None else f" {name}={quoteattr(value)}".encode()
