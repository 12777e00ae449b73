"""The one use case: read a sheet, run it, grade it, write the scores back. All that runs a sheet is here."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Protocol

from sheet2eval import __version__
from sheet2eval.books.book import Book, Table, Updates
from sheet2eval.config import Config
from sheet2eval.digest import digest
from sheet2eval.errors import SheetError, UsageError
from sheet2eval.folder import read_beside
from sheet2eval.grading.grade import grade
from sheet2eval.grading.verdicts import case_verdict
from sheet2eval.judges.judge import Judge
from sheet2eval.judges.nearest import NearestJudge
from sheet2eval.judges.nearest import self_test as judge_self_test
from sheet2eval.reading.compile import Compiled, compile_tables, in_sheet_order
from sheet2eval.reading.selftest import self_test
from sheet2eval.running.opening import open_judge, open_target
from sheet2eval.running.runner import run_trials, trial_count
from sheet2eval.scoring.results import JudgeTrust, Prior, RunSummary
from sheet2eval.scoring.summarise import RunFacts, TargetRun, summarise
from sheet2eval.targets.target import Target
from sheet2eval.types import Case, Trial, Verdict
from sheet2eval.writing.places import InputPlaces
from sheet2eval.writing.prior import prior_scores
from sheet2eval.writing.problems import problem_updates
from sheet2eval.writing.updates import outline, updates

TODAY = "recorded"  # the target that plays back what the product answers today


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks of a run; where it is silent, the sheet's settings or the configuration decide.

    Without `write` the sheet stays as it is; `out` is a copy to write onto instead.
    """

    targets: tuple[str, ...] = ()
    judge: str | None = None
    repeats: int | None = None
    only: tuple[str, ...] = ()
    concurrency: int | None = None
    write: bool = True
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A run that is ready to start: everything that could be refused has been looked at."""

    tables: tuple[Table, ...]
    compiled: Compiled
    config: Config
    cases: tuple[Case, ...]
    targets: tuple[Target, ...]
    judge: Judge | None
    repeats: int
    request: Request
    prior: tuple[Prior, ...]
    started: datetime

    @property
    def runnable(self) -> tuple[Case, ...]:
        return tuple(case for case in self.cases if not case.faults and not case.skip)


class Watcher(Protocol):
    """Is told how a run goes on."""

    def begin(self, target: str, trials: int) -> None: ...
    def trial(self, trial: Trial) -> None: ...
    def end(self) -> None: ...


class Unwatched:
    """Looks away."""

    def begin(self, target: str, trials: int) -> None: ...
    def trial(self, trial: Trial) -> None: ...
    def end(self) -> None: ...


UNWATCHED = Unwatched()


def compile_book(book: Book, config: Config, started: datetime) -> Compiled:
    """The book's sheet, compiled, with every problem, those that the checks' self-test finds included."""
    return _compiled(book.read(), config, started)


def write_problems(book: Book, compiled: Compiled) -> str:
    """Put the problems onto `eval-problems`; returns where they were written."""
    return book.write(partial(problem_updates, compiled.suite.problems))


def plan_run(book: Book, config: Config, request: Request, started: datetime) -> Plan:
    """Read the sheet, choose cases and open targets and judge.

    Raises:
        SheetError: the sheet as a whole cannot be run.
        UsageError: `only` names neither a case nor a tag.
        SetupError: a target or judge cannot be had, or the scores could not be written.
    """
    tables = book.read()
    compiled = _compiled(tables, config, started)
    if (fatal := compiled.fatal) is not None:
        raise SheetError(f"{fatal.where}: {fatal.problem} {fatal.mend}")
    if request.write:
        book.check_writable(outline(_places(compiled)), tables, request.out)
    settings = compiled.suite.settings
    names = request.targets or settings.targets or tuple(config.targets) or (TODAY,)
    return Plan(
        tables,
        compiled,
        config,
        _chosen(compiled.suite.cases, request.only),
        tuple(open_target(name, config) for name in dict.fromkeys(names)),
        open_judge(request.judge or settings.judge, config),
        request.repeats or settings.repeats or 1,
        request,
        prior_scores(tables),
        started,
    )


def run(plan: Plan, watcher: Watcher = UNWATCHED) -> RunSummary:
    """Ask the targets, grade the answers, sum up. What targets and judges do wrong is in the results."""
    summaries: list[RunSummary] = []

    async def work() -> None:
        summaries.append(await execute(plan, watcher))  # asyncio makes a repr of a task's result

    asyncio.run(work())
    return summaries[0]


async def execute(plan: Plan, watcher: Watcher = UNWATCHED) -> RunSummary:
    """As `run`, for who has an event loop already."""
    begun = perf_counter()
    runs = tuple([await _run(plan, target, watcher) for target in plan.targets])
    return summarise(
        RunFacts(
            id=f"{plan.started:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}",
            started_at=plan.started,
            ended_at=plan.started + timedelta(seconds=perf_counter() - begun),
            version=__version__,
            cases=plan.cases,
            runs=runs,
            current=await _verdicts_today(plan, runs),
            prior=plan.prior,
            problems=plan.compiled.suite.problems,
            trust=_trust(plan),
        )
    )


def write_back(book: Book, plan: Plan, run: RunSummary) -> str:
    """Write the scores beside the rows as they stand now, found by id; returns where they were written."""

    def fresh(tables: tuple[Table, ...]) -> Updates:
        same = tables == plan.tables
        compiled = plan.compiled if same else _compiled(tables, plan.config, plan.started)
        as_it_stands = replace(run, problems=compiled.suite.problems)
        return updates(as_it_stands, tables, _places(compiled), book.cell_limit)

    return book.write(fresh, plan.request.out)


def _compiled(tables: Sequence[Table], config: Config, started: datetime) -> Compiled:
    beside = partial(read_beside, config.folder) if config.path else None
    compiled = compile_tables(tables, started, beside)
    problems = (*compiled.suite.problems, *self_test(compiled.suite.cases))
    suite = replace(compiled.suite, problems=in_sheet_order(problems, tables))
    return replace(compiled, suite=suite)


def _places(compiled: Compiled) -> InputPlaces | None:
    view = compiled.layout.input
    if view is None:
        return None
    cases = compiled.suite.cases
    return InputPlaces(
        view.table.name,
        view.header_row,
        {case.id: case.where.row for case in cases},
        {case.id: case.fingerprint for case in cases},
    )


def _chosen(cases: tuple[Case, ...], only: tuple[str, ...]) -> tuple[Case, ...]:
    """The cases with one of these ids or tags, ignoring case; all where none is named."""
    for name in only:
        if not any(_called(case, name) for case in cases):
            raise UsageError(f'no case and no tag is called "{name}"')
    return tuple(case for case in cases if not only or any(_called(case, name) for name in only))


def _called(case: Case, name: str) -> bool:
    return name.strip().casefold() in {case.id.casefold(), *(tag.casefold() for tag in case.tags)}


async def _run(plan: Plan, target: Target, watcher: Watcher) -> TargetRun:
    begun = perf_counter()
    watcher.begin(target.name, sum(trial_count(target, case, plan.repeats) for case in plan.runnable))
    try:
        trials = await _trials(plan, target, watcher)
    finally:
        watcher.end()
    return TargetRun(
        target.name,
        plan.judge.label if plan.judge else "",
        digest(target.fingerprint, plan.judge.fingerprint if plan.judge else ""),
        any(target.trials_of(case) is not None for case in plan.cases),
        trials,
        perf_counter() - begun,
    )


async def _trials(plan: Plan, target: Target, watcher: Watcher) -> Mapping[str, tuple[Trial, ...]]:
    trials = await run_trials(
        plan.runnable,
        target,
        partial(grade, judge=plan.judge),
        plan.repeats,
        plan.request.concurrency or target.concurrency,
        watcher.trial,
    )
    by_case: dict[str, list[Trial]] = {}
    for trial in trials:
        by_case.setdefault(trial.case_id, []).append(trial)
    return {case_id: tuple(own) for case_id, own in by_case.items()}


async def _verdicts_today(plan: Plan, runs: Sequence[TargetRun]) -> Mapping[str, Verdict]:
    """The verdict on today's answer of each case that has one, graded like any other."""
    if TODAY in plan.config.targets:  # an engineer's own target of this name plays back something else
        runs = ()
    known = next((run.trials for run in runs if run.target == TODAY), None)
    if known is None:
        known = await _trials(plan, open_target(TODAY, Config(None, plan.config.folder)), UNWATCHED)
    return {case_id: case_verdict(own) for case_id, own in known.items()}


def _trust(plan: Plan) -> tuple[JudgeTrust, ...]:
    """How the offline judge does on the sheet's own examples; asking another one would cost."""
    if not isinstance(plan.judge, NearestJudge):
        return ()
    right, asked = judge_self_test(plan.cases)
    return (JudgeTrust(plan.judge.label, right, asked),) if asked else ()
