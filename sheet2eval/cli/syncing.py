"""One sheet, unattended: what changed is graded and written back, and people are told what broke."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from sheet2eval.books.book import Book
from sheet2eval.books.live import LiveBook
from sheet2eval.cli.interrupting import soft_stop
from sheet2eval.cli.options import now
from sheet2eval.cli.output import others_print_beside, say, say_misread_settings
from sheet2eval.cli.progress import watcher
from sheet2eval.cli.spending import say_spending
from sheet2eval.cli.turns import its_turn, when_free
from sheet2eval.cli.wish import Wish
from sheet2eval.errors import Sheet2EvalError
from sheet2eval.running.halt import Halt
from sheet2eval.scoring.results import RunSummary
from sheet2eval.types import CellRef
from sheet2eval.workflow.archive import open_archive
from sheet2eval.workflow.plan import Plan
from sheet2eval.workflow.running import execute
from sheet2eval.workflow.status import status_line
from sheet2eval.workflow.syncing import (
    clear_status,
    clear_tick,
    plan_sync,
    stands,
    tell_in_sheet,
    ticked,
)
from sheet2eval.workflow.telling import keep_message, send_messages, webhook_of
from sheet2eval.workflow.writing_back import finish, write_back


@dataclass(frozen=True, slots=True)
class Synced:
    """A sheet that could be looked at.

    `written` says where the scores stand, "" where nothing had changed. `by_hand` is whether a person stopped it.
    """

    plan: Plan
    run: RunSummary
    gate: float | None
    written: str
    by_hand: bool

    @property
    def graded(self) -> int:
        """How many cases were graded anew."""
        return len({result.case.id for result in self.run.results if result.trials})

    @property
    def cost_usd(self) -> float:
        return sum(result.cost_usd or 0.0 for result in self.run.results)


def sync_sheet(sheet: str, wish: Wish) -> Synced:
    """Raises Sheet2EvalError where the sheet could not be graded; a live book says so itself, too."""
    from sheet2eval.books.opening import open_book

    book, started = open_book(sheet), now()
    with its_turn(book), others_print_beside():
        try:
            return _synced(sheet, book, wish)
        except Sheet2EvalError as fault:
            tell_in_sheet(book, fault, started)
            raise


def _synced(sheet: str, book: Book, wish: Wish) -> Synced:
    from sheet2eval.config import load_config

    config, halt = load_config(wish.config_file, Path(sheet)), Halt()
    webhook = webhook_of(config)
    with open_archive() as archive:
        plan, tick = when_free(book, lambda: plan_sync(book, config, wish.request, now(), archive))
        say_misread_settings(plan.compiled.suite.problems)
        say_spending(plan, agreed=wish.agreed)
        run = _executed(book, plan, halt, tick)
        gate = plan.compiled.suite.settings.gate if wish.gate is None else wish.gate
        if webhook:
            keep_message(book, plan, run, gate)
        written = _written(book, plan, run, None if halt.reason else tick)
    if webhook and (fault := send_messages(book, webhook)):
        say(f"{sheet}: the webhook was not told: {fault}")
    return Synced(plan, run, gate, written, bool(halt.reason))


def _executed(book: Book, plan: Plan, halt: Halt, tick: CellRef | None) -> RunSummary:
    """The run; where people asked for it, the sheet says how far it is."""
    shown = watcher()
    live = status_line(book, shown) if isinstance(book, LiveBook) and tick else nullcontext(shown)
    with live as watching, soft_stop(halt):
        return asyncio.run(execute(plan, watching, halt))


def _written(book: Book, plan: Plan, run: RunSummary, tick: CellRef | None) -> str:
    """Where the scores were written; "" where the sheet says them already. Where there was a tick, it is cleared."""
    if stands(plan, run):
        finish(plan, run)
        clear_status(book, plan)
        if isinstance(book, LiveBook) and tick:
            clear_tick(book)
        return ""
    if tick is None:
        return write_back(book, plan, run)
    return write_back(book, plan, run, lambda fresh: ticked(fresh.layout.settings))
