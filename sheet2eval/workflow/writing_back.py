"""What a run or a look at a sheet found, written beside its rows as they stand now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from sheet2eval.books.book import Book, Table, Updates
from sheet2eval.reading.compile import Compiled
from sheet2eval.running.answer_key import AnswerKey, answer_key
from sheet2eval.scoring.results import RunSummary
from sheet2eval.types import CellRef
from sheet2eval.workflow.compiling import compile_read
from sheet2eval.workflow.placing import input_places
from sheet2eval.workflow.plan import Plan
from sheet2eval.writing.problems import problem_updates
from sheet2eval.writing.updates import updates


def write_problems(book: Book, compiled: Compiled) -> str:
    """Put the problems onto `eval-problems`; returns where they were written."""
    return book.write(partial(problem_updates, compiled.suite.problems))


def _no_tick(compiled: Compiled) -> CellRef | None:  # noqa: ARG001 - nobody asked for the run
    return None


def write_back(
    book: Book, plan: Plan, run: RunSummary, tick: Callable[[Compiled], CellRef | None] = _no_tick
) -> str:
    """Write the scores beside the rows as they stand now, found by id; returns where they were written.

    `tick` finds what is to be cleared in the same step, in the sheet as it is then.
    """

    def fresh(tables: tuple[Table, ...]) -> Updates:
        same = tables == plan.tables
        compiled = plan.compiled if same else compile_read(tables, plan.config, plan.started)
        as_it_stands = replace(run, problems=compiled.suite.problems)
        wanted = updates(as_it_stands, tables, input_places(compiled), book.cell_limit)
        return replace(wanted, tick=tick(compiled))

    written = book.write(fresh, plan.request.out)
    finish(plan, run)
    return written


def finish(plan: Plan, run: RunSummary) -> None:
    """Nothing is left to do for the run, unless it was stopped: then the next one goes on with it."""
    if not run.halted:
        plan.kept.finish(_postponed(plan))


def _postponed(plan: Plan) -> Iterator[AnswerKey]:
    """The questions of the cases that a person left out this time."""
    asked = {case.id for case in plan.cases}
    for case in plan.compiled.suite.cases:
        if case.id not in asked:
            for part in plan.parts:
                trials = range(1, part.work.repeats + 1)
                yield from (answer_key(part.target, case, trial) for trial in trials)
