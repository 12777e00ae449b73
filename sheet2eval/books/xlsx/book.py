"""A workbook file as a book."""

from __future__ import annotations

import os
from pathlib import Path

from sheet2eval.books.book import Plan, Table, Updates
from sheet2eval.books.xlsx.cells import CELL_LIMIT
from sheet2eval.books.xlsx.graft import changed_members
from sheet2eval.books.xlsx.package import Package
from sheet2eval.books.xlsx.reading import read_tables
from sheet2eval.books.xlsx.rezip import Changes
from sheet2eval.books.xlsx.save import SavedMeanwhileError, is_open_elsewhere, save
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

    def read(self) -> tuple[Table, ...]:
        with Package.open(self.path) as package:
            return read_tables(package)

    def check_writable(
        self, updates: Updates, tables: tuple[Table, ...], copy_to: Path | None = None
    ) -> None:
        with Package.open(self.path) as package:
            _check_package(package)
            self._changed(package, updates, tables)
        _check_place(self._target(copy_to))

    def write(self, plan: Plan, copy_to: Path | None = None) -> str:
        target = self._target(copy_to)
        _check_place(target)
        for _ in range(TRIES):
            with Package.open(self.path) as package:
                _check_package(package)
                try:
                    self._write(package, plan, target)
                except SavedMeanwhileError:
                    continue
            return str(target)
        raise BookError(f"{self.name} is being saved again and again: try once more when that has ended")

    def _write(self, package: Package, plan: Plan, target: Path) -> None:
        tables = read_tables(package)
        save(package, self._changed(package, plan(tables), tables), target)

    def _changed(self, package: Package, updates: Updates, tables: tuple[Table, ...]) -> Changes:
        try:
            return changed_members(package, updates, tables)
        except XmlError as fault:
            raise BookError(
                f"{self.name} cannot be written: {fault}; open it in Excel and save it anew"
            ) from fault

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


def _check_package(package: Package) -> None:
    path = package.path
    if path.suffix.lower() not in SUFFIXES:
        raise BookError(f"{path} can be read but not written: save it as .xlsx or .xlsm first")
    if package.signed:
        raise BookError(
            f"{path} bears a digital signature that any change would break: "
            "work on a copy saved without it, or run with --no-write"
        )


def _check_place(target: Path) -> None:
    folder = target.resolve().parent
    if not folder.is_dir():
        raise BookError(f"the folder {folder} does not exist: create it, or choose another --out")
    if target.is_dir():
        raise BookError(f"{target} is a folder: give a file name in --out")
    if not os.access(folder, os.W_OK) or (target.exists() and not os.access(target, os.W_OK)):
        raise BookError(f"{target} is read-only: get write access, or choose another place with --out")
