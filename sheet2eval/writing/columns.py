"""The `eval:` columns beside the inputs: the verdict on each case, on its first row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from statistics import fmean

from sheet2eval.books.book import Look, OutCell, OwnColumns, Table, Value
from sheet2eval.contract import key
from sheet2eval.scoring.results import CaseResult, RunSummary
from sheet2eval.types import Verdict
from sheet2eval.writing.cells import VERDICT_LOOKS, Field, columns, number
from sheet2eval.writing.lazy import LazyMapping
from sheet2eval.writing.places import InputPlaces
from sheet2eval.writing.words import one_line

_FIELDS = (Field("eval: verdict", 12), Field("eval: score", 9, Look.SCORE), Field("eval: why", 52))
OWN_COLUMNS = columns(_FIELDS)

_Shown = tuple[str, str, str]
"""The texts of the columns in one row."""

_HEADERS = tuple(key(each.name) for each in _FIELDS)

_WORST_FIRST = (
    Verdict.FAIL,
    Verdict.ERROR,
    Verdict.FLAKY,
    Verdict.UNGRADED,
    Verdict.SKIPPED,
    Verdict.PASS,
)


def own_columns(
    run: RunSummary, tables: Sequence[Table], places: InputPlaces, limit: int, known: Collection[str]
) -> OwnColumns:
    """The verdicts of this run; a case that it says nothing of keeps what stands there.

    That is so for cases that have been graded before, whose ids are `known`: beside another id it stands because
    the row was copied or its id changed.
    """
    graded = _by_case(run.standing)
    ungraded = {row for case_id, row in places.rows.items() if case_id in known and case_id not in graded}
    stood = _standing(tables, places, ungraded)
    cases = {row: case_id for case_id, row in places.rows.items() if case_id in graded or row in stood}

    def cells(row: int) -> tuple[OutCell, ...]:
        results = graded.get(cases[row])
        return _graded(results, limit) if results else _kept(stood[row], limit)

    return OwnColumns(places.tab, places.header_row, OWN_COLUMNS, LazyMapping(cases.keys(), cells))


def _by_case(results: Iterable[CaseResult]) -> Mapping[str, list[CaseResult]]:
    cases: dict[str, list[CaseResult]] = {}
    for result in results:
        cases.setdefault(result.case.id, []).append(result)
    return cases


def _graded(results: Sequence[CaseResult], limit: int) -> tuple[OutCell, ...]:
    """One case over all targets: the worst verdict, the mean score, and what is to say of each target.

    The reasons stand on one line, since the heights of these rows are the PM's; `eval-scores` has them in full.
    """
    worst = min((result.verdict for result in results), key=_WORST_FIRST.index)
    scores = [result.score for result in results if result.score is not None]
    why = one_line(results[0].why) if len(results) == 1 else " · ".join(map(_line, results))
    return _cells(worst.value, fmean(scores) if scores else None, why, limit)


def _line(result: CaseResult) -> str:
    return f"{result.target}: {result.verdict.value}" + (f" – {one_line(result.why)}" if result.why else "")


def _cells(verdict: str, score: Value, why: str, limit: int) -> tuple[OutCell, ...]:
    _, second, third = _FIELDS
    look = VERDICT_LOOKS.get(verdict.strip().casefold(), Look.PLAIN)
    return OutCell(verdict or None, look), second.cell(score, limit), third.cell(why, limit)


def _kept(stood: _Shown, limit: int) -> tuple[OutCell, ...]:
    verdict, score, why = stood
    return _cells(verdict, number(score), why, limit)


def _standing(tables: Sequence[Table], places: InputPlaces, wanted: Collection[int]) -> Mapping[int, _Shown]:
    """The texts of the `eval:` columns now, by row."""
    rows = next((table.rows for table in tables if table.name == places.tab), ())
    headers = next((row.texts for row in rows if row.number == places.header_row), ())
    found = {key(text): column for column, text in reversed([*enumerate(headers, 1)])}
    verdict, score, why = (found.get(name, 0) for name in _HEADERS)
    return {
        row.number: (row.text(verdict), row.text(score), row.text(why))
        for row in rows
        if row.number in wanted
    }
