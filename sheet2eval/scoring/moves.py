"""What grading the same answers again changed: which verdicts moved, and whether people agree more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sheet2eval.scoring.agreement import of_pairs
from sheet2eval.scoring.people import graded_verdict
from sheet2eval.scoring.rates import GRADED
from sheet2eval.scoring.results import Agreement, CaseResult, Prior
from sheet2eval.types import Verdict


@dataclass(frozen=True, slots=True)
class Move:
    """A verdict of checks and judge, before and now; `human` is what people said of the answer, if they did."""

    case_id: str
    target: str
    before: Verdict
    after: Verdict
    human: Verdict | None


@dataclass(frozen=True, slots=True)
class Moves:
    """`before` and `after` are the agreement with people over the same cases: None where there are none.

    `lost` are the ids of cases that had a grade before and have none now.
    """

    moved: tuple[Move, ...]
    before: Agreement | None
    after: Agreement | None
    lost: tuple[str, ...] = ()


def moves(before: Iterable[Prior], after: Iterable[CaseResult]) -> Moves:
    """Compares the rows of `eval-scores` as they stood with new results, by case and target.

    Only what was graded both times can have moved; a person's verdict hides no move.
    """
    known = {(row.id, row.target): row for row in before}
    graded_before = list(_graded_before(known, after))
    both = [move for move in graded_before if move.after in GRADED]
    judged = [move for move in both if move.human]
    return Moves(
        tuple(move for move in both if move.before is not move.after),
        of_pairs([(move.before is Verdict.PASS, move.human is Verdict.PASS) for move in judged]),
        of_pairs([(move.after is Verdict.PASS, move.human is Verdict.PASS) for move in judged]),
        tuple(move.case_id for move in graded_before if move.after not in GRADED),
    )


def _graded_before(known: dict[tuple[str, str], Prior], after: Iterable[CaseResult]) -> Iterator[Move]:
    for result in after:
        row = known.get((result.case.id, result.target))
        before = graded_verdict(row) if row else None
        human = result.verdict if result.machine_verdict else None
        now = result.machine_verdict or result.verdict
        if before in GRADED:
            yield Move(result.case.id, result.target, before, now, human)
