"""How a file of the tool's own is known: by the headers that it was given.

A file of separated values has no room for a hidden mark, and what people do to it leaves little else: Excel
changes its separator, its encoding and its line ends when they fill in `human verdict` and save. So a file of
our name is ours if all these headers stand in one of its first rows, in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from sheet2eval.books.book import Row

SCORES = "eval-scores"
"""The tab that the next run compares its results with."""

MARKS: Mapping[str, frozenset[str]] = {
    "eval-summary": frozenset({"How well does it do?"}),
    SCORES: frozenset({"id", "target", "verdict", "human verdict", "fingerprint"}),
    "eval-problems": frozenset({"severity", "where", "code", "problem", "mend"}),
    "eval-history": frozenset({"run", "started at", "target", "pass rate"}),
    "eval-compare": frozenset({"id", "answer 1", "answer 2", "human winner"}),
}
_WITHIN = 20


def is_ours(tab: str, rows: Iterable[Row]) -> bool:
    """Whether this tool made the tab of that name."""
    mark = MARKS.get(tab)
    return mark is not None and any(mark.issubset(row.texts) for row in islice(rows, _WITHIN))
