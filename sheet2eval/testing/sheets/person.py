"""A person at the sheet in a browser, whose edits go through the same rules as everybody's."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass

from sheet2eval.testing.sheets.areas import Area, Axis, parse_a1, quoted
from sheet2eval.testing.sheets.batch import batch_update
from sheet2eval.testing.sheets.cells import shown
from sheet2eval.testing.sheets.document import Access, Document
from sheet2eval.testing.sheets.edit import Editor
from sheet2eval.testing.sheets.tab import Tab
from sheet2eval.testing.sheets.values import write_ranges
from sheet2eval.testing.sheets.wire import Json


@dataclass(frozen=True, slots=True)
class Person:
    """Edits one document as `email`. Rows count from 1 and columns have letters, as on the screen."""

    document: Document
    email: str
    lock: AbstractContextManager[object]

    def sort(self, tab: str, column: str, first_row: int = 2) -> None:
        """Sorts all rows from that one on by this column, upwards."""
        found = self._tab(tab)
        whole = found.whole
        area = Area(first_row - 1, whole.bottom, whole.left, whole.right)
        spec = {"dimensionIndex": _column(column), "sortOrder": "ASCENDING"}
        self.do("sortRange", {"range": area.json(found.id), "sortSpecs": [spec]})

    def insert_rows(self, tab: str, before: int, count: int = 1) -> None:
        self.do("insertDimension", {"range": self._lines(tab, Axis.ROWS, before - 1, count)})

    def delete_rows(self, tab: str, first: int, count: int = 1) -> None:
        self.do("deleteDimension", {"range": self._lines(tab, Axis.ROWS, first - 1, count)})

    def insert_columns(self, tab: str, before: str, count: int = 1) -> None:
        self.do("insertDimension", {"range": self._lines(tab, Axis.COLUMNS, _column(before), count)})

    def delete_columns(self, tab: str, first: str, count: int = 1) -> None:
        self.do("deleteDimension", {"range": self._lines(tab, Axis.COLUMNS, _column(first), count)})

    def hide_rows(self, tab: str, first: int, count: int = 1) -> None:
        place = self._lines(tab, Axis.ROWS, first - 1, count)
        hidden = {"hiddenByUser": True}
        self.do("updateDimensionProperties", {"range": place, "properties": hidden, "fields": "hiddenByUser"})

    def add_tab(self, title: str) -> None:
        self.do("addSheet", {"properties": {"title": title}})

    def rename_tab(self, tab: str, title: str) -> None:
        self._set_properties(tab, title=title)

    def hide_tab(self, tab: str) -> None:
        self._set_properties(tab, hidden=True)

    def delete_tab(self, tab: str) -> None:
        self.do("deleteSheet", {"sheetId": self._tab(tab).id})

    def merge(self, tab: str, cells: str) -> None:
        self.do("mergeCells", {"range": self._range(tab, cells), "mergeType": "MERGE_ALL"})

    def protect(self, tab: str, cells: str = "", description: str = "") -> None:
        """Nobody else may edit these cells, or the whole tab."""
        held = {"range": self._range(tab, cells), "description": description}
        self.do("addProtectedRange", {"protectedRange": {**held, "editors": {"users": [self.email]}}})

    def type(self, tab: str, cell: str, text: str) -> None:
        """Types a text into a cell: Google reads it as a number, a date, a formula where it looks like one."""
        self.paste(tab, cell, [[text]])

    def paste(self, tab: str, cell: str, rows: list[list[str]]) -> None:
        given = {"range": f"{quoted(tab)}!{cell}", "values": rows}
        with self.lock:
            write_ranges(self.document, self._editor, [given], "USER_ENTERED")

    def tick(self, setting: str, tab: str = "settings") -> None:
        """Ticks the box beside a setting."""
        found = self._tab(tab)
        for row, column, cell in sorted(found.standing(found.whole), key=lambda place: place[:2]):
            if shown(cell).strip().casefold() == setting.casefold():
                self.type(tab, Area(row, row + 1, column + 1, column + 2).a1(), "TRUE")
                return
        raise LookupError(f"There is no setting {setting!r} in the tab {tab!r}.")

    def share(self, access: Access) -> None:
        """What the account that asks the API may do from now on."""
        with self.lock:
            self.document.access = access

    def trash(self) -> None:
        with self.lock:
            self.document.trashed = True

    def do(self, kind: str, body: Json) -> None:
        """Any other edit, as a request of a batchUpdate."""
        with self.lock:
            batch_update(self.document, self._editor, {"requests": [{kind: body}]})

    @property
    def _editor(self) -> Editor:
        return Editor(self.email, owner=True)

    def _set_properties(self, tab: str, **given: object) -> None:
        properties = {"sheetId": self._tab(tab).id, **given}
        self.do("updateSheetProperties", {"properties": properties, "fields": ",".join(given)})

    def _tab(self, title: str) -> Tab:
        found = self.document.titled(title)
        if found is None:
            raise LookupError(f"There is no tab {title!r}.")
        return found

    def _range(self, tab: str, cells: str) -> Json:
        return {**(parse_a1(cells) or {}), "sheetId": self._tab(tab).id}

    def _lines(self, tab: str, axis: Axis, start: int, count: int) -> Json:
        ends = {"startIndex": start, "endIndex": start + count}
        return {"sheetId": self._tab(tab).id, "dimension": str(axis), **ends}


def _column(letters: str) -> int:
    column: int = (parse_a1(f"{letters}1") or {})["startColumnIndex"]
    return column
