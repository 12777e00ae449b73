"""Edits of cells: what is in them and how they look."""

from __future__ import annotations

from collections.abc import Iterator

from sheet2eval.testing.sheets.areas import Area
from sheet2eval.testing.sheets.cells import effective, updated
from sheet2eval.testing.sheets.edit import Edit, required, required_mask
from sheet2eval.testing.sheets.masks import Mask
from sheet2eval.testing.sheets.tab import Tab
from sheet2eval.testing.sheets.wire import Json, invalid

_VALIDATION: Mask = {"dataValidation": {}}
_BORDERS: Mask = {"userEnteredFormat": {"borders": {}}}


def update_cells(edit: Edit, body: Json) -> Json:
    """With a range, what of it no row covers is cleared; from a start, only the cells of the rows are written."""
    mask, rows = required_mask(body, "CellData"), body.get("rows") or []
    tab, area = _target(edit, body, rows)
    given = dict(_given(area, rows))
    _check_inside(area, given)
    places = area.places() if body.get("range") is not None else iter(given)
    for row, column in places:
        tab.put(row, column, updated(tab.cell(row, column), given.get((row, column), {}), mask))
    return {}


def _target(edit: Edit, body: Json, rows: list[Json]) -> tuple[Tab, Area]:
    if body.get("range") is not None:
        if body.get("start") is not None:
            raise invalid("Invalid value (oneof), oneof field 'area' is already set. Cannot set 'start'")
        return edit.area(body["range"])
    start = required(body, "start")
    tab = edit.document.tab(start.get("sheetId"))
    top, left = start.get("rowIndex") or 0, start.get("columnIndex") or 0
    for name, index, size in (("row", top, tab.whole.bottom), ("column", left, tab.whole.right)):
        if not 0 <= index < size:
            raise invalid(f"GridCoordinate.{name}Index[{index}] is after last {name} in grid[{size - 1}]")
    wide = max((len(row.get("values") or ()) for row in rows), default=0)
    edit.check_free(tab, Area(top, top + len(rows), left, left + wide))
    return tab, Area(top, tab.whole.bottom, left, tab.whole.right)


def _given(area: Area, rows: list[Json]) -> Iterator[tuple[tuple[int, int], Json]]:
    for row, line in enumerate(rows, area.top):
        for column, cell in enumerate(line.get("values") or (), area.left):
            yield (row, column), cell or {}


def _check_inside(area: Area, given: dict[tuple[int, int], Json]) -> None:
    for row, column in given:
        if row >= area.bottom:
            last = area.bottom - 1
            raise invalid(f"Attempting to write row: {row}, beyond the last requested row of: {last}")
        if column >= area.right:
            last = area.right - 1
            raise invalid(
                f"Attempting to write column: {column}, beyond the last requested column of: {last}"
            )


def repeat_cell(edit: Edit, body: Json) -> Json:
    mask, given = required_mask(body, "CellData"), body.get("cell") or {}
    _write_all(*edit.area(body.get("range")), given, mask)
    return {}


def set_data_validation(edit: Edit, body: Json) -> Json:
    rule = body.get("rule")
    if rule is not None and not (rule.get("condition") or {}).get("type"):
        raise invalid("rule.condition.type must be specified.")
    _write_all(*edit.area(body.get("range")), {"dataValidation": rule}, _VALIDATION)
    return {}


def update_borders(edit: Edit, body: Json) -> Json:
    borders = {name: line for name, line in body.items() if name in {"top", "bottom", "left", "right"}}
    _write_all(*edit.area(body.get("range")), {"userEnteredFormat": {"borders": borders}}, _BORDERS)
    return {}


def _write_all(tab: Tab, area: Area, given: Json, mask: Mask) -> None:
    blank = updated({}, given, mask)
    for row, column in area.places():
        standing = tab.cell(row, column)
        tab.put(row, column, updated(standing, given, mask) if standing else blank)


def merge_cells(edit: Edit, body: Json) -> Json:
    tab, area = edit.area(body.get("range"))
    parts = list(_merged_parts(area, body.get("mergeType", "MERGE_ALL")))
    for held in map(tab.area, tab.merges):
        if held.meets(area) and not area.holds(held):
            raise invalid("You must select all cells in a merged range to merge or unmerge them.")
    tab.merges = [held for held in tab.merges if not tab.area(held).meets(area)]
    tab.merges += [part.json(tab.id) for part in parts if part.cells > 1]
    for part in parts:
        for row, column, cell in list(tab.standing(part)):
            if (row, column) != (part.top, part.left):
                tab.put(row, column, updated(cell, {}, {"userEnteredValue": {}}))
    return {}


def _merged_parts(area: Area, merge_type: str) -> Iterator[Area]:
    if merge_type == "MERGE_ROWS":
        yield from (Area(row, row + 1, area.left, area.right) for row in range(area.top, area.bottom))
    elif merge_type == "MERGE_COLUMNS":
        yield from (
            Area(area.top, area.bottom, column, column + 1) for column in range(area.left, area.right)
        )
    else:
        yield area


def unmerge_cells(edit: Edit, body: Json) -> Json:
    tab, area = edit.area(body.get("range"))
    tab.merges = [held for held in tab.merges if not tab.area(held).meets(area)]
    return {}


def sort_range(edit: Edit, body: Json) -> Json:
    """Rows within the area change places; later specs decide among those that are equal by the earlier ones."""
    tab, area = edit.area(body.get("range"))
    rows = list(range(area.top, area.bottom))
    for spec in reversed(body.get("sortSpecs") or []):
        down = spec.get("sortOrder") == "DESCENDING"
        rows = _in_order(tab, rows, spec.get("dimensionIndex") or 0, down=down)
    lines = [[tab.cell(row, column) for column in range(area.left, area.right)] for row in rows]
    for row, line in enumerate(lines, area.top):
        for column, cell in enumerate(line, area.left):
            tab.put(row, column, cell)
    return {}


def _in_order(tab: Tab, rows: list[int], column: int, *, down: bool) -> list[int]:
    """By what the cells come to: numbers before texts, empty cells last whichever way."""
    filled = [row for row in rows if effective(tab.cell(row, column))]
    empty = [row for row in rows if not effective(tab.cell(row, column))]
    return sorted(filled, key=lambda row: _rank(tab.cell(row, column)), reverse=down) + empty


def _rank(cell: Json) -> tuple[bool, float, str]:
    value = effective(cell) or {}
    number = value.get("numberValue")
    return number is None, number or 0, str(value.get("stringValue", "")).casefold()


KINDS = {
    "updateCells": update_cells,
    "repeatCell": repeat_cell,
    "setDataValidation": set_data_validation,
    "updateBorders": update_borders,
    "mergeCells": merge_cells,
    "unmergeCells": unmerge_cells,
    "sortRange": sort_range,
}
