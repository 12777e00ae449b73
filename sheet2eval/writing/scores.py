"""The tab `eval-scores`: one row a case and target, with columns for people to fill."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sheet2eval.books.book import Look, OwnTab, Value
from sheet2eval.scoring.change import memory
from sheet2eval.scoring.people import HUMAN_NOTE, HUMAN_VERDICT, remark
from sheet2eval.scoring.results import CaseResult, Prior, RunSummary
from sheet2eval.text.transcript import answer, conversation, ideals
from sheet2eval.types import CellRef, Verdict
from sheet2eval.writing.cells import (
    CHANGE_LOOKS,
    VERDICT_LOOKS,
    Field,
    columns,
    filled,
    header,
    restored,
)
from sheet2eval.writing.history import moment
from sheet2eval.writing.layout import Line
from sheet2eval.writing.lazy import LazySequence
from sheet2eval.writing.places import InputPlaces
from sheet2eval.writing.prior import SCORES

EDITED = " (edited since)"

_FIELDS = (
    Field("id", 13, Look.ID),
    Field("target", 14),
    Field("verdict", 12, colours=VERDICT_LOOKS),
    Field("score", 9, Look.SCORE),
    Field("trials", 9, Look.COUNT),  # a text, that stands to the right as the numbers do
    Field("input", 40),
    Field("response", 50),
    Field("ideal", 50),
    Field("why", 46),
    Field("current verdict", 17, colours=VERDICT_LOOKS),
    Field("change", 11, colours=CHANGE_LOOKS),
    Field("judge", 18),
    Field("latency s", 12, Look.SECONDS),
    Field("cost usd", 12, Look.MONEY),
    Field("graded at", 23),
    Field(HUMAN_VERDICT, 17, Look.HUMAN, choices=(Verdict.PASS.value, Verdict.FAIL.value)),
    Field(HUMAN_NOTE, 32, Look.HUMAN),
    Field("fingerprint", 14, Look.NOTE),
)

Key = tuple[str, str]
"""A case's id and a target's name."""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """`cells` makes the row's cells: those of all rows would take more memory than the sheet."""

    key: Key
    cells: Callable[[], Line]


def scores_tab(rows: Iterable[ScoreRow]) -> OwnTab:
    lines: list[Callable[[], Line]] = [partial(header, _FIELDS), *(row.cells for row in rows)]
    return OwnTab(SCORES, columns(_FIELDS), LazySequence(lines), frozen_columns=1, identity=("id", "target"))


def score_rows(
    run: RunSummary, prior: Sequence[Prior], places: InputPlaces, limit: int
) -> tuple[ScoreRow, ...]:
    """This run's rows and the earlier ones that it says nothing of, by case as in the sheet, then target.

    Rows of cases that are gone are dropped, unless people filled them in: those stand at the end.
    """
    results = {(result.case.id, result.target): result for result in run.results}
    carried = {(result.case.id, result.target): result for result in run.carried}
    stood = _by_key(prior)
    rows = (
        ScoreRow(key, partial(_graded, results[key], stood.get(key), places, limit))
        if key in results
        else ScoreRow(key, partial(_kept, stood[key], carried.get(key), places, limit))
        for key in _in_sheet_order([*results, *stood], places)
    )
    left = (
        ScoreRow((row.id, row.target), partial(_kept, row, None, places, limit))
        for row in _left_by_people(prior, stood, places)
    )
    return (*rows, *left)


def _in_sheet_order(keys: Iterable[Key], places: InputPlaces) -> list[Key]:
    """The keys of cases that are in the sheet, each once; targets as they come up first."""
    unique = dict.fromkeys(keys)
    targets = {target: place for place, target in enumerate(dict.fromkeys(target for _, target in unique))}
    known = (key for key in unique if key[0] in places.rows)
    return sorted(known, key=lambda key: (places.rows[key[0]], targets[key[1]]))


def _by_key(prior: Iterable[Prior]) -> dict[Key, Prior]:
    """The earlier row of each case and target: of copies that people made, the first that they filled in."""
    rows: dict[Key, Prior] = {}
    for row in prior:
        key = (row.id, row.target)
        if key not in rows or (has_human(row) and not has_human(rows[key])):
            rows[key] = row
    return rows


def _left_by_people(
    prior: Iterable[Prior], stood: Mapping[Key, Prior], places: InputPlaces
) -> Iterator[Prior]:
    """What people filled in that has no place in the sheet any more, and their second copies of a row."""
    for row in prior:
        placed = row.id in places.rows and stood[row.id, row.target] is row
        if has_human(row) and not placed:
            yield row


def has_human(row: Prior) -> bool:
    """Whether people wrote anything into the row."""
    return any(row.texts.get(name, "").strip() for name in (HUMAN_VERDICT, HUMAN_NOTE))


def _restated(row: Prior, carried: CaseResult | None) -> Prior:
    """The row of a case that was not graded anew, with what people say of its answer now."""
    if carried is None:
        return row
    note = remark(row, row.texts.get("response", ""))
    texts = {**row.texts, "why": "\n".join(filter(None, (note, carried.why)))}
    if carried.verdict != row.texts.get("verdict"):
        texts |= {"verdict": carried.verdict.value, "change": carried.change.value if carried.change else ""}
    return Prior(texts)


def _kept(row: Prior, carried: CaseResult | None, places: InputPlaces, limit: int) -> Line:
    cells = restored(_FIELDS, _restated(row, carried).texts, limit)
    return _linked(cells, places.link(row.id))


def _graded(result: CaseResult, stood: Prior | None, places: InputPlaces, limit: int) -> Line:
    said = _said(result)
    note = remark(stood, said["response"]) if stood else ""
    values: dict[str, Value] = {**said, **_grading(result, places), **_human(result, stood)}
    values["why"] = "\n".join(filter(None, (note, result.why, memory(stood, result.verdict))))
    return _linked(filled(_FIELDS, values, limit), places.link(result.case.id))


def _linked(cells: Line, link: CellRef | None) -> Line:
    return replace(cells[0], link=link), *cells[1:]


def _said(result: CaseResult) -> Mapping[str, str]:
    return {
        "id": result.case.id,
        "target": result.target,
        "input": conversation(result.case),
        "response": answer(result.shown.response if result.shown else None),
        "ideal": ideals(result.case),
    }


def _grading(result: CaseResult, places: InputPlaces) -> Mapping[str, Value]:
    return {
        "verdict": result.verdict.value,
        "score": result.score,
        "trials": result.trials_text,
        "current verdict": result.current_verdict and result.current_verdict.value,
        "change": result.change and result.change.value,
        "judge": result.judge,
        "latency s": result.latency_s,
        "cost usd": result.cost_usd,
        "graded at": moment(result.graded_at) + (EDITED if places.edited(result.case) else ""),
        "fingerprint": result.fingerprint,
    }


def _human(result: CaseResult, stood: Prior | None) -> Mapping[str, Value]:
    """What people say of it now; what they said at the start of the run where the row has vanished."""
    if stood is None:
        return {HUMAN_VERDICT: result.human_verdict, HUMAN_NOTE: result.human_note}
    return {name: stood.texts.get(name, "") for name in (HUMAN_VERDICT, HUMAN_NOTE)}
