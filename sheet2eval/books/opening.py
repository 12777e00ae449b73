"""From what a person calls a sheet to the book that it is."""

from __future__ import annotations

from pathlib import Path

from sheet2eval.books.book import Book
from sheet2eval.books.csv.book import CsvBook
from sheet2eval.books.csv.places import SUFFIXES as SEPARATED
from sheet2eval.books.google.address import is_google
from sheet2eval.books.xlsx.book import XlsxBook
from sheet2eval.errors import BookError

WORKBOOKS = frozenset({".xlsx", ".xlsm"})


def open_book(sheet: str) -> Book:
    """The book behind a path, or behind the address or `gsheet:KEY` of a Google Sheet.

    Raises BookError where this kind of document is not known.
    """
    if is_google(sheet):
        from sheet2eval.books.google.book import GoogleBook

        return GoogleBook(sheet)
    path = Path(sheet).absolute()  # an app in our process may change the working folder
    if not path.exists():
        raise BookError(f"{sheet}: there is no such file")
    if path.is_dir() or path.suffix.casefold() in SEPARATED:
        return CsvBook(path)
    if path.suffix.casefold() not in WORKBOOKS:
        raise BookError(f"{sheet}: this is no spreadsheet; save it as .xlsx or .csv")
    return XlsxBook(path)
