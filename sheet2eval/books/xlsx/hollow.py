"""Long runs of rows without content, kept from the parser: a formatted column may have a million of them.

Of a run its first and its last row stay, so that rows which do not say their number still find it, and so does
whoever looks for the row after another. From the first comment, CDATA section or instruction on nothing is
left out, because rows in there are text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache

ROW = b'<row r="'
BLANK_ROW = (
    rb'<row r="(\d{1,7})"[^<>/]*+(?:/>|>(?:<c r="[A-Z]{1,3}\d{1,7}"(?: s="%b(?:0|[1-9]\d{0,8})")?/>)*+</row>)'
)
TEXT_MAY_LOOK_LIKE_ROWS = re.compile(rb"<(?:!|\?(?!xml\s))")

Replace = Callable[[re.Match[bytes]], bytes]


def removed(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Without rows that have no cells or blank ones only; offsets change."""
    return _thinned(chunks, _runs(frozenset()), lambda run: run[1] + run[0][run[0].rindex(ROW) :])


def blanked(chunks: Iterator[bytes], wanted: Sequence[int], visible: Collection[int]) -> Iterator[bytes]:
    """With spaces for rows that show nothing, so that offsets stay; runs around a wanted row are left.

    `wanted` ascends; `visible` are the cell formats that show though a cell is blank.
    """

    def spaces(run: re.Match[bytes]) -> bytes:
        after = bisect_right(wanted, int(run[2]))
        if after < len(wanted) and wanted[after] < int(run[3]):
            return run[0]
        last = run[0].rindex(ROW)
        return run[1] + b" " * (last - len(run[1])) + run[0][last:]

    return _thinned(chunks, _runs(frozenset(visible)), spaces)


@cache
def _runs(visible: frozenset[int]) -> re.Pattern[bytes]:
    """Two or more blank rows, none with a cell of these formats: the first row, its number and the last one's."""
    formats = "|".join(map(str, sorted(visible))).encode()
    row = BLANK_ROW % (rb'(?!(?:%b)")' % formats if formats else b"")
    return re.compile(rb"(%b)(?:%b)++" % (row, row))


def _thinned(chunks: Iterator[bytes], runs: re.Pattern[bytes], replace: Replace) -> Iterator[bytes]:
    end = b""
    for chunk in chunks:
        if TEXT_MAY_LOOK_LIKE_ROWS.search(end + chunk):
            yield chunk
            break
        yield runs.sub(replace, chunk)
        end = chunk[-1:]
    yield from chunks
