"""A Google Sheet as a book."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from sheet2eval.books.book import Table, Updater, Updates
from sheet2eval.books.google import live
from sheet2eval.books.google.address import SCHEME, key_of, url_of
from sheet2eval.books.google.cells import CELL_LIMIT
from sheet2eval.books.google.planning import anchor, check_allowed
from sheet2eval.books.google.reading import Reading
from sheet2eval.books.google.source import Source
from sheet2eval.books.google.structure import Json
from sheet2eval.books.google.waiting import BRIEFLY, Pace
from sheet2eval.books.google.writer import Writer
from sheet2eval.errors import BookError
from sheet2eval.types import CellRef

_OURS = Pace()  # of this process: Google counts what a person asks, of whatever sheet


class GoogleBook:
    """A Google Sheet, by its address or its key; implements the protocols `Book` and `LiveBook`."""

    cell_limit = CELL_LIMIT

    def __init__(self, sheet: str, pace: Pace = _OURS) -> None:
        """Raises BookError where this is no address of a Google Sheet."""
        from sheet2eval.books.google.api import Api

        key = key_of(sheet)
        self.name = sheet
        self.identity = f"{SCHEME}{key}"
        self._url = url_of(key)
        self._api = Api(key, sheet, pace)
        self._pace = pace
        self._source = Source(self._api, sheet, pace)
        self._writer = Writer(self._source)
        self._reading: Reading | None = None

    @property
    def title(self) -> str:
        document = self._source.known
        return document.title if document and document.title else self.name

    def read(self) -> tuple[Table, ...]:
        if self._reading is None and self._api.in_trash():
            raise BookError(f"{self.name} lies in the trash: restore it in Google Drive first")
        self._reading = self._source.settled(self._source.fresh)
        self._writer.expect(self._reading.tables)
        return self._reading.tables

    def check_writable(
        self, updates: Updates, tables: tuple[Table, ...], copy_to: Path | None = None
    ) -> None:
        self._check_place(copy_to)
        known = self._reading
        known = known if known and known.tables is tables else self._source.settled(self._source.fresh)
        check_allowed(self.name, updates, known)
        self._source.settled(partial(self._writer.announce, updates))

    def write(self, plan: Updater, copy_to: Path | None = None) -> str:
        self._check_place(copy_to)
        before = self._reading.document if self._reading else None
        self._source.settled(partial(self._writer.write, plan, before))
        return self._url

    def read_tab(self, name: str) -> Table | None:
        return self._source.settled(partial(live.read_tab, self._source, name))

    def untick(self, where: CellRef) -> None:
        self._source.settled(partial(live.untick, self._source, where))

    def show_status(self, status: str) -> None:
        self._source.settled(partial(live.show_status, self._source, status), BRIEFLY)

    def wait_until_free(self) -> None:
        pauses_s = live.pauses_s()
        while not self._source.lock.is_free:
            self._pace.sleep(next(pauses_s))
            self._source.settled(self._source.structure)

    def renew(self) -> None:
        self._edit_lock(self._source.lock.renew)

    def give_back(self) -> None:
        self._edit_lock(self._source.lock.give_back)
        self._source.lock.gave_back()

    def address_of(self, where: CellRef) -> str:
        document = self._source.known
        tab = document.named(where.tab) if document else None
        place = anchor(tab.id, max(where.row, 1), max(where.column, 1)) if tab else ""
        return f"{self._url}/edit{place}"

    def _edit_lock(self, edits: Callable[[], Sequence[Json]]) -> None:
        if self._source.lock.is_ours:
            self._source.settled(partial(live.edit_lock, self._source, edits), BRIEFLY)

    def _check_place(self, copy_to: Path | None) -> None:
        if copy_to is not None:
            raise BookError(
                f"{self.name}: a Google Sheet is not copied to {copy_to}; download it as .xlsx and run that, "
                "or make a copy in Google (File > Make a copy)"
            )
