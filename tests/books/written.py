"""What the contract of books writes, small as it is, in the shape of the tool's own tabs."""

from __future__ import annotations

from sheet2eval.books.book import OutCell, OutColumn, OwnTab, Updates

INPUTS = [
    ("id", "input", "internal notes"),
    ("R1", "Remind me at 7", "=SUM(1)"),
    (),
    ("R2", " two\nlines ", "007"),
    ("R3", "", "aside"),
]
HEADER = ("id", "target", "verdict", "score", "response", "human verdict", "fingerprint")
COLUMNS = tuple(OutColumn(name, 12, figures=name == "score") for name in HEADER)


def line(*values):
    return tuple(value if isinstance(value, OutCell) else OutCell(value) for value in values)


def answered(case, response="done", **columns):
    """A row of eval-scores."""
    values = {"id": case, "target": "bot", "verdict": "pass", "response": response, "fingerprint": "f"}
    return line(*((values | columns).get(name) for name in HEADER))


def scores(*rows):
    return OwnTab("eval-scores", COLUMNS, [line(*HEADER), *rows], frozen_columns=1)


def page(*lines):
    return OwnTab("eval-summary", (OutColumn("", 30),), [line(*texts) for texts in lines], header_row=0)


def only(*tabs):
    return lambda _tables: Updates(None, tabs)
