"""What one write changes in a package: our tabs grafted in, our columns spliced in, its lists kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count

from sheet2eval.books.book import OwnColumns, OwnTab, Updates
from sheet2eval.books.xlsx.arrangement import AS_MADE, arrangement
from sheet2eval.books.xlsx.extents import reach
from sheet2eval.books.xlsx.manifest import Manifest, relationships_part
from sheet2eval.books.xlsx.package import Package
from sheet2eval.books.xlsx.rezip import Changes, Deflated, deflate
from sheet2eval.books.xlsx.sheetxml import sheet_xml
from sheet2eval.books.xlsx.splice import splice
from sheet2eval.books.xlsx.styles import StyleSheet
from sheet2eval.books.xlsx.workbookxml import WorkbookXml
from sheet2eval.errors import BookError

Pack = Callable[[Iterable[bytes]], Deflated]
Headers = Mapping[str, Sequence[str]]
"""By tab: the texts that stand in its row of headers."""

FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


def changed_members(package: Package, updates: Updates, headers: Headers, pack: Pack = deflate) -> Changes:
    """The members to write anew or to leave out.

    Raises BookError where a protection forbids a change, or where a tab of the same name is not ours.
    """
    graft = _Graft(package, pack)
    if updates.columns:
        graft.columns(updates.columns, headers.get(updates.columns.tab, ()))
    for tab in updates.tabs:
        graft.tab(tab, headers.get(tab.name, ()))
    return graft.changes()


class _Graft:
    def __init__(self, package: Package, pack: Pack) -> None:
        self._package = package
        self._pack = pack
        self._workbook = WorkbookXml(package)
        self._manifest = Manifest(package, self._workbook.office)
        styles = package.related(package.workbook_part(), "styles")
        self._styles = StyleSheet(package.read(styles) if styles else None, self._workbook.namespace)
        self._styles_part = styles or self._manifest.add(_styles_paths(), "styles")[0]
        self._sheets = {sheet.name.casefold(): sheet for sheet in package.sheets()}
        self._own = {name.casefold() for name in package.own_sheets()}
        self._changes: dict[str, Deflated | None] = {}
        self._replaced: set[str] = set()

    def columns(self, columns: OwnColumns, headers: Sequence[str]) -> None:
        part = self._sheets[columns.tab.casefold()].part
        sheet = self._package.read(part)
        spliced = splice(sheet, columns, headers, reach(self._package, part), self._styles)
        self._changes[part] = self._pack(spliced)

    def tab(self, tab: OwnTab, headers: Sequence[str]) -> None:
        key = tab.name.casefold()
        if key in self._own:
            sheet = self._sheets[key]
            self._workbook.forget_filter(sheet.index)
            self._replaced.add(sheet.part)
            part, kept = sheet.part, arrangement(self._package, sheet.part, headers, tab)
        else:
            part, kept = self._new_part(tab.name), AS_MADE
        self._changes[part] = self._pack(sheet_xml(tab, self._styles, self._workbook.namespace, kept))

    def changes(self) -> Changes:
        """Everything that was asked for, and what follows from it in the lists of the package."""
        for part in self._left_over():
            self._manifest.drop(part)
            self._changes[self._package.info(part).filename] = None
        self._write(self._styles_part, self._styles.result())
        self._write(self._workbook.name, self._workbook.result())
        for name, content in self._manifest.results().items():
            self._write(name, content)
        return self._changes

    def _new_part(self, name: str) -> str:
        if self._workbook.has_tab(name):
            raise BookError(f"the tab {name!r} is not this tool's own, so it is not replaced: rename it")
        if self._workbook.locked:
            raise self._workbook.refusal(name)
        paths = (f"worksheets/sheet{number}.xml" for number in count(1))
        part, link = self._manifest.add(paths, "worksheet")
        self._workbook.add(name, link)
        return part

    def _left_over(self) -> frozenset[str]:
        """Parts that only the former content of our tabs needed: what people hung on it."""
        package = self._package
        parts = {relationships_part(part) for part in self._replaced if package.has(relationships_part(part))}
        if parts:
            gone = _reachable(package, frozenset()) - _reachable(package, self._replaced)
            parts |= gone | {
                relationships_part(part) for part in gone if package.has(relationships_part(part))
            }
        chain = package.related(package.workbook_part(), "calcChain")
        if chain and any(FORMULA.search(package.read(part)) for part in self._replaced):
            parts.add(chain)
        return frozenset(parts)

    def _write(self, part: str, content: bytes) -> None:
        name = self._package.info(part).filename if self._package.has(part) else part
        self._changes[name] = self._pack([content])


def _styles_paths() -> Iterator[str]:
    yield "styles.xml"  # the only place where some libraries look
    yield from (f"styles{number}.xml" for number in count(1))


def _reachable(package: Package, leaves: Collection[str]) -> frozenset[str]:
    """The parts that relationships lead to from the package on, but not beyond the leaves."""
    seen: set[str] = set()
    ahead = [""]
    while ahead:
        for link in package.relationships(ahead.pop()):
            if link.external or not package.has(link.target):
                continue
            part = package.info(link.target).filename
            if part not in seen:
                seen.add(part)
                ahead += [] if part in leaves else [part]
    return frozenset(seen)
