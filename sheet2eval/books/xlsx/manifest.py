"""The lists in which every part of a workbook stands: the content types and the workbook's relationships."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from itertools import count
from urllib.parse import quote, unquote
from xml.sax.saxutils import quoteattr

from sheet2eval.books.xlsx.container import part_key
from sheet2eval.books.xlsx.package import Package
from sheet2eval.books.xlsx.spans import Edit, Element, apply, as_utf8, extended, parse

CONTENT_TYPES = "[Content_Types].xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"


def relationships_part(part: str) -> str:
    """The name of the part that holds a part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


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
        names = (posixpath.join(self._folder, path) for path in paths)
        part = next(name for name in names if part_key(name) not in self._parts)
        link = next(name for number in count(1) if (name := f"rId{number}") not in self._ids)
        self._parts.add(part_key(part))
        self._ids.add(link)
        target = quote(f"/{part}")
        self._types.append("Override", {"PartName": target, "ContentType": CONTENT_TYPE.format(kind)})
        self._links.append("Relationship", {"Id": link, "Type": f"{self._office}/{kind}", "Target": target})
        return part, link

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
