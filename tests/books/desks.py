"""Where sheets of each kind are made, and changed as people change them: for the contract that every book keeps."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import openpyxl
import pytest

from sheet2eval.books.book import Book, Row, Table
from sheet2eval.books.csv.book import CsvBook
from sheet2eval.books.google.auth import TEST_SERVER
from sheet2eval.books.google.book import GoogleBook
from sheet2eval.books.google.waiting import Pace
from sheet2eval.books.memory import MemoryBook
from sheet2eval.books.xlsx.book import XlsxBook
from sheet2eval.testing.sheets import Person, Quota, SheetsServer
from sheet2eval.types import column_letters

Lines = Sequence[Sequence[str]]


class Desk:
    """Sheets of one kind in a folder of their own; a context manager, for what has to be shut down."""

    inputs = "input"  # the tab that holds the inputs
    has_columns = True  # whether `eval:` columns are written into that tab
    has_copies = True  # whether a copy can be written to a path

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def make(self, lines: Lines) -> Book:
        """A sheet with these inputs."""
        raise NotImplementedError

    def add_tab(self, book: Book, name: str, lines: Lines) -> None:
        """A person adds a tab of their own."""
        raise NotImplementedError

    def type_in(self, book: Book, tab: str, row: int, column: int, text: str) -> None:
        """A person writes into a cell and saves; the tab may be one of the tool's own."""
        raise NotImplementedError

    def place(self) -> Path:
        """Where a copy may be written."""
        raise NotImplementedError

    def copy(self, book: Book, path: Path) -> Book:
        """The copy that was written there."""
        raise NotImplementedError


class MemoryDesk(Desk):
    def make(self, lines: Lines) -> MemoryBook:
        return MemoryBook([_table(self.inputs, lines)])

    def add_tab(self, book: MemoryBook, name: str, lines: Lines) -> None:
        book.tables = (*book.tables, _table(name, lines))

    def type_in(self, book: MemoryBook, tab: str, row: int, column: int, text: str) -> None:
        (table,) = (table for table in book.tables if table.name == tab)
        rows = {each.number: each.texts for each in table.rows}
        texts = [*rows.get(row, ()), *[""] * column]
        texts[column - 1] = text
        rows[row] = tuple(texts)
        edited = replace(table, rows=tuple(Row(*each) for each in sorted(rows.items())))
        book.tables = tuple(edited if each is table else each for each in book.tables)

    def place(self) -> Path:
        return Path("copy")

    def copy(self, book: MemoryBook, path: Path) -> MemoryBook:
        return MemoryBook(book.copies[path])


class WorkbookDesk(Desk):
    def make(self, lines: Lines) -> XlsxBook:
        workbook = openpyxl.Workbook()
        workbook.active.title = self.inputs
        _fill(workbook.active, lines)
        workbook.save(self.folder / "sheet.xlsx")
        return XlsxBook(self.folder / "sheet.xlsx")

    def add_tab(self, book: XlsxBook, name: str, lines: Lines) -> None:
        workbook = openpyxl.load_workbook(book.path)
        _fill(workbook.create_sheet(name), lines)
        workbook.save(book.path)

    def type_in(self, book: XlsxBook, tab: str, row: int, column: int, text: str) -> None:
        workbook = openpyxl.load_workbook(book.path)
        _set(workbook[tab], row, column, text)
        workbook.save(book.path)

    def place(self) -> Path:
        return self.folder / "copy.xlsx"

    def copy(self, book: XlsxBook, path: Path) -> XlsxBook:
        return XlsxBook(path)


class FolderDesk(Desk):
    """A folder of .csv files."""

    has_columns = False

    def make(self, lines: Lines) -> CsvBook:
        self.path.mkdir(exist_ok=True)
        _save(self._file(self.inputs), lines)
        return CsvBook(self.path)

    def add_tab(self, book: CsvBook, name: str, lines: Lines) -> None:
        _save(self._file(name), lines)

    def type_in(self, book: CsvBook, tab: str, row: int, column: int, text: str) -> None:
        with self._file(tab).open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))
        lines += [[]] * (row - len(lines))
        lines[row - 1] = [*lines[row - 1], *[""] * (column - len(lines[row - 1]))]
        lines[row - 1][column - 1] = text
        _save(self._file(tab), lines)

    def place(self) -> Path:
        return self.folder / "copy"

    def copy(self, book: CsvBook, path: Path) -> CsvBook:
        return CsvBook(path)

    @property
    def path(self) -> Path:
        return self.folder / "sheet"

    def _file(self, tab: str) -> Path:
        return self.path / f"{tab}.csv"


class FileDesk(FolderDesk):
    """A single .csv file."""

    inputs = "cases"

    def make(self, lines: Lines) -> CsvBook:
        _save(self.path, lines)
        return CsvBook(self.path)

    def place(self) -> Path:
        return self.folder / "copy.csv"

    @property
    def path(self) -> Path:
        return self.folder / "cases.csv"

    def _file(self, tab: str) -> Path:
        return self.path if tab == self.inputs else self.folder / f"cases.{tab}.csv"


class GoogleDesk(Desk):
    """Google Sheets on a server of this machine, where no time passes."""

    has_copies = False

    def __enter__(self) -> Self:
        self.server = SheetsServer(Quota(reads=10**9, writes=10**9)).__enter__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setenv(TEST_SERVER, self.server.url)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.patch.undo()
        self.server.__exit__(kind, error, trace)
        assert not self.server.violations

    def make(self, lines: Lines) -> GoogleBook:
        key = self.server.create("Sheet", {self.inputs: lines})
        return GoogleBook(f"gsheet:{key}", timeless())

    def add_tab(self, book: GoogleBook, name: str, lines: Lines) -> None:
        self._person(book).add_tab(name)
        for row, line in enumerate(lines, 1):
            for column, text in enumerate(line, 1):
                self.type_in(book, name, row, column, text)

    def type_in(self, book: GoogleBook, tab: str, row: int, column: int, text: str) -> None:
        guarded = f"'{text}" if text else text
        self._person(book).type(tab, f"{column_letters(column)}{row}", guarded)

    def _person(self, book: GoogleBook) -> Person:
        return self.server.person(book.identity.removeprefix("gsheet:"))


def timeless() -> Pace:
    """A clock that runs only while somebody sleeps, which takes no time."""
    passed = [0.0]

    def sleep(seconds: float) -> None:
        passed[0] += seconds

    return Pace(lambda: passed[0], sleep)


def _table(name: str, lines: Lines) -> Table:
    return Table(name, tuple(Row(number, tuple(line)) for number, line in enumerate(lines, 1) if any(line)))


def _fill(sheet: openpyxl.worksheet.worksheet.Worksheet, lines: Lines) -> None:
    for row, line in enumerate(lines, 1):
        for column, text in enumerate(line, 1):
            _set(sheet, row, column, text)


def _set(sheet: openpyxl.worksheet.worksheet.Worksheet, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    cell.value = text or None
    cell.data_type = "s" if text else "n"


def _save(path: Path, lines: Lines) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(lines)


DESKS: dict[str, type[Desk]] = {
    "memory": MemoryDesk,
    "xlsx": WorkbookDesk,
    "csv folder": FolderDesk,
    "csv file": FileDesk,
    "google": GoogleDesk,
}
"""By the kind of book. A new kind is a class and a line here."""
