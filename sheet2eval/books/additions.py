"""What people add to the tabs of the tool's own, found again in the tabs' next content.

Columns of their own stay beside ours, each value in the row that bears the same identity. A row that would vanish
though people wrote beside it stays at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count

from sheet2eval.books.book import Look, OutCell, OutColumn, OwnTab, Row, Table

_HEADER_WITHIN = 20
_WIDTH = 20  # characters

Key = tuple[str, ...]
"""The texts by which a row is known, and how many of the same stand above it."""


@dataclass(frozen=True, slots=True)
class Moves:
    """Where the former content of a tab stands in its next one: both from 1, keyed by where it stood.

    `columns` are ours, by their headers, and `theirs`. `rows` are only told where people added something;
    the last of them are the rows of `left`, which the new content lacks.
    """

    columns: Mapping[int, int] = field(default_factory=dict)
    theirs: frozenset[int] = frozenset()
    rows: Mapping[int, int] = field(default_factory=dict)
    left: tuple[Row, ...] = ()


UNMOVED = Moves()


def moves(tab: OwnTab, standing: Table, remarked: Collection[tuple[int, int]] = ()) -> Moves:
    """From the content that stands in a tab to that of `tab`; `remarked` are cells that bear comments."""
    header = _header_row(tab, standing.rows)
    if header is None:
        return UNMOVED
    ours = _ours(tab, standing.rows, header)
    marked = {column for _, column in chain(remarked, standing.faults)} - ours.keys()
    theirs = _filled_besides(ours, standing.rows) | marked
    columns = ours | _places(theirs, len(tab.columns))
    if not (theirs or remarked):
        return Moves(columns)
    touched = {row.number for row in standing.rows if any(_texts_in(theirs, row))}
    touched |= {row for row, _ in remarked} | {row for row, column in standing.faults if column in theirs}
    rows = _rows(tab, standing.rows, header, ours, touched)
    missing = sorted(touched - rows.keys())
    stood = {row.number: row for row in standing.rows}
    left = tuple(stood.get(number, Row(number, ())) for number in missing)
    ends = {number: len(tab.rows) + at for at, number in enumerate(missing, 1)}
    return Moves(columns, theirs, rows | ends, left)


def with_additions(tab: OwnTab, standing: Table) -> OwnTab:
    """The tab with the columns that people added to its former content, as the texts that they show."""
    found = moves(tab, standing)
    if not found.theirs:
        return tab
    added = {
        found.rows[row.number]: _added(row, found, len(tab.columns))
        for row in standing.rows
        if row.number in found.rows
    }
    rows = with_left(tab, found).rows
    blank_rows = [()] * (max(added) - len(rows))
    headers = added.get(tab.header_row, [])
    columns = [OutColumn(str(cell.value or ""), _WIDTH) for cell in headers]
    with_theirs = [
        (*_padded(row, len(tab.columns)), *added[number]) if added.get(number) else row
        for number, row in enumerate(chain(rows, blank_rows), 1)
    ]
    return replace(tab, columns=(*tab.columns, *columns), rows=with_theirs)


def with_left(tab: OwnTab, found: Moves) -> OwnTab:
    """The tab with the rows that would vanish at its end, in the columns of ours; they are greyed."""
    former = {to: at for at, to in found.columns.items()}
    places = [former.get(to, 0) for to in range(1, len(tab.columns) + 1)]
    left = [tuple(OutCell(row.text(at) or None, Look.QUIET) for at in places) for row in found.left]
    return replace(tab, rows=[*tab.rows, *left]) if left else tab


def _header_row(tab: OwnTab, rows: Iterable[Row]) -> int | None:
    """The row that bears most of our headers, 0 on a page; None where less than half of them are left."""
    if not tab.header_row:
        return 0
    headers = {column.header for column in tab.columns}
    known = {row.number: len(headers.intersection(row.texts)) for row in rows if row.number <= _HEADER_WITHIN}
    best = max(known, key=lambda number: known[number], default=None)
    return best if best and 2 * known[best] > len(headers) else None


def _ours(tab: OwnTab, rows: Iterable[Row], header: int) -> dict[int, int]:
    """By header; on a page by their place. Of two columns of the same name the left one is ours."""
    if not header:
        return {at: at for at in range(1, len(tab.columns) + 1)}
    texts = next(row.texts for row in rows if row.number == header)
    standing = {text: at for at, text in reversed(list(enumerate(texts, 1)))}
    return {
        standing[column.header]: at for at, column in enumerate(tab.columns, 1) if column.header in standing
    }


def _filled_besides(ours: Collection[int], rows: Sequence[Row]) -> frozenset[int]:
    """The other columns that hold anything."""
    width = max((len(row.texts) for row in rows), default=0)
    others = frozenset(range(1, width + 1)) - frozenset(ours)
    return frozenset(at for row in rows for at, _ in _texts_in(others, row)) if others else others


def _texts_in(columns: Collection[int], row: Row) -> Iterator[tuple[int, str]]:
    return ((at, text) for at, text in enumerate(row.texts, 1) if text and at in columns)


def _places(theirs: Collection[int], width: int) -> dict[int, int]:
    """A column beyond our `width` columns stays where it is, another comes to stand in the first free one there."""
    free = (at for at in count(width + 1) if at not in theirs)
    return {at: at if at > width else next(free) for at in sorted(theirs)}


def _rows(
    tab: OwnTab, rows: Sequence[Row], header: int, ours: Mapping[int, int], touched: Collection[int]
) -> dict[int, int]:
    """The rows that stay, by what identifies them; without anything that does by their place."""
    down = tab.header_row - header
    numbers = {row.number for row in rows} | set(touched)
    by_place = {number: number + down for number in numbers if number <= header or not tab.identity}
    moved = {old: new for old, new in by_place.items() if new > 0}
    if tab.identity:
        following = {key: number for number, key in _keyed(_new_identities(tab))}
        former = _keyed(_former_identities(tab, rows, header, ours))
        moved |= {number: following[key] for number, key in former if key in following}
    return moved


def _new_identities(tab: OwnTab) -> Iterator[tuple[int, Sequence[str]]]:
    at = {column.header: place for place, column in enumerate(tab.columns)}
    wanted = [at[name] for name in tab.identity]
    for number, row in enumerate(tab.rows, 1):
        if number > tab.header_row:
            yield number, [_text(row[place]) for place in wanted]


def _former_identities(
    tab: OwnTab, rows: Iterable[Row], header: int, ours: Mapping[int, int]
) -> Iterator[tuple[int, Sequence[str]]]:
    stood = {tab.columns[to - 1].header: at for at, to in ours.items()}
    wanted = [stood.get(name, 0) for name in tab.identity]
    for row in rows:
        if row.number > header:
            yield row.number, [row.text(place) for place in wanted]


def _keyed(rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, Key]]:
    seen: Counter[Key] = Counter()
    for number, texts in rows:
        key = tuple(text.strip() for text in texts)
        yield number, (*key, str(seen[key]))
        seen[key] += 1


def _text(cell: OutCell) -> str:
    return "" if cell.value is None else str(cell.value)


def _added(row: Row, found: Moves, width: int) -> list[OutCell]:
    """What people wrote beside a row, from the first column behind ours to the last that holds anything."""
    texts = {found.columns[at]: text for at, text in _texts_in(found.theirs, row)}
    return [OutCell(texts.get(at)) for at in range(width + 1, max(texts, default=0) + 1)]


def _padded(row: Sequence[OutCell], width: int) -> Sequence[OutCell]:
    return (*row, *[OutCell(None)] * (width - len(row)))
