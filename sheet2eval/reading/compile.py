"""Tables to suite: what each case asks, what it is graded on, and every fault of the sheet, in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sheet2eval.books.book import Table
from sheet2eval.reading.cases import Surroundings, compile_case
from sheet2eval.reading.conversation import spelled
from sheet2eval.reading.demands import FolderFile
from sheet2eval.reading.gather import gather
from sheet2eval.reading.layout import Layout, lay_out
from sheet2eval.reading.problems import FATAL
from sheet2eval.reading.rubrics import read_rubrics
from sheet2eval.reading.settings import read_settings
from sheet2eval.types import Case, Problem, Settings, Severity, Suite


@dataclass(frozen=True, slots=True)
class Compiled:
    """A suite together with where it was found in the sheet, for writing back."""

    suite: Suite
    layout: Layout

    @property
    def fatal(self) -> Problem | None:
        """The fault for which no case of the sheet can be run; None where cases can."""
        errors = [problem for problem in self.suite.problems if problem.severity is Severity.ERROR]
        taken = [problem for problem in errors if problem.code in FATAL]
        if taken:
            return taken[0]
        return errors[0] if self.layout.input is None else None


def compile_tables(
    tables: Sequence[Table], started: datetime, folder_file: FolderFile | None = None
) -> Compiled:
    """Compile a sheet. Never raises for what stands in it: faults are problems of the suite.

    `started` is the start of the run, the `now` of cases that name none. `folder_file` gives the text of a
    file beside the configuration by its bare name.
    """
    layout = lay_out(tables)
    drafts, loose = gather(layout)
    problems = [*layout.problems, *loose]
    rubrics = read_rubrics(layout.rubrics, problems) if layout.rubrics else {}
    around = Surroundings(rubrics, started, spelled(started), folder_file)
    settings = read_settings(layout.settings, problems) if layout.settings else Settings()
    cases: list[Case] = []
    for draft in drafts:
        case, found = compile_case(draft, around)
        cases.append(case)
        problems.extend(found)
    return Compiled(Suite(tuple(cases), in_sheet_order(problems, tables), settings), layout)


def in_sheet_order(problems: Iterable[Problem], tables: Sequence[Table]) -> tuple[Problem, ...]:
    """Problems from the first tab to the last, from the top down, each once; missing tabs come last."""
    order = {table.name: number for number, table in enumerate(tables)}

    def place(problem: Problem) -> tuple[int, int, int]:
        where = problem.where
        return order.get(where.tab, len(order)), where.row, where.column

    return tuple(sorted(dict.fromkeys(problems), key=place))
