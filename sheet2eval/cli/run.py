"""`sheet2eval run`: grade a sheet and write the scores back."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from pathlib import Path

import click

from sheet2eval.books.book import Book
from sheet2eval.cli.objects import run_object
from sheet2eval.cli.options import Share, config_option, json_option, now, request_options, sheet_argument
from sheet2eval.cli.output import its_turn, others_print_beside, print_json, reader_may_leave, say, tally
from sheet2eval.cli.progress import watcher
from sheet2eval.cli.report import print_run
from sheet2eval.errors import SetupError, SheetError
from sheet2eval.grading.verdicts import trial_verdict
from sheet2eval.scoring.results import CaseResult, RunSummary
from sheet2eval.types import Verdict
from sheet2eval.workflow.planning import Plan, Request, plan_run
from sheet2eval.workflow.running import execute
from sheet2eval.workflow.writing_back import write_back
from sheet2eval.writing.words import counted

GATE_MISSED = 1


@click.command("run")
@sheet_argument
@request_options
@click.option("--gate", type=Share(), metavar="SHARE", help="Exit with 1 if less than this share passes.")
@config_option
@json_option
def command(
    sheet: str,
    request: Request,
    gate: float | None,
    config_file: Path | None,
    json_wanted: bool,
) -> int:
    """Grade the cases and write the scores beside the rows.

    \b
    Example:
      sheet2eval run reminders.xlsx --target assistant --repeats 3 --gate 95%
    Exits with 1 where the gate is missed, 3 where no case could be run, 4 where nothing answered.
    """
    from sheet2eval.books.opening import open_book
    from sheet2eval.config import load_config

    book, config = open_book(sheet), load_config(config_file, Path(sheet))
    with its_turn(book) if request.write else nullcontext():
        with others_print_beside():
            plan = plan_run(book, config, request, now())
            problems = plan.compiled.suite.problems
            say(f"{sheet}: {counted(len(plan.runnable), 'case')} to run, {tally(problems)}")
            run = asyncio.run(execute(plan, watcher()))
        _deliver(book, plan, run, json_wanted)
    return _exit_code(run, plan.compiled.suite.settings.gate if gate is None else gate)


def _deliver(book: Book, plan: Plan, run: RunSummary, json_wanted: bool) -> None:
    """Write first, so that nothing is lost if the reader leaves; print even if nothing could be written."""
    written = ""
    try:
        written = write_back(book, plan, run) if plan.request.write else ""
    finally:
        with reader_may_leave():
            if json_wanted:
                print_json(run_object(run))
            else:
                print_run(run, "the tab eval-scores has them all" if written else "--json prints them all")
    if written:
        say(f"Written to {written}")


def _exit_code(run: RunSummary, gate: float | None) -> int:
    tried = [result for result in run.results if result.trials]
    if not tried:
        raise SheetError(f"no case could be run: {_why_nothing_ran(run)}")
    if all(trial_verdict(trial) is Verdict.ERROR for result in tried for trial in result.trials):
        first = tried[0]
        raise SetupError(
            f"every try ended in an error; mend it and run again. {first.case.id}: {_error(first)}"
        )
    return 0 if gate is None or _gate_met(run, gate) else GATE_MISSED


def _why_nothing_ran(run: RunSummary) -> str:
    if not run.results:
        return "the sheet holds none; write what a user says into the tab input"
    if all(result.case.skip for result in run.results):
        return "each is left out by “skip”; clear it in the rows that are to be run"
    if all(result.case.faults or result.case.skip for result in run.results):
        return "sheet2eval validate says what to mend"
    names = ", ".join(summary.target for summary in run.targets)
    return (
        f"the sheet holds no answers of {names}; "
        "fill the tab current-behavior, or name with --target what is to be asked"
    )


def _error(result: CaseResult) -> str:
    """What broke, without the count of tries that stands above it where there are several."""
    lines = result.why.splitlines()
    return "\n".join(lines[1:] if len(result.trials) > 1 else lines)


def _gate_met(run: RunSummary, gate: float) -> bool:
    """Is every target's rate at least the gate? Says of those that are not."""
    missed = [summary for summary in run.targets if summary.rate.rate is None or summary.rate.rate < gate]
    for summary in missed:
        rate = "has no pass rate" if summary.rate.rate is None else f"reaches {100 * summary.rate.rate:.4g} %"
        say(f"Gate missed: {summary.target} {rate}, and {100 * gate:g} % is asked for")
    return not missed
