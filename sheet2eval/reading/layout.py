"""Which tab is which: four tabs, or one that holds all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheet2eval import contract
from sheet2eval.books.book import Table
from sheet2eval.contract import Tab
from sheet2eval.reading.problems import info, problem
from sheet2eval.reading.views import View, holds_all, view
from sheet2eval.text.normalise import quoted
from sheet2eval.types import CellRef, Problem


@dataclass(frozen=True, slots=True)
class Layout:
    """The PM's tabs of a sheet. In a single-tab sheet the same view is input, current, ideal and notes.

    `input` is None where the sheet cannot be read at all; an error in `problems` says why.
    """

    input: View | None = None
    current: tuple[View, ...] = ()
    ideal: tuple[View, ...] = ()
    notes: tuple[View, ...] = ()
    rubrics: View | None = None
    settings: View | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def single(self) -> bool:
        return self.input is not None and self.input.tab is contract.SINGLE

    def views(self) -> tuple[View, ...]:
        """Each view once, the input first."""
        every = (self.input, *self.current, *self.ideal, *self.notes, self.rubrics, self.settings)
        return tuple({view.table.name: view for view in every if view is not None}.values())


def is_own(table: Table) -> bool:
    """Whether a tab stands in the tool's own room, by its name."""
    return not table.alone and table.name.strip().casefold().startswith(contract.EVAL_TAB)


def lay_out(tables: Sequence[Table]) -> Layout:
    """Find the PM's tabs among all tables. Never raises: what is missing or doubled is a problem."""
    problems = [_taken(table) for table in tables if is_own(table) and not table.ours]
    theirs = [table for table in tables if not is_own(table) and table.rows]
    found = {tab.name: _choose(tab, theirs, problems) for tab in contract.TABS}
    table, declaration = _input_table(theirs, found)
    if table is None:
        return Layout(problems=(*problems, _no_input(tables)))
    main = view(declaration, table, problems)

    def seen(tab: Tab) -> View | None:
        chosen = found[tab.name]
        seen = view(tab, chosen, problems) if chosen is not None and chosen is not table else None
        return seen if seen is not None and seen.readable else None

    def role(tab: Tab) -> tuple[View, ...]:
        views = (main if declaration is contract.SINGLE else None, seen(tab))
        if found[tab.name] is None and declaration is not contract.SINGLE:
            problems.append(_absent(tab))
        return tuple(view for view in views if view is not None)

    return Layout(
        main if main.readable else None,
        role(contract.CURRENT),
        role(contract.IDEAL),
        role(contract.NOTES),
        seen(contract.RUBRICS),
        seen(contract.SETTINGS),
        tuple(problems),
    )


def _input_table(theirs: Sequence[Table], found: dict[str, Table | None]) -> tuple[Table | None, Tab]:
    """The tab that holds the inputs, and how it is to be read."""
    if alone := [table for table in theirs if table.alone]:
        return alone[0], contract.SINGLE
    named, ideal = found[contract.INPUT.name], found[contract.IDEAL.name]
    if named is not None:
        return named, contract.SINGLE if ideal is None and holds_all(named) else contract.INPUT
    return next((table for table in theirs if holds_all(table)), None), contract.SINGLE


def _choose(tab: Tab, tables: Sequence[Table], problems: list[Problem]) -> Table | None:
    """The table of that name: the exact name wins, then the one further left."""
    exact = contract.key(tab.name)
    fits = [table for table in tables if contract.key(table.name) in tab.keys]
    fits.sort(key=lambda table: (table.name != tab.name, contract.key(table.name) != exact))
    problems.extend(_double(tab, fits[0], other) for other in fits[1:])
    return fits[0] if fits else None


def _double(tab: Tab, kept: Table, other: Table) -> Problem:
    return problem(
        "duplicate-column",
        CellRef(other.name),
        f"Tabs {quoted(kept.name)} and {quoted(other.name)} both look like “{tab.name}”; the first is read.",
        "Rename the one that is not meant.",
    )


def _taken(table: Table) -> Problem:
    return problem(
        "tab-taken",
        CellRef(table.name),
        f"The tab {quoted(table.name)} has a name that begins with “eval-” but was not made by sheet2eval.",
        "Rename it: tabs beginning with “eval-” are where the results are written.",
    )


def _no_input(tables: Sequence[Table]) -> Problem:
    there = ", ".join(quoted(table.name) for table in tables[:8]) or "none"
    return problem(
        "missing-tab",
        CellRef(contract.INPUT.name),
        f"There is no tab “input”; the tabs are: {there}.",
        "Name the tab with what users say “input”, with the columns “id” and “input” — "
        "or put “input” and “ideal behavior” or “check” side by side on one tab.",
    )


def _absent(tab: Tab) -> Problem:
    return info(
        "missing-tab",
        CellRef(tab.name),
        f"There is no tab “{tab.name}”.",
        f"Nothing to mend if none is wanted. It would hold: {tab.help}",
    )
