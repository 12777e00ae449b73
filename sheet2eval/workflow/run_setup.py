"""What a run is made from: the sheet as it was read, its cases, the targets, the judge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sheet2eval.books.book import Book, Table
from sheet2eval.config import Config
from sheet2eval.errors import SheetError, UsageError
from sheet2eval.judges.judge import Judge
from sheet2eval.reading.compile import Compiled
from sheet2eval.running.opening import open_judge, open_target
from sheet2eval.targets.target import Target
from sheet2eval.types import Case
from sheet2eval.workflow.compiling import compile_read
from sheet2eval.workflow.plan import Request

TODAY = "recorded"  # the target that plays back what the product answers today


@dataclass(frozen=True, slots=True)
class RunSetup:
    """A sheet that can be run, as it was read, with the targets and the judge that were opened for it."""

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

    @property
    def pays_judge(self) -> bool:
        """Whether grading costs anything."""
        judge = self.judge
        return judge is not None and any(judge.estimate(case) for case in self.cases if case.criteria)

    def at(self, started: datetime) -> RunSetup:
        """The same, of a run that began at another time."""
        return replace(self, compiled=compile_read(self.tables, self.config, started))


def open_setup(book: Book, config: Config, request: Request, started: datetime) -> RunSetup:
    """Read the sheet, choose cases and open targets and judge.

    Raises:
        SheetError: the sheet as a whole cannot be run.
        UsageError: `only` names neither a case nor a tag.
        SetupError: a target or judge cannot be had.
    """
    tables = book.read()
    compiled = compile_read(tables, config, started)
    if (fatal := compiled.fatal) is not None:
        raise SheetError(f"{fatal.where}: {fatal.problem} {fatal.mend}")
    settings = compiled.suite.settings
    chosen(compiled.suite.cases, request.only)  # that nothing bears such a name is said first
    names = request.targets or settings.targets or tuple(config.targets) or (TODAY,)
    targets = tuple(open_target(name, config) for name in dict.fromkeys(names))
    judge = open_judge(request.judge or settings.judge, config)
    return RunSetup(started, book.identity, tables, compiled, config, request, targets, judge)


def chosen(cases: tuple[Case, ...], only: tuple[str, ...]) -> tuple[Case, ...]:
    """The cases with one of these ids or tags, ignoring case; all where none is named."""
    for name in only:
        if not any(_called(case, name) for case in cases):
            raise UsageError(f'no case and no tag is called "{name}"')
    return tuple(case for case in cases if not only or any(_called(case, name) for name in only))


def _called(case: Case, name: str) -> bool:
    return name.strip().casefold() in {case.id.casefold(), *(tag.casefold() for tag in case.tags)}
