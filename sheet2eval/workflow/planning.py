"""From what a person asks to a run that is ready: everything is looked at before anything is asked of a target."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sheet2eval.books.book import Book
from sheet2eval.config import Config
from sheet2eval.running.kept import Kept, Unkept, new_run_id
from sheet2eval.running.opening import open_target
from sheet2eval.running.runner import Work
from sheet2eval.scoring.fingerprint import result_fingerprint, run_fingerprint
from sheet2eval.scoring.results import Prior
from sheet2eval.targets.target import Target
from sheet2eval.types import Case, CellRef, Verdict
from sheet2eval.workflow.archive import Archive
from sheet2eval.workflow.placing import input_places
from sheet2eval.workflow.plan import Part, Plan, Request, runnable
from sheet2eval.workflow.run_setup import TODAY, RunSetup, chosen, open_setup
from sheet2eval.writing.prior import prior_scores
from sheet2eval.writing.updates import outline


def plan_run(
    book: Book, config: Config, request: Request, started: datetime, archive: Archive | None = None
) -> Plan:
    """The plan of a run of a sheet.

    With an archive the run is kept in it, and goes on where the last one of the same sheet, targets and repeats
    was cut off; `started` is then when that one began.

    Raises:
        SheetError, UsageError, SetupError: as `open_setup`, and where the scores could not be written.
    """
    return plan_setup(book, open_setup(book, config, request, started), archive)


def plan_setup(book: Book, setup: RunSetup, archive: Archive | None, tick: CellRef | None = None) -> Plan:
    """The same for a sheet that was read already; `tick` is what its people will see cleared in the end."""
    request = setup.request
    kept = _kept(book, setup, archive)
    if kept.started != setup.begun:
        setup = setup.at(kept.started)  # so that "tomorrow" is still the same day
    cases = chosen(setup.cases, request.only)
    prior = prior_scores(setup.tables) if request.changed else ()
    parts = tuple(_part(target, setup, cases, prior) for target in setup.targets)
    plan = planned(setup, cases, parts, kept, archive)
    if request.write and (plan.has_work or not request.changed):
        wanted = replace(outline(input_places(plan.compiled)), tick=tick)
        book.check_writable(wanted, plan.tables, request.out)
    return plan


def planned(
    setup: RunSetup, cases: tuple[Case, ...], parts: tuple[Part, ...], kept: Kept, archive: Archive | None
) -> Plan:
    """The plan of a run whose parts are settled."""
    asked, in_sheet = setup.request.budget_usd, setup.compiled.suite.settings.budget
    budget = in_sheet if asked is None else asked
    return Plan(
        begun=setup.begun,
        sheet=setup.sheet,
        tables=setup.tables,
        compiled=setup.compiled,
        config=setup.config,
        cases=cases,
        parts=parts,
        today=_today(setup, parts),
        judge=setup.judge,
        request=setup.request,
        budget_usd=math.inf if budget is None else budget,
        prior=prior_scores(setup.tables),
        kept=kept,
        judgements=kept.judgements,
        records=archive.records if archive else None,
    )


def _kept(book: Book, setup: RunSetup, archive: Archive | None) -> Kept:
    """Where answers and judgements are kept; those that cost nothing to have again need not be."""
    asked = any(target.recorded(case) is None for target in setup.targets for case in setup.cases)
    if archive is None or not (asked or setup.pays_judge):
        return Unkept(setup.begun, new_run_id(setup.begun))
    names = [target.name for target in setup.targets]
    return archive.journal.begin(book.identity, names, setup.repeats, setup.begun)


def _part(target: Target, setup: RunSetup, cases: Sequence[Case], prior: Sequence[Prior]) -> Part:
    """All that can be run but the cases whose row in `prior` stands for what would be graded now."""
    rows = {row.id: row for row in prior if row.target == target.name}
    run = run_fingerprint(target, setup.judge)
    carried = {
        case.id: rows[case.id]
        for case in runnable(cases)
        if case.id in rows and _stands(rows[case.id], result_fingerprint(case, run, target.recorded(case)))
    }
    left = tuple(case for case in runnable(cases) if case.id not in carried)
    in_sheet = any(target.recorded(case) is not None for case in cases)
    return Part(Work(target, left, setup.repeats), in_sheet, carried)


def _today(setup: RunSetup, parts: Sequence[Part]) -> Work | None:
    """Today's answers to the cases that are asked or graded anew."""
    engineers_own = TODAY in setup.config.targets  # plays back something else
    if not engineers_own and any(part.target.name == TODAY for part in parts):
        return None
    asked = {case.id: case for part in parts for case in part.work.cases}
    return Work(open_target(TODAY, Config(None, setup.config.folder)), tuple(asked.values()), 1)


def _stands(row: Prior, fingerprint: str) -> bool:
    """Whether the row is of the same case, target and judge. What broke has to be tried again."""
    return row.texts.get("fingerprint") == fingerprint and row.texts.get("verdict") != Verdict.ERROR
