"""The package of a workbook: its parts, their relationships, its sheets. Opened with limits, never changed.

Part names are without a leading slash (`xl/workbook.xml`). Formats: ECMA-376 part 2 (packages) and part 1
(SpreadsheetML), in the transitional and the strict namespaces.
"""

from __future__ import annotations

import hashlib
import posixpath
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from types import TracebackType
from typing import IO, Self
from urllib.parse import unquote
from xml.parsers.expat import XMLParserType
from zipfile import BadZipFile, ZipFile, ZipInfo

from sheet2eval.books.xlsx import container, scan
from sheet2eval.books.xlsx.container import part_key
from sheet2eval.errors import BookError

MARK = "_sheet2eval"  # the sheet-local defined name that says that a tab is ours
MAX_TREE = 16 << 20  # bytes
CHUNK = 1 << 20
HEAD = 1 << 16


@dataclass(frozen=True, slots=True)
class Relationship:
    """`target` is the absolute part name; `external` targets are left as they are and never followed."""

    id: str
    type: str  # the last segment of the type's URI: "worksheet", "styles", "sharedStrings"
    target: str
    external: bool = False


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet; `index` is its position among all sheets from 0, as defined names count them."""

    name: str
    part: str
    sheet_id: int
    index: int
    state: str = "visible"


class Package:
    """An opened workbook. Use as a context manager. All refusals are BookError, one line, what to do."""

    def __init__(self, path: Path, digest: str, archive: ZipFile) -> None:
        self.path = path
        self.digest = digest  # of the file's bytes, to see whether somebody saved meanwhile
        self._archive = archive
        self._infos = {part_key(info.filename): info for info in archive.infolist() if not info.is_dir()}

    @classmethod
    def open(cls, path: Path) -> Self:
        """Refuses what is missing, no workbook, cut off, encrypted, a zip bomb or holds a part twice."""
        content = container.load(path)
        package = cls(path, hashlib.sha256(content).hexdigest(), container.open_zip(path, content))
        package.workbook()
        return package

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.close()

    @property
    def file(self) -> IO[bytes]:
        """The zip file itself, for copying members as they are; its position is anywhere."""
        if self._archive.fp is None:
            raise ValueError("the package is closed")
        return self._archive.fp

    @property
    def comment(self) -> bytes:
        """The comment at the end of the zip file."""
        return self._archive.comment

    @cached_property
    def signed(self) -> bool:
        """Whether a digital signature covers the workbook: any edit would break it."""
        return any(name.startswith("_xmlsignatures/") for name in self._infos)

    def infos(self) -> tuple[ZipInfo, ...]:
        """Every member of the zip file, folders too, in file order."""
        return tuple(self._archive.infolist())

    def names(self) -> tuple[str, ...]:
        """The parts, as the zip file spells them."""
        return tuple(info.filename for info in self._infos.values())

    def has(self, part: str) -> bool:
        return part_key(part) in self._infos

    def info(self, part: str) -> ZipInfo:
        """The member that holds the part; the case of its name does not matter. Raises BookError."""
        info = self._infos.get(part_key(part))
        if info is None:
            raise BookError(f"{self.path} lacks the part {part!r}: open it in Excel and save it anew")
        return info

    def read(self, part: str) -> bytes:
        content = BytesIO()  # grows in place; the archive's own reading holds a large part twice
        with self._opened(part) as source:
            copyfileobj(source, content, CHUNK)
        return content.getvalue()

    def head(self, part: str) -> bytes:
        """The first bytes of a part."""
        with self._opened(part) as source:
            return source.read(HEAD)

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, streamed."""
        with self._opened(part) as source:
            yield from scan.chunks_of(source)

    def parse(
        self, part: str, listen: Callable[[XMLParserType], None], thin: scan.Thin | None = None
    ) -> None:
        """Stream a part through the handlers that `listen` sets on the parser."""
        with self._opened(part) as source:
            scan.parse(scan.chunks_of(source), listen, thin)

    def tree(self, part: str) -> scan.Node:
        """A small part as a tree without its text."""
        if self.info(part).file_size > MAX_TREE:
            raise BookError(f"{self.path} has a part of an absurd size, {part!r}: save it anew in Excel")
        with self._opened(part) as source:
            return scan.parse_tree(source)

    @contextmanager
    def reading(self, part: str) -> Iterator[None]:
        """Turns what a part has wrong, zip or XML, into a BookError that names it."""
        mend = "open it in Excel and save it anew, or take an older version"
        try:
            yield
        except scan.XmlError as fault:
            raise BookError(f"{self.path}: the part {part!r} cannot be read: {fault}; {mend}") from fault
        except (BadZipFile, zlib.error, EOFError, NotImplementedError) as fault:
            raise BookError(f"{self.path} is damaged in the part {part!r}: {mend}") from fault

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """Those of a part, "" for those of the package itself; none where it has no relationships part."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(rels):
            return ()
        return tuple(_relationship(node, folder) for node in self.tree(rels).all("Relationship"))

    def related(self, part: str, kind: str) -> str | None:
        """The first part that a part names by a relationship of that type, where it exists."""
        targets = (
            link.target for link in self.relationships(part) if link.type == kind and not link.external
        )
        return next((target for target in targets if self.has(target)), None)

    def workbook_part(self) -> str:
        return self._workbook_part

    def workbook(self) -> scan.Node:
        """The root of the workbook part."""
        return self._workbook

    def sheets(self) -> tuple[SheetPart, ...]:
        """The worksheets in the order of their tabs; chart sheets and dialogs are left out."""
        links = {link.id: link for link in self.relationships(self.workbook_part())}
        nodes = enumerate(self._workbook.first("sheets").all("sheet"))
        return tuple(sheet for index, node in nodes if (sheet := self._sheet(index, node, links)))

    def own_sheets(self) -> frozenset[str]:
        """The names of the tabs that bear our mark."""
        marks = (node for node in self._workbook.first("definedNames").all("definedName"))
        ours = {node.attributes.get("localSheetId") for node in marks if node.attributes.get("name") == MARK}
        return frozenset(sheet.name for sheet in self.sheets() if str(sheet.index) in ours)

    @cached_property
    def _workbook_part(self) -> str:
        part = self.related("", "officeDocument")
        if part is None:
            raise BookError(
                f"{self.path} is not an .xlsx workbook: it has no workbook part; save it anew in Excel"
            )
        return part

    @cached_property
    def _workbook(self) -> scan.Node:
        root = self.tree(self._workbook_part)
        if root.name != "workbook":
            raise BookError(
                f"{self.path} is not an .xlsx workbook: its main part is a {root.name!r}; save it anew"
            )
        return root

    def _sheet(self, index: int, node: scan.Node, links: dict[str, Relationship]) -> SheetPart | None:
        values = node.attributes
        link = links.get(values.get("id", ""))
        if link is None or link.type != "worksheet" or link.external:
            return None
        info = self.info(link.target)
        sheet_id = scan.whole(values.get("sheetId"), 0)
        return SheetPart(
            values.get("name", ""), info.filename, sheet_id, index, values.get("state", "visible")
        )

    @contextmanager
    def _opened(self, part: str) -> Iterator[IO[bytes]]:
        with self.reading(part), self._archive.open(self.info(part)) as source:
            yield source


def _relationship(node: scan.Node, folder: str) -> Relationship:
    values = node.attributes
    target = values.get("Target", "")
    external = values.get("TargetMode") == "External"
    kind = values.get("Type", "").rpartition("/")[2]
    return Relationship(
        values.get("Id", ""), kind, target if external else _resolve(folder, target), external
    )


def _resolve(folder: str, target: str) -> str:
    path = unquote(target.partition("#")[0]).replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
