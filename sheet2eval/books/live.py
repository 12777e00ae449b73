"""Documents that people look at while a run goes on, and in which they can ask for one: Google Sheets."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from sheet2eval.books.book import Book, Table
from sheet2eval.types import CellRef

STATUS_CELL = CellRef("eval-summary", 1, 3)
"""Where the status line stands: right of the page's text, so that it hides nothing."""


@runtime_checkable
class LiveBook(Book, Protocol):
    """Its methods may be called beside a run, from a thread of their own.

    `check_writable` takes a lock that is seen on every machine, and raises InUseError where somebody else holds it.
    `write` gives it back. A lock that nobody renews for some minutes is lost: call `renew` from time to time.
    """

    @property
    def title(self) -> str:
        """What people call it, as it was read last. Asks nobody."""

    def read_tab(self, name: str) -> Table | None:
        """One tab, found by its name as `contract.key` compares names, in one request; None where there is none.

        Raises BookError.
        """

    def untick(self, where: CellRef) -> None:
        """Clear what people ticked: a tick box is unticked, any other value removed. Raises BookError."""

    def show_status(self, status: str) -> None:
        """Write the status line, on a tab that is made where it is missing; "" clears it. Raises BookError."""

    def wait_until_free(self) -> None:
        """Return when the lock that `check_writable` has met is given back, or has lapsed. Raises BookError."""

    def renew(self) -> None:
        """Keep the lock, where we hold it and that is due. Raises BookError."""

    def give_back(self) -> None:
        """Give the lock back at once, where we hold it. Raises BookError."""

    def address_of(self, where: CellRef) -> str:
        """A link that opens the document at a cell. Asks nobody."""
