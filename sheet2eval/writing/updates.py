"""All that a run writes into the sheet, planned on a fresh reading of it."""

from __future__ import annotations

from collections.abc import Sequence

from sheet2eval.books.book import OwnColumns, OwnTab, Table, Updates
from sheet2eval.scoring.results import Prior, RunSummary
from sheet2eval.types import CellRef
from sheet2eval.writing.columns import OWN_COLUMNS, own_columns
from sheet2eval.writing.history import HISTORY, history_tab
from sheet2eval.writing.lazy import LazyMapping
from sheet2eval.writing.places import InputPlaces
from sheet2eval.writing.prior import SCORES, prior_scores
from sheet2eval.writing.problems import PROBLEMS, problems_tab
from sheet2eval.writing.runs import past_runs
from sheet2eval.writing.scores import Key, score_rows, scores_tab
from sheet2eval.writing.summary import SUMMARY, summary_tab

_FIRST_ROW = 2


def updates(run: RunSummary, tables: Sequence[Table], places: InputPlaces | None, cell_limit: int) -> Updates:
    """The tool's tabs and the `eval:` columns; texts that a cell cannot hold are cut to `cell_limit`.

    `places` is made from the same reading as `tables`; None where it has no tab of inputs any more: then
    there are no columns to fill, and no row is dropped.
    """
    prior = prior_scores(tables)
    known = places or _unplaced(run, prior)
    scores = score_rows(run, prior, known, cell_limit)
    rows: dict[Key, int] = {}
    for row, score in enumerate(scores, _FIRST_ROW):
        rows.setdefault(score.key, row)
    links = LazyMapping(rows.keys(), lambda key: CellRef(SCORES, rows[key], 1))
    tabs = (
        summary_tab(run, past_runs(run, tables), links, known, cell_limit),
        scores_tab(scores),
        problems_tab(run.problems, tables),
        history_tab(run, tables, cell_limit),
    )
    if places is None:
        return Updates(None, tabs)
    graded = frozenset(row.id for row in prior)
    return Updates(own_columns(run, tables, places, cell_limit, graded), tabs)


def outline(places: InputPlaces | None) -> Updates:
    """The tabs and columns that any run writes, without content: to ask whether they can be written."""
    columns = OwnColumns(places.tab, places.header_row, OWN_COLUMNS, {}) if places else None
    return Updates(columns, tuple(OwnTab(name, (), ()) for name in (SUMMARY, SCORES, PROBLEMS, HISTORY)))


def _unplaced(run: RunSummary, prior: Sequence[Prior]) -> InputPlaces:
    """Every case that was ever graded, in the order of this run and then of the earlier ones."""
    ids = (*(result.case.id for result in run.results), *(row.id for row in prior))
    return InputPlaces("", 0, {case_id: row for row, case_id in enumerate(dict.fromkeys(ids), 1)}, {})
