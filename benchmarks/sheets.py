"""Sheets to measure with, like those that product managers write."""

from __future__ import annotations

import random
from pathlib import Path

HEADER = ("id", "input", "current behavior", "ideal behavior", "why", "check", "tags", "notes")
WORDS = (
    "set",
    "remind",
    "tomorrow",
    "lunch",
    "meeting",
    "the",
    "call",
    "before",
    "dinner",
    "team",
    "report",
    "list",
)


def write_sheet(path: Path, rows: int) -> None:
    """A single-tab workbook: eight columns of some 20 to 200 characters, three checks a row, one of them its own."""
    import xlsxwriter

    pick = random.Random(rows)
    with xlsxwriter.Workbook(path, {"strings_to_urls": False}) as book:
        sheet = book.add_worksheet("cases")
        sheet.write_row(0, 0, HEADER)
        for number in range(1, rows + 1):
            sheet.write_row(number, 0, _row(number, pick))


def prose(words: int, pick: random.Random) -> str:
    return " ".join(pick.choices(WORDS, k=words))


def _row(number: int, pick: random.Random) -> tuple[str, ...]:
    hour, word = pick.randrange(1, 12), pick.choice(WORDS)
    return (
        f"case-{number}",
        f"Remind me to {prose(20, pick)} at {hour}:00 PM, please.",
        f"Done, I will remind you at {hour}:00 AM. {prose(32, pick)}.",
        f"Done, I will remind you at {hour}:00 PM about {word} {number}. {prose(32, pick)}.",
        f"The user said PM: {prose(20, pick)}.",
        f"contains: {hour}:00 PM\ncontains: {word} {number}\nwords: <= {pick.randrange(50, 100)}",
        pick.choice(("reminders", "canvas", "lists")),
        prose(25, pick),
    )
