"""`spreadsheets.get`: a document, or what of it a field mask names, as Google tells it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sheet2eval.testing.sheets.areas import Area, Axis
from sheet2eval.testing.sheets.cells import effective, hyperlink, shown
from sheet2eval.testing.sheets.document import Document
from sheet2eval.testing.sheets.edit import Edit
from sheet2eval.testing.sheets.masks import Mask
from sheet2eval.testing.sheets.tab import Tab
from sheet2eval.testing.sheets.wire import Json

GRID_PARTS = ("rowData", "rowMetadata", "columnMetadata")

_PROPERTIES = {"locale": "en_US", "autoRecalc": "ON_CHANGE", "timeZone": "Etc/GMT"}
_PIXELS = {Axis.ROWS: 21, Axis.COLUMNS: 100}


def get_spreadsheet(edit: Edit, ranges: list[str], mask: Mask | None, *, grid_data: bool) -> Json:
    """With ranges only their tabs and cells; with a mask, cells are told if it names `sheets.data`."""
    document = edit.document
    areas: dict[int, list[Area]] = defaultdict(list)
    for text in ranges:
        tab, area = document.area(text)
        areas[tab.id].append(area)
    parts = _grid_parts(mask) if mask is not None else (GRID_PARTS if grid_data else ())
    tabs = [tab for tab in document.tabs if not ranges or tab.id in areas]
    answer: Json = {
        "spreadsheetId": document.key,
        "properties": {"title": document.title, **_PROPERTIES},
        "sheets": [_sheet(edit, tab, areas[tab.id] or [tab.whole], parts) for tab in tabs],
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{document.key}/edit",
    }
    if own := [entry for entry in document.metadata if "spreadsheet" in entry["location"]]:
        answer["developerMetadata"] = own
    return answer


def _grid_parts(mask: Mask) -> tuple[str, ...]:
    """What of the grid the mask names: only that is told, for it may be long."""
    for name in ("sheets", "data"):
        inner = mask.get(name, mask.get("*"))
        if inner is None:
            return ()
        if not inner or "*" in mask:
            return GRID_PARTS
        mask = inner
    return tuple(name for name in GRID_PARTS if name in mask or "*" in mask)


def _sheet(edit: Edit, tab: Tab, areas: list[Area], parts: tuple[str, ...]) -> Json:
    sheet: Json = {"properties": {**tab.properties, "index": edit.document.tabs.index(tab)}}
    if parts:
        sheet["data"] = [_grid_data(edit.document, tab, area, parts) for area in areas]
    own = [entry for entry in edit.document.metadata if entry["location"].get("sheetId") == tab.id]
    laid = {
        "merges": tab.merges,
        "conditionalFormats": tab.conditional_formats,
        "protectedRanges": [_protection(edit, held) for held in tab.protected_ranges],
        "charts": tab.charts,
        "basicFilter": tab.basic_filter,
        "developerMetadata": own,
    }
    return {**sheet, **{name: without_id_0(held) for name, held in laid.items() if held}}


def _protection(edit: Edit, held: Json) -> Json:
    """Who may edit is told only to those who may."""
    if edit.by.may_edit(held):
        return {**held, "requestingUserCanEdit": True}
    return {name: value for name, value in held.items() if name != "editors"}


def _grid_data(document: Document, tab: Tab, area: Area, parts: tuple[str, ...]) -> Json:
    data: Json = {
        name: start for name, start in (("startRow", area.top), ("startColumn", area.left)) if start
    }
    if "rowData" in parts and (rows := _rows(tab, area)):
        data["rowData"] = rows
    if "rowMetadata" in parts:
        data["rowMetadata"] = list(_lines(document, tab, Axis.ROWS, range(area.top, area.bottom)))
    if "columnMetadata" in parts:
        data["columnMetadata"] = list(_lines(document, tab, Axis.COLUMNS, range(area.left, area.right)))
    return data


def _rows(tab: Tab, area: Area) -> list[Json]:
    """RowData up to the last row and, in each, the last cell that holds anything, be it a look."""
    rows: dict[int, dict[int, Json]] = {}
    for row, column, cell in tab.standing(area):
        rows.setdefault(row - area.top, {})[column - area.left] = _told(cell)
    return [_row_data(rows.get(row, {})) for row in range(max(rows, default=-1) + 1)]


def _row_data(cells: dict[int, Json]) -> Json:
    return {"values": [cells.get(column, {}) for column in range(max(cells) + 1)]} if cells else {}


def _told(cell: Json) -> Json:
    """A CellData with what follows from what was entered."""
    told = dict(cell)
    value = effective(cell)
    if value is not None:
        told |= {"effectiveValue": value, "formattedValue": shown(cell)}
    if "userEnteredFormat" in cell:
        told["effectiveFormat"] = cell["userEnteredFormat"]
    if (link := hyperlink(cell)) is not None:
        told["hyperlink"] = link
    return told


def _lines(document: Document, tab: Tab, axis: Axis, indexes: range) -> Iterator[Json]:
    marks: dict[int, list[Json]] = defaultdict(list)
    for entry in document.metadata:
        place = entry["location"].get("dimensionRange")
        if place and place["sheetId"] == tab.id and place["dimension"] == axis:
            marks[place["startIndex"]].append(entry)
    for index in indexes:
        line = {"pixelSize": _PIXELS[axis], **tab.lines[axis].get(index, {})}
        yield {**line, "developerMetadata": without_id_0(marks[index])} if index in marks else line


def without_id_0(value: object) -> object:
    """As Google's JSON has it: `sheetId` 0 is left out wherever it points to a sheet."""
    if isinstance(value, list):
        return [without_id_0(item) for item in value]
    if isinstance(value, dict):
        return {
            name: without_id_0(held) for name, held in value.items() if not (name == "sheetId" and held == 0)
        }
    return value
