"""The zip package of a workbook: its parts, their relationships, its sheets. Opened with limits, never changed.

Part names are without a leading slash (`xl/workbook.xml`). Formats: ECMA-376 part 2 (packages) and part 1
(SpreadsheetML), in the transitional and the strict namespaces.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Relationship:
    """`target` is the absolute part name; `external` targets are left as they are and never followed."""

    id: str
    type: str  # the last segment of the type's URI: "worksheet", "styles", "sharedStrings"
    target: str
    external: bool = False


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet of the workbook: `index` is its position among all sheets from 0 (defined names count so)."""

    name: str
    part: str
    sheet_id: int
    index: int
    state: str = "visible"


class Package:
    """An opened workbook. Use as a context manager. All refusals are BookError, one line, what to do."""

    path: Path
    digest: str  # of the file's bytes, to see whether somebody saved meanwhile

    @classmethod
    def open(cls, path: Path) -> Package:
        """Refuses: missing, not a zip, truncated, encrypted (OLE), signed, zip bombs, duplicate members, no workbook."""
        ...

    def names(self) -> tuple[str, ...]: ...
    def read(self, part: str) -> bytes: ...
    def has(self, part: str) -> bool: ...
    def relationships(self, part: str) -> tuple[Relationship, ...]: ...
    def workbook_part(self) -> str: ...
    def sheets(self) -> tuple[SheetPart, ...]: ...
    def own_sheets(self) -> frozenset[str]: ...  # names of the tabs that bear our mark
