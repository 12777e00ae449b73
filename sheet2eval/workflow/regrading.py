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
from sheet2eval.running.journal import ASKS_NO_TARGET, KeptAnswer
from sheet2eval.running.kept import Kept, Unkept, new_run_id
from sheet2eval.running.runner import Work
from sheet2eval.running.stored_target import StoredTarget
from sheet2eval.scoring.results import Prior
from sheet2eval.targets.target import Target
from sheet2eval.types import Case, Response
from sheet2eval.workflow.archive import Archive
from sheet2eval.workflow.placing import input_places
from sheet2eval.workflow.plan import Part, Plan, Request, runnable
from sheet2eval.workflow.planning import planned
from sheet2eval.workflow.run_setup import RunSetup, chosen, open_setup
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
    setup = open_setup(book, config, request, started)
    kept = _kept(setup, archive)
    if kept.started != started:
        setup = setup.at(kept.started)
    cases = chosen(setup.cases, request.only)
    stored = {target.name: _stored(setup, target, archive) for target in setup.targets}
    prior = prior_scores(setup.tables)
    parts = tuple(_part(target, setup, cases, stored[target.name], prior) for target in setup.targets)
    left = {part.target.name: _left(part, cases) for part in parts}
    plan = planned(setup, cases, parts, kept, archive)
    if not plan.has_work:
        raise SheetError(
            f"{book.name}: no answer is stored here that could be graded again: `run` asks for them"
        )
    if request.write:
        book.check_writable(outline(input_places(plan.compiled)), plan.tables, request.out)
    return Regrading(plan, left)


def _kept(setup: RunSetup, archive: Archive) -> Kept:
    if not setup.pays_judge:
        return Unkept(setup.begun, new_run_id(setup.begun))
    names = [target.name for target in setup.targets]
    return archive.journal.begin(setup.sheet, names, ASKS_NO_TARGET, setup.begun)


@dataclass(frozen=True, slots=True)
class _Stored:
    """The answers of one target to what the sheet asks today, and the cases as they were asked; both by case id."""

    answers: Mapping[str, Sequence[Response]]
    cases: Mapping[str, Case]


def _stored(setup: RunSetup, target: Target, archive: Archive) -> _Stored:
    answers: dict[str, list[Response]] = {}
    cases: dict[str, Case] = {}
    for started, given in _given_by_start(setup, target, archive).items():
        then = {case.id: case for case in runnable(setup.at(started).cases)}
        for answer in given:
            case = then.get(answer.key.case_id)
            if case and answer.key == answer_key(target, case, answer.key.trial):
                cases[case.id] = case
                answers.setdefault(case.id, []).append(answer.response)
    return _Stored(answers, cases)


def _given_by_start(
    setup: RunSetup, target: Target, archive: Archive
) -> Mapping[datetime, Sequence[KeptAnswer]]:
    """The answers that the archive holds, trial after trial, by when the run began that they were given to.

    A case counts with all its trials: where the target broke on one of them, it is still an error.
    """
    kept = sorted(archive.journal.last_answers(setup.sheet, target.name), key=lambda answer: answer.key.trial)
    numbers = Counter(answer.key.case_id for answer in kept)
    by_start: dict[datetime, list[KeptAnswer]] = {}
    for answer in kept:
        if numbers[answer.key.case_id] == answer.repeats:
            by_start.setdefault(answer.started, []).append(answer)
    return by_start


def _part(
    target: Target, setup: RunSetup, cases: Sequence[Case], stored: _Stored, prior: Sequence[Prior]
) -> Part:
    """The cases with answers, and the rows of the others as they stand; what has neither was never asked."""
    if any(target.recorded(case) is not None for case in cases):
        return Part(Work(target, runnable(cases), setup.repeats), in_sheet=True)
    asked = tuple(stored.cases[case.id] for case in cases if case.id in stored.cases)
    rows = {row.id: row for row in prior if row.target == target.name}
    left = [case.id for case in runnable(cases) if case.id not in stored.cases]
    return Part(
        Work(StoredTarget(target, stored.answers), asked, setup.repeats),
        in_sheet=False,
        carried={case_id: rows[case_id] for case_id in left if case_id in rows},
        left_out=frozenset(left) - rows.keys(),
    )


def _left(part: Part, cases: Sequence[Case]) -> tuple[str, ...]:
    asked = {case.id for case in part.work.cases}
    return tuple(case.id for case in runnable(cases) if case.id not in asked)
