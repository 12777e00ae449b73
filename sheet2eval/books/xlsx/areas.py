"""Places and ranges of cells, as `B7` and `$A$1:C3` say them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, Self

from sheet2eval.types import column_letters

LAST_COLUMN = 16_384
LAST_ROW = 1_048_576
PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
WHOLE_COLUMNS = re.compile(r"([A-Za-z]{1,3}):([A-Za-z]{1,3})")
WHOLE_ROWS = re.compile(r"([0-9]{1,7}):([0-9]{1,7})")

letters = cache(column_letters)


@cache
def column_number(name: str) -> int:
    """The 1-based number of a column's letters: AB is 28; 0 for what names no column."""
    if len(name) > 3 or not (name.isascii() and name.isalpha()):
        return 0
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    return number


class Area(NamedTuple):
    """A range of cells, its edges inside; rows and columns count from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def parse(cls, reference: str) -> Self | None:
        """None for what is no range of cells. Whole columns (`B:C`) and rows (`2:5`) are ranges as well."""
        first, _, last = _spelled_out(reference.replace("$", "")).partition(":")
        corners = [PLACE.fullmatch(corner) for corner in (first, last or first)]
        rows = [int(corner[2]) for corner in corners if corner]
        columns = [column_number(corner[1]) for corner in corners if corner]
        return cls(min(rows), min(columns), max(rows), max(columns)) if len(rows) == 2 else None

    def __str__(self) -> str:
        return f"{letters(self.left)}{self.top}:{letters(self.right)}{self.bottom}"


def _spelled_out(reference: str) -> str:
    """Whole columns and rows as ranges from their first cell to their last."""
    if columns := WHOLE_COLUMNS.fullmatch(reference):
        return f"{columns[1]}1:{columns[2]}{LAST_ROW}"
    if rows := WHOLE_ROWS.fullmatch(reference):
        return f"A{rows[1]}:{letters(LAST_COLUMN)}{rows[2]}"
    return reference
