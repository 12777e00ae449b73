"""What people are told of a run by the webhook, kept before the scores are written and sent after it."""

from __future__ import annotations

import asyncio
from functools import partial

from sheet2eval.books.book import Book
from sheet2eval.books.live import LiveBook
from sheet2eval.config import Config
from sheet2eval.notifying.events import before, events
from sheet2eval.notifying.message import message
from sheet2eval.notifying.outbox import outbox
from sheet2eval.notifying.webhook import address_in
from sheet2eval.scoring.results import RunSummary
from sheet2eval.types import CellRef
from sheet2eval.workflow.plan import Plan


def webhook_of(config: Config) -> str:
    """The address of the configured webhook, which is a secret; "" where there is none.

    Raises SetupError where the environment does not have it.
    """
    return address_in(config.notify.webhook_env) if config.notify.webhook_env else ""


def keep_message(book: Book, plan: Plan, run: RunSummary, gate: float | None) -> None:
    """Keep what there is to be told of the run. Raises SetupError where the state folder is at fault."""
    title, link = (book.title, book.address_of) if isinstance(book, LiveBook) else (book.name, _no_link)
    with outbox(book.identity) as box:
        found = events(run, before(book.identity, plan.tables), gate)
        box.put(found, partial(message, title, run.started_at, address=link), run.started_at)


def send_messages(book: Book, webhook: str) -> str:
    """Send what is kept of this sheet; returns why something could not be sent, "" where all was."""
    with outbox(book.identity) as box:
        return asyncio.run(box.send(webhook))


def _no_link(where: CellRef) -> str:  # noqa: ARG001 - a file opens nowhere by a link
    return ""
