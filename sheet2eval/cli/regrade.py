"""`sheet2eval regrade`: grade the stored responses again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from sheet2eval.cli.delivery import deliver
from sheet2eval.cli.ending import exit_code
from sheet2eval.cli.interrupting import say_going_on, soft_stop
from sheet2eval.cli.options import (
    Demands,
    config_option,
    demand_options,
    grading_options,
    json_option,
    now,
    sheet_argument,
    spending_options,
)
from sheet2eval.cli.output import others_print_beside, say, say_misread_settings
from sheet2eval.cli.progress import watcher
from sheet2eval.cli.spending import say_spending
from sheet2eval.cli.turns import its_turn, when_free
from sheet2eval.running.halt import Halt
from sheet2eval.scoring.moves import moves
from sheet2eval.workflow.archive import open_archive
from sheet2eval.workflow.plan import Request
from sheet2eval.workflow.regrading import Regrading, plan_regrade
from sheet2eval.workflow.running import run
from sheet2eval.writing.words import counted, moved

_SHOWN_IDS = 10


@click.command("regrade")
@sheet_argument
@click.option("--target", "targets", multiple=True, metavar="T", help="Whose answers; may be repeated.")
@grading_options
@spending_options
@demand_options
@config_option
@json_option
def command(
    sheet: str,
    targets: tuple[str, ...],
    request: Request,
    demands: Demands,
    agreed: bool,
    config_file: Path | None,
    json_wanted: bool,
) -> int:
    """Grade the stored responses again, after a check, a rubric or the judge has changed.

    \b
    Example:
      sheet2eval regrade reminders.xlsx --judge careful
    No target is asked. Answers are stored on the machine that asked for them; a case whose conversation or target has
    changed since then stays as it is. Grading that was stopped is resumed: what a paid judge has said is not asked
    again.
    """
    from sheet2eval.books.opening import open_book
    from sheet2eval.config import load_config

    book, config = open_book(sheet), load_config(config_file, Path(sheet))
    with its_turn(book), open_archive() as archive:
        with others_print_beside():
            wanted = replace(request, targets=targets)
            regrading = when_free(book, lambda: plan_regrade(book, config, wanted, now(), archive))
            plan, halt = regrading.plan, Halt()
            say_misread_settings(plan.compiled.suite.problems)
            say_going_on(plan, "regrade")
            _say_left(regrading)
            say_spending(plan, agreed=agreed)
            with soft_stop(halt):
                summary = run(plan, watcher(), halt)
        with soft_stop(halt):
            deliver(book, plan, summary, json_wanted=json_wanted)
    for line in moved(moves(plan.prior, summary.standing)):
        say(line)
    gate = demands.gate_of(plan)
    return exit_code(summary, gate, no_regressions=demands.no_regressions, again="regrade")


def _say_left(regrading: Regrading) -> None:
    """Which cases stay as they are, because no stored answer is one to what they ask now."""
    for target, cases in regrading.left.items():
        if cases:
            few = ", ".join(cases[:_SHOWN_IDS]) + (" …" if len(cases) > _SHOWN_IDS else "")
            say(
                f"{target}: no answer is stored to {counted(len(cases), 'case')} as asked now ({few}): run asks for it"
            )
