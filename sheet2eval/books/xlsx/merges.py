"""Merged cells: the anchor's value in every row that the range spans, as a person reads them.

The value stands in the anchor's column only: a range that is wide as well is one wide cell, not several. Only
rows with content of their own get it, so a merge over a whole column costs what the content costs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from sheet2eval.books.book import Row
from sheet2eval.books.xlsx.scan import XmlError
from sheet2eval.books.xlsx.sheetdata import MAX_CELLS, Merge, SheetData


def filled_rows(data: SheetData) -> tuple[Row, ...]:
    """The rows in order, the merges filled in; the anchors' faults and moments are copied in `data`, and
    the cells that take their texts are listed there.
    """
    rows = sorted(data.rows, key=attrgetter("number"))
    numbers = [row.number for row in rows]
    additions: dict[int, dict[int, str]] = {}
    for merge in _without_overlaps(data.merges):
        anchor = bisect_left(numbers, merge.first)
        if anchor == len(rows) or numbers[anchor] != merge.first or not rows[anchor].text(merge.column):
            continue
        for at in range(anchor + 1, bisect_right(numbers, merge.last)):
            additions.setdefault(at, {})[merge.column] = rows[anchor].text(merge.column)
            data.spanned.add((numbers[at], merge.column))
            _copy_marks(data, merge, numbers[at])
    _check_room(additions)
    for at, texts in additions.items():
        rows[at] = _with_texts(rows[at], texts)
    return tuple(rows)


def _without_overlaps(merges: Sequence[Merge]) -> Iterator[Merge]:
    """Merges never overlap in a sound workbook; in another one the first in a column wins."""
    in_order = sorted(merges, key=attrgetter("column", "first", "last"))
    for _, in_column in groupby(in_order, key=attrgetter("column")):
        end = 0
        for merge in in_column:
            if merge.first > end:
                yield merge
                end = merge.last


def _copy_marks(data: SheetData, merge: Merge, row: int) -> None:
    anchor, cell = (merge.first, merge.column), (row, merge.column)
    if anchor in data.faults:
        data.faults[cell] = data.faults[anchor]
    if anchor in data.moments:
        data.moments[cell] = data.moments[anchor]


def _check_room(additions: dict[int, dict[int, str]]) -> None:
    if sum(max(texts) for texts in additions.values()) > MAX_CELLS:
        raise XmlError("its merged cells spread over more cells than can be read")


def _with_texts(row: Row, texts: dict[int, str]) -> Row:
    width = max(len(row.texts), *texts)
    padded = [*row.texts, *[""] * (width - len(row.texts))]
    for column, text in texts.items():
        padded[column - 1] = text
    return Row(row.number, tuple(padded))
