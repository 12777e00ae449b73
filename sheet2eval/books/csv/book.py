"""A folder of .csv files, or a single one, as a book."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import IO

from sheet2eval.books.additions import with_additions
from sheet2eval.books.book import OwnTab, Table, Updater, Updates
from sheet2eval.books.csv.marks import SCORES
from sheet2eval.books.csv.places import Place, place, results
from sheet2eval.books.csv.reading import Reading, read_sheet
from sheet2eval.books.csv.records import SEPARATORS
from sheet2eval.books.csv.writing import Fill, replace_together, write_tab
from sheet2eval.books.files import (
    SavedMeanwhileError,
    cannot_write,
    check_place,
    digest,
    identity,
    is_open_elsewhere,
)
from sheet2eval.contract import EVAL_TAB
from sheet2eval.errors import BookError

TRIES = 5  # against somebody who saves again and again
_ANY = f"{EVAL_TAB}*"  # all results together, in messages


class CsvBook:
    """A sheet of .csv or .tsv files; implements the protocol `Book`.

    The person's files are never written: the `eval:` columns of an update have no place here, and what they
    would say stands in `eval-scores`.
    """

    cell_limit = 32_766  # what Excel's cells hold, less the apostrophe before what looks like a formula

    def __init__(self, path: Path) -> None:
        """Raises BookError where the path is a file of results."""
        self.name = str(path)
        self.identity = identity(path)
        self._place = place(path)

    def read(self) -> tuple[Table, ...]:
        return read_sheet(self._place).tables

    def check_writable(
        self, updates: Updates, tables: tuple[Table, ...], copy_to: Path | None = None
    ) -> None:
        _check(self._target(copy_to), updates.tabs, tables)

    def write(self, plan: Updater, copy_to: Path | None = None) -> str:
        target = self._target(copy_to)
        for _ in range(TRIES):
            reading = read_sheet(self._place)
            tabs = _with_additions(plan(reading.tables).tabs, reading.tables)
            _check(target, tabs, reading.tables)
            try:
                self._write(target, tabs, reading)
            except SavedMeanwhileError:
                continue
            return self._said(target, copy_to)
        raise BookError(f"{self.name} is being saved again and again: try once more when that has ended")

    def _target(self, copy_to: Path | None) -> Place:
        """Where to write: beside results that somebody has open, which are not replaced."""
        if copy_to is not None and copy_to.resolve() != self._place.path.resolve():
            target = self._place.at(copy_to)
        elif _open_elsewhere(self._place):
            target = self._place.scored
        else:
            return self._place
        _check_copy(target)
        return target

    def _write(self, target: Place, tabs: Iterable[OwnTab], reading: Reading) -> None:
        """The scores are moved last: the next run compares with them, so it makes up for one killed before that."""
        fills = _copies(self._place, target) if target is not self._place else {}
        separator = _separator(reading, self._place)
        for tab in sorted(tabs, key=lambda tab: tab.name == SCORES):
            fills[target.own_file(tab.name)] = partial(write_tab, tab, separator)
        like = next(iter(reading.digests))
        try:
            replace_together(fills, like, partial(_check_unchanged, self._place, reading))
        except OSError as fault:
            raise cannot_write(target.own_file(_ANY), fault) from fault

    def _said(self, target: Place, copy_to: Path | None) -> str:
        """Where it is, and why it is not where one looks for it."""
        written = str(target.own_file(_ANY))
        if target is self._place or copy_to is not None:
            return written
        return f"{written}, because {self._place.own_file(_ANY)} is open in a spreadsheet program"


def _with_additions(tabs: Iterable[OwnTab], tables: Iterable[Table]) -> tuple[OwnTab, ...]:
    standing = {table.name: table for table in tables if table.ours}
    return tuple(with_additions(tab, standing[tab.name]) if tab.name in standing else tab for tab in tabs)


def _open_elsewhere(place: Place) -> bool:
    return any(map(is_open_elsewhere, results(place)))


def _check(target: Place, tabs: Iterable[OwnTab], tables: Iterable[Table]) -> None:
    """Raises BookError where a tab could not be written, or stands there and is not ours."""
    if target.path == target.folder and not target.path.exists():
        check_place(target.path)  # a folder that is still to be made
        return
    check_place(target.own_file(_ANY))
    theirs = {table.name for table in tables if not table.ours}
    for tab in tabs:
        file = target.own_file(tab.name)
        if tab.name in theirs:
            raise BookError(f"{file} was not made by this tool: rename it, so that results can stand there")
        check_place(file)


def _check_copy(copy: Place) -> None:
    """Raises BookError unless nothing stands there, or an older copy that nobody has open."""
    if not copy.files():
        return
    if _open_elsewhere(copy):
        raise BookError(
            f"{copy.own_file(_ANY)} is open in a spreadsheet program: close it there, or choose another --out"
        )
    ours = {table.ours for table in read_sheet(copy).tables if table.name.startswith(EVAL_TAB)}
    if ours != {True}:
        raise BookError(
            f"{copy.path} was not made by this tool and would be overwritten: choose another --out"
        )


def _copies(source: Place, copy: Place) -> dict[Path, Fill]:
    """What makes the copy hold all that the sheet holds."""
    own = results(source)
    return {
        copy.own_file(tab) if file in own else copy.copy_of(file): partial(_copy, file)
        for file, tab in source.files().items()
    }


def _copy(file: Path, copy: IO[bytes]) -> None:
    with file.open("rb") as source:
        shutil.copyfileobj(source, copy)


def _separator(reading: Reading, place: Place) -> str:
    """The separator of most of the person's files that are named like the results; a comma without any."""
    suffix = place.own_file(_ANY).suffix.casefold()
    own = results(place)
    files = (file for file in reading.separators if file not in own and file.suffix.casefold() == suffix)
    return max(SEPARATORS, key=[reading.separators[file] for file in files].count)


def _check_unchanged(place: Place, reading: Reading) -> None:
    """Raises SavedMeanwhileError where a file is not what was read."""
    try:
        now = {file: digest(file) for file in place.files()}
    except FileNotFoundError as fault:
        raise SavedMeanwhileError from fault
    if now != reading.digests:
        raise SavedMeanwhileError
