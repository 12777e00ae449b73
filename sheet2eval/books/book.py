"""The protocol of a book, what it gives (tables) and what it takes (updates)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from sheet2eval.types import CellRef


class Fault(StrEnum):
    """Why the text of a cell cannot be trusted."""

    FORMULA_ERROR = "formula-error"
    UNCALCULATED = "uncalculated-formula"
    SURPLUS = "ragged-row"  # at the last cell of a row that has more cells than the header


@dataclass(frozen=True, slots=True)
class Row:
    """One row with content: `number` as in the sheet, `texts` of columns 1, 2, … as a person sees them."""

    number: int
    texts: tuple[str, ...]

    def text(self, column: int) -> str:
        """The text in the 1-based column; "" beyond the last one."""
        return self.texts[column - 1] if 0 < column <= len(self.texts) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A tab as read. Rows without content are left out; merged cells give their value to every row they span.

    `faults`, `moments` and `spanned` name cells by (row, column), both from 1. A cell at fault keeps the text it
    shows (`#REF!`) in its row. `moments` holds the date-times of cells that are dates to the spreadsheet, however
    they are shown. `spanned` are the cells that take their text from a merged cell above. `ours` is whether this
    tool made the tab, by the mark inside the document. `alone` is for documents that have but one tab, which is
    read in the single-tab layout.
    """

    name: str
    rows: tuple[Row, ...]
    faults: Mapping[tuple[int, int], Fault] = field(default_factory=dict)
    moments: Mapping[tuple[int, int], datetime] = field(default_factory=dict)
    ours: bool = False
    alone: bool = False
    spanned: AbstractSet[tuple[int, int]] = frozenset()


class Look(StrEnum):
    """How a cell of the tool's own looks; a book knows how to draw each."""

    PLAIN = "plain"  # top-aligned text, wrapped
    TITLE = "title"  # large, bold
    HEADING = "heading"  # bold, a section's title
    HEADER = "header"  # a column's header: bold on a quiet fill, wrapped
    HEADER_RIGHT = "header right"  # the same over figures, which stand to the right
    OWN_HEADER = "own header"  # the header of an eval: column in the PM's tab
    OWN_HEADER_RIGHT = "own header right"
    NOTE = "note"  # small, grey
    ID = "id"  # bold text
    RATE = "rate"  # 0..1 shown as 93.5 %
    SCORE = "score"  # 0..1 shown as 0.93
    COUNT = "count"  # a whole number
    SECONDS = "seconds"  # 1.2
    MONEY = "money"  # $0.0012, $0.00000031: what is small is not shown as nothing
    LINK = "link"  # blue, underlined
    GOOD = "good"  # green: pass, fixed
    BAD = "bad"  # red: fail, broken, error of the sheet
    AMBER = "amber"  # flaky, warning
    BROKE = "broke"  # violet: the state `error`, which is not a fail
    QUIET = "quiet"  # grey: ungraded, skipped, info
    HUMAN = "human"  # a cell for people to fill


CUT = "… [cut]"
"""The end of a text of which a cell cannot hold more."""

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class OutCell:
    """A cell to write. A str is always written as text; None leaves it empty. `link` jumps to a cell of the book."""

    value: Value
    look: Look = Look.PLAIN
    link: CellRef | None = None


@dataclass(frozen=True, slots=True)
class OutColumn:
    """How a column of ours looks: width in characters, dropdown choices, colours by the word in the cell.

    `figures` says that its cells hold figures.
    """

    header: str
    width: float
    choices: tuple[str, ...] = ()
    colours: Mapping[str, Look] = field(default_factory=dict)
    figures: bool = False


@dataclass(frozen=True, slots=True)
class LineChart:
    """A line chart of shares, 0..1, that stand on the same tab. Rows and columns count from 1, edges belong to it.

    It lies over the rows `top` to `bottom` and the columns `left` to `right`. Its points are the rows from the one
    below `header_row`, which names the lines, to `last_row`; the column `labels` says what each point is. `bounds`
    are lines between which the others are likely to be: a book draws them more quietly.
    """

    title: str
    top: int
    bottom: int
    left: int
    right: int
    header_row: int
    last_row: int
    labels: int
    lines: tuple[int, ...]
    bounds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnTab:
    """A tab of the tool's own, whole: it replaces what stood there.

    With `header_row` (from 1) the rows above it are titles, the header is frozen with all above it, and a
    filter stands over the rows below; 0 means a page without a table. `frozen_columns` stay in sight.
    `identity` are the headers of the columns by which a row is known again when the tab is next replaced, so
    that what people wrote beside it follows; without any, rows are told by their place.
    """

    name: str
    columns: tuple[OutColumn, ...]
    rows: Sequence[Sequence[OutCell]]
    header_row: int = 1
    frozen_columns: int = 0
    identity: tuple[str, ...] = ()
    chart: LineChart | None = None


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """The `eval:` columns beside the inputs: below `header_row` every cell of them is written or cleared.

    `cells` maps a row of the tab to one OutCell a column; rows that are not in it are cleared.
    """

    tab: str
    header_row: int
    columns: tuple[OutColumn, ...]
    cells: Mapping[int, tuple[OutCell, ...]]


@dataclass(frozen=True, slots=True)
class Updates:
    """What is written. `tick` is a cell of the PM's in which a live book's run was asked for: it is cleared."""

    columns: OwnColumns | None
    tabs: tuple[OwnTab, ...]
    tick: CellRef | None = None


Updater = Callable[[tuple[Table, ...]], Updates]
"""From a fresh reading to what shall be written: called just before writing, again where the document changed."""


class Book(Protocol):
    """A document that holds a sheet. `name` is how the person called it, for messages.

    `identity` is the same, and no other document's, however it is called: locks and journals go by it.
    """

    name: str
    identity: str
    cell_limit: int  # characters that a cell can hold

    def read(self) -> tuple[Table, ...]:
        """All tabs, freshly read, in their order. Raises BookError."""

    def check_writable(
        self, updates: Updates, tables: tuple[Table, ...], copy_to: Path | None = None
    ) -> None:
        """Raises BookError where `write` would refuse such updates, before anything is spent on a run.

        `updates` are an outline: tabs and columns without content. `tables` is the reading they are made from.
        """

    def write(self, plan: Updater, copy_to: Path | None = None) -> str:
        """Write what `plan` says, atomically, onto the document (or onto a copy of it), and say where it is.

        Where that is another place than was asked for, it is said why.

        Raises BookError; then the document is as it was.
        """
