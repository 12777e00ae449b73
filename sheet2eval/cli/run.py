"""`sheet2eval run`: grade a sheet and write the scores back."""

from __future__ import annotations

from pathlib import Path

import click

from sheet2eval.cli.delivery import deliver
from sheet2eval.cli.ending import exit_code
from sheet2eval.cli.interrupting import say_going_on, soft_stop
from sheet2eval.cli.options import (
    Demands,
    config_option,
    demand_options,
    json_option,
    now,
    request_options,
    sheet_argument,
    spending_options,
)
from sheet2eval.cli.output import others_print_beside, say, say_misread_settings, tally
from sheet2eval.cli.progress import watcher
from sheet2eval.cli.spending import say_spending
from sheet2eval.cli.turns import its_turn, when_free
from sheet2eval.running.halt import Halt
from sheet2eval.workflow.archive import open_archive
from sheet2eval.workflow.plan import Plan, Request
from sheet2eval.workflow.planning import plan_run
from sheet2eval.workflow.running import run
from sheet2eval.writing.words import counted


@click.command("run")
@sheet_argument
@request_options
@spending_options
@demand_options
@click.option("--verbose", is_flag=True, help="Say what fails as it happens.")
@config_option
@json_option
def command(
    sheet: str,
    request: Request,
    demands: Demands,
    agreed: bool,
    verbose: bool,
    config_file: Path | None,
    json_wanted: bool,
) -> int:
    """Grade the cases and write the scores beside the rows.

    \b
    Example:
      sheet2eval run reminders.xlsx --target assistant --repeats 3 --gate 95%
    A run that was stopped is resumed: nothing that was answered is asked again.
    Exits with 1 where the gate is missed, 3 where no case could be run, 4 where nothing answered,
    5 where it was stopped by Ctrl-C or by the budget.
    """
    from sheet2eval.books.opening import open_book
    from sheet2eval.config import load_config

    book, config = open_book(sheet), load_config(config_file, Path(sheet))
    with its_turn(book), open_archive() as archive:
        with others_print_beside():
            plan = when_free(book, lambda: plan_run(book, config, request, now(), archive))
            say(f"{sheet}: {_to_run(plan)}, {tally(plan.compiled.suite.problems)}")
            say_misread_settings(plan.compiled.suite.problems)
            say_going_on(plan, "run")
            say_spending(plan, agreed=agreed)
            halt = Halt()
            with soft_stop(halt):
                summary = run(plan, watcher(verbose=verbose), halt)
        with soft_stop(halt):
            deliver(book, plan, summary, json_wanted=json_wanted)
    return exit_code(summary, demands.gate_of(plan), no_regressions=demands.no_regressions)


def _to_run(plan: Plan) -> str:
    """`2 cases to run (55 unchanged)`."""
    asked = {case.id for part in plan.parts for case in part.work.cases}
    left = {case_id for part in plan.parts for case_id in part.carried} - asked
    return f"{counted(len(asked), 'case')} to run" + (f" ({len(left):,} unchanged)" if left else "")
