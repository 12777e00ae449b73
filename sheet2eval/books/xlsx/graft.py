"""What one write changes in a package: our tabs grafted in, our columns spliced in, its lists kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count

from sheet2eval.books.additions import UNMOVED, Moves, with_left
from sheet2eval.books.book import LineChart, OwnColumns, OwnTab, Updates
from sheet2eval.books.xlsx.arrangement import AS_MADE, Arrangement, arrangement
from sheet2eval.books.xlsx.drawing import Drawer
from sheet2eval.books.xlsx.extents import reach
from sheet2eval.books.xlsx.manifest import (
    NO_LINKS,
    Manifest,
    free_link,
    only_links,
    relationships_part,
    with_link,
)
from sheet2eval.books.xlsx.package import Package, Relationship
from sheet2eval.books.xlsx.remarks import hung_on, moved_remarks
from sheet2eval.books.xlsx.rezip import Changes, Deflated
from sheet2eval.books.xlsx.sheetxml import sheet_xml
from sheet2eval.books.xlsx.splice import splice
from sheet2eval.books.xlsx.streams import occurs
from sheet2eval.books.xlsx.styles import StyleSheet
from sheet2eval.books.xlsx.workbookxml import WorkbookXml
from sheet2eval.errors import BookError

Pack = Callable[[Iterable[bytes]], Deflated]

LONGEST_NAME = 64  # of an element, its prefix and its brackets included
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


@dataclass(frozen=True, slots=True)
class Former:
    """What stands in the tabs that are written to, as far as it decides what stands there next.

    `headers` are the texts over the columns of the tab that gets ours, `moves` those of our own tabs, by name.
    """

    headers: Sequence[str] = ()
    moves: Mapping[str, Moves] = field(default_factory=dict)


def changed_members(package: Package, updates: Updates, former: Former, pack: Pack) -> Changes:
    """The members to write anew or to leave out.

    Raises BookError where a protection forbids a change, or where a tab of the same name is not ours.
    """
    graft = _Graft(package, pack)
    if updates.columns:
        graft.columns(updates.columns, former.headers)
    for tab in updates.tabs:
        graft.tab(tab, former.moves.get(tab.name, UNMOVED))
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
        self._replaced: dict[str, tuple[Relationship, ...]] = {}  # with what people hung on them
        self._hung: dict[str, Relationship] = {}  # by us, on our tabs

    def columns(self, columns: OwnColumns, headers: Sequence[str]) -> None:
        part = self._sheets[columns.tab.casefold()].part
        covered = reach(self._package, part)
        spliced = splice(partial(self._package.chunks, part), columns, headers, covered, self._styles)
        self._changes[part] = self._pack(spliced)

    def tab(self, tab: OwnTab, moves: Moves) -> None:
        key = tab.name.casefold()
        if key in self._own:
            sheet = self._sheets[key]
            self._workbook.forget_filter(sheet.index)
            self._replaced[sheet.part] = hung_on(self._package, sheet.part)
            part, kept = sheet.part, arrangement(self._package, sheet.part, moves)
            for name, content in moved_remarks(self._package, part, moves).items():
                self._write(name, content)
        else:
            part, kept = self._new_part(tab.name), AS_MADE
        if tab.chart:
            kept = self._charted(part, tab.name, tab.chart, kept)
        whole = with_left(tab, moves)
        self._changes[part] = self._pack(sheet_xml(whole, self._styles, self._workbook.namespace, kept))

    def changes(self) -> Changes:
        """Everything that was asked for, and what follows from it in the lists of the package."""
        for part in {**self._replaced, **self._hung}:
            if links := self._links(part):
                self._write(relationships_part(part), links)
        for part in self._left_over():
            self._manifest.drop(part)
            self._changes[self._package.info(part).filename] = None
        self._write(self._styles_part, self._styles.result())
        self._write(self._workbook.name, self._workbook.result())
        for name, content in self._manifest.results().items():
            self._write(name, content)
        return self._changes

    def _charted(self, part: str, tab: str, chart: LineChart, kept: Arrangement) -> Arrangement:
        """What is kept of a tab, with the chart in its drawing beside what people drew there."""
        links = {link.id: link for link in self._replaced.get(part, ())}
        standing = links.get(kept.drawings.get("drawing", ""))
        drawer = Drawer(self._package, self._manifest, self._workbook.namespace)
        drawing, parts = drawer.draw(chart, tab, standing.target if standing else None)
        for name, content in parts.items():
            self._write(name, content)
        if standing and drawing == standing.target:
            return kept
        if standing:
            self._replaced[part] = tuple(link for link in self._replaced[part] if link != standing)
        link = free_link({link.id for link in self._package.relationships(part)})
        self._hung[part] = Relationship(link, "drawing", drawing)
        others = {name: other for name, other in kept.drawings.items() if name != "drawing"}
        return replace(kept, drawings={"drawing": link} | others)

    def _links(self, part: str) -> bytes:
        """The relationships part of a tab of ours; nothing where it needs none."""
        kept, hung = self._replaced.get(part, ()), self._hung.get(part)
        links = only_links(self._package.read(relationships_part(part)), kept) if kept else b""
        if hung is None:
            return links
        return with_link(links or NO_LINKS, hung.id, f"{self._workbook.office}/{hung.type}", hung.target)

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
        """Parts that only the former content of our tabs needed."""
        package = self._package
        parts = {
            links
            for part, kept in self._replaced.items()
            if not kept and part not in self._hung and package.has(links := relationships_part(part))
        }
        if any(package.has(relationships_part(part)) for part in self._replaced):
            gone = _reachable(package, {}) - _reachable(package, self._replaced)
            parts |= gone | {
                relationships_part(part) for part in gone if package.has(relationships_part(part))
            }
        chain = package.related(package.workbook_part(), "calcChain")
        if chain and any(occurs(FORMULA, package.chunks(part), LONGEST_NAME) for part in self._replaced):
            parts.add(chain)
        return frozenset(parts)

    def _write(self, part: str, content: bytes) -> None:
        name = self._package.info(part).filename if self._package.has(part) else part
        self._changes[name] = self._pack([content])


def _styles_paths() -> Iterator[str]:
    yield "styles.xml"  # the only place where some libraries look
    yield from (f"styles{number}.xml" for number in count(1))


def _reachable(package: Package, instead: Mapping[str, Sequence[Relationship]]) -> frozenset[str]:
    """The parts that relationships lead to from the package on, if some parts had other ones instead."""
    seen: set[str] = set()
    ahead = [""]
    while ahead:
        part = ahead.pop()
        for link in instead.get(part, ()) if part in instead else package.relationships(part):
            if link.external or not package.has(link.target):
                continue
            target = package.info(link.target).filename
            if target not in seen:
                seen.add(target)
                ahead.append(target)
    return frozenset(seen)
