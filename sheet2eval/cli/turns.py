"""One run at a time on a sheet: what a command waits for, and says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

from sheet2eval.books.book import Book
from sheet2eval.cli.output import say
from sheet2eval.locks import alone_with
from sheet2eval.workflow.holding import held, planned_alone

Planned = TypeVar("Planned")


@contextmanager
def its_turn(book: Book) -> Iterator[None]:
    """Meanwhile nobody else on this machine works on the sheet; says so where it has to wait for that.

    A lock that others see, too, is kept until the end, once `when_free` has taken it.
    """
    in_use = f"{book.name} is in use by another run on this machine"
    with alone_with(book.identity, partial(_say_waiting, in_use)), held(book):
        yield


def when_free(book: Book, plan: Callable[[], Planned]) -> Planned:
    """The plan, made anew each time that somebody on another machine works on the sheet and has ended."""
    return planned_alone(book, plan, _say_waiting)


def _say_waiting(in_use: str) -> None:
    say(f"{in_use}: waiting for it to end (Ctrl-C gives up)")
