"""The edits that bring a tab of ours to what it should be, and make it where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sheet2eval.books.book import OutColumn
from sheet2eval.books.google import edits
from sheet2eval.books.google.cells import FORMAT, VALUE, Uri, shown, with_format
from sheet2eval.books.google.chart import redrawn
from sheet2eval.books.google.content import FORMAT_TOO, Slice, keys, slices
from sheet2eval.books.google.frame import Frame
from sheet2eval.books.google.pins import Size
from sheet2eval.books.google.structure import Json, Tab

SPARE_ROWS, SPARE_COLUMNS = 100, 4  # blank ones beside a new table, for people


@dataclass(frozen=True, slots=True)
class Guard:
    """By what can be told that rows are where they should be: by row from 0, the texts of these columns."""

    tab: int
    title: str
    columns: tuple[int, ...]
    texts: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TabEdits:
    """Edits of one tab. `structure` is made once, before all others; `keys` with it where not all fits in at once.

    `before` and `after` are the size of its grid before and after that, by which its pins are found; None for a new
    tab, and where there shall be no pins. From then on what `guard` says must stand there; None where nobody can be
    in the way.
    """

    tab: int
    before: Size | None
    after: Size | None
    structure: tuple[Json, ...]
    keys: tuple[Json, ...]
    slices: tuple[Slice, ...]
    guard: Guard | None

    def without_pins(self) -> TabEdits:
        return replace(self, before=None, after=None)


def tab_edits(frame: Frame, uri: Uri) -> TabEdits:
    tab = frame.standing
    mended = tab is not None and not frame.rebuilt
    return TabEdits(
        frame.id,
        Size(tab.rows, tab.columns) if tab else None,
        _size(frame),
        tuple(_mended(frame, uri) if mended else _made(frame, uri)),
        tuple(keys(frame)),
        tuple(slices(frame, uri)),
        _guard(frame),
    )


def _size(frame: Frame) -> Size:
    """The grid once rows and columns are there, or gone."""
    tab, own = frame.standing, frame.own
    if tab is None:
        return Size(len(own.rows) + SPARE_ROWS, len(own.columns) + SPARE_COLUMNS)
    come = sum(map(len, frame.alignment.inserted)) - sum(map(len, frame.alignment.deleted))
    return Size(
        tab.rows + come + _missing_rows(frame, tab), max(tab.columns, 1 + max(frame.columns, default=0))
    )


def _missing_rows(frame: Frame, tab: Tab) -> int:
    """What is there, less what goes, must hold all, and more than the header."""
    gone = sum(map(len, frame.alignment.deleted))
    come = sum(map(len, frame.alignment.inserted))
    needed = 1 + max((frame.header + 1, *frame.alignment.rows))
    return max(needed - (tab.rows - gone + come), frame.header + 2 - (tab.rows - gone), 0)


def _made(frame: Frame, uri: Uri) -> Iterator[Json]:
    """All of a new tab but its body; of a tab that is rebuilt only what goes with its cells."""
    own = frame.own
    if frame.standing is None:
        yield from edits.new_tab(frame.id, own.name, _size(frame), (own.header_row, own.frozen_columns))
        yield from (edits.width(frame.id, at, column.width) for at, column in enumerate(own.columns))
    else:
        yield from _room(frame, frame.standing)
        yield edits.cleared(edits.area(frame.id, columns=(0, len(own.columns))), FORMAT_TOO)
    yield from _dressed(frame, frame.header + 1, range(len(own.columns)))
    above = [[with_format(cell, uri) for cell in row] for row in own.rows[: own.header_row]]
    if above:
        yield edits.cells(frame.id, 0, 0, above, FORMAT_TOO)
    if own.header_row and frame.standing is None:
        yield from _table(frame)
    yield from redrawn(frame.id, frame.standing.charts if frame.standing else (), own)


def _table(frame: Frame) -> Iterator[Json]:
    """What a new table has besides cells: colours by word, a filter, a word of warning to who begins to edit."""
    below = frame.header + 1, None
    for at, column in enumerate(frame.own.columns):
        yield from edits.colours(edits.area(frame.id, below, (at, at + 1)), column.colours)
    yield edits.filter_over(edits.area(frame.id, (frame.header, None), (0, len(frame.columns))))
    people = [at for at in range(len(frame.columns)) if _is_open(frame.own.columns[at], frame, at)]
    yield edits.guarded(frame.id, [edits.area(frame.id, below, (at, at + 1)) for at in people])


def _is_open(column: OutColumn, frame: Frame, at: int) -> bool:
    return bool(column.choices) or frame.is_peoples(at)


def _mended(frame: Frame, uri: Uri) -> Iterator[Json]:
    """Rows and columns where there are too few, rows that are gone taken out."""
    if frame.standing is not None:
        yield from _room(frame, frame.standing)
    yield from (edits.without_rows(frame.id, rows) for rows in frame.alignment.deleted)
    first = frame.header + 1
    for rows in frame.alignment.inserted:
        yield edits.inserted_rows(frame.id, rows, below_others=rows.start > first)
    for at in sorted(frame.added):
        column = frame.own.columns[at]
        yield edits.width(frame.id, frame.columns[at], column.width)
        header = [[with_format(frame.own.rows[frame.own.header_row - 1][at], uri)]]
        yield edits.cells(frame.id, frame.header, frame.columns[at], header, FORMAT_TOO)
        yield from _dressed(frame, first, [at])
    yield from _leftovers(frame)


def _room(frame: Frame, tab: Tab) -> Iterator[Json]:
    """More rows and columns, at the ends."""
    if missing := _missing_rows(frame, tab):
        yield edits.more_rows(frame.id, missing)
        yield from _dressed(frame, tab.rows, set(range(len(frame.columns))) - frame.added)
    if wider := _size(frame).columns - tab.columns:
        yield edits.more_columns(frame.id, wider)


def _dressed(frame: Frame, first: int, columns: Iterable[int]) -> Iterator[Json]:
    """The look of columns from a row on."""
    for at in columns:
        looks = frame.looks(at)
        one = next(iter(looks)) if len(looks) == 1 and frame.own.header_row else None
        place = edits.area(frame.id, (first, None), (frame.columns[at], frame.columns[at] + 1))
        yield from edits.dressed(place, frame.own.columns[at], one)


def _leftovers(frame: Frame) -> Iterator[Json]:
    """What stands below the rows that a table told by place now has."""
    end = frame.header + 1 + len(frame.body)
    if not frame.own.identity and frame.last > end:
        for column in frame.columns:
            place = edits.area(frame.id, (end, frame.last), (column, column + 1))
            yield edits.cleared(place, f"{VALUE},{FORMAT}.textFormat.link")


def _guard(frame: Frame) -> Guard | None:
    if frame.standing is None or not frame.own.identity or frame.rebuilt:
        return None
    known = [at for at, column in enumerate(frame.own.columns) if column.header in frame.own.identity]
    texts = {
        row: tuple(shown(cells[at]) for at in known)
        for row, cells in zip(frame.alignment.rows, frame.body, strict=True)
    }
    return Guard(frame.id, frame.standing.title, tuple(frame.columns[at] for at in known), texts)
