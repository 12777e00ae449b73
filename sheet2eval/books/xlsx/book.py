"""A workbook file as a book."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sheet2eval.books.additions import moves
from sheet2eval.books.book import Table, Updater, Updates
from sheet2eval.books.files import SavedMeanwhileError, check_place, identity, is_open_elsewhere
from sheet2eval.books.xlsx.cells import CELL_LIMIT
from sheet2eval.books.xlsx.graft import Former, Pack, changed_members
from sheet2eval.books.xlsx.package import Package
from sheet2eval.books.xlsx.reading import read_tables
from sheet2eval.books.xlsx.remarks import remarked_cells
from sheet2eval.books.xlsx.rezip import Changes, deflate, exhaust
from sheet2eval.books.xlsx.save import save, scratch
from sheet2eval.books.xlsx.scan import XmlError
from sheet2eval.errors import BookError

SUFFIXES = frozenset({".xlsx", ".xlsm"})
TRIES = 5  # against somebody who saves again and again


class XlsxBook:
    """An .xlsx or .xlsm file; implements the protocol `Book`."""

    cell_limit = CELL_LIMIT

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = str(path)
        self.identity = identity(path)
        self._read: tuple[str, tuple[Table, ...]] = ("", ())  # the file's digest, and what was in it

    def read(self) -> tuple[Table, ...]:
        with Package.open(self.path) as package:
            tables = read_tables(package)
            self._read = package.digest, tables
            return tables

    def check_writable(
        self, updates: Updates, tables: tuple[Table, ...], copy_to: Path | None = None
    ) -> None:
        with Package.open(self.path) as package:
            _check_package(package)
            self._changed(package, updates, _former(package, updates, tables), exhaust)
        check_place(self._target(copy_to))

    def write(self, plan: Updater, copy_to: Path | None = None) -> str:
        target = self._target(copy_to)
        check_place(target)
        for _ in range(TRIES):
            with Package.open(self.path) as package:
                _check_package(package)
                updates, former = _planned(package, self._tables(package), plan)
                try:
                    with scratch(target) as file:
                        pack = partial(deflate, file=file)
                        save(package, self._changed(package, updates, former, pack), target)
                except SavedMeanwhileError:
                    continue
            return self._place(target, copy_to)
        raise BookError(f"{self.name} is being saved again and again: try once more when that has ended")

    def _tables(self, package: Package) -> tuple[Table, ...]:
        """As they were read, unless somebody has saved since."""
        digest, tables = self._read
        return tables if package.digest == digest else read_tables(package)

    def _changed(self, package: Package, updates: Updates, former: Former, pack: Pack) -> Changes:
        try:
            return changed_members(package, updates, former, pack)
        except XmlError as fault:
            raise BookError(
                f"{self.name} cannot be written: {fault}; open it in Excel and save it anew"
            ) from fault

    def _place(self, target: Path, copy_to: Path | None) -> str:
        """Where it is, and why it is not where one looks for it."""
        if target in {copy_to, self.path}:
            return str(target)
        return f"{target}, because {self.path.name} is open in a spreadsheet program"

    def _target(self, copy_to: Path | None) -> Path:
        """Where to write: beside a workbook that somebody has open, which is not replaced."""
        target = copy_to or self.path
        if copy_to is None and is_open_elsewhere(target):
            target = target.with_name(f"{target.stem}.scored{target.suffix}")
        if (copy_to or target != self.path) and is_open_elsewhere(target):
            raise BookError(
                f"{target} is open in a spreadsheet program: close it there, or choose another --out"
            )
        if target.suffix.lower() != self.path.suffix.lower():
            raise BookError(
                f"{target} must end in {self.path.suffix} like {self.name}: change the name in --out"
            )
        return target


def _planned(package: Package, tables: tuple[Table, ...], plan: Updater) -> tuple[Updates, Former]:
    """The updates, and what they meet."""
    updates = plan(tables)
    return updates, _former(package, updates, tables)


def _former(package: Package, updates: Updates, tables: Sequence[Table]) -> Former:
    wanted = (updates.columns.tab, updates.columns.header_row) if updates.columns else None
    headers = next(
        (row.texts for table in tables for row in table.rows if (table.name, row.number) == wanted), ()
    )
    standing = {table.name.casefold(): table for table in tables if table.ours}
    parts = {sheet.name.casefold(): sheet.part for sheet in package.sheets()}
    own = {
        tab.name: moves(tab, standing[name], remarked_cells(package, parts[name]))
        for tab in updates.tabs
        if (name := tab.name.casefold()) in standing
    }
    return Former(headers, own)


def _check_package(package: Package) -> None:
    path = package.path
    if path.suffix.lower() not in SUFFIXES:
        raise BookError(f"{path} can be read but not written: save it as .xlsx or .xlsm first")
    if package.signed:
        raise BookError(
            f"{path} bears a digital signature that any change would break: "
            "work on a copy saved without it, or run with --no-write"
        )
