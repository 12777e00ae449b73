"""How a starting sheet looks, in whatever kind of document: its colours, the help on its columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sheet2eval.contract import CURRENT, IDEAL, INPUT, NOTES, RUBRICS, SINGLE, Column, Tab, key

CHECK_HELP = """\
One line, one check; all must hold. For example:

contains: Friday
not contains: sorry
contains any: done | all set
words: at most 40
number: 12.50
time: 7:00 PM
date: tomorrow
calls: create_reminder(time=time(7:00 PM))
calls: none
refuses

Any other sentence is a criterion that a judge reads:
Asks which day is meant."""

FIGURES = frozenset({INPUT.column("weight"), RUBRICS.column("weight"), RUBRICS.column("pass at")})
"""The columns that hold figures; all others hold text."""

FONT = "Arial"  # in Excel, LibreOffice and Google Sheets alike
FONT_SIZE = 10
INK = "2B3440"
LAST_ROW = 1000  # as far down dropdowns and greyed rows work
GREYED = {"skip": ("no", "A0A7B0"), "role": ("user", "6B7684")}
"""By column: the word that changes nothing, and the colour of the row where it says another one."""

_OWN_WIDTH = 16.0  # characters; a column that `contract.py` does not declare


@dataclass(frozen=True, slots=True)
class Tint:
    """Colours as RRGGBB: `strong` on the tab, `quiet` behind the headers."""

    strong: str
    quiet: str


TINTS = {
    INPUT.name: Tint("4A86C5", "DCE9F5"),
    CURRENT.name: Tint("DD9A4A", "FBE9D5"),
    IDEAL.name: Tint("62A35A", "DFEFDB"),
    NOTES.name: Tint("8C8CA0", "E9E9EF"),
}
PLAIN_TINT = Tint("7F6FB0", "F0F0F0")


@dataclass(frozen=True, slots=True)
class TextTab:
    """A tab to draw: `rows` of texts, the headers first; `declared` says which columns are known."""

    name: str
    declared: Tab
    rows: tuple[tuple[str, ...], ...]

    def columns(self) -> Iterator[tuple[int, str, Column | None]]:
        """Each column's number from 1, its header, and its declaration (None: the PM's own)."""
        known = {key(column.name): column for column in self.declared.columns}
        for number, header in enumerate(self.rows[0], start=1):
            yield number, header, known.get(key(header))


def tint_of(declared: Tab, column: Column | None) -> Tint:
    """The colour of the tab that a column belongs to; side by side in one tab they keep their colours."""
    if column is None:
        return PLAIN_TINT
    if declared is not SINGLE:
        return TINTS.get(declared.name, PLAIN_TINT)
    tabs = (INPUT, CURRENT, IDEAL, NOTES)
    homes = (tab.name for tab in tabs for one in tab.columns if one.name == column.name)
    return TINTS[next(homes, IDEAL.name)]


def width_of(column: Column | None) -> float:
    """In characters."""
    return column.width if column else _OWN_WIDTH


def help_on(column: Column) -> str:
    """What a person should know who fills the column in."""
    needed = "Every row needs it." if column.needed else "May be left blank."
    return CHECK_HELP if column.name == "check" else f"{column.help}\n{needed}"
