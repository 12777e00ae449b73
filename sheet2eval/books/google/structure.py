"""What a Google Sheet is made of: tabs, their sizes, merges, protections and marks, as `spreadsheets.get` says it.

Everything that counts rows and columns here counts from 0, ends excluded, as Google's grid ranges do.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

Json = Mapping[str, Any]

Column = tuple[int, int]
"""A tab's id and the number of a column."""

Texts = Sequence[str]
"""What a column shows, from its first cell down; blank cells at the end may be left out."""


class Render(StrEnum):
    """How values are read."""

    SHOWN = "FORMATTED_VALUE"  # as a person sees them
    HELD = "UNFORMATTED_VALUE"  # numbers as numbers, dates as days since the end of 1899


MARK = "sheet2eval"
"""The key of the developer metadata that a tab of ours bears; its value is the name that the tab was made with."""

CLAIM_ID = 1 << 29
"""The id of the developer metadata by which somebody claims the document for a run; pins have lower ones."""

FIELDS = (
    "properties.title,developerMetadata(metadataId,metadataKey,metadataValue),sheets("
    "properties(sheetId,title,sheetType,gridProperties(rowCount,columnCount)),merges,charts.chartId,"
    "protectedRanges(range,namedRangeId,description,warningOnly,requestingUserCanEdit,unprotectedRanges),"
    "developerMetadata(metadataKey,metadataValue))"
)

_OPEN = 1 << 62  # where a range says no end


def as_body(value: object) -> bytes:
    """JSON as it goes over the wire, without a byte too much."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode(errors="replace")


@dataclass(frozen=True, slots=True)
class Area:
    """A range of cells of one tab."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def of(cls, grid_range: Json) -> Area:
        return cls(
            grid_range.get("startRowIndex", 0),
            grid_range.get("startColumnIndex", 0),
            grid_range.get("endRowIndex", _OPEN),
            grid_range.get("endColumnIndex", _OPEN),
        )

    def meets(self, other: Area) -> bool:
        return (
            self.top < other.bottom
            and other.top < self.bottom
            and self.left < other.right
            and other.left < self.right
        )

    def holds(self, other: Area) -> bool:
        return (
            self.top <= other.top
            and self.left <= other.left
            and other.bottom <= self.bottom
            and other.right <= self.right
        )


WHOLE = Area(0, 0, _OPEN, _OPEN)


@dataclass(frozen=True, slots=True)
class Protection:
    """Cells that we may not edit: those of `area` but not those of `free`. `name` is for messages."""

    name: str
    area: Area
    free: tuple[Area, ...] = ()

    def refuses(self, wanted: Area) -> bool:
        return self.area.meets(wanted) and not any(area.holds(wanted) for area in self.free)


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab with cells. `ours` is whether it bears our mark; `protections` are those that hold for us.

    `name` is what we call it: its title, but for tabs that people have renamed since we read them first.
    """

    id: int
    title: str
    name: str
    rows: int
    columns: int
    merges: tuple[Area, ...] = ()
    protections: tuple[Protection, ...] = ()
    ours: bool = False
    charts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody's word that they work on the document: `holder` is no other's, `until` a moment in ISO 8601."""

    holder: str
    until: str


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    tabs: tuple[Tab, ...]
    other_ids: frozenset[int] = frozenset()  # of tabs without cells: charts, connected data
    claim: Claim | None = None

    @property
    def ids(self) -> frozenset[int]:
        return self.other_ids | {tab.id for tab in self.tabs}

    def named(self, name: str) -> Tab | None:
        return next((tab for tab in self.tabs if tab.name == name), None)

    def called(self, names: Mapping[int, str]) -> Document:
        """The same with other names, by tab id."""
        return replace(self, tabs=tuple(replace(tab, name=names.get(tab.id, tab.name)) for tab in self.tabs))


def document(said: Json) -> Document:
    """What Google says of a document, asked for with `FIELDS`."""
    sheets = said.get("sheets", ())
    grids = [sheet for sheet in sheets if sheet["properties"].get("sheetType", "GRID") == "GRID"]
    return Document(
        said.get("properties", {}).get("title", ""),
        tuple(map(_tab, grids)),
        frozenset(sheet["properties"].get("sheetId", 0) for sheet in sheets if sheet not in grids),
        _claim(said.get("developerMetadata", ())),
    )


def _claim(marks: Sequence[Json]) -> Claim | None:
    made = (mark for mark in marks if mark.get("metadataId") == CLAIM_ID)
    return next((Claim(mark.get("metadataKey", ""), mark.get("metadataValue", "")) for mark in made), None)


def columns_shown(said: Json) -> Mapping[Column, Texts]:
    """The texts of ranges that are one column wide, of a document that was asked for with grid data."""
    return {
        (sheet["properties"].get("sheetId", 0), data.get("startColumn", 0)): [
            _shown_first(row) for row in data.get("rowData", ())
        ]
        for sheet in said.get("sheets", ())
        for data in sheet.get("data", ())
    }


def _shown_first(row: Json) -> str:
    return next((str(cell.get("formattedValue", "")) for cell in row.get("values", ())), "")


def _tab(said: Json) -> Tab:
    properties = said["properties"]
    title, grid = properties["title"], properties.get("gridProperties", {})
    marks = [mark for mark in said.get("developerMetadata", ()) if mark.get("metadataKey") == MARK]
    made_as = [
        name for mark in marks if (name := mark.get("metadataValue", "")).casefold() == title.casefold()
    ]
    return Tab(
        properties.get("sheetId", 0),
        title,
        (made_as or [title])[0],
        grid.get("rowCount", 0),
        grid.get("columnCount", 0),
        tuple(map(Area.of, said.get("merges", ()))),
        tuple(_protection(each) for each in said.get("protectedRanges", ()) if _holds_for_us(each)),
        bool(marks),
        tuple(chart["chartId"] for chart in said.get("charts", ())),
    )


def _holds_for_us(protected: Json) -> bool:
    """Google leaves out what is false, so silence means that we may not."""
    return not protected.get("warningOnly") and not protected.get("requestingUserCanEdit")


def _protection(protected: Json) -> Protection:
    area = Area.of(protected.get("range", {}))
    free = tuple(map(Area.of, protected.get("unprotectedRanges", ())))
    name = protected.get("description") or protected.get("namedRangeId") or "without a description"
    return Protection(name, area, free)
