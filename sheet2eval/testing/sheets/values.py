"""`spreadsheets.values`: ranges of plain values, read and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest

from sheet2eval.testing.sheets.areas import Area, Axis, Shift, quoted
from sheet2eval.testing.sheets.cells import formula, raw, shown, typed, unformatted, updated
from sheet2eval.testing.sheets.document import Document
from sheet2eval.testing.sheets.edit import Edit, Editor, editing
from sheet2eval.testing.sheets.tab import Tab
from sheet2eval.testing.sheets.wire import Json, invalid

_RENDERED: Mapping[str, Callable[[Json], object]] = {
    "FORMATTED_VALUE": shown,
    "UNFORMATTED_VALUE": unformatted,
    "FORMULA": formula,
}


def read_range(document: Document, text: str, render: str, major: str) -> Json:
    """A ValueRange: rows, or columns, up to the last value; empty ones at the end are left out."""
    tab, area = document.area(text)
    across = major == "COLUMNS"
    lines: dict[int, dict[int, object]] = {}
    for row, column, cell in tab.standing(area):
        value = _RENDERED[render](cell) if "userEnteredValue" in cell else ""
        if value != "":
            line, place = (
                (column - area.left, row - area.top) if across else (row - area.top, column - area.left)
            )
            lines.setdefault(line, {})[place] = value
    answer: Json = {
        "range": f"{quoted(tab.title)}!{area.a1()}",
        "majorDimension": "COLUMNS" if across else "ROWS",
    }
    if lines:
        answer["values"] = [_filled(lines.get(line, {})) for line in range(max(lines) + 1)]
    return answer


def _filled(line: dict[int, object]) -> list[object]:
    return [line.get(place, "") for place in range(max(line) + 1)] if line else []


def write_ranges(document: Document, by: Editor, ranges: list[Json], option: str | None) -> list[Json]:
    """UpdateValuesResponses, one a range. Raises ApiError; then the document is as it was."""
    _check_option(option)
    with editing(document, by) as edit:
        return [_write(edit, given, str(option)) for given in ranges]


def _write(edit: Edit, given: Json, option: str) -> Json:
    values = given.get("values") or []
    if given.get("majorDimension") == "COLUMNS":
        values = list(zip_longest(*values))
    tab, area = _target(edit.document, given.get("range", ""), values)
    edit.check_free(tab, area)
    for row, line in enumerate(values, area.top):
        for column, value in enumerate(line, area.left):
            if value is not None:
                enter(tab, row, column, value, option)
    answer: Json = {
        "spreadsheetId": edit.document.key,
        "updatedRange": f"{quoted(tab.title)}!{area.a1()}",
    }
    if changed := sum(value is not None for line in values for value in line):
        size = {"updatedRows": area.bottom - area.top, "updatedColumns": area.right - area.left}
        answer |= {**size, "updatedCells": changed}
    return answer


def enter(tab: Tab, row: int, column: int, value: object, option: str) -> None:
    """Writes one value; "" clears the cell."""
    standing = tab.cell(row, column)
    if option == "USER_ENTERED" and isinstance(value, str):
        entered, number_format = typed(value, standing)
    else:
        entered, number_format = raw(value), None
    cell = updated(standing, {"userEnteredValue": entered}, {"userEnteredValue": {}})
    if number_format is not None:
        given = {"userEnteredFormat": {"numberFormat": number_format}}
        cell = updated(cell, given, {"userEnteredFormat": {"numberFormat": {}}})
    tab.put(row, column, cell)


def _target(document: Document, text: str, values: Sequence[Sequence[object]]) -> tuple[Tab, Area]:
    """Where values go: from one cell on as far as they reach, else within the range."""
    tab, area = document.area(text)
    tall, wide = len(values), max(map(len, values), default=0)
    if area.cells == 1:
        area = Area(area.top, area.top + max(tall, 1), area.left, area.left + max(wide, 1))
        if not tab.whole.holds(area):
            limits = f"Max rows: {tab.whole.bottom}, max columns: {tab.whole.right}"
            raise invalid(f"Range ({quoted(tab.title)}!{area.a1()}) exceeds grid limits. {limits}")
    for kind, most, wanted in (
        ("row", area.bottom - area.top, tall),
        ("column", area.right - area.left, wide),
    ):
        if wanted > most:
            within = f"{quoted(tab.title)}!{area.a1()}"
            raise invalid(
                f"Requested writing within range [{within}], but tried writing to {kind} [{most + 1}]"
            )
    return tab, Area(area.top, area.top + max(tall, 1), area.left, area.left + max(wide, 1))


def append(document: Document, by: Editor, text: str, given: Json, option: str | None) -> Json:
    """Rows below the table that the range is in; the tab grows where it must."""
    _check_option(option)
    with editing(document, by) as edit:
        tab, area = edit.document.area(text)
        below = _end_of_table(tab, area)
        missing = below + len(given.get("values") or ()) - tab.size(Axis.ROWS)
        if missing > 0:
            edit.document.shift(tab, Axis.ROWS, Shift(tab.size(Axis.ROWS), missing))
        start = f"{quoted(tab.title)}!{Area(below, below + 1, area.left, area.left + 1).a1()}"
        updates = _write(edit, {**given, "range": start}, str(option))
    return {"spreadsheetId": document.key, "updates": updates}


def _end_of_table(tab: Tab, area: Area) -> int:
    """The first free row below what the range holds; from a single cell on, below the rows that follow each other."""
    filled = {row for row, _, cell in tab.standing(tab.whole) if shown(cell)}
    if area.bottom - area.top > 1:
        return max((row + 1 for row in filled if area.top <= row < area.bottom), default=area.top)
    return next(row for row in range(area.top, tab.whole.bottom + 1) if row not in filled)


def clear(document: Document, by: Editor, ranges: list[str]) -> list[str]:
    """Takes the values out of these ranges, not the looks, and names them in full."""
    with editing(document, by) as edit:
        places = [edit.document.area(text) for text in ranges]
        for tab, area in places:
            edit.check_free(tab, area)
            for row, column, cell in list(tab.standing(area)):
                tab.put(row, column, updated(cell, {}, {"userEnteredValue": {}}))
        return [f"{quoted(tab.title)}!{area.a1()}" for tab, area in places]


def _check_option(option: str | None) -> None:
    if option not in {"RAW", "USER_ENTERED"}:
        raise invalid("'valueInputOption' is required but not specified")
