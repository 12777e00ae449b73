"""`sheet2eval compare`: which target does better, case by case and overall."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import click

from sheet2eval.books.book import Book
from sheet2eval.cli.comparison_report import comparison_object, print_comparison
from sheet2eval.cli.ending import NOT_GOOD_ENOUGH, exit_code
from sheet2eval.cli.interrupting import say_going_on, soft_stop
from sheet2eval.cli.options import (
    config_option,
    grading_options,
    json_option,
    now,
    sheet_argument,
    spending_options,
)
from sheet2eval.cli.output import others_print_beside, print_json, reader_may_leave, say
from sheet2eval.cli.progress import bar_or_lines
from sheet2eval.cli.spending import say_spending
from sheet2eval.cli.turns import its_turn, when_free
from sheet2eval.errors import Interrupted, UsageError
from sheet2eval.running.budget import Budget
from sheet2eval.running.halt import Halt
from sheet2eval.scoring.comparison import Comparison
from sheet2eval.scoring.results import RunSummary
from sheet2eval.workflow.archive import open_archive
from sheet2eval.workflow.comparing import compare, pairwise_spending, plan_comparison, write_comparison
from sheet2eval.workflow.plan import Plan, Request, runnable
from sheet2eval.workflow.running import execute
from sheet2eval.workflow.writing_back import finish
from sheet2eval.writing.compare import unread_winners
from sheet2eval.writing.compare_words import counts, sureness
from sheet2eval.writing.words import counted


@click.command("compare")
@sheet_argument
@click.argument("targets", nargs=-1, metavar="A B …")
@grading_options
@spending_options
@click.option(
    "--must-win", is_flag=True, help="Exit with 1 unless A is better than every other, beyond luck."
)
@config_option
@json_option
def command(
    sheet: str,
    targets: tuple[str, ...],
    request: Request,
    agreed: bool,
    must_win: bool,
    config_file: Path | None,
    json_wanted: bool,
) -> int:
    """Say which target does better, case by case and overall.

    \b
    Example:
      sheet2eval compare reminders.xlsx recorded:v2 recorded:v1 --must-win
    The better score wins a case. Where scores are equal, a judge that can is asked, in both orders. Both answers
    stand side by side in the tab eval-compare, without names: a winner that a person writes there beats the others.
    --must-win asks for more wins than losses against every other target, with a p-value below 0.05.
    Exits with 1 where that is missed, 3 where a target has no answers, 4 where one only breaks, 5 where it was
    stopped by Ctrl-C or by the budget.
    """
    from sheet2eval.books.opening import open_book
    from sheet2eval.config import load_config

    _check_names(targets)
    request = replace(request, targets=targets)
    book, config = open_book(sheet), load_config(config_file, Path(sheet))
    with its_turn(book) if request.write else nullcontext(), open_archive() as archive:
        with others_print_beside():
            plan = when_free(book, lambda: plan_comparison(book, config, request, now(), archive))
            say(f"{sheet}: {counted(len(runnable(plan.cases)), 'case')} to compare")
            say_going_on(plan, "comparison")
            say_spending(plan, pairwise_spending(plan), agreed=agreed)
            run, comparison = asyncio.run(_compared(plan))
        _deliver(book, plan, comparison, json_wanted=json_wanted)
        if comparison.halted:
            raise Interrupted(
                f"{comparison.halted}; what was done is kept, and the next comparison goes on from it"
            )
        finish(plan, run)
    _check_answered(run)
    return 0 if not must_win or _beats_all(comparison) else NOT_GOOD_ENOUGH


def _check_names(targets: Sequence[str]) -> None:
    if len(targets) < 2:
        raise UsageError("name at least two targets to compare, as in: sheet2eval compare SHEET A B")
    if twice := [name for name in targets if targets.count(name) > 1]:
        raise UsageError(f'"{twice[0]}" is named twice: compare it with another target')


async def _compared(plan: Plan) -> tuple[RunSummary, Comparison]:
    """The answers of all targets, graded, and compared. A run that was stopped is raised: it compares nothing."""
    halt, budget, shown = Halt(), Budget(plan.budget_usd), bar_or_lines()
    with soft_stop(halt):
        run = await execute(plan, shown, halt, budget)
        if run.halted:
            exit_code(run, None, no_regressions=False, again="comparison")
        return run, await compare(plan, run, shown, halt, budget)


def _deliver(book: Book, plan: Plan, comparison: Comparison, *, json_wanted: bool) -> None:
    """Write first, so that nothing is lost if the reader leaves; print even if nothing could be written."""
    problems = tuple(unread_winners(plan.tables))
    written = ""
    try:
        written = write_comparison(book, plan, comparison) if plan.request.write else ""
    finally:
        for problem in problems:
            say(f"{problem.where}: {problem.problem} {problem.mend}")
        with reader_may_leave():
            if json_wanted:
                print_json(comparison_object(comparison, problems))
            else:
                print_comparison(comparison)
    if written:
        shown = any(each.match.responses for each in comparison.decided)
        todo = ": choose the better answers in the tab eval-compare, and compare again" if shown else ""
        say(f"Written to {written}{todo}")


def _check_answered(run: RunSummary) -> None:
    """Raises SheetError or SetupError where one of the targets answered nothing."""
    for summary in run.targets:
        own = tuple(result for result in run.results if result.target == summary.target)
        exit_code(replace(run, targets=(summary,), results=own), None, no_regressions=False)


def _beats_all(comparison: Comparison) -> bool:
    """Is the target that was named first better than every other? Says where it is not, or may only be lucky."""
    first = comparison.tallies[0].target
    missed = [tally for tally in comparison.tallies if tally.target == first and not tally.is_won]
    for tally in missed:
        say(f"Not won: {counts(tally)}. {sureness(tally)}")
    return not missed
