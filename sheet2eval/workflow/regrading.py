"""Grading stored answers again: after a check, a rubric or the judge has changed, without asking the target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sheet2eval.books.book import Book
from sheet2eval.config import Config
from sheet2eval.errors import SheetError
from sheet2eval.running.answer_key import answer_key
from sheet2eval.running.journal import ASKS_NO_TARGET
from sheet2eval.running.kept import Kept, Unkept, new_run_id
from sheet2eval.running.runner import Work
from sheet2eval.running.stored_target import StoredTarget
from sheet2eval.scoring.results import Prior
from sheet2eval.targets.target import Target
from sheet2eval.types import Case, Response
from sheet2eval.workflow.archive import Archive
from sheet2eval.workflow.casting import Cast, chosen, open_cast
from sheet2eval.workflow.placing import input_places
from sheet2eval.workflow.plan import Part, Plan, Request, runnable
from sheet2eval.workflow.planning import planned
from sheet2eval.writing.prior import prior_scores
from sheet2eval.writing.updates import outline


@dataclass(frozen=True, slots=True)
class Regrading:
    """A plan of which the targets are not asked. `left` are the cases of each that no stored answer is of."""

    plan: Plan
    left: Mapping[str, tuple[str, ...]]


def plan_regrade(
    book: Book, config: Config, request: Request, started: datetime, archive: Archive
) -> Regrading:
    """As `plan_run`, but for the answers that the archive holds.

    A stored answer counts for the question that it was given to: where the conversation or the target's
    configuration has changed since, the case stays as it is. Relative dates are read against the run that asked.
    What a paid judge says is kept, so that grading again which was cut off goes on where it was.

    Raises:
        SheetError: nothing is stored that could be graded again.
    """
    cast = open_cast(book, config, request, started)
    kept = _kept(cast, archive)
    if kept.started != started:
        cast = cast.at(kept.started)
    cases = chosen(cast.cases, request.only)
    stored = {target.name: _Stored(cast, target, archive) for target in cast.targets}
    prior = prior_scores(cast.tables)
    parts = tuple(_part(target, cast, cases, stored[target.name], prior) for target in cast.targets)
    left = {part.target.name: _left(part, cases) for part in parts}
    plan = planned(cast, cases, parts, kept, archive)
    if not plan.has_work:
        raise SheetError(
            f"{book.name}: no answer is stored here that could be graded again: `run` asks for them"
        )
    if request.write:
        book.check_writable(outline(input_places(plan.compiled)), plan.tables, request.out)
    return Regrading(plan, left)


def _kept(cast: Cast, archive: Archive) -> Kept:
    if not cast.pays_judge:
        return Unkept(cast.begun, new_run_id(cast.begun))
    names = [target.name for target in cast.targets]
    return archive.journal.begin(cast.sheet, names, ASKS_NO_TARGET, cast.begun)


class _Stored:
    """The answers of one target that are answers to what the sheet asks today, with the cases as they were asked.

    A case counts with all its trials: where the target broke on one of them, it is still an error.
    """

    def __init__(self, cast: Cast, target: Target, archive: Archive) -> None:
        self.cases: dict[str, Case] = {}
        self.answers: dict[str, list[Response]] = {}
        kept = sorted(
            archive.journal.last_answers(cast.sheet, target.name), key=lambda answer: answer.key.trial
        )
        numbers = Counter(answer.key.case_id for answer in kept)
        whole = [answer for answer in kept if numbers[answer.key.case_id] == answer.repeats]
        for started in dict.fromkeys(answer.started for answer in whole):
            then = {case.id: case for case in runnable(cast.at(started).cases)}
            for answer in whole:
                case = then.get(answer.key.case_id)
                if (
                    case
                    and answer.started == started
                    and answer.key == answer_key(target, case, answer.key.trial)
                ):
                    self.cases[case.id] = case
                    self.answers.setdefault(case.id, []).append(answer.response)


def _part(target: Target, cast: Cast, cases: Sequence[Case], stored: _Stored, prior: Sequence[Prior]) -> Part:
    """The cases with answers, and the rows of the others as they stand."""
    if any(target.recorded(case) is not None for case in cases):
        return Part(Work(target, runnable(cases), cast.repeats), in_sheet=True)
    asked = tuple(stored.cases[case.id] for case in cases if case.id in stored.cases)
    rows = {row.id: row for row in prior if row.target == target.name}
    left = {
        case.id: rows[case.id] for case in runnable(cases) if case.id in rows and case.id not in stored.cases
    }
    return Part(Work(StoredTarget(target, stored.answers), asked, cast.repeats), in_sheet=False, carried=left)


def _left(part: Part, cases: Sequence[Case]) -> tuple[str, ...]:
    asked = {case.id for case in part.work.cases}
    return tuple(case.id for case in runnable(cases) if case.id not in asked)
