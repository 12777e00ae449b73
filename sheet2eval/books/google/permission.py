"""What may not be written, looked at before anything is."""

from __future__ import annotations

from collections.abc import Iterator

from sheet2eval.books.book import OwnTab, Updates
from sheet2eval.books.google.own_columns import areas
from sheet2eval.books.google.reading import Reading
from sheet2eval.books.google.structure import WHOLE, Area, Tab
from sheet2eval.errors import BookError


def check_allowed(name: str, updates: Updates, reading: Reading) -> None:
    """Raises BookError where a tab is somebody else's, gone, or protected against us."""
    for own in updates.tabs:
        _check_ours(name, own, reading)
    for tab, area in _wanted(name, updates, reading):
        for protection in tab.protections:
            if protection.refuses(area):
                raise BookError(
                    f"{name}: the tab {tab.title!r} is protected ({protection.name}) and nothing was written: "
                    "let us edit it (Data > Protect sheets and ranges), or run with --no-write"
                )


def _check_ours(name: str, own: OwnTab, reading: Reading) -> None:
    there = [tab for tab in reading.document.tabs if tab.title.casefold() == own.name.casefold()]
    if any(not tab.ours for tab in there):
        raise BookError(f"{name}: the tab {own.name!r} was not made by this tool: rename it")


def _wanted(name: str, updates: Updates, reading: Reading) -> Iterator[tuple[Tab, Area]]:
    """The cells that would be written, with their tabs."""
    for own in updates.tabs:
        if tab := reading.document.named(own.name):
            yield tab, WHOLE
    if updates.columns:
        tab = reading.document.named(updates.columns.tab)
        if tab is None:
            raise BookError(f"{name}: there is no tab {updates.columns.tab!r} any more")
        yield from ((tab, area) for area in areas(updates.columns, tab, reading.table(tab)))
