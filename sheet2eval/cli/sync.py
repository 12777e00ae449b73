"""`sheet2eval sync`: what cron calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import click

from sheet2eval.cli.ending import exit_code
from sheet2eval.cli.objects import run_object
from sheet2eval.cli.options import json_option
from sheet2eval.cli.output import print_json, reader_may_leave, say
from sheet2eval.cli.report import print_run
from sheet2eval.cli.syncing import Synced, sync_sheet
from sheet2eval.cli.wish import Wish, wish_options
from sheet2eval.errors import SetupError, Sheet2EvalError
from sheet2eval.writing.words import counted

_WORST_FIRST = (4, 3, 2, 5, 1, 0)


@dataclass(frozen=True, slots=True)
class End:
    """How it ended for one sheet; `fault` says why it was not graded, or what is wrong with what came of it."""

    sheet: str
    code: int
    synced: Synced | None
    fault: Sheet2EvalError | None = None


@click.command("sync")
@click.argument("sheets", metavar="SHEET...", nargs=-1, required=True)
@wish_options
@json_option
def command(sheets: tuple[str, ...], wish: Wish, json_wanted: bool) -> int:
    """Grade what changed, write it back, and say what changed.

    \b
    Example:
      sheet2eval sync reminders.xlsx
    Where nothing changed, nothing is asked and nothing is written. Exits with 1 where the gate is missed or
    something broke that passed before, with 4 where a sheet could not be graded; the others are.
    """
    ends = _in_turn(sheets, wish, json_wanted=json_wanted)
    if json_wanted:
        with reader_may_leave():
            print_json({"sheets": [_object(end) for end in ends]})
    if len(sheets) == 1 and ends[0].fault:
        raise ends[0].fault
    if left := [end.sheet for end in ends if end.code == SetupError.exit_code]:
        others = "the others were looked at" if len(left) < len(ends) else "no other was named"
        raise SetupError(f"not graded: {', '.join(left)}; the lines above say why, {others}")
    return min((end.code for end in ends), key=_WORST_FIRST.index)


def _in_turn(sheets: Sequence[str], wish: Wish, *, json_wanted: bool) -> list[End]:
    """Each sheet within what the ones before it left of the budget, until a person stops it."""
    ends: list[End] = []
    for sheet in sheets:
        ends.append(end := _end(sheet, wish, json_wanted=json_wanted))
        if end.fault and len(sheets) > 1:
            say(f"{sheet}: {str(end.fault).removeprefix(f'{sheet}: ')}")
        if end.synced and end.synced.by_hand:
            break
        if end.synced and wish.budget_usd is not None:
            wish = replace(wish, budget_usd=max(0.0, wish.budget_usd - end.synced.cost_usd))
    return ends


def _end(sheet: str, wish: Wish, *, json_wanted: bool) -> End:
    synced: Synced | None = None
    try:
        synced = sync_sheet(sheet, wish)
        if not json_wanted:
            with reader_may_leave():
                _print(sheet, synced)
        return End(sheet, exit_code(synced.run, synced.gate, no_regressions=True), synced)
    except Sheet2EvalError as fault:
        return End(sheet, fault.exit_code, synced, fault)


def _print(sheet: str, synced: Synced) -> None:
    name = click.style(sheet, bold=True)
    if not synced.written:
        click.echo(f"{name}: {'nothing was graded' if synced.run.halted else 'nothing changed'}")
        return
    cases = counted(len(synced.plan.cases), "case")
    click.echo(f"{name}: {synced.graded} of {cases} graded anew, written to {synced.written}")
    print_run(synced.run, "the tab eval-scores has them all")


def _object(end: End) -> dict[str, object]:
    """`exit` is what the command would end with for this sheet alone."""
    told: dict[str, object] = {
        "sheet": end.sheet,
        "changed": bool(end.synced and end.synced.written),
        "exit": end.code,
        "fault": str(end.fault) if end.fault else None,
    }
    return {**told, **run_object(end.synced.run)} if end.synced else told
