"""What a person asks of a run, looked at before anything is asked of a target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sheet2eval.books.book import Book, Table
from sheet2eval.config import Config
from sheet2eval.errors import SheetError, UsageError
from sheet2eval.judges.judge import Judge
from sheet2eval.reading.compile import Compiled
from sheet2eval.running.opening import open_judge, open_target
from sheet2eval.scoring.results import Prior
from sheet2eval.targets.target import Target
from sheet2eval.types import Case
from sheet2eval.workflow.compiling import compile_read
from sheet2eval.workflow.placing import input_places
from sheet2eval.writing.prior import prior_scores
from sheet2eval.writing.updates import outline

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


def plan_run(book: Book, config: Config, request: Request, started: datetime) -> Plan:
    """Read the sheet, choose cases and open targets and judge.

    Raises:
        SheetError: the sheet as a whole cannot be run.
        UsageError: `only` names neither a case nor a tag.
        SetupError: a target or judge cannot be had, or the scores could not be written.
    """
    tables = book.read()
    compiled = compile_read(tables, config, started)
    if (fatal := compiled.fatal) is not None:
        raise SheetError(f"{fatal.where}: {fatal.problem} {fatal.mend}")
    if request.write:
        book.check_writable(outline(input_places(compiled)), tables, request.out)
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


def _chosen(cases: tuple[Case, ...], only: tuple[str, ...]) -> tuple[Case, ...]:
    """The cases with one of these ids or tags, ignoring case; all where none is named."""
    for name in only:
        if not any(_called(case, name) for case in cases):
            raise UsageError(f'no case and no tag is called "{name}"')
    return tuple(case for case in cases if not only or any(_called(case, name) for name in only))


def _called(case: Case, name: str) -> bool:
    return name.strip().casefold() in {case.id.casefold(), *(tag.casefold() for tag in case.tags)}
