"""Edits packed into requests, and sent one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sheet2eval.books.google.own_tabs import Guard, TabEdits
from sheet2eval.books.google.pins import Size, guarded, pinned
from sheet2eval.books.google.reading import whole_tab
from sheet2eval.books.google.refusals import EditedMeanwhileError
from sheet2eval.books.google.structure import Column, Json, Texts, as_body
from sheet2eval.types import column_letters

if TYPE_CHECKING:
    from sheet2eval.books.google.api import Api

MOST_BYTES = 1_990_000  # of the edits in a request: Google advises 2 MB for all of it


def send(api: Api, tabs: Sequence[TabEdits], at_last: Sequence[Json]) -> None:
    """Make all edits; the first request, on what was read just before, changes rows and columns.

    `at_last` goes with the last one, and for itself where there is none.

    Raises:
        BookError: Google does not take them.
        EditedMeanwhileError: somebody moved rows or columns meanwhile; what was written may stand beside other rows.
    """
    changed = [tab for tab in tabs if tab.structure or tab.slices]
    guards = [tab.guard for tab in changed if tab.guard]
    ranges = {
        (guard.tab, column): _range(guard.title, column) for guard in guards for column in guard.columns
    }
    for edits in packed(changed, at_last):
        shown = api.edit(edits, [*ranges.values()])
        _check(guards, shown if shown.keys() >= ranges.keys() else _read(api, ranges))


def packed(tabs: Sequence[TabEdits], at_last: Sequence[Json] = ()) -> Iterator[Sequence[Json]]:
    """All in one request where that is small enough, else as few as possible, with slices kept whole.

    Each begins with what makes Google refuse it where rows or columns have moved.
    """
    together = [edit for tab in tabs for edit in _first(tab)]
    again = [edit for tab in tabs for edit in _guarded(tab.tab, tab.after)]
    slices = [(_size(slice_), slice_) for tab in tabs for slice_ in tab.slices]
    if _size(together) + sum(size for size, _ in slices) > MOST_BYTES:
        together += [edit for tab in tabs for edit in tab.keys]
    taken = _size(together)
    for size, slice_ in slices:
        if together and taken + size > MOST_BYTES:
            yield together
            together, taken = list(again), _size(again)
        together.extend(slice_)
        taken += size
    if together or at_last:
        yield [*together, *at_last]


def _first(tab: TabEdits) -> Iterator[Json]:
    yield from _guarded(tab.tab, tab.before)
    yield from tab.structure
    if tab.after is not None and tab.before != tab.after:
        yield from pinned(tab.tab, tab.after)


def _guarded(tab: int, size: Size | None) -> Iterator[Json]:
    if size is not None:
        yield from guarded(tab, size)


def _size(edits: Sequence[Json]) -> int:
    return len(as_body(edits))


def _read(api: Api, ranges: Mapping[Column, str]) -> Mapping[Column, Texts]:
    grids = api.values([*ranges.values()])
    return {
        column: [str(line[0]) if line else "" for line in grid]
        for column, grid in zip(ranges, grids, strict=True)
    }


def _check(guards: Iterable[Guard], shown: Mapping[Column, Texts]) -> None:
    """Raises EditedMeanwhileError where rows are not where they were."""
    for guard in guards:
        columns = [shown.get((guard.tab, column), ()) for column in guard.columns]
        for row, wanted in guard.texts.items():
            if tuple(texts[row] if row < len(texts) else "" for texts in columns) != wanted:
                raise EditedMeanwhileError(f"rows of the tab {guard.title!r} are being moved")


def _range(title: str, column: int) -> str:
    letters = column_letters(column + 1)
    return f"{whole_tab(title)}!{letters}1:{letters}"
