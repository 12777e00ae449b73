"""The good and the bad examples of a case: what should be answered, and what is answered today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sheet2eval.contract import SINGLE, YES
from sheet2eval.reading.descriptions import shows
from sheet2eval.reading.gather import Draft
from sheet2eval.reading.problems import Report
from sheet2eval.reading.views import Record
from sheet2eval.text.callsyntax import parse_calls
from sheet2eval.text.normalise import comparable, quoted
from sheet2eval.types import Current, Ideal, ToolCall


def read_ideals(draft: Draft, report: Report) -> Iterator[Ideal]:
    for record in draft.ideal:
        calls = _calls(record, "ideal tool calls" if record.view.tab is SINGLE else "tool calls", report)
        text = record.text("ideal behavior")
        if text or calls is not None:
            yield Ideal(text, record.where("ideal behavior"), calls, bool(text) and shows(text))


def read_currents(draft: Draft, ideals: Iterable[Ideal], report: Report) -> Iterator[Current]:
    right = {comparable(ideal.text) for ideal in ideals if ideal.shows}
    for record in draft.current:
        text, calls = record.text("current behavior"), _calls(record, "tool calls", report)
        if not text and calls is None:
            continue
        where, target = record.where("current behavior"), record.text("target")
        acceptable = record.text("acceptable").casefold() in YES
        if comparable(text) in right and not (acceptable or target or calls):
            report(
                "same-as-ideal",
                where,
                f"Today's answer {quoted(text)} is the ideal one, but is not marked acceptable.",
                "Write yes into “acceptable”, or correct one of the two.",
            )
        yield Current(text, where, calls, acceptable, target)


def _calls(record: Record, column: str, report: Report) -> tuple[ToolCall, ...] | None:
    """The calls listed in a cell; None where it is blank."""
    text = record.text(column)
    if not text:
        return None
    try:
        return parse_calls(text)
    except ValueError as error:
        report(
            "bad-json" if text[0] in "[{" else "bad-argument",
            record.where(column),
            f"{quoted(text)} cannot be read as calls: {error}.",
            'Write one call a line, like create_reminder(title="Lunch", time="12:00").',
        )
        return None
