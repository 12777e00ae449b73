"""The document as it is now, read as often as people edit it meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from sheet2eval.books.book import Table
from sheet2eval.books.google.dates import DatedColumn, Moments, dated_columns, moments
from sheet2eval.books.google.reading import Reading, as_known, check_size, reading, whole_tab
from sheet2eval.books.google.refusals import EditedMeanwhileError
from sheet2eval.books.google.structure import Document, Render, Tab
from sheet2eval.errors import BookError

if TYPE_CHECKING:
    from sheet2eval.books.google.api import Api

TRIES = 7  # against people who edit again and again: so sixty requests are never made

Result = TypeVar("Result")


class Source:
    """A document at Google, and what was last known of it. `name` is how a person called it."""

    def __init__(self, api: Api, name: str) -> None:
        self.api = api
        self.name = name
        self.known: Document | None = None  # all but its cells; None where it has changed since
        self._moments: dict[DatedColumn, Moments] = {}

    def settled(self, work: Callable[[], Result]) -> Result:
        """Do it, and again where the document was edited meanwhile. Raises BookError."""
        self.api.begin()
        said = ""
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
