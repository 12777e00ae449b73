"""What the tool's own tabs held before: what a run compares with, and what is carried over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sheet2eval.books.book import Row, Table
from sheet2eval.scoring.results import Prior
from sheet2eval.types import CellRef

SCORES = "eval-scores"


def prior_scores(tables: Sequence[Table]) -> tuple[Prior, ...]:
    """The rows of `eval-scores`, in their order; empty where this tool has not made such a tab."""
    return tuple(map(Prior, own_rows(tables, SCORES, "id")))


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row of an own tab: its texts, and the columns (from 1) that they stand in, by column name."""

    tab: str
    number: int
    columns: Mapping[str, int]
    texts: Mapping[str, str]

    def where(self, name: str) -> CellRef:
        return CellRef(self.tab, self.number, self.columns[name])


def own_rows(tables: Sequence[Table], tab: str, first: str) -> Iterator[Mapping[str, str]]:
    """The texts by column name of each row of an own tab; its header row is the one that holds `first`."""
    return (row.texts for row in placed_rows(tables, tab, first))


def placed_rows(tables: Sequence[Table], tab: str, first: str) -> Iterator[OwnRow]:
    """The rows of an own tab below its header row, which is the one that holds `first`."""
    for table in tables:
        if table.ours and table.name.casefold() == tab:
            yield from _below_header(table.name, table.rows, first)
            return


def _below_header(tab: str, rows: Sequence[Row], first: str) -> Iterator[OwnRow]:
    columns: Mapping[str, int] = {}
    for row in rows:
        if columns:
            width = len(row.texts)
            texts = {name: row.texts[at - 1] for name, at in columns.items() if at <= width}
            yield OwnRow(tab, row.number, columns, texts)
        elif first in (headers := [text.strip().casefold() for text in row.texts]):
            named = [(name, at) for at, name in enumerate(headers, 1) if name]
            columns = dict(reversed(named))  # of columns named alike the left one is ours
