"""`sheet2eval run`: grade a sheet and write the scores back."""

from __future__ import annotations

from pathlib import Path

import click

from sheet2eval import workflow
from sheet2eval.cli.objects import run_object
from sheet2eval.cli.options import Share, config_option, json_option, now, request_options, sheet_argument
from sheet2eval.cli.output import print_json, say, tally
from sheet2eval.cli.progress import watcher
from sheet2eval.cli.report import print_run
from sheet2eval.errors import SetupError, SheetError
from sheet2eval.grading.verdicts import trial_verdict
from sheet2eval.scoring.results import RunSummary
from sheet2eval.types import Verdict
from sheet2eval.workflow import Request, plan_run, write_back

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

    book = open_book(sheet)
    plan = plan_run(book, load_config(config_file, Path(sheet)), request, now())
    say(f"{sheet}: {len(plan.runnable)} cases to run, {tally(plan.compiled.suite.problems)}")
    run = workflow.run(plan, watcher())
    if json_wanted:
        print_json(run_object(run))
    else:
        print_run(run)
    if request.write:
        say(f"Written to {write_back(book, plan, run)}")
    return _exit_code(run, plan.compiled.suite.settings.gate if gate is None else gate)


def _exit_code(run: RunSummary, gate: float | None) -> int:
    if all(result.case.faults or result.case.skip for result in run.results):
        raise SheetError("no case could be run; sheet2eval validate says why")
    tried = [result for result in run.results if result.trials]
    if tried and all(trial_verdict(trial) is Verdict.ERROR for result in tried for trial in result.trials):
        raise SetupError(f"every trial ended in an error: {tried[0].why}")
    rates = [summary.rate.rate for summary in run.targets]
    met = gate is None or all(rate is not None and rate >= gate for rate in rates)
    return 0 if met else GATE_MISSED
