"""What the tool's own tabs held before: what a run compares with, and what is carried over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sheet2eval.books.book import Row, Table
from sheet2eval.scoring.results import Prior

SCORES = "eval-scores"


def prior_scores(tables: Sequence[Table]) -> tuple[Prior, ...]:
    """The rows of `eval-scores`, in their order; empty where this tool has not made such a tab."""
    return tuple(Prior(texts) for texts in own_rows(tables, SCORES, "id"))


def own_rows(tables: Sequence[Table], tab: str, first: str) -> Iterator[Mapping[str, str]]:
    """The texts by column name of each row of an own tab; its header row is the one that holds `first`."""
    for table in tables:
        if table.ours and table.name.casefold() == tab:
            yield from _below_header(table.rows, first)
            return


def _below_header(rows: Sequence[Row], first: str) -> Iterator[Mapping[str, str]]:
    names: tuple[str, ...] = ()
    for row in rows:
        if names:
            texts = zip(reversed(names[: len(row.texts)]), reversed(row.texts[: len(names)]), strict=True)
            yield {name: text for name, text in texts if name}  # of columns named alike the left one is ours
        elif first in (headers := tuple(text.strip().casefold() for text in row.texts)):
            names = headers
