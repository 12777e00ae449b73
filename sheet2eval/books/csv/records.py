"""From lines to rows: the separator, the quotes, and what is wrong with them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from sheet2eval import contract
from sheet2eval.books.book import Fault, Row
from sheet2eval.books.files import MAX_FILE
from sheet2eval.errors import BookError

SEPARATORS = ",;\t"

_SAID = re.compile(r'"?sep=([^"\r\n])"?[\r\n]*', re.IGNORECASE)
_HEADER_WITHIN = 20
_HEAD = 200  # lines in which the header is looked for: cells may have several
_LONGEST_NAME = 100
_NAMES = frozenset().union(
    *(column.keys for tab in (*contract.TABS, contract.SINGLE) for column in tab.columns)
)

Faults = dict[tuple[int, int], Fault]


@dataclass(frozen=True, slots=True)
class Records:
    """The rows of a file that have content, by the numbers that a spreadsheet shows when it opens the file.

    A row may have several lines. A first line that names the separator is no row, a blank line is one.
    """

    rows: tuple[Row, ...]
    faults: Faults
    separator: str


def read_records(path: Path, lines: Iterator[str]) -> Records:
    """All rows of the file. Raises BookError where a quote swallows what follows it."""
    csv.field_size_limit(MAX_FILE)  # of the whole process; the module's own limit is below that of a cell
    separator, lines = _separator(lines, "\t,;" if path.suffix.casefold() == ".tsv" else SEPARATORS)
    rows: list[Row] = []
    widths: dict[int, int] = {}
    number = 0
    try:
        for number, texts in enumerate(csv.reader(lines, delimiter=separator, strict=True), 1):
            if number <= _HEADER_WITHIN:
                widths[number] = len(texts)
            while texts and not texts[-1]:
                texts.pop()
            if texts:
                rows.append(Row(number, tuple(texts)))
    except csv.Error as fault:
        raise BookError(
            f"{path}, row {number + 1}: a quote is not closed, or text follows the closing one: "
            'put the whole cell into quotes, and write a quote inside of it twice ("")'
        ) from fault
    return Records(tuple(rows), _surplus(rows, widths), separator)


def _separator(lines: Iterator[str], likely: str) -> tuple[str, Iterator[str]]:
    """The separator, the most `likely` one first, and the lines that remain to be read."""
    head = list(islice(lines, _HEAD))
    if head and (said := _SAID.fullmatch(head[0])):
        return said[1], chain(head[1:], lines)
    return max(likely, key=lambda each: _recognised(head, each)), chain(head, lines)


def _recognised(head: Sequence[str], separator: str) -> tuple[int, int]:
    """How many names of columns the best row shows with this separator, and how many cells the first has."""
    rows = [row for row in _first_rows(head, separator) if row]
    return max(map(_names, rows), default=0), len(rows[0]) if rows else 0


def _first_rows(head: Sequence[str], separator: str) -> list[list[str]]:
    return list(islice(csv.reader(head, delimiter=separator), _HEADER_WITHIN))


def _names(texts: Sequence[str]) -> int:
    return sum(contract.key(text) in _NAMES for text in texts if len(text) < _LONGEST_NAME)


def _surplus(rows: Sequence[Row], widths: Mapping[int, int]) -> Faults:
    """The last cell of each row that has more than the header: most often a separator without quotes."""
    header = max(
        (row for row in rows if row.number in widths), key=lambda row: _names(row.texts), default=None
    )
    if header is None or not _names(header.texts):
        return {}
    width = widths[header.number]
    return {
        (row.number, len(row.texts)): Fault.SURPLUS
        for row in rows
        if row.number > header.number and len(row.texts) > width
    }
