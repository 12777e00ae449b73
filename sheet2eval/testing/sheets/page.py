"""A page to look at: what the documents show, as a person would see it in a browser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from sheet2eval.testing.sheets.cells import shown
from sheet2eval.testing.sheets.document import Document
from sheet2eval.testing.sheets.tab import Tab

MOST_ROWS = 500
_STYLE = "table{border-collapse:collapse} td{border:1px solid #ccc; vertical-align:top; white-space:pre-wrap}"


def page(documents: Iterable[Document]) -> str:
    body = "".join(
        f"<h1>{escape(document.title)}</h1>{''.join(map(_tab, document.tabs))}" for document in documents
    )
    return f"<!doctype html><meta charset=utf-8><title>Test sheets</title><style>{_STYLE}</style>{body}"


def _tab(tab: Tab) -> str:
    return f"<h2>{escape(tab.title)}</h2><table>{''.join(_rows(tab))}</table>"


def _rows(tab: Tab) -> Iterator[str]:
    """The first rows, each up to the last column that any of them uses."""
    filled = [
        (row, column) for row, column, cell in tab.standing(tab.whole) if row < MOST_ROWS and shown(cell)
    ]
    wide = max((column + 1 for _, column in filled), default=0)
    for row in range(max((row + 1 for row, _ in filled), default=0)):
        cells = (f"<td>{escape(shown(tab.cell(row, column)))}</td>" for column in range(wide))
        yield f"<tr>{''.join(cells)}</tr>"
