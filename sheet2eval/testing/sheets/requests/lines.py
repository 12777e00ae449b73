"""Edits of rows and columns as such."""

from __future__ import annotations

from sheet2eval.testing.sheets.areas import Area, Axis, Shift
from sheet2eval.testing.sheets.edit import Edit, axis_of, required, required_mask
from sheet2eval.testing.sheets.masks import merged
from sheet2eval.testing.sheets.tab import Tab
from sheet2eval.testing.sheets.wire import Json, invalid


def append_dimension(edit: Edit, body: Json) -> Json:
    tab = edit.document.tab(body.get("sheetId"), "sheet")
    axis, length = axis_of(body.get("dimension")), body.get("length") or 0
    if length < 1:
        raise invalid("length must be at least 1.")
    edit.check_unlocked(tab)
    tab.resize(axis, tab.size(axis) + length)
    edit.document.check_size()
    return {}


def insert_dimension(edit: Edit, body: Json) -> Json:
    tab, axis, start, end = edit.lines(required(body, "range"))
    size = tab.size(axis)
    if start > size or (start == size and not body.get("inheritFromBefore")):
        raise invalid(f"range.startIndex[{start}] is too large, must be less than or equal to: {size}")
    if body.get("inheritFromBefore") and start == 0:
        raise invalid("inheritFromBefore cannot be true if inserting at the first row or column.")
    for held in tab.protected_ranges:
        _check_insertion(edit, tab, tab.area(held["range"]), axis, start)
    edit.document.shift(tab, axis, Shift(start, end - start))
    like = start - 1 if body.get("inheritFromBefore") else end
    _dress(tab, axis, range(start, end), like)
    return {}


def _dress(tab: Tab, axis: Axis, new: range, like: int) -> None:
    """New rows or columns look as their neighbour does."""
    for row, column, cell in list(tab.standing(_lines_area(tab, axis, like, like + 1))):
        if "userEnteredFormat" in cell:
            for index in new:
                place = (index, column) if axis is Axis.ROWS else (row, index)
                tab.put(*place, {"userEnteredFormat": cell["userEnteredFormat"]})


def _check_insertion(edit: Edit, tab: Tab, protected: Area, axis: Axis, at: int) -> None:
    """Between two protected rows or columns nobody else puts one, beside them everybody may."""
    rows = axis is Axis.ROWS
    first, last = (protected.top, protected.bottom) if rows else (protected.left, protected.right)
    if protected == tab.whole or first < at < last:
        edit.check_free(tab, protected)


def delete_dimension(edit: Edit, body: Json) -> Json:
    tab, axis, start, end = edit.lines(required(body, "range"))
    end = min(end, tab.size(axis))
    if start >= end:
        raise invalid(
            f"Cannot delete a {axis.lower()[:-1]} that doesn't exist. Tried to delete index {start}."
        )
    if end - start >= tab.size(axis):
        raise invalid(f"You can't delete all the {axis.lower()} on the sheet.")
    edit.check_free(tab, _lines_area(tab, axis, start, end))
    edit.document.shift(tab, axis, Shift(start, start - end))
    return {}


def update_dimension_properties(edit: Edit, body: Json) -> Json:
    mask, given = required_mask(body, "DimensionProperties"), required(body, "properties")
    tab, axis, start, end = edit.lines(required(body, "range"))
    edit.check_free(tab, _lines_area(tab, axis, start, end))
    for index in range(start, min(end, tab.size(axis))):
        tab.lines[axis][index] = merged(tab.lines[axis].get(index, {}), given, mask)
    return {}


def auto_resize_dimensions(edit: Edit, body: Json) -> Json:
    """Widths are a matter of drawing, which nobody sees here."""
    edit.lines(required(body, "dimensions"))
    return {}


def _lines_area(tab: Tab, axis: Axis, start: int, end: int) -> Area:
    whole = tab.whole
    if axis is Axis.ROWS:
        return Area(start, end, whole.left, whole.right)
    return Area(whole.top, whole.bottom, start, end)


KINDS = {
    "appendDimension": append_dimension,
    "insertDimension": insert_dimension,
    "deleteDimension": delete_dimension,
    "updateDimensionProperties": update_dimension_properties,
    "autoResizeDimensions": auto_resize_dimensions,
}
