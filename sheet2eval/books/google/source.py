"""The document as it is now, read as often as people edit it meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from sheet2eval.books.book import Table
from sheet2eval.books.google.dates import DatedColumn, Moments, dated_columns, moments
from sheet2eval.books.google.lock import Lock
from sheet2eval.books.google.reading import Reading, as_known, check_size, reading, whole_tab
from sheet2eval.books.google.refusals import EditedMeanwhileError
from sheet2eval.books.google.structure import Document, Render, Tab
from sheet2eval.books.google.waiting import PATIENCE, Pace
from sheet2eval.errors import BookError

if TYPE_CHECKING:
    from sheet2eval.books.google.api import Api

TRIES = 7  # against people who edit again and again: so sixty requests are never made

Result = TypeVar("Result")


class Source:
    """A document at Google, and what was last known of it. `name` is how a person called it."""

    def __init__(self, api: Api, name: str, pace: Pace) -> None:
        self.api = api
        self.name = name
        self.lock = Lock(name, pace.now)
        self.known: Document | None = None  # all but its cells; None where it has changed since
        self._moments: dict[DatedColumn, Moments] = {}
        self._one_thing = threading.Lock()

    def settled(self, work: Callable[[], Result], most_s: float = PATIENCE) -> Result:
        """Do it, and again where the document was edited meanwhile; from any thread, one thing after the other.

        `most_s` are the seconds that Google may be waited for. Raises BookError.
        """
        said = ""
        with self._one_thing:
            self.api.begin(most_s)
            for _ in range(TRIES):
                try:
                    return work()
                except EditedMeanwhileError as fault:
                    self.known, said = None, str(fault)
        raise BookError(
            f"{self.name} is being edited again and again, or Google refuses an edit ({said}): try again later"
        )

    def structure(self) -> Document:
        """All but the cells, asked for in one request. Raises BookError, also where there is too much."""
        self.known = self.api.structure()
        self.lock.saw(self.known.claim)
        check_size(self.name, self.known)
        return self.known

    def fresh(self, before: Document | None = None) -> Reading:
        """All of the document, in two requests; tabs that were renamed since `before` go by the names they had."""
        document = self.structure()
        if before is not None:
            document = as_known(document, before)
        found = reading(document, self.api.values([whole_tab(tab.title) for tab in document.tabs]))
        return replace(found, tables=tuple(map(self._with_moments, document.tabs, found.tables)))

    def _with_moments(self, tab: Tab, shown: Table) -> Table:
        """The table with the moments that people typed as dates; asked for only where its texts are new."""
        found: dict[tuple[int, int], datetime] = {}
        for dated in dated_columns(tab, shown):
            if dated not in self._moments:
                (held,) = self.api.values([dated.range], Render.HELD)
                self._moments[dated] = moments(dated, held)
            found |= self._moments[dated]
        return replace(shown, moments=found)
