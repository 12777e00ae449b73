"""The lock of a live book, which is seen on every machine: waited for, kept while a run goes on, given back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from sheet2eval.books.book import Book
from sheet2eval.books.live import LiveBook
from sheet2eval.errors import BookError, InUseError

BETWEEN_S = 30.0
"""Between two questions whether the lock has to be renewed; most of them send nothing."""

Planned = TypeVar("Planned")


def planned_alone(book: Book, plan: Callable[[], Planned], wait: Callable[[str], None]) -> Planned:
    """The plan, made anew after each wait for somebody else, of which `wait` is told."""
    while True:
        try:
            return plan()
        except InUseError as fault:
            if not isinstance(book, LiveBook):
                raise
            wait(str(fault))
            book.wait_until_free()


@contextmanager
def held(book: Book, between_s: float = BETWEEN_S) -> Iterator[None]:
    """Meanwhile the lock is renewed, and in the end given back, if it is ours; a fault in that stops no run."""
    if not isinstance(book, LiveBook):
        yield
        return
    left = threading.Event()

    def keep() -> None:
        while not left.wait(between_s):
            with suppress(BookError):
                book.renew()

    thread = threading.Thread(target=keep)
    thread.start()
    try:
        yield
    finally:
        left.set()
        thread.join()
        with suppress(BookError):
            book.give_back()
