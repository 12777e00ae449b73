"""How a page of the tool's own is laid out: lines of cells, in sections with a title and a header."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from sheet2eval.books.book import Look, OutCell
from sheet2eval.writing.cells import headed

Line = tuple[OutCell, ...]
Thing = TypeVar("Thing")

BLANK: Line = ()
MOST_ROWS = 20


def section(title: str, headers: Iterable[str], rows: Iterable[Line]) -> Iterator[Line]:
    """A blank line, the title, the header and the rows; nothing at all where there are no rows."""
    lines = list(rows)
    if lines:
        yield from titled(title)
        yield tuple(headed(name, cell.look) for name, cell in zip(headers, lines[0], strict=True))
        yield from lines


def shortened(
    title: str, headers: Iterable[str], things: Sequence[Thing], line: Callable[[Thing], Line]
) -> Iterator[Line]:
    """A section with a line for each thing that stops after some and says how many more there are."""
    yield from section(title, headers, map(line, things[:MOST_ROWS]))
    if len(things) > MOST_ROWS:
        yield (OutCell(f"and {len(things) - MOST_ROWS} more on eval-scores", Look.NOTE),)


def titled(title: str) -> tuple[Line, Line]:
    """A blank line and the title of what follows."""
    return BLANK, (OutCell(title, Look.HEADING),)
