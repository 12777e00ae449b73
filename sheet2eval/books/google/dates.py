"""Moments that people typed as dates: what a cell shows of one may leave out half of it, or have two readings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sheet2eval.books.book import Table
from sheet2eval.books.google.reading import Grid, whole_tab
from sheet2eval.books.google.structure import Tab
from sheet2eval.contract import INPUT, key
from sheet2eval.types import column_letters

HEADER_WITHIN = 20  # rows

_NOW = INPUT.column("now").keys
_PLAIN_NUMBER = re.compile(r"-?\d+([.,]\d+)?")
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a date in a cell has no zone
_LAST_DAY = 2_958_466  # after 31 December 9999

Moments = Mapping[tuple[int, int], datetime]
"""By row and column, from 1."""


@dataclass(frozen=True, slots=True)
class DatedColumn:
    """A column of moments, from 1, in the tab of this id, and what it shows below its header, by row."""

    tab: int
    title: str
    column: int
    texts: tuple[tuple[int, str], ...]

    @property
    def range(self) -> str:
        letters = column_letters(self.column)
        return f"{whole_tab(self.title)}!{letters}1:{letters}"


def dated_columns(tab: Tab, table: Table) -> Iterator[DatedColumn]:
    """The columns whose cells have to be asked for what they hold: some show no moment that all can read."""
    header = next((row for row in table.rows[:HEADER_WITHIN] if _NOW & set(map(key, row.texts))), None)
    for column, text in enumerate(header.texts if header and not tab.ours else (), 1):
        if header and key(text) in _NOW:
            below = [(row.number, row.text(column)) for row in table.rows if row.number > header.number]
            texts = tuple((number, text) for number, text in below if text)
            if not all(_is_plain(text) for _, text in texts):
                yield DatedColumn(tab.id, tab.title, column, texts)


def moments(dated: DatedColumn, grid: Grid) -> Moments:
    """The date-times of a column, from what its cells hold: days since the end of 1899."""
    held = {number: line[0] for number, line in enumerate(grid, 1) if line}
    found = {number: _moment(held.get(number), text) for number, text in dated.texts}
    return {(number, dated.column): when for number, when in found.items() if when is not None}


def _is_plain(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _moment(value: object, text: str) -> datetime | None:
    """None for a text, and for a number that is shown as one."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < _LAST_DAY:
        return None
    if _PLAIN_NUMBER.fullmatch(text):
        return None
    return _DAY_ZERO + timedelta(seconds=round(value * 86_400))
