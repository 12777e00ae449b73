"""The columns of the tool's own tabs: how a value becomes a cell, and a cell that was read a value again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sheet2eval.books.book import CUT, Look, OutCell, OutColumn, Value
from sheet2eval.scoring.results import Change
from sheet2eval.text.figures import figure
from sheet2eval.types import CellRef, Severity, Verdict

VERDICT_LOOKS: Mapping[str, Look] = {
    Verdict.PASS.value: Look.GOOD,
    Verdict.FAIL.value: Look.BAD,
    Verdict.FLAKY.value: Look.AMBER,
    Verdict.ERROR.value: Look.BROKE,
    Verdict.UNGRADED.value: Look.QUIET,
    Verdict.SKIPPED.value: Look.QUIET,
}
CHANGE_LOOKS: Mapping[str, Look] = {
    Change.FIXED.value: Look.GOOD,
    Change.BROKEN.value: Look.BAD,
}
SEVERITY_LOOKS: Mapping[str, Look] = {
    Severity.ERROR.value: Look.BAD,
    Severity.WARNING.value: Look.AMBER,
    Severity.INFO.value: Look.QUIET,
}

_NUMERIC = frozenset({Look.RATE, Look.SCORE, Look.COUNT, Look.SECONDS, Look.MONEY})


@dataclass(frozen=True, slots=True)
class Field:
    """A column of an own table: its header, its width in characters, and the look of its cells."""

    name: str
    width: float
    look: Look = Look.PLAIN
    choices: tuple[str, ...] = ()
    colours: Mapping[str, Look] = field(default_factory=dict)

    @property
    def column(self) -> OutColumn:
        return OutColumn(self.name, self.width, self.choices, self.colours, self.look in _NUMERIC)

    def cell(self, value: Value, limit: int, link: CellRef | None = None) -> OutCell:
        """The cell of a value; a text of more than `limit` characters is cut."""
        if isinstance(value, str):
            value = cut(value, limit) or None
        return OutCell(value, self.look, link)

    def restored(self, text: str, limit: int, link: CellRef | None = None) -> OutCell:
        """The cell of a text that was read back: a number again where the column holds numbers."""
        return self.cell(number(text) if self.look in _NUMERIC else text, limit, link)


def columns(fields: Iterable[Field]) -> tuple[OutColumn, ...]:
    return tuple(each.column for each in fields)


def header(fields: Iterable[Field]) -> tuple[OutCell, ...]:
    return tuple(headed(each.name, each.look) for each in fields)


def headed(name: str, look: Look) -> OutCell:
    """A header over cells of that look: it stands where figures stand."""
    return OutCell(name, Look.HEADER_RIGHT if look in _NUMERIC else Look.HEADER)


def filled(fields: Sequence[Field], values: Mapping[str, Value], limit: int) -> tuple[OutCell, ...]:
    """A row of values by column name."""
    return tuple(each.cell(values[each.name], limit) for each in fields)


def restored(fields: Sequence[Field], texts: Mapping[str, str], limit: int) -> tuple[OutCell, ...]:
    """A row that was read, as it stood; columns that it lacks are blank."""
    return tuple(each.restored(texts.get(each.name, ""), limit) for each in fields)


def cut(text: str, limit: int) -> str:
    """The text, or what fits into `limit` characters with a visible sign that more followed."""
    return text if len(text) <= limit else text[: max(limit - len(CUT), 0)] + CUT


def number(text: str) -> Value:
    """The number that a cell shows, else its text."""
    found = figure(text)
    return text if found is None else found
