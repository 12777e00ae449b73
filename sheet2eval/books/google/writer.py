"""Writing into a document that people edit: pins first, then a fresh reading, then edits that go by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sheet2eval.books.book import Table, Updater, Updates
from sheet2eval.books.google.pins import Size, no_edit, pinned
from sheet2eval.books.google.planning import check_allowed, planned
from sheet2eval.books.google.reading import Reading
from sheet2eval.books.google.refusals import AnswerLostError, EditedMeanwhileError
from sheet2eval.books.google.sending import send
from sheet2eval.books.google.source import Source
from sheet2eval.books.google.structure import Document, Json
from sheet2eval.contract import EVAL_COLUMN

_HEADER_WITHIN = 20  # rows
_ENOUGH = 2  # refusals of pins, the second of them on a fresh reading


class Writer:
    """Writes into one document. Its methods raise BookError, and EditedMeanwhileError where to begin again."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._names = frozenset[str]()  # of the tabs that are written to, as far as that is known
        self._pinned = frozenset[int]()  # the ids of those whose pins are where they belong
        self._pins_refused = 0  # how often, one time after the other

    def expect(self, tables: Iterable[Table]) -> None:
        """These tabs were read: those with something of ours will be written to."""
        self._names = frozenset(table.name for table in tables if table.ours or _has_our_columns(table))

    def announce(self, updates: Updates) -> None:
        """Ask whether such updates would be taken, and have it noticed from now on when rows or columns move.

        Where there are any, the lock is taken, and `write` gives it back. Raises InUseError.
        """
        self._names = _names(updates)
        document = self._source.known or self._source.structure()
        self._pin(document, self._source.lock.take() if self._names else ())

    def write(self, plan: Updater, before: Document | None) -> None:
        if self._names and not self._pinned:
            self._pin(self._source.known or self._source.structure())
        found, updates = self._plan(plan, before)
        if not _ids(self._names, found.document) <= self._pinned:
            self._pin(found.document)
            found, updates = self._plan(plan, before)
        self._pinned = frozenset()
        tabs = planned(updates, found)
        if not self._has_pins:
            tabs = tuple(tab.without_pins() for tab in tabs)
        send(self._source.api, tabs, self._source.lock.give_back())
        self._source.lock.gave_back()
        self._pinned = frozenset(tab.tab for tab in tabs)

    def _plan(self, plan: Updater, before: Document | None) -> tuple[Reading, Updates]:
        found = self._source.fresh(before)
        updates = plan(found.tables)
        check_allowed(self._source.name, updates, found)
        self._names = _names(updates)
        return found, updates

    @property
    def _has_pins(self) -> bool:
        """Google may take no marks on the rows of a tab; then we do without them, as well as that goes."""
        return self._pins_refused < _ENOUGH

    def _pin(self, document: Document, claiming: Sequence[Json] = ()) -> None:
        tabs = [tab for tab in document.tabs if tab.name in self._names]
        pins = [pin for tab in tabs for pin in pinned(tab.id, Size(tab.rows, tab.columns))]
        try:
            self._source.api.edit([no_edit(), *pins, *claiming])
        except AnswerLostError:
            raise
        except EditedMeanwhileError:
            if self._source.structure().claim != document.claim:
                raise  # it was the lock that was refused: somebody was faster
            self._pins_refused += 1
            if self._has_pins:
                raise
        else:
            self._pins_refused = 0
        self._pinned = frozenset(tab.id for tab in tabs)


def _names(updates: Updates) -> frozenset[str]:
    places = (updates.columns, updates.tick)
    return frozenset(own.name for own in updates.tabs) | {place.tab for place in places if place}


def _ids(names: frozenset[str], document: Document) -> frozenset[int]:
    return frozenset(tab.id for tab in document.tabs if tab.name in names)


def _has_our_columns(table: Table) -> bool:
    return any(text.startswith(EVAL_COLUMN) for row in table.rows[:_HEADER_WITHIN] for text in row.texts)
