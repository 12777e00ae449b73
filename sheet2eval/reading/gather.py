"""The rows of all tabs, gathered by the id they bear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from sheet2eval.books.book import Fault
from sheet2eval.contract import INPUT
from sheet2eval.naming import did_you_mean
from sheet2eval.reading.layout import Layout
from sheet2eval.reading.problems import info, problem
from sheet2eval.reading.views import Record, View
from sheet2eval.text.normalise import quoted
from sheet2eval.types import CellRef, Problem

EXCEL_CELL_LIMIT = 32_767


@dataclass(slots=True)
class Draft:
    """All rows that bear one id, in sheet order, and the problems of their cells."""

    id: str
    turns: list[Record] = field(default_factory=list)
    current: list[Record] = field(default_factory=list)
    ideal: list[Record] = field(default_factory=list)
    notes: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def records(self) -> Iterator[Record]:
        """Every row once, also where one row is all four."""
        return iter(dict.fromkeys((*self.turns, *self.current, *self.ideal, *self.notes)))


def texts(records: Iterable[Record], name: str) -> list[str]:
    """The texts of a column that are not blank."""
    return [text for record in records if (text := record.text(name))]


def first(records: Iterable[Record], name: str) -> Record | None:
    """The first row in which the column is not blank."""
    for record in records:
        if record.text(name):
            return record
    return None


def first_text(records: Iterable[Record], name: str) -> str:
    for record in records:
        if text := record.text(name):
            return text
    return ""


def gather(layout: Layout) -> tuple[tuple[Draft, ...], list[Problem]]:
    """The drafts in the order of the input tab, and the problems that belong to no case."""
    problems: list[Problem] = []
    if layout.input is None:
        return (), problems
    records = _named(layout.input, problems)
    drafts = _drafts_of_single(records) if layout.single else _drafts(records)
    problems.extend(_doubles(drafts))
    for role, views in (("current", layout.current), ("ideal", layout.ideal), ("notes", layout.notes)):
        for view in views:
            if view is not layout.input:
                _add(role, _named(view, problems), drafts, problems)
    for draft in drafts.values():
        for record in draft.records():
            draft.problems.extend(cell_problems(record))
    return tuple(drafts.values()), problems


def _drafts(records: Iterable[Record]) -> dict[str, Draft]:
    """The drafts by id, from the rows of an input tab."""
    drafts: dict[str, Draft] = {}
    for record in records:
        drafts.setdefault(_id(record), Draft(_id(record))).turns.append(record)
    return drafts


def _drafts_of_single(records: Iterable[Record]) -> dict[str, Draft]:
    """The drafts by id, from rows that are all four; those that add nothing to the input are no further turns."""
    drafts = _drafts(records)
    for draft in drafts.values():
        rows = draft.turns
        draft.turns = [rows[0], *(row for row in rows[1:] if row.text("input"))]
        draft.current, draft.ideal, draft.notes = rows, rows[:], rows[:]
    return drafts


def _add(role: str, records: Iterable[Record], drafts: Mapping[str, Draft], problems: list[Problem]) -> None:
    """Add the rows of another tab to the drafts that they name."""
    for record in records:
        known = drafts.get(_id(record))
        if known is None:
            problems.append(_unknown(record, drafts))
        else:
            getattr(known, role).append(record)


def _id(record: Record) -> str:
    return record.text("id") or f"row-{record.row.number}"


def _named(view: View, problems: list[Problem]) -> Iterator[Record]:
    """The rows that bear an id (in a single-tab sheet: all of them)."""
    single = view.tab.name == INPUT.name and view.tab is not INPUT
    column = view.columns.get("id")
    if single and not column:
        problems.append(_nameless(CellRef(view.table.name, view.header_row, 1)))
    for record in view.records():
        if column and (fault := fault_of(record, column)):
            problems.append(fault)
        elif record.text("id") or (single and not column):
            yield record
        elif single:
            problems.append(_nameless(record.where("id")))
            yield record
        else:
            problems.append(
                problem(
                    "no-id",
                    record.where("id"),
                    "This row has no id, so it belongs to no case.",
                    "Write the case's id into it; a conversation's turns all bear the same one.",
                )
            )


def _nameless(where: CellRef) -> Problem:
    return info(
        "no-id",
        where,
        "Rows without an id are named by their place: row-2, row-3, …",
        "Add a column “id” if rows may be sorted: scores and people's verdicts are kept by id.",
    )


def _unknown(record: Record, drafts: Mapping[str, Draft]) -> Problem:
    name = record.text("id")
    return problem(
        "unknown-id",
        record.where("id"),
        f"No case has the id {quoted(name)}{did_you_mean(name, drafts)}",
        "Correct the id, or add the case to the tab with the inputs.",
    )


def _doubles(drafts: dict[str, Draft]) -> Iterator[Problem]:
    """Ids that differ only in case or spaces: two cases, though most likely one was meant."""
    alike: dict[str, list[Draft]] = {}
    for draft in drafts.values():
        alike.setdefault("".join(draft.id.casefold().split()), []).append(draft)
    for first, second in (pair for group in alike.values() for pair in pairwise(group)):
        yield problem(
            "duplicate-id",
            second.turns[0].where("id"),
            f"The ids {quoted(first.id)} and {quoted(second.id)} differ only in case or spaces: two cases.",
            "Write them the same if they are one case, or tell them apart better.",
        )


def cell_problems(record: Record) -> Iterator[Problem]:
    """What is wrong with the cells of declared columns, whatever they say."""
    if not record.view.table.faults and max(map(len, record.row.texts)) <= EXCEL_CELL_LIMIT:
        return
    for name, column in record.view.columns.items():
        if name == "id":
            continue
        if fault := fault_of(record, column):
            yield fault
        if len(record.row.text(column)) > EXCEL_CELL_LIMIT:
            yield _too_long(record.where(name), name)
    table, row = record.view.table, record.row
    last = len(row.texts)
    if table.faults.get((row.number, last)) is Fault.SURPLUS:
        yield _fault(CellRef(table.name, row.number, last), Fault.SURPLUS, row.text(last))


def _fault(where: CellRef, fault: Fault, text: str) -> Problem:
    if fault is Fault.SURPLUS:
        return problem(
            fault.value,
            where,
            f"This row has more cells than the header; the last one is {quoted(text)}.",
            "Put a text that holds the separator into quotes, or give each column a header.",
        )
    if fault is Fault.FORMULA_ERROR:
        return problem(
            fault.value,
            where,
            f"The formula in this cell gives an error: {quoted(text)}.",
            "Mend the formula, or write its text.",
        )
    return problem(
        fault.value,
        where,
        "The formula in this cell was never calculated, so it has no text.",
        "Open the workbook in Excel or LibreOffice and save it, or write the text itself.",
    )


def fault_of(record: Record, column: int) -> Problem | None:
    """The problem of a cell that shows an error or was never calculated; None where its text can be trusted."""
    table = record.view.table
    fault = table.faults.get((record.row.number, column)) if table.faults else None
    if fault is None:
        return None
    return _fault(CellRef(table.name, record.row.number, column), fault, record.row.text(column))


def _too_long(where: CellRef, column: str) -> Problem:
    return problem(
        "cell-too-long",
        where,
        f"The text in “{column}” is longer than the {EXCEL_CELL_LIMIT:,} characters a cell can hold.",
        "Shorten it: spreadsheet programs cut it when they save.",
    )
