"""The workbook part: its list of sheets, the marks on those that are ours, and the order to recalculate."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from sheet2eval.books.xlsx.package import MARK, Package
from sheet2eval.books.xlsx.scan import truth, whole
from sheet2eval.books.xlsx.spans import (
    Edit,
    Element,
    apply,
    as_utf8,
    extended,
    parse,
    place_of,
    with_attributes,
)
from sheet2eval.errors import BookError

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = {
    STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    TRANSITIONAL: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
ORDER = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"),
    *("functionGroups", "externalReferences", "definedNames", "calcPr"),
)
FILTER = "_xlnm._FilterDatabase"  # Excel's own note of a filter's range


class WorkbookXml:
    """`result` is the part with everything that was added."""

    def __init__(self, package: Package) -> None:
        self._path = package.path
        self.name = package.info(package.workbook_part()).filename
        self._part = as_utf8(package.read(self.name))
        self._root = parse(self._part)
        declared = self._root.attributes.get(
            f"xmlns:{self._root.prefix[:-1]}" if self._root.prefix else "xmlns"
        )
        self.namespace = declared if declared in OFFICE else TRANSITIONAL
        self.office = OFFICE[self.namespace]
        self._sheets = b""
        self._names = b""
        self._stale: list[Element] = []
        self._added = 0

    def has_tab(self, name: str) -> bool:
        """Whether any tab bears the name, chart sheets too; case does not matter to Excel."""
        return name.casefold() in {node.attributes.get("name", "").casefold() for node in self._tabs()}

    @property
    def locked(self) -> bool:
        """Whether the person has forbidden to add, move or delete tabs."""
        protection = self._root.first("workbookProtection")
        return protection is not None and truth(protection.attributes.get("lockStructure"))

    def refusal(self, tab: str) -> BookError:
        """What to raise where the structure is locked and a tab would have to be added."""
        return BookError(
            f"the structure of {self._path} is protected, so the tab {tab!r} cannot be added: "
            "unprotect it (Review > Protect Workbook), or run with --no-write"
        )

    def add(self, name: str, link: str) -> None:
        """A tab of ours behind all others: a tab's position is what defined names count by."""
        position = len(self._tabs()) + self._added
        self._added += 1
        ids = (whole(node.attributes.get("sheetId"), 0) for node in self._tabs())
        sheet_id = max(ids, default=0) + self._added
        tag = f'<{self._root.prefix}sheet name={quoteattr(name)} sheetId="{sheet_id}"'
        self._sheets += f"{tag} {self._link(link)}/>".encode()
        place = escape("'" + name.replace("'", "''") + "'!$A$1")
        mark = f'<{self._root.prefix}definedName name="{MARK}" localSheetId="{position}" hidden="1">'
        self._names += f"{mark}{place}</{self._root.prefix}definedName>".encode()

    def forget_filter(self, position: int) -> None:
        """Drop Excel's note of a filter on a tab whose content is replaced: its range is another now."""
        holder = self._root.first("definedNames")
        self._stale += [
            node
            for node in (holder.all("definedName") if holder else ())
            if node.attributes.get("name") == FILTER and node.attributes.get("localSheetId") == str(position)
        ]

    def result(self) -> bytes:
        """The part, with the order to calculate every formula anew when it is opened next."""
        edits = [Edit(node.start, node.end, b"") for node in self._stale]
        edits += self._appended("sheets", self._sheets)
        edits += self._appended("definedNames", self._names)
        edits.append(self._recalculation())
        return apply(self._part, edits)

    def _tabs(self) -> tuple[Element, ...]:
        holder = self._root.first("sheets")
        return tuple(holder.all("sheet")) if holder else ()

    def _link(self, link: str) -> str:
        """The attribute that names a relationship, its prefix declared where the root does not."""
        declared = (name for name, value in self._root.attributes.items() if value == self.office)
        prefix = next((name[len("xmlns:") :] for name in declared if name.startswith("xmlns:")), "")
        return f'{prefix}:id="{link}"' if prefix else f'xmlns:r="{self.office}" r:id="{link}"'

    def _appended(self, name: str, new: bytes) -> list[Edit]:
        holder = self._root.first(name)
        if not new:
            return []
        if holder:
            return extended(self._part, holder, new, {})
        at = place_of(self._root, name, ORDER)
        tags = (f"<{self._root.prefix}{name}>".encode(), f"</{self._root.prefix}{name}>".encode())
        return [Edit(at, at, new.join(tags))]

    def _recalculation(self) -> Edit:
        standing = self._root.first("calcPr")
        if standing:
            tag = self._part[standing.start : standing.inner]
            return Edit(standing.start, standing.inner, with_attributes(tag, {"fullCalcOnLoad": "1"}))
        at = place_of(self._root, "calcPr", ORDER)
        return Edit(at, at, f'<{self._root.prefix}calcPr fullCalcOnLoad="1"/>'.encode())
