"""The cells of our tabs as edits: only those that show something else than they should.

Edits come in slices of whole rows, each of which is made as a whole, so that no row is ever half new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from sheet2eval.books.book import OutCell
from sheet2eval.books.google import edits
from sheet2eval.books.google.cells import (
    FORMAT,
    LINK,
    VALUE,
    Uri,
    link_of,
    shown,
    value_of,
    with_format,
    with_link,
)
from sheet2eval.books.google.frame import Frame
from sheet2eval.books.google.structure import Json
from sheet2eval.books.looks import DRAWINGS, MOST_LINES, lines

Slice = tuple[Json, ...]

FORMAT_TOO = f"{VALUE},{FORMAT}"
ROWS, CHARACTERS = 400, 100_000  # of a slice, at most; a row is never cut
_WORTHWHILE = 4  # cells alike, one below the other, that are better said once
_CELL = 60  # characters that a cell takes besides its text


@dataclass(frozen=True, slots=True)
class Style:
    """How the cells of a column are written: the `fields` of a cell that are ours, and such a cell."""

    fields: str
    cell: Callable[[OutCell], Json]


def style(frame: Frame, column: int, uri: Uri) -> Style:
    """Only values where the column's look stands; also looks where its cells look different."""
    if frame.own.header_row == 0 or len(frame.looks(column)) > 1:
        return Style(FORMAT_TOO, partial(with_format, uri=uri))
    if any(row[column].link for row in frame.body):
        if frame.is_written_once(column):
            return Style(LINK, partial(link_of, uri=uri))
        return Style(f"{VALUE},{LINK}", partial(with_link, uri=uri))
    return Style(VALUE, _value)


def _value(cell: OutCell) -> Json:
    return value_of(cell.value)


def slices(frame: Frame, uri: Uri) -> Iterator[Slice]:
    """All cells below the header that have to be written."""
    styles = [style(frame, column, uri) for column in range(len(frame.columns))]
    for together in _together(frame):
        made = tuple(_edits(frame, styles, together))
        if made:
            yield made


def keys(frame: Frame) -> Iterator[Json]:
    """The cells by which new rows are known, so that rows can be found again before all is written.

    In a new tab nobody can have moved any.
    """
    if frame.standing is None:
        return
    known = [at for at, column in enumerate(frame.own.columns) if column.header in frame.own.identity]
    new = [index for index in _in_order(frame) if frame.alignment.before[index] is None]
    for run in _side_by_side(frame, new):
        for block in _blocks(frame, known):
            yield _cells(frame, Style(VALUE, _value), run, block)


def _edits(frame: Frame, styles: Sequence[Style], rows: Sequence[int]) -> Iterator[Json]:
    """The cells of some rows that stand side by side: those that may look different, then what differs.

    What a row is known by, and what people fill in, is written with a new row and never again: then it stays
    together, however people sort.
    """
    every = range(len(frame.columns))
    once = [column for column in every if frame.is_written_once(column)]
    plain = [column for column in every if styles[column].fields == VALUE and column not in once]
    new = [index for index in rows if frame.alignment.before[index] is None]
    for fields, columns in groupby(every, lambda column: styles[column].fields):
        if fields != VALUE:
            yield from (_cells(frame, styles[block[0]], rows, block) for block in _blocks(frame, columns))
    for run in _side_by_side(frame, [index for index in rows if _differs(frame, index, plain)]):
        yield from _run(frame, run, plain)
    for run in _side_by_side(frame, new):
        yield from _run(frame, run, once)
    for run in _side_by_side(frame, [index for index in new if _is_long(frame, index)]):
        first = frame.alignment.rows[run[0]]
        yield edits.height(frame.id, range(first, first + len(run)), MOST_LINES)


def _is_long(frame: Frame, index: int) -> bool:
    """Whether a row would fill a screen: what is so long is better read in its cell."""
    return any(
        lines(str(cell.value), column.width) > MOST_LINES
        for cell, column in zip(frame.body[index], frame.own.columns, strict=True)
        if cell.value and DRAWINGS[cell.look].wrap
    )


def _run(frame: Frame, run: Sequence[int], columns: Sequence[int]) -> Iterator[Json]:
    """The values of some rows: columns that are the same all the way down are said once."""
    plain = Style(VALUE, _value)
    alike = [column for column in columns if _is_alike(frame, run, column)]
    for column in alike:
        cell = frame.body[run[0]][column]
        yield edits.same(_area(frame, run, frame.columns[column]), value_of(cell.value), VALUE)
    for block in _blocks(frame, [column for column in columns if column not in alike]):
        yield _cells(frame, plain, run, block)


def _is_alike(frame: Frame, run: Sequence[int], column: int) -> bool:
    first = frame.body[run[0]][column].value
    return len(run) >= _WORTHWHILE and all(frame.body[index][column].value == first for index in run)


def _differs(frame: Frame, index: int, columns: Iterable[int]) -> bool:
    texts = frame.texts[index] if frame.texts else None
    return texts is None or any(texts[column] != shown(frame.body[index][column]) for column in columns)


def _cells(frame: Frame, wanted: Style, run: Sequence[int], block: Sequence[int]) -> Json:
    lines = [[wanted.cell(frame.body[index][column]) for column in block] for index in run]
    first = frame.alignment.rows[run[0]]
    return edits.cells(frame.id, first, frame.columns[block[0]], lines, wanted.fields)


def _area(frame: Frame, run: Sequence[int], column: int) -> Json:
    first = frame.alignment.rows[run[0]]
    return edits.area(frame.id, (first, first + len(run)), (column, column + 1))


def _blocks(frame: Frame, columns: Iterable[int]) -> Iterator[Sequence[int]]:
    """Columns of ours that stand side by side, in our order."""
    run: list[int] = []
    for column in columns:
        if run and frame.columns[column] != frame.columns[run[-1]] + 1:
            yield run
            run = []
        run = [*run, column]
    if run:
        yield run


def _in_order(frame: Frame) -> list[int]:
    """The rows of the body, by index, as they will stand."""
    return sorted(range(len(frame.body)), key=frame.alignment.rows.__getitem__)


def _side_by_side(frame: Frame, rows: Iterable[int]) -> Iterator[Sequence[int]]:
    """Rows of the body that will stand one right below the other; they come in that order."""
    run: list[int] = []
    for index in rows:
        if run and frame.alignment.rows[index] != frame.alignment.rows[run[-1]] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _together(frame: Frame) -> Iterator[Sequence[int]]:
    """The rows of each slice, side by side."""
    for run in _side_by_side(frame, _in_order(frame)):
        yield from in_slices(run, frame.body.__getitem__)


def in_slices(run: Sequence[int], cells: Callable[[int], Iterable[OutCell]]) -> Iterator[Sequence[int]]:
    """Rows that stand side by side, cut where a slice would become too big."""
    begin = size = 0
    for at, row in enumerate(run):
        weight = sum(_CELL + len(str(cell.value or "")) for cell in cells(row))
        if at > begin and (at - begin == ROWS or size + weight > CHARACTERS):
            yield run[begin:at]
            begin, size = at, 0
        size += weight
    yield run[begin:]
