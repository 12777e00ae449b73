"""What the rows of the input tab say of a case: its turns, when it happens, its tags and weight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sheet2eval.contract import ROLES, YES
from sheet2eval.naming import did_you_mean
from sheet2eval.reading.gather import Draft, fault_of, first, texts
from sheet2eval.reading.problems import Report
from sheet2eval.reading.views import Record
from sheet2eval.text.normalise import quoted
from sheet2eval.text.quantities import positive
from sheet2eval.types import CellRef, Message

Fill = Callable[[str, CellRef], str]


def read_messages(draft: Draft, fill: Fill, report: Report) -> tuple[Message, ...]:
    """The turns in their order, variables filled in."""
    return tuple(_message(record, fill, report) for record in draft.turns)


def _message(record: Record, fill: Fill, report: Report) -> Message:
    text, role = record.text("input"), record.text("role").casefold() or "user"
    if not text and fault_of(record, record.view.columns["input"]) is None:
        report(
            "blank-input",
            record.where("input"),
            "The input is blank: nothing is said here.",
            "Write what the user says, or delete the row.",
        )
    if role not in ROLES:
        report(
            "bad-role",
            record.where("role"),
            f"{quoted(role)} is no role{did_you_mean(role, ROLES)}",
            f"Write one of {', '.join(ROLES)}, or leave it blank for user.",
        )
    return Message(role, fill(text, record.where("input")))


def read_now(draft: Draft, started: datetime, report: Report) -> datetime:
    """When the conversation happens: as a typed date knows it, else as ISO 8601, else the start of the run."""
    record = first(draft.turns, "now")
    if record is None:
        return started
    moment = _typed(record) or _iso(record.text("now"))
    if moment is None:
        report(
            "bad-argument",
            record.where("now"),
            f"{quoted(record.text('now'))} is no date and time.",
            "Write it like 2025-04-10 09:00.",
        )
    return moment or started


def written_now(draft: Draft) -> str:
    """When the conversation happens, as the sheet says it: a typed date in ISO 8601, else the text; or ""."""
    record = first(draft.turns, "now")
    if record is None:
        return ""
    moment = _typed(record)
    return spelled(moment) if moment else record.text("now")


def spelled(moment: datetime) -> str:
    """A moment as `{{now}}` puts it into a text: in ISO 8601, to the minute."""
    return moment.isoformat(timespec="minutes")


def _typed(record: Record) -> datetime | None:
    """The date-time of a cell that is a date to the spreadsheet, however it is shown."""
    where = record.where("now")
    return record.view.table.moments.get((where.row, where.column))


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def read_tags(draft: Draft) -> tuple[str, ...]:
    tags = [tag.strip() for text in texts(draft.turns, "tags") for tag in text.split(",")]
    return tuple(dict.fromkeys(filter(None, tags)))


def read_weight(draft: Draft, report: Report) -> float:
    record = first(draft.turns, "weight")
    if record is None:
        return 1.0
    weight = positive(record.text("weight"))
    if weight is None:
        report(
            "bad-weight",
            record.where("weight"),
            f"{quoted(record.text('weight'))} is no weight.",
            "Write a number above 0, such as 2, or leave it blank for 1.",
        )
    return weight or 1.0


def read_skip(draft: Draft) -> bool:
    return any(text.casefold() in YES for text in texts(draft.turns, "skip"))
