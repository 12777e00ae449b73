"""What is kept from the parser because nobody waits for it: rows without content, cells left of those in question.

A formatted column may have a million rows, and a sheet a million cells. Of a run of rows the first and the last
stay, of a run of cells the last unless it ends the row, so that those which do not say their place still find it,
and so does whoever looks for the row after another. From the first comment, CDATA section or instruction on
nothing is left out, because rows in there are text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache

ROW = b'<row r="'
BLANK_CELL = rb'<c r="[A-Z]{1,3}\d{1,7}"(?: s="%b(?:0|[1-9]\d{0,8})")?/>'
BLANK_ROW = rb'<row r="(\d{1,7})"[^>]*+>(?:(?<=/>)|(?:' + BLANK_CELL + rb")*+</row>)"
ROW_END = b"</row>"
CELL = b'<c r="'
VALUED_CELL = (
    rb'<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d{1,9}")?(?: t="[a-zA-Z]{1,9}")?>'
    rb'(?:<v>[^<]++</v>|<is><t(?: xml:space="preserve")?>[^<]++</t></is>)</c>'
)
VALUED_CELLS = re.compile(
    rb"%b(?:%b)*+" % (VALUED_CELL, VALUED_CELL)
)  # begins plainly, so that it is found fast
COLUMN_OF_CELL = re.compile(rb'<c r="([A-Z]++)')
INSTRUCTION = re.compile(rb"<\?(?!xml\s)")

Replace = Callable[[re.Match[bytes]], bytes]


def removed(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Without rows that have no cells or blank ones only; offsets change."""
    return thinned(chunks, _runs(frozenset()), lambda run: run[1] + run[0][run[0].rindex(ROW) :])


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

    return thinned(chunks, _runs(frozenset(visible)), spaces)


def blanked_before(
    chunks: Iterator[bytes], column: str, met: Callable[[Collection[bytes]], None]
) -> Iterator[bytes]:
    """With spaces for cells that hold a value and stand before the column of those letters.

    Tells the letters of the columns that it meets cells with values in.
    """
    cell_from_there = _cell_from(column)

    def spaces(run: re.Match[bytes]) -> bytes:
        cells = run[0]
        met(COLUMN_OF_CELL.findall(cells))
        first = cell_from_there.search(cells)
        if first is None and run.string.startswith(ROW_END, run.end()):
            return b" " * len(cells)
        kept = first.start() if first else cells.rindex(CELL)
        return b" " * kept + cells[kept:]

    return thinned(chunks, VALUED_CELLS, spaces)


def _cell_from(column: str) -> re.Pattern[bytes]:
    """The beginning of a cell in that column, or in one to its right."""
    further = [
        f"{column[:at]}[{chr(ord(letter) + 1)}-Z]{'[A-Z]' * (len(column) - at - 1)}"
        for at, letter in enumerate(column)
        if letter < "Z"
    ]
    longer = "[A-Z]" * (len(column) + 1)
    return re.compile(rf'<c r="(?:{"|".join([column, *further, longer])}[A-Z]*)\d'.encode())


@cache
def _runs(visible: frozenset[int]) -> re.Pattern[bytes]:
    """Two or more blank rows, none with a cell of these formats: the first row, its number and the last one's."""
    formats = "|".join(map(str, sorted(visible))).encode()
    row = BLANK_ROW % (rb'(?!(?:%b)")' % formats if formats else b"")
    return re.compile(rb"(%b)(?:%b)++" % (row, row))


def thinned(chunks: Iterator[bytes], runs: re.Pattern[bytes], replace: Replace) -> Iterator[bytes]:
    """With something else for the runs that the pattern finds, up to where text may look like markup."""
    end = b""
    for chunk in chunks:
        if _text_may_look_like_rows(end + chunk):
            yield chunk
            break
        yield runs.sub(replace, chunk)
        end = chunk[-1:]
    yield from chunks


def _text_may_look_like_rows(part: bytes) -> bool:
    """Told by the plainest searches at first: there is much to search, and `<` is everywhere."""
    if b"!" in part and b"<!" in part:
        return True
    return b"?" in part and b"<?" in part and INSTRUCTION.search(part) is not None
