"""A Google Sheet as a book."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from sheet2eval.books.book import Plan, Table, Updates
from sheet2eval.books.google import edits
from sheet2eval.books.google.address import SCHEME, key_of, url_of
from sheet2eval.books.google.cells import CELL_LIMIT, VALUE, value_of
from sheet2eval.books.google.dates import DatedColumn, Moments, dated_columns, moments
from sheet2eval.books.google.permission import check_allowed
from sheet2eval.books.google.pins import Size, no_edit, pinned
from sheet2eval.books.google.reading import Reading, as_known, check_size, reading, table, whole_tab
from sheet2eval.books.google.refusals import EditedMeanwhileError
from sheet2eval.books.google.sending import send
from sheet2eval.books.google.structure import Document, Json, Render, Tab
from sheet2eval.books.google.waiting import Pace
from sheet2eval.books.google.writing import anchor, new_ids, planned
from sheet2eval.books.live import STATUS_CELL
from sheet2eval.contract import key
from sheet2eval.errors import BookError
from sheet2eval.types import CellRef, column_letters

TRIES = 7  # against people who edit again and again: with these, sixty requests are never made

Result = TypeVar("Result")

_OURS = Pace()
_STATUS_TAB_SIZE = 20, STATUS_CELL.column  # rows, columns


class GoogleBook:
    """A Google Sheet, by its address or its key; implements the protocols `Book` and `LiveBook`."""

    cell_limit = CELL_LIMIT

    def __init__(self, sheet: str, pace: Pace = _OURS) -> None:
        """Raises BookError where this is no address of a Google Sheet."""
        from sheet2eval.books.google.api import Api

        self.name = sheet
        self.identity = f"{SCHEME}{key_of(sheet)}"
        self._api = Api(key_of(sheet), sheet, pace)
        self._document: Document | None = None  # as it was when somebody last asked for it
        self._reading: Reading | None = None
        self._moments: dict[DatedColumn, Moments] = {}
        self._pinned = frozenset[int]()  # the tabs whose pins are where they belong

    def read(self) -> tuple[Table, ...]:
        if self._document is None and self._api.in_trash():
            raise BookError(f"{self.name} lies in the trash: restore it in Google Drive first")
        self._reading = self._settled(partial(self._fresh, None))
        return self._reading.tables

    def check_writable(
        self, updates: Updates, tables: tuple[Table, ...], copy_to: Path | None = None
    ) -> None:
        self._check_place(copy_to)
        known = self._reading
        known = known if known and known.tables is tables else self._settled(partial(self._fresh, None))
        check_allowed(self.name, updates, known)
        self._settled(partial(self._announce, updates))

    def write(self, plan: Plan, copy_to: Path | None = None) -> str:
        self._check_place(copy_to)
        self._settled(partial(self._write, plan))
        return url_of(self._api.key)

    def read_tab(self, name: str) -> Table | None:
        return self._settled(partial(self._read_tab, name))

    def untick(self, where: CellRef) -> None:
        self._settled(partial(self._untick, where))

    def show_status(self, status: str) -> None:
        self._settled(partial(self._show_status, status))

    def address_of(self, where: CellRef) -> str:
        tab = self._document.named(where.tab) if self._document else None
        place = anchor(tab.id, max(where.row, 1), max(where.column, 1)) if tab else ""
        return f"{url_of(self._api.key)}/edit{place}"

    def _settled(self, work: Callable[[], Result]) -> Result:
        """Do it, and again where the document was edited meanwhile."""
        self._api.begin()
        said = ""
        for _ in range(TRIES):
            try:
                return work()
            except EditedMeanwhileError as fault:
                self._document, said = None, str(fault)
        raise BookError(
            f"{self.name} is being edited again and again, or Google refuses an edit ({said}): try again later"
        )

    def _check_place(self, copy_to: Path | None) -> None:
        if copy_to is not None:
            raise BookError(
                f"{self.name}: a Google Sheet is not copied to {copy_to}; download it as .xlsx and run that, "
                "or make a copy in Google (File > Make a copy)"
            )

    def _fresh(self, before: Reading | None) -> Reading:
        """All of the document, in two requests; tabs that were renamed since `before` go by the names they had."""
        document = self._structure()
        if before is not None:
            document = as_known(document, before.document)
        found = reading(document, self._api.values([whole_tab(tab.title) for tab in document.tabs]))
        return replace(found, tables=tuple(map(self._with_moments, document.tabs, found.tables)))

    def _with_moments(self, tab: Tab, shown: Table) -> Table:
        """The table with the moments that people typed as dates; asked for only where its texts are new."""
        found: dict[tuple[int, int], datetime] = {}
        for dated in dated_columns(tab, shown):
            if dated not in self._moments:
                (held,) = self._api.values([dated.range], Render.HELD)
                self._moments[dated] = moments(dated, held)
            found |= self._moments[dated]
        return replace(shown, moments=found)

    def _structure(self) -> Document:
        self._document = self._api.structure()
        check_size(self.name, self._document)
        return self._document

    def _write(self, plan: Plan) -> None:
        found, updates = self._plan(plan)
        wanted = _written(updates, found.document)
        if not wanted <= self._pinned:
            self._pin(found.document, wanted)
            found, updates = self._plan(plan)  # from here on nothing moves unnoticed
        self._pinned = frozenset()
        edits_of_tabs = planned(updates, found)
        send(self._api, edits_of_tabs)
        self._pinned = frozenset(each.tab for each in edits_of_tabs)

    def _plan(self, plan: Plan) -> tuple[Reading, Updates]:
        found = self._fresh(self._reading)
        updates = plan(found.tables)
        check_allowed(self.name, updates, found)
        return found, updates

    def _announce(self, updates: Updates) -> None:
        document = self._document or self._structure()
        self._pin(document, _written(updates, document))

    def _pin(self, document: Document, wanted: frozenset[int]) -> None:
        tabs = [tab for tab in document.tabs if tab.id in wanted]
        self._api.edit(
            [no_edit(), *(pin for tab in tabs for pin in pinned(tab.id, Size(tab.rows, tab.columns)))]
        )
        self._pinned = wanted

    def _read_tab(self, name: str) -> Table | None:
        tab = _like(name, self._document) or _like(name, self._structure())
        if tab is None:
            return None
        (grid,) = self._api.values([whole_tab(tab.title)])
        return table(tab, grid)

    def _untick(self, where: CellRef) -> None:
        tab = (self._document or self._structure()).named(where.tab)
        if tab is None:
            return
        cell = f"{whole_tab(tab.title)}!{column_letters(where.column)}{where.row}"
        (grid,) = self._api.values([cell])
        ticked = bool(grid) and list(grid[0]) == ["TRUE"]
        blank: Json = {VALUE: {"boolValue": False}} if ticked else {}
        self._api.edit([edits.cells(tab.id, where.row - 1, where.column - 1, [[blank]], VALUE)])

    def _show_status(self, status: str) -> None:
        document = self._document or self._structure()
        tab, made = document.named(STATUS_CELL.tab), tuple[Json, ...]()
        if tab is None and not status:
            return
        if tab is not None and not tab.ours:
            raise BookError(f"{self.name}: the tab {tab.title!r} was not made by this tool: rename it")
        number = tab.id if tab else next(new_ids(document))
        if tab is None:
            made = edits.new_tab(number, STATUS_CELL.tab, _STATUS_TAB_SIZE, (0, 0))
        cell = [[value_of(status)]]
        self._api.edit([*made, edits.cells(number, STATUS_CELL.row - 1, STATUS_CELL.column - 1, cell, VALUE)])
        if tab is None:
            self._document = None  # it is another one now


def _written(updates: Updates, document: Document) -> frozenset[int]:
    """The tabs that are there already and will be written to."""
    names = {own.name for own in updates.tabs} | ({updates.columns.tab} if updates.columns else set())
    return frozenset(tab.id for tab in document.tabs if tab.name in names)


def _like(name: str, document: Document | None) -> Tab | None:
    """The tab of that name, as names of tabs are compared."""
    tabs = document.tabs if document else ()
    return next((tab for tab in tabs if key(tab.title) == key(name)), None)
