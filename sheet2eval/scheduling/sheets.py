"""The sheets of a schedule: looked at for a tick where people can ask for a run, and synced."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from sheet2eval.books.files import identity
from sheet2eval.books.live import LiveBook
from sheet2eval.books.opening import open_book
from sheet2eval.errors import BookError
from sheet2eval.scheduling.children import Syncing
from sheet2eval.workflow.syncing import look_for_tick

LOOKS_AT_ONCE = 64  # each is one request


class Unattended:
    """The work of a keeper; `options` go along with every sync. Looks wait for nobody but their own sheet."""

    def __init__(self, options: Sequence[str], threads: ThreadPoolExecutor) -> None:
        self._sync = Syncing(options)
        self._threads = threads
        self._books: dict[str, LiveBook | None] = {}

    async def is_asked(self, sheet: str) -> bool:
        """Raises BookError where it cannot be seen."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._has_tick, sheet)

    async def sync(self, sheet: str) -> int:
        return await self._sync(sheet)

    def _has_tick(self, sheet: str) -> bool:
        if sheet not in self._books:
            book = open_book(sheet)
            self._books[sheet] = book if isinstance(book, LiveBook) else None
        live = self._books[sheet]
        return live is not None and look_for_tick(live) is not None


@contextmanager
def unattended(options: Sequence[str]) -> Iterator[Unattended]:
    """At the end no look is waited for."""
    threads = ThreadPoolExecutor(LOOKS_AT_ONCE, thread_name_prefix="look")
    try:
        yield Unattended(options, threads)
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


def identity_of(sheet: str) -> str:
    """The identity of the book that this names, or of the file that is not there yet."""
    with suppress(BookError):
        return open_book(sheet).identity
    return identity(Path(sheet))
