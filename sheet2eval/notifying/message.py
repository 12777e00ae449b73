"""Events in the words and the form of a Slack-compatible webhook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from sheet2eval.notifying.events import Broken, Event, GateCrossed
from sheet2eval.types import CellRef
from sheet2eval.writing.history import moment
from sheet2eval.writing.summary import SUMMARY
from sheet2eval.writing.words import counted, excerpt, one_line, percent

SHOWN_CASES = 15
_NOT_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}

Address = Callable[[CellRef], str]
"""A link that opens the sheet at a cell; "" where the sheet has none, as a file on a disk."""


def message(sheet: str, when: datetime, events: Sequence[Event], address: Address) -> Mapping[str, object]:
    """The JSON object: `text`, in Slack's mrkdwn."""
    broken = [event for event in events if isinstance(event, Broken)]
    crossed = [event for event in events if isinstance(event, GateCrossed)]
    title = _linked(_plain(sheet), address(CellRef(SUMMARY, 1, 1)))
    lines = [f"*{title}*, {moment(when)}", *map(_gate, crossed)]
    if broken:
        verb = "does" if len(broken) == 1 else "do"
        lines.append(f"{counted(len(broken), 'case')} that passed {verb} not pass any more:")
    for event in broken[:SHOWN_CASES]:
        lines.extend(_case(event, address))
    if len(broken) > SHOWN_CASES:
        lines.append(f"… and {len(broken) - SHOWN_CASES} more: see the tab eval-scores")
    return {"text": "\n".join(lines)}


def _gate(event: GateCrossed) -> str:
    said = "met again" if event.met else "missed"
    rates = f"{percent(event.rate)} of the cases pass, {percent(event.before)} before"
    return f"Gate of {percent(event.gate)} {said} by {_plain(event.target)}: {rates}"


def _case(event: Broken, address: Address) -> Iterator[str]:
    result, before = event.result, event.before.texts
    name, link = _plain(excerpt(result.case.id)), address(result.case.where)
    place = "" if link else f" ({_plain(str(result.case.where))})"
    why = _plain(excerpt(one_line(result.why)))
    yield f"• {_linked(name, link)}{place}, {_plain(result.target)}: pass → {result.verdict.value}. {why}"
    yield f"   before: {_plain(excerpt(before.get('response', '')))}"
    yield f"   now: {_plain(excerpt(result.response))}"


def _linked(name: str, link: str) -> str:
    return f"<{link}|{name}>" if link else name


def _plain(text: str) -> str:
    """A text that is no markup, and mentions nobody."""
    return "".join(_NOT_MARKUP.get(character, character) for character in text)
