"""The lists in which every part of a workbook stands: the content types and the workbook's relationships."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Mapping
from itertools import count
from urllib.parse import quote, unquote
from xml.sax.saxutils import quoteattr

from sheet2eval.books.xlsx.container import part_key
from sheet2eval.books.xlsx.package import Package, Relationship
from sheet2eval.books.xlsx.spans import Edit, Element, apply, as_utf8, extended, parse

NO_LINKS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)
"""A relationships part without any."""

CONTENT_TYPES = "[Content_Types].xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"


def relationships_part(part: str) -> str:
    """The name of the part that holds a part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def only_links(part: bytes, kept: Iterable[Relationship]) -> bytes:
    """A relationships part without the others."""
    ids = {link.id for link in kept}
    part = as_utf8(part)
    others = (node for node in parse(part).children if node.attributes.get("Id") not in ids)
    return apply(part, [Edit(node.start, node.end, b"") for node in others])


def with_link(part: bytes, link: str, kind: str, target: str) -> bytes:
    """A relationships part with one more, of the type whose whole URI `kind` is, to the part `target`."""
    part = as_utf8(part)
    root = parse(part)
    named = {"Id": link, "Type": kind, "Target": quote(f"/{target}")}
    pairs = "".join(f" {name}={quoteattr(value)}" for name, value in named.items())
    return apply(part, extended(part, root, f"<{root.prefix}Relationship{pairs}/>".encode(), {}))


def free_link(taken: Collection[str | None]) -> str:
    """The first id of a relationship that is not taken."""
    return next(name for number in count(1) if (name := f"rId{number}") not in taken)


class Manifest:
    """Both lists, with parts added and dropped."""

    def __init__(self, package: Package, office: str) -> None:
        """`office` begins the types of relationships; strict workbooks have others."""
        self._office = office
        workbook = package.workbook_part()
        self._folder = posixpath.dirname(workbook)
        self._types = _List(package, CONTENT_TYPES)
        self._links = _List(package, relationships_part(workbook))
        self._targets = [link.target for link in package.relationships(workbook)]
        self._ids = {node.attributes.get("Id") for node in self._links.root.children}
        self._parts = {part_key(name) for name in package.names()}
        self._parts |= {_named(node) for node in self._types.root.children}

    def add(self, paths: Iterable[str], kind: str) -> tuple[str, str]:
        """Enter a new part of a kind ("worksheet", "styles"): its name and the id of its relationship.

        It gets the first of the paths, which begin at the workbook's folder, that is free.
        """
        part = self.enter(paths, CONTENT_TYPE.format(kind))
        link = free_link(self._ids)
        self._ids.add(link)
        self._links.append(
            "Relationship", {"Id": link, "Type": f"{self._office}/{kind}", "Target": quote(f"/{part}")}
        )
        return part, link

    def enter(self, paths: Iterable[str], content_type: str) -> str:
        """Enter a new part that something else than the workbook refers to: its name, found as in `add`."""
        names = (posixpath.join(self._folder, path) for path in paths)
        part = next(name for name in names if part_key(name) not in self._parts)
        self._parts.add(part_key(part))
        self._types.append("Override", {"PartName": quote(f"/{part}"), "ContentType": content_type})
        return part

    def drop(self, part: str) -> None:
        """Take a part out of both lists."""
        key = part_key(part)
        self._types.drop([node for node in self._types.root.children if _named(node) == key])
        nodes = zip(self._links.root.all("Relationship"), self._targets, strict=True)
        self._links.drop([node for node, target in nodes if part_key(target) == key])

    def results(self) -> Mapping[str, bytes]:
        """By part name."""
        return {part.name: part.result() for part in (self._types, self._links)}


class _List:
    """A part whose root has nothing but entries."""

    def __init__(self, package: Package, part: str) -> None:
        self.name = package.info(part).filename
        self._part = as_utf8(package.read(part))
        self.root = parse(self._part)
        self._new = b""
        self._dropped: set[tuple[int, int]] = set()

    def append(self, name: str, attributes: Mapping[str, str]) -> None:
        pairs = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
        self._new += f"<{self.root.prefix}{name}{pairs}/>".encode()

    def drop(self, entries: list[Element]) -> None:
        self._dropped |= {(entry.start, entry.end) for entry in entries}

    def result(self) -> bytes:
        gone = [Edit(start, end, b"") for start, end in self._dropped]
        return apply(self._part, gone + extended(self._part, self.root, self._new, {}))


def _named(node: Element) -> str:
    return part_key(unquote(node.attributes.get("PartName", "")).lstrip("/"))
