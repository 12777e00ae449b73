"""What a check takes on an answer of a page, some 2.7 KB: prose, a plan with times, Markdown, and a timetable."""

from __future__ import annotations

import gc
from datetime import UTC, datetime
from itertools import cycle, islice, product
from time import process_time
from typing import TYPE_CHECKING

from sheet2eval.cli import GARBAGE_AFTER

if TYPE_CHECKING:  # what is loaded here would count in the memory of what `checking` measures
    from sheet2eval.types import Case, Check

NOW = datetime(2025, 4, 10, 9, tzinfo=UTC)
LENGTH = 2_700
TRIES = 100
LINES = (
    "contains: half past seven",
    "words: <= 900",
    "sentences: <= 90",
    "refuses",
    "language: en",
    "number: 12",
    "duration: 90 minutes",
    "time: 7:00 PM",
    "time range: 3 PM to 5 PM",
    "date: tomorrow",
    "date range: April 11 to April 14",
    "datetime: tomorrow 8:00 AM",
    "repeats: every Monday 9:00 AM",
)

_PROSE = (
    "The committee met again to talk about the garden behind the library, which nobody had looked after lately. ",
    "Some members wanted roses along the wall, others preferred a lawn where children could play on dry days. ",
    "A few thought that the money would be better spent on the roof, since it had leaked one winter after another. ",
    "They agreed to ask the neighbours what they would like, because in the end it is them who walk past it. ",
)
_TIMES = (
    "I have set a reminder for 7:00 PM on Friday, and another at 9 every Monday. ",
    "The first meeting is tomorrow from 3 to 5 pm, and after that we meet every other week. ",
)
_MARKDOWN = (
    "## What to do first\n\n",
    "- **Step one**: open the settings, choose *Notifications*, then switch on `reminders`.\n",
    "- Ask which day they mean, since [the calendar](https://example.com/calendar/days) has several.\n",
    "1. Tell them that nothing is sent before they confirm.\n",
    "```python\nfor item in items:\n    print(item.name)\n```\n",
)
_TIMETABLE = tuple(
    f"| {day} | {hour}:{minute:02} AM | {hour + 1}:{minute:02} PM | call number {hour} |\n"
    for day, hour, minute in product(("Monday", "Tuesday", "Wednesday"), range(1, 12), (0, 30))
)


def pages() -> dict[str, str]:
    parts = {
        "prose": _PROSE,
        "prose with 12 times": (*_PROSE, *_TIMES, *_PROSE[:2]),
        "Markdown": _MARKDOWN,
        "timetable, 112 times": _TIMETABLE,
    }
    return {name: "".join(islice(cycle(part), 80))[:LENGTH] for name, part in parts.items()}


def checks_on_pages() -> tuple[list[str], list[list[object]]]:
    """The table of microseconds of CPU that each check takes on each page."""
    gc.set_threshold(GARBAGE_AFTER)  # as the command line does
    texts = pages()
    case = _case()
    rows: list[list[object]] = [
        [f"`{check.text}`", *(f"{_least_s(check, case, text) * 1e6:.0f}" for text in texts.values())]
        for check in case.checks
    ]
    return ["check, µs", *texts], rows


def _case() -> Case:
    from sheet2eval.books.book import Row, Table
    from sheet2eval.reading.compile import compile_tables

    rows = (Row(1, ("id", "input", "check")), Row(2, ("page", "Go on.", "\n".join(LINES))))
    [case] = compile_tables((Table("cases", rows),), NOW).suite.cases
    return case


def _least_s(check: Check, case: Case, page: str) -> float:
    """The least of some tries, each on a text of its own: what was read of a text before is remembered."""
    from sheet2eval.types import Response

    tries: list[float] = []
    for number in range(TRIES):
        response = Response(page + "." * number)
        start = process_time()
        check.rule.grade(response, case)
        tries.append(process_time() - start)
    return min(tries)
