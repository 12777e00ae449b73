"""Where the rows of a table of ours stand, and will stand, when it is written again.

Rows that people may have written beside are never written elsewhere: they stay where they are, and rows that are new or
gone are inserted or deleted around them. Rows count from 0, as in Google's ranges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A row below the header as it stands: `key` is what it is known by, `kept` that people wrote beside it."""

    row: int
    key: Key
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """`rows` says for each wanted row where it will stand, `before` where it stands now (None: it is new).

    The runs of rows to delete go by where rows stand now, the last one first; then those to insert go by where they
    will stand, the first one first. What is new at the end takes the blank rows there.
    """

    rows: tuple[int, ...]
    before: tuple[int | None, ...]
    deleted: tuple[range, ...] = ()
    inserted: tuple[range, ...] = ()


def aligned(wanted: Sequence[Key], standing: Sequence[Standing], first: int) -> Alignment:
    """The wanted rows where their like stands; each new one follows the one that is wanted before it.

    `standing` are rows with content below the header, in order; `first` is the row below the header.
    """
    found = _found(wanted, standing)
    matched = {row for row in found if row is not None}
    gone = [each.row for each in standing if each.row not in matched and not each.kept]
    end = standing[-1].row + 1 if standing else first
    order = list(_final_order(found, sorted(set(range(first, end)) - set(gone))))
    place = {entry: first + at for at, entry in enumerate(order)}
    last_old = max((at for at, (_, old) in enumerate(order) if old is not None), default=-1)
    new = [first + at for at, (_, old) in enumerate(order) if old is None and at < last_old]
    rows = tuple(place[index if old is None else None, old] for index, old in enumerate(found))
    return Alignment(rows, tuple(found), tuple(reversed(list(runs(gone)))), tuple(runs(new)))


def _found(wanted: Sequence[Key], standing: Iterable[Standing]) -> list[int | None]:
    """For each wanted row the one that stands, the first of several alike."""
    by_key: Mapping[Key, list[int]] = defaultdict(list)
    for each in standing:
        by_key[each.key].append(each.row)
    waiting = {key: iter(rows) for key, rows in by_key.items()}
    return [next(waiting.get(key, iter(())), None) for key in wanted]


def _final_order(found: Sequence[int | None], left: Iterable[int]) -> Iterator[tuple[int | None, int | None]]:
    """All rows from the first one below the header: (index of a new one, None) or (None, where one stands now)."""
    followers: Mapping[int | None, list[int]] = defaultdict(list)
    anchor: int | None = None
    for index, old in enumerate(found):
        if old is None:
            followers[anchor].append(index)
        else:
            anchor = old
    for old in (None, *left):
        if old is not None:
            yield None, old
        yield from ((index, None) for index in followers[old])


def runs(rows: Iterable[int]) -> Iterator[range]:
    """Rows in order, those side by side together."""
    for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        together = [row for _, row in run]
        yield range(together[0], together[-1] + 1)
