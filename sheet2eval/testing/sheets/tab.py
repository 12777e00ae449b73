"""A tab: its cells, and what lies upon them. Everything is kept as Google's own JSON objects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from sheet2eval.testing.sheets.areas import Area, Axis, Shift, area_of, shifted
from sheet2eval.testing.sheets.wire import Json

Held = TypeVar("Held")

SIZE = {Axis.ROWS: "rowCount", Axis.COLUMNS: "columnCount"}


@dataclass(slots=True)
class Tab:
    """`cells` are by row and column from 0; empty ones are not there. `lines` are properties of rows and columns."""

    properties: Json
    cells: dict[int, dict[int, Json]] = field(default_factory=dict)
    lines: dict[Axis, dict[int, Json]] = field(default_factory=lambda: {axis: {} for axis in Axis})
    merges: list[Json] = field(default_factory=list)
    conditional_formats: list[Json] = field(default_factory=list)
    protected_ranges: list[Json] = field(default_factory=list)
    charts: list[Json] = field(default_factory=list)
    basic_filter: Json | None = None

    @property
    def id(self) -> int:
        number: int = self.properties["sheetId"]
        return number

    @property
    def title(self) -> str:
        text: str = self.properties["title"]
        return text

    def size(self, axis: Axis) -> int:
        number: int = self.properties["gridProperties"][SIZE[axis]]
        return number

    @property
    def whole(self) -> Area:
        return Area(0, self.size(Axis.ROWS), 0, self.size(Axis.COLUMNS))

    def area(self, given: Json) -> Area:
        """The area of a GridRange in this tab. Raises ApiError where it lies outside."""
        return area_of(given, self.size(Axis.ROWS), self.size(Axis.COLUMNS))

    def copy(self) -> Tab:
        return Tab(
            self.properties,
            {row: dict(cells) for row, cells in self.cells.items()},
            {axis: dict(lines) for axis, lines in self.lines.items()},
            list(self.merges),
            list(self.conditional_formats),
            list(self.protected_ranges),
            list(self.charts),
            self.basic_filter,
        )

    def cell(self, row: int, column: int) -> Json:
        return self.cells.get(row, {}).get(column, {})

    def put(self, row: int, column: int, cell: Json) -> None:
        if cell:
            self.cells.setdefault(row, {})[column] = cell
        elif column in self.cells.get(row, {}):
            del self.cells[row][column]

    def standing(self, area: Area) -> Iterator[tuple[int, int, Json]]:
        """The cells of the area that are not empty."""
        for row, line in self.cells.items():
            if area.top <= row < area.bottom:
                for column, cell in line.items():
                    if area.left <= column < area.right:
                        yield row, column, cell

    def resize(self, axis: Axis, size: int) -> None:
        self.properties = {
            **self.properties,
            "gridProperties": {**self.properties["gridProperties"], SIZE[axis]: size},
        }

    def shift(self, axis: Axis, shift: Shift) -> None:
        """Rows or columns come in or go, and all that lies upon them moves along."""
        self.resize(axis, self.size(axis) + shift.by)
        if axis is Axis.ROWS:
            self.cells = _moved(self.cells, shift)
        else:
            self.cells = {row: _moved(cells, shift) for row, cells in self.cells.items()}
        self.lines[axis] = _moved(self.lines[axis], shift)
        self.merges = [moved for merge in self.merges if (moved := shifted(merge, axis, shift))]
        self.protected_ranges = [
            {**held, "range": moved}
            for held in self.protected_ranges
            if (moved := shifted(held["range"], axis, shift))
        ]
        rules = [_shifted_rule(rule, axis, shift) for rule in self.conditional_formats]
        self.conditional_formats = [rule for rule in rules if rule["ranges"]]
        if self.basic_filter:
            moved = shifted(self.basic_filter["range"], axis, shift)
            self.basic_filter = {**self.basic_filter, "range": moved} if moved else None


def _moved(held: dict[int, Held], shift: Shift) -> dict[int, Held]:
    places = ((shift.place(index), value) for index, value in held.items())
    return {place: value for place, value in places if place is not None}


def _shifted_rule(rule: Json, axis: Axis, shift: Shift) -> Json:
    moved = (shifted(given, axis, shift) for given in rule["ranges"])
    return {**rule, "ranges": [given for given in moved if given]}
