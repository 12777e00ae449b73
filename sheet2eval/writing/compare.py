"""The tab `eval-compare`: two answers a row, for people to choose between without knowing who gave which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sheet2eval.books.book import Look, OutCell, OwnTab, Table, Updates, Value
from sheet2eval.scoring.blind import (
    ANSWERS,
    HUMAN_WINNER,
    JUDGE_WINNER,
    WORDS,
    draws_own_as_1,
    is_filled,
    own_is_1,
    question,
    said_winner,
    standing,
)
from sheet2eval.scoring.comparison import By, Comparison, Decided, turned
from sheet2eval.scoring.results import Prior
from sheet2eval.text.normalise import quoted
from sheet2eval.text.transcript import answer, conversation
from sheet2eval.types import Problem, Severity
from sheet2eval.writing.cells import Field, columns, filled, header
from sheet2eval.writing.compare_words import blind_reason
from sheet2eval.writing.places import InputPlaces
from sheet2eval.writing.prior import own_rows, placed_rows

COMPARE = "eval-compare"

_FIELDS = (
    Field("id", 13, Look.ID),
    Field("input", 40),
    Field(ANSWERS[0], 50),
    Field(ANSWERS[1], 50),
    Field(HUMAN_WINNER, 17, Look.HUMAN, choices=tuple(WORDS.values())),
    Field(JUDGE_WINNER, 15),
    Field("why", 46),
)
_FIGURES = frozenset({"1", "2"})
_IDENTITY = ("id", *ANSWERS)
_MEND = "write 1, 2 or tie"
_REMARK = re.compile(rf"human winner “[^\n]*” does not count: {_MEND}(?:\n|\Z)")
OUTLINE = Updates(None, (OwnTab(COMPARE, (), ()),))
"""The tab without content: to ask whether it can be written."""

Cells = tuple[OutCell, ...]


def prior_comparison(tables: Sequence[Table]) -> tuple[Prior, ...]:
    """The rows of `eval-compare`, in their order; empty where this tool has not made such a tab."""
    return tuple(map(Prior, own_rows(tables, COMPARE, "id")))


def unread_winners(tables: Sequence[Table]) -> Iterator[Problem]:
    """What people wrote as a winner on `eval-compare` that is none."""
    for row in placed_rows(tables, COMPARE, "id"):
        written = row.texts.get(HUMAN_WINNER, "").strip()
        if written and said_winner(written) is None:
            yield Problem(
                Severity.WARNING,
                row.where(HUMAN_WINNER),
                "bad-winner",
                f"{quoted(written)} names no winner, so it does not count.",
                "Write 1 or 2 for the better answer, or tie.",
            )


def compare_updates(
    comparison: Comparison, secret: str, tables: Sequence[Table], places: InputPlaces, limit: int
) -> Updates:
    """The tab alone, on a fresh reading; `secret` draws the order of answers that do not stand there yet.

    There is a row for every two answers to a case that were compared, as the cases stand in the sheet. Rows of
    other answers are gone, unless people filled them in: those stand at the end.
    """
    prior = prior_comparison(tables)
    stood = standing(prior)
    decided = _in_sheet_order(comparison.decided, places)
    asked = {question(each.match): each for each in decided if each.match.responses}
    rows = [_asked(each, stood.get(at), secret, places, limit) for at, each in asked.items()]
    kept = {id(stood[at]) for at in asked if at in stood}
    left = [_left(row, places, limit) for row in prior if is_filled(row) and id(row) not in kept]
    lines = (header(_FIELDS), *rows, *left)
    return Updates(None, (OwnTab(COMPARE, columns(_FIELDS), lines, frozen_columns=1, identity=_IDENTITY),))


def _in_sheet_order(decided: Iterable[Decided], places: InputPlaces) -> list[Decided]:
    here = (each for each in decided if each.match.case.id in places.rows)
    return sorted(here, key=lambda each: places.rows[each.match.case.id])


def _asked(each: Decided, stood: Prior | None, secret: str, places: InputPlaces, limit: int) -> Cells:
    match = each.match
    own_first = own_is_1(match, stood) if stood else draws_own_as_1(match, secret)
    results = (match.own, match.other) if own_first else (match.other, match.own)
    answers = [answer(result.shown.response if result.shown else None) for result in results]
    values: dict[str, Value] = {
        "id": match.case.id,
        "input": conversation(match.case),
        **dict(zip(ANSWERS, answers, strict=True)),
        HUMAN_WINNER: _figure(stood.texts.get(HUMAN_WINNER, "")) if stood else None,
        **(_judged_before(each, stood) or _judged(each, own_first=own_first)),
    }
    values["why"] = _remarked(str(values["why"]), stood)
    return _linked(filled(_FIELDS, values, limit), match.case.id, places)


def _judged(each: Decided, *, own_first: bool) -> Mapping[str, Value]:
    word = None
    if each.preferences is not None:
        outcome = each.preferences.outcome
        word = WORDS.get(outcome if own_first else turned(outcome))
    return {JUDGE_WINNER: word and _figure(word), "why": blind_reason(each, own_is_1=own_first)}


def _judged_before(each: Decided, stood: Prior | None) -> Mapping[str, Value] | None:
    """What the judge said of these answers earlier: where a person has decided, it is not asked again."""
    if stood is None or each.by is not By.HUMAN or not stood.texts.get(JUDGE_WINNER, "").strip():
        return None
    return {JUDGE_WINNER: _figure(stood.texts[JUDGE_WINNER]), "why": stood.texts.get("why", "")}


def _left(row: Prior, places: InputPlaces, limit: int) -> Cells:
    figures = {name: _figure(row.texts.get(name, "")) for name in (HUMAN_WINNER, JUDGE_WINNER)}
    values = {each.name: row.texts.get(each.name, "") for each in _FIELDS}
    values["why"] = _remarked(values["why"], row)
    return _linked(filled(_FIELDS, values | figures, limit), row.id, places)


def _remarked(why: str, stood: Prior | None) -> str:
    """Below a remark on a winner that does not count, for as long as it stands in the row."""
    stale = _REMARK.match(why)
    why = why[stale.end() :] if stale else why
    written = stood.texts.get(HUMAN_WINNER, "").strip() if stood else ""
    if not written or said_winner(written):
        return why
    return "\n".join(filter(None, (f"human winner {quoted(written)} does not count: {_MEND}", why)))


def _figure(word: str) -> Value:
    """The word of a winner as it stands when a person types it: 1 and 2 as figures, all else as it is."""
    return int(word) if word in _FIGURES else word


def _linked(cells: Cells, case_id: str, places: InputPlaces) -> Cells:
    return replace(cells[0], link=places.link(case_id)), *cells[1:]
