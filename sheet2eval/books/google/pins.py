"""Pins: invisible marks by which Google itself refuses edits once rows or columns have moved since they were read.

A pin is developer metadata at the last row, or the last column, of a tab's grid. It moves when anything is inserted or
deleted before it. Requests are made as a whole or not at all, so this goes in front of edits that go by place: delete
the pin if it is where it was, then make it there. If it has moved, the first deletes nothing, and the second is refused
because its id is taken. Sorting moves no pins.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sheet2eval.books.google import edits
from sheet2eval.books.google.structure import MARK, Json
from sheet2eval.digest import digest


class Size(NamedTuple):
    """How many rows and columns the grid of a tab has."""

    rows: int
    columns: int


def pinned(tab: int, size: Size) -> Iterator[Json]:
    """Put the pins of a tab where they belong, wherever they were."""
    for number, place in _pins(tab, size):
        yield edits.unmarked({"metadataId": number})
        yield _made(number, place)


def guarded(tab: int, size: Size) -> Iterator[Json]:
    """Nothing, unless the tab's grid is not of that size any more, or something in it has moved: then a refusal."""
    for number, place in _pins(tab, size):
        where = {"metadataLocation": {"dimensionRange": place}, "locationMatchingStrategy": "EXACT_LOCATION"}
        yield edits.unmarked({"metadataId": number, **where})
        yield _made(number, place)


def no_edit() -> Json:
    """Asks whether edits would be taken, and changes nothing."""
    return edits.unmarked({"metadataKey": f"{MARK}-none"})


def _pins(tab: int, size: Size) -> Iterator[tuple[int, Json]]:
    """The id of each pin, and its place."""
    for dimension, end in (("ROWS", size.rows), ("COLUMNS", size.columns)):
        number = 1 + int(digest(tab, dimension)[:7], 16)
        yield number, {"sheetId": tab, "dimension": dimension, "startIndex": end - 1, "endIndex": end}


def _made(number: int, place: Json) -> Json:
    pin = {"metadataId": number, "metadataKey": f"{MARK}-pin", "location": {"dimensionRange": place}}
    return edits.marked(pin)
