"""Edits of tabs and of the document itself."""

from __future__ import annotations

from sheet2eval.testing.sheets.areas import Axis, Shift
from sheet2eval.testing.sheets.document import Document
from sheet2eval.testing.sheets.edit import Edit, required, required_mask
from sheet2eval.testing.sheets.masks import Mask, merged
from sheet2eval.testing.sheets.tab import SIZE, Tab
from sheet2eval.testing.sheets.wire import Json, invalid, not_modelled

MAX_TITLE = 100
_NEW_GRID: Json = {"rowCount": 1000, "columnCount": 26}
_KEPT = {"index", "sheetId", "sheetType"}


def add_sheet(edit: Edit, body: Json) -> Json:
    document = edit.document
    given = body.get("properties") or {}
    title = given.get("title", f"Sheet{len(document.tabs) + 1}")
    _check_title(document, title)
    number = given["sheetId"] if "sheetId" in given else _fresh_number(document)
    if number < 0 or any(tab.id == number for tab in document.tabs):
        raise invalid(f"Sheet with id {number} already exists or is invalid.")
    grid = {**_NEW_GRID, **(given.get("gridProperties") or {})}
    rest = {name: value for name, value in given.items() if name not in _KEPT}
    tab = Tab({**rest, "sheetId": number, "title": title, "sheetType": "GRID", "gridProperties": grid})
    _check_grid(tab)
    place = given.get("index", len(document.tabs))
    document.tabs.insert(place, tab)
    document.check_size()
    return {"properties": {**tab.properties, "index": document.tabs.index(tab)}}


def _fresh_number(document: Document) -> int:
    """0 for the first tab of all, as at Google."""
    return document.fresh_number() if document.tabs else 0


def delete_sheet(edit: Edit, body: Json) -> Json:
    tab = edit.document.tab(body.get("sheetId"), "sheet")
    edit.check_free(tab, tab.whole)
    edit.document.tabs.remove(tab)
    if not any(not other.properties.get("hidden") for other in edit.document.tabs):
        raise invalid("You can't remove all the visible sheets in a document.")
    edit.document.metadata = [entry for entry in edit.document.metadata if _sheet_of(entry) != tab.id]
    return {}


def _sheet_of(entry: Json) -> int | None:
    """The tab that metadata belongs to; None for the document's own."""
    location = entry["location"]
    number: int | None = location.get("dimensionRange", location).get("sheetId")
    return number


def update_sheet_properties(edit: Edit, body: Json) -> Json:
    mask, given = required_mask(body, "SheetProperties"), required(body, "properties")
    tab = edit.document.tab(given.get("sheetId"), "sheet")
    edit.check_unlocked(tab)
    if mask.keys() & {"title", "*"}:
        _check_title(edit.document, given.get("title", ""), tab)
    index = given.get("index")
    _resize(edit, tab, given.get("gridProperties") or {}, mask.get("gridProperties", mask.get("*")))
    kept = {name: tab.properties[name] for name in _KEPT & tab.properties.keys()}
    tab.properties = {**merged(tab.properties, given, mask), **kept}
    tab.properties.pop("index", None)
    _check_grid(tab)
    if index is not None and mask.keys() & {"index", "*"}:
        edit.document.tabs.remove(tab)
        edit.document.tabs.insert(index, tab)
    edit.document.check_size()
    return {}


def _resize(edit: Edit, tab: Tab, given: Json, mask: Mask | None) -> None:
    """Rows and columns beyond the new size go, with what is in them."""
    for axis, name in SIZE.items():
        wanted = given.get(name)
        if mask is None or (mask and name not in mask and "*" not in mask) or wanted is None:
            continue
        size = tab.size(axis)
        if wanted < size:
            edit.check_free(tab, tab.whole)
            edit.document.shift(tab, axis, Shift(wanted, wanted - size))


def _check_grid(tab: Tab) -> None:
    grid = tab.properties["gridProperties"]
    for axis in Axis:
        if grid.get(SIZE[axis], 0) < 1:
            raise invalid(f"{SIZE[axis]} must be at least 1.")
    if grid.get("frozenRowCount", 0) >= grid["rowCount"]:
        raise invalid("You can't freeze all visible rows on the sheet.")
    if grid.get("frozenColumnCount", 0) >= grid["columnCount"]:
        raise invalid("You can't freeze all visible columns on the sheet.")


def _check_title(document: Document, title: str, own: Tab | None = None) -> None:
    if not title or len(title) > MAX_TITLE:
        raise invalid(f"Sheet name cannot be empty or longer than {MAX_TITLE} characters.")
    standing = document.titled(title)
    if standing is not None and standing is not own:
        raise invalid(f'A sheet with the name "{title}" already exists. Please enter another name.')


def update_spreadsheet_properties(edit: Edit, body: Json) -> Json:
    mask, given = required_mask(body, "SpreadsheetProperties"), required(body, "properties")
    if set(mask) - {"title"}:
        raise not_modelled("other properties of a spreadsheet than its title")
    edit.document.title = given.get("title", "")
    return {}


KINDS = {
    "addSheet": add_sheet,
    "deleteSheet": delete_sheet,
    "updateSheetProperties": update_sheet_properties,
    "updateSpreadsheetProperties": update_spreadsheet_properties,
}
