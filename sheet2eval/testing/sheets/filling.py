"""Tabs from plain rows, as a test or a script has them."""

from __future__ import annotations

from collections.abc import Sequence

from sheet2eval.testing.sheets.cells import raw, updated
from sheet2eval.testing.sheets.tab import Tab
from sheet2eval.testing.sheets.wire import Json

LEAST_ROWS, LEAST_COLUMNS = 1000, 26


def filled_tab(sheet_id: int, title: str, rows: Sequence[Sequence[object]]) -> Tab:
    """A tab of the usual size or larger.

    A text stays text, None and "" leave a cell empty, and a dict is a whole CellData, with `effectiveValue` for what
    a formula comes to.
    """
    wide = max(map(len, rows), default=0)
    grid = {"rowCount": max(LEAST_ROWS, len(rows)), "columnCount": max(LEAST_COLUMNS, wide)}
    tab = Tab({"sheetId": sheet_id, "title": title, "sheetType": "GRID", "gridProperties": grid})
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            tab.put(row, column, _cell(value))
    return tab


def _cell(value: object) -> Json:
    if value is None:
        return {}
    if isinstance(value, dict):
        return value
    return updated({}, {"userEnteredValue": raw(value)}, {"userEnteredValue": {}})
