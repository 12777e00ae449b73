"""What a person asks of a run, looked at before anything is asked of a target."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sheet2eval.books.book import Book, Table
from sheet2eval.config import Config
from sheet2eval.errors import SheetError, UsageError
from sheet2eval.judges.judge import Judge
from sheet2eval.reading.compile import Compiled
from sheet2eval.running.kept import Kept, Unkept, new_run_id
from sheet2eval.running.opening import open_judge, open_target
from sheet2eval.running.runner import Work
from sheet2eval.scoring.fingerprint import result_fingerprint, run_fingerprint
from sheet2eval.scoring.results import Prior
from sheet2eval.targets.target import Target
from sheet2eval.types import Case, Verdict
from sheet2eval.workflow.archive import Archive
from sheet2eval.workflow.compiling import compile_read
from sheet2eval.workflow.placing import input_places
from sheet2eval.writing.prior import prior_scores
from sheet2eval.writing.updates import outline

TODAY = "recorded"  # the target that plays back what the product answers today


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks of a run; where it is silent, the sheet's settings or the configuration decide.

    With `changed` only those cases are asked whose fingerprint differs from the one in the sheet. Without `write`
    the sheet stays as it is; `out` is a copy to write onto instead.
    """

    targets: tuple[str, ...] = ()
    judge: str | None = None
    repeats: int | None = None
    only: tuple[str, ...] = ()
    changed: bool = False
    budget_usd: float | None = None
    concurrency: int | None = None
    write: bool = True
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one target is to be asked, and the rows of the cases that stay as they are, by case id.

    `in_sheet` is whether its answers are the sheet's own.
    """

    work: Work
    in_sheet: bool
    carried: Mapping[str, Prior] = field(default_factory=dict)

    @property
    def target(self) -> Target:
        return self.work.target


@dataclass(frozen=True, slots=True)
class Plan:
    """A run that is ready to start: everything that could be refused has been looked at.

    `begun` is when this command began; a run that is gone on with was `started` before. `sheet` is the identity of
    its book; `records` is the folder for records of runs, None where none is left. `today` is what the product
    answers today, graded beside the targets; None where that is one of them.
    """

    begun: datetime
    sheet: str
    tables: tuple[Table, ...]
    compiled: Compiled
    config: Config
    cases: tuple[Case, ...]
    parts: tuple[Part, ...]
    today: Work | None
    judge: Judge | None
    request: Request
    budget_usd: float
    prior: tuple[Prior, ...]
    kept: Kept
    records: Path | None

    @property
    def started(self) -> datetime:
        return self.kept.started

    @property
    def has_work(self) -> bool:
        """Whether there is a case to be asked, or graded anew."""
        return any(part.work.cases for part in self.parts)


def plan_run(
    book: Book, config: Config, request: Request, started: datetime, archive: Archive | None = None
) -> Plan:
    """Read the sheet, choose cases and open targets and judge.

    With an archive the run is kept in it, and goes on where the last one of the same sheet, targets and repeats
    was cut off; `started` is then when that one began.

    Raises:
        SheetError: the sheet as a whole cannot be run.
        UsageError: `only` names neither a case nor a tag.
        SetupError: a target or judge cannot be had, or the scores could not be written.
    """
    cast = open_cast(book, config, request, started)
    kept = _kept(book, cast, archive)
    if kept.started != started:
        cast = cast.at(kept.started)  # so that "tomorrow" is still the same day
    cases = chosen(cast.cases, request.only)
    prior = prior_scores(cast.tables) if request.changed else ()
    parts = tuple(_part(target, cast, cases, prior) for target in cast.targets)
    plan = planned(cast, cases, parts, kept, archive)
    if request.write and (plan.has_work or not request.changed):
        book.check_writable(outline(input_places(plan.compiled)), plan.tables, request.out)
    return plan


@dataclass(frozen=True, slots=True)
class Cast:
    """A sheet that can be run, and who takes part in it."""

    begun: datetime
    sheet: str
    tables: tuple[Table, ...]
    compiled: Compiled
    config: Config
    request: Request
    targets: tuple[Target, ...]
    judge: Judge | None

    @property
    def cases(self) -> tuple[Case, ...]:
        return self.compiled.suite.cases

    @property
    def repeats(self) -> int:
        return self.request.repeats or self.compiled.suite.settings.repeats or 1

    def at(self, started: datetime) -> Cast:
        """The same, of a run that began at another time."""
        return replace(self, compiled=compile_read(self.tables, self.config, started))


def open_cast(book: Book, config: Config, request: Request, started: datetime) -> Cast:
    """Raises as `plan_run`."""
    tables = book.read()
    compiled = compile_read(tables, config, started)
    if (fatal := compiled.fatal) is not None:
        raise SheetError(f"{fatal.where}: {fatal.problem} {fatal.mend}")
    settings = compiled.suite.settings
    chosen(compiled.suite.cases, request.only)  # that nothing bears such a name is said first
    names = request.targets or settings.targets or tuple(config.targets) or (TODAY,)
    targets = tuple(open_target(name, config) for name in dict.fromkeys(names))
    judge = open_judge(request.judge or settings.judge, config)
    return Cast(started, book.identity, tables, compiled, config, request, targets, judge)


def planned(
    cast: Cast, cases: tuple[Case, ...], parts: tuple[Part, ...], kept: Kept, archive: Archive | None
) -> Plan:
    """The plan of a run whose parts are settled."""
    asked, in_sheet = cast.request.budget_usd, cast.compiled.suite.settings.budget
    budget = in_sheet if asked is None else asked
    return Plan(
        begun=cast.begun,
        sheet=cast.sheet,
        tables=cast.tables,
        compiled=cast.compiled,
        config=cast.config,
        cases=cases,
        parts=parts,
        today=_today(cast, parts),
        judge=cast.judge,
        request=cast.request,
        budget_usd=math.inf if budget is None else budget,
        prior=prior_scores(cast.tables),
        kept=kept,
        records=archive.records if archive else None,
    )


def runnable(cases: Sequence[Case]) -> tuple[Case, ...]:
    return tuple(case for case in cases if not case.faults and not case.skip)


def chosen(cases: tuple[Case, ...], only: tuple[str, ...]) -> tuple[Case, ...]:
    """The cases with one of these ids or tags, ignoring case; all where none is named."""
    for name in only:
        if not any(_called(case, name) for case in cases):
            raise UsageError(f'no case and no tag is called "{name}"')
    return tuple(case for case in cases if not only or any(_called(case, name) for name in only))


def _called(case: Case, name: str) -> bool:
    return name.strip().casefold() in {case.id.casefold(), *(tag.casefold() for tag in case.tags)}


def _kept(book: Book, cast: Cast, archive: Archive | None) -> Kept:
    """Where answers and judgements are kept; those that cost nothing to have again need not be."""
    asked = any(target.recorded(case) is None for target in cast.targets for case in cast.cases)
    paid = cast.judge and any(cast.judge.estimate(case) for case in cast.cases if case.criteria)
    if archive is None or not (asked or paid):
        return Unkept(cast.begun, new_run_id(cast.begun))
    names = [target.name for target in cast.targets]
    return archive.journal.begin(book.identity, names, cast.repeats, cast.begun)


def _part(target: Target, cast: Cast, cases: Sequence[Case], prior: Sequence[Prior]) -> Part:
    """All that can be run but the cases whose row in `prior` stands for what would be graded now."""
    rows = {row.id: row for row in prior if row.target == target.name}
    run = run_fingerprint(target, cast.judge)
    carried = {
        case.id: rows[case.id]
        for case in runnable(cases)
        if case.id in rows and _stands(rows[case.id], result_fingerprint(case, run, target.recorded(case)))
    }
    left = tuple(case for case in runnable(cases) if case.id not in carried)
    in_sheet = any(target.recorded(case) is not None for case in cases)
    return Part(Work(target, left, cast.repeats), in_sheet, carried)


def _today(cast: Cast, parts: Sequence[Part]) -> Work | None:
    """Today's answers to the cases that are asked or graded anew."""
    engineers_own = TODAY in cast.config.targets  # plays back something else
    if not engineers_own and any(part.target.name == TODAY for part in parts):
        return None
    asked = {case.id: case for part in parts for case in part.work.cases}
    return Work(open_target(TODAY, Config(None, cast.config.folder)), tuple(asked.values()), 1)


def _stands(row: Prior, fingerprint: str) -> bool:
    """Whether the row is of the same case, target and judge. What broke has to be tried again."""
    return row.texts.get("fingerprint") == fingerprint and row.texts.get("verdict") != Verdict.ERROR
