"""A tab seen through its declaration: where the header stands and which column holds what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sheet2eval import contract
from sheet2eval.books.book import Row, Table
from sheet2eval.contract import Column, Tab
from sheet2eval.reading.problems import problem
from sheet2eval.text.normalise import quoted
from sheet2eval.types import CellRef, Problem

HEADER_WITHIN = 20
ADDING_UP = frozenset(
    {
        "input",
        "current behavior",
        "ideal behavior",
        "why",
        "check",
        "rubric",
        "tool calls",
        "ideal tool calls",
        "notes",
    }
)
"""The columns of which every row of a case counts, where one tab holds more than the conversation."""


@dataclass(frozen=True, slots=True)
class View:
    """A table through the declaration of a tab: `columns` by declared name, `extras` by the PM's header.

    `headers` are all headers by column, as the PM wrote them.
    """

    tab: Tab
    table: Table
    header_row: int
    columns: Mapping[str, int]
    extras: Mapping[str, int]
    headers: Mapping[int, str]

    def records(self) -> Iterator[Record]:
        """The rows below the header that hold anything of the PM's."""
        columns = self.columns.items()
        above: Mapping[str, str] = {}
        for row in self.table.rows:
            if row.number > self.header_row:
                texts = {name: text for name, column in columns if (text := row.text(column).strip())}
                if self.table.spanned:
                    texts, above = self._counted_once(row, texts, above), texts
                if texts or any(row.text(column).strip() for column in self.extras.values()):
                    yield Record(self, row, texts)

    def _counted_once(self, row: Row, texts: dict[str, str], above: Mapping[str, str]) -> dict[str, str]:
        """The texts without those that a merged cell gives to a further row of a case: they would count twice."""
        another = any(texts.get(name) != above.get(name) for name in ("id", "target"))
        if another or "id" not in texts or self.tab is contract.INPUT:
            return texts
        spanned = {
            name for name in ADDING_UP if (row.number, self.columns.get(name, 0)) in self.table.spanned
        }
        return {name: text for name, text in texts.items() if name not in spanned}

    def header(self, name: str) -> str:
        """What the PM calls a declared column; "" where the sheet has no such column."""
        return self.headers.get(self.columns.get(name, 0), "")

    @property
    def readable(self) -> bool:
        """Whether every needed column is there."""
        return all(column.name in self.columns for column in self.tab.columns if column.needed)


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One row of one tab: `texts` are the trimmed texts of its declared columns, without the blank ones.

    A row is itself alone, however alike another one is.
    """

    view: View
    row: Row
    texts: Mapping[str, str]

    def text(self, name: str) -> str:
        """The trimmed text in a declared column; "" where it is blank or the sheet has no such column."""
        return self.texts.get(name, "")

    def where(self, name: str) -> CellRef:
        return CellRef(self.view.table.name, self.row.number, self.view.columns.get(name, 1))


def view(tab: Tab, table: Table, problems: list[Problem]) -> View:
    """The table through its declaration; doubled and missing columns are added to `problems`."""
    header = _header_row(table, tab)
    headers = _headers(header)
    columns, doubles = _match(tab, headers)
    for column, kept, other in doubles:
        where = CellRef(table.name, header.number, other)
        problems.append(_double(where, column, headers[kept], headers[other]))
    problems.extend(
        _lacks(CellRef(table.name, header.number, 1), column)
        for column in tab.columns
        if column.needed and column.name not in columns
    )
    return View(tab, table, header.number, columns, _extras(headers, frozenset(columns.values())), headers)


def holds_all(table: Table) -> bool:
    """Whether one row of headers has the input and what should come of it: the single-tab layout."""
    known, _ = _match(contract.SINGLE, _headers(_header_row(table, contract.SINGLE)))
    return "input" in known and not {"ideal behavior", "check"}.isdisjoint(known)


def _header_row(table: Table, tab: Tab) -> Row:
    """The row among the first twenty with most of the needed columns, then most columns; else the first."""
    needed = {column.name for column in tab.columns if column.needed}

    def recognised(row: Row) -> tuple[int, int]:
        known, _ = _match(tab, _headers(row))
        return len(needed & known.keys()), len(known)

    rows = [row for row in table.rows[:HEADER_WITHIN] if row.number <= HEADER_WITHIN] or table.rows[:1]
    return max(rows, key=recognised)


def _headers(row: Row) -> dict[int, str]:
    return {number: text.strip() for number, text in enumerate(row.texts, 1) if text.strip()}


def _extras(headers: Mapping[int, str], taken: frozenset[int]) -> dict[str, int]:
    extras: dict[str, int] = {}
    for number, text in headers.items():
        ours = text.casefold().startswith(contract.EVAL_COLUMN)
        private = contract.key(text) == contract.key(contract.PRIVATE_COLUMN)
        if number not in taken and not ours and not private:
            extras.setdefault(text, number)
    return extras


def _match(tab: Tab, headers: Mapping[int, str]) -> tuple[dict[str, int], list[tuple[Column, int, int]]]:
    """The column of each declared name; and, where two headers fit one, the name, the one read, the other."""
    columns: dict[str, int] = {}
    doubles: list[tuple[Column, int, int]] = []
    keys = {number: contract.key(text) for number, text in headers.items()}
    for column in tab.columns:
        exact = contract.key(column.name)
        fits = [number for number in headers if keys[number] in column.keys]
        fits.sort(key=lambda number: (headers[number] != column.name, keys[number] != exact))
        if fits:
            columns[column.name] = fits[0]
        doubles.extend((column, fits[0], other) for other in fits[1:])
    return columns, doubles


def _lacks(where: CellRef, column: Column) -> Problem:
    return problem(
        "missing-column",
        where,
        f"The tab {quoted(where.tab)} has no column “{column.name}”.",
        f"Put “{column.name}” into its header row: {column.help}",
    )


def _double(where: CellRef, column: Column, kept: str, other: str) -> Problem:
    return problem(
        "duplicate-column",
        where,
        f"The columns {quoted(kept)} and {quoted(other)} both look like “{column.name}”; the former is read.",
        "Rename the one that is not meant.",
    )
