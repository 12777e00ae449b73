"""Tables made by hand, for tests of what happens after reading."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sheet2eval.books.book import Row, Table

STARTED = datetime(2025, 4, 10, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # a Thursday


def table(name, *rows, first=1, **others):
    """A table of the rows given as sequences of texts, from row `first` on; blank rows are left out."""
    filled = [Row(number, tuple(texts)) for number, texts in enumerate(rows, first) if any(texts)]
    return Table(name, tuple(filled), **others)


def sheet(inputs, current=(), ideal=(), notes=()):
    """A four-tab sheet: (id, input), (id, current), (id, ideal, check) and (id, notes) rows."""
    return (
        table("input", ("id", "input"), *inputs),
        table("current-behavior", ("id", "current behavior"), *current),
        table("ideal-behavior", ("id", "ideal behavior", "check"), *ideal),
        table("notes", ("id", "notes"), *notes),
    )
