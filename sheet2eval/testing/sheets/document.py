"""A spreadsheet as the server keeps it: its tabs, its developer metadata, and who may do what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from sheet2eval.testing.sheets.areas import Area, Axis, Shift, parse_a1, split_a1
from sheet2eval.testing.sheets.tab import Tab
from sheet2eval.testing.sheets.wire import Json, invalid

MAX_CELLS = 10_000_000


class Access(StrEnum):
    """What the account that asks may do with a document."""

    OWNER = "owner"
    WRITER = "writer"
    READER = "reader"
    NONE = "none"


@dataclass(slots=True)
class Document:
    """`modified_at` is when anybody last changed it; `changes` counts how often."""

    key: str
    title: str
    tabs: list[Tab]
    metadata: list[Json] = field(default_factory=list)
    access: Access = Access.WRITER
    trashed: bool = False
    modified_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    changes: int = 0
    last_number: int = 100  # of sheets, protections, charts and metadata that were not given one

    def copy(self) -> Document:
        """One that can be edited without a trace in this one."""
        return Document(
            self.key,
            self.title,
            [tab.copy() for tab in self.tabs],
            list(self.metadata),
            self.access,
            self.trashed,
            self.modified_at,
            self.changes,
            self.last_number,
        )

    def become(self, edited: Document) -> None:
        """Takes over what was done to a copy, all at once."""
        self.title, self.tabs, self.metadata = edited.title, edited.tabs, edited.metadata
        self.last_number = edited.last_number
        self.changes += 1
        self.modified_at = datetime.now(UTC)

    def fresh_number(self) -> int:
        self.last_number += 1
        return self.last_number

    def tab(self, sheet_id: int | None, what: str = "grid") -> Tab:
        """The tab of that id; 0 where the JSON does not say one. Raises ApiError where there is none."""
        for tab in self.tabs:
            if tab.id == (sheet_id or 0):
                return tab
        raise invalid(f"No {what} with id: {sheet_id or 0}")

    def titled(self, title: str) -> Tab | None:
        """The tab of that title, in whatever case."""
        return next((tab for tab in self.tabs if tab.title.casefold() == title.casefold()), None)

    def place(self, text: str) -> tuple[Tab, Json]:
        """The tab and the GridRange of an A1 range. Raises ApiError for what cannot be found."""
        title, cells = split_a1(text)
        tab = self.tabs[0] if title is None else self.titled(title)
        given = {} if cells is None else parse_a1(cells)
        if tab is None or given is None:
            raise invalid(f"Unable to parse range: {text}")
        return tab, given

    def area(self, text: str) -> tuple[Tab, Area]:
        """The tab and the area of an A1 range, cut to the tab's size; its start must lie inside."""
        tab, given = self.place(text)
        rows, columns = tab.size(Axis.ROWS), tab.size(Axis.COLUMNS)
        if given.get("startRowIndex", 0) >= rows or given.get("startColumnIndex", 0) >= columns:
            raise invalid(f"Range ({text}) exceeds grid limits. Max rows: {rows}, max columns: {columns}")
        return tab, tab.area(given)

    def shift(self, tab: Tab, axis: Axis, shift: Shift) -> None:
        tab.shift(axis, shift)
        self.metadata = [moved for entry in self.metadata if (moved := _moved(entry, tab.id, axis, shift))]
        self.check_size()

    def check_size(self) -> None:
        cells = sum(tab.size(Axis.ROWS) * tab.size(Axis.COLUMNS) for tab in self.tabs)
        if cells > MAX_CELLS:
            limit = f"above the limit of {MAX_CELLS} cells"
            raise invalid(f"This action would increase the number of cells in the workbook {limit}.")


def _moved(entry: Json, sheet_id: int, axis: Axis, shift: Shift) -> Json | None:
    """Metadata of a row or column after others came or went; None if its own went."""
    given = entry["location"].get("dimensionRange")
    if given is None or given.get("sheetId", 0) != sheet_id or given["dimension"] != axis:
        return entry
    edges = shift.edges(given["startIndex"], given["endIndex"])
    if edges is None:
        return None
    moved = {**given, "startIndex": edges[0], "endIndex": edges[1]}
    return {**entry, "location": {**entry["location"], "dimensionRange": moved}}
