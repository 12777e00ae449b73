"""What people call a Google Sheet."""

import pytest

from sheet2eval.books.google.address import is_google, key_of
from sheet2eval.books.google.book import GoogleBook
from sheet2eval.books.opening import open_book
from sheet2eval.errors import BookError

KEY = "1AbC_d-9"


@pytest.mark.parametrize(
    "sheet",
    [
        f"gsheet:{KEY}",
        f"https://docs.google.com/spreadsheets/d/{KEY}",
        f"https://docs.google.com/spreadsheets/d/{KEY}/edit?usp=sharing#gid=12",
        f"https://docs.google.com/spreadsheets/u/1/d/{KEY}/edit",
        f"https://docs.google.com/a/example.org/spreadsheets/d/{KEY}/edit",
        f"http://docs.google.com/spreadsheets/d/{KEY}/copy",
        f"https://drive.google.com/file/d/{KEY}/view",
        f"https://drive.google.com/open?id={KEY}&usp=drive_fs",
    ],
)
def test_a_sheet_is_the_same_whatever_it_is_called(sheet):
    book = open_book(sheet)
    assert isinstance(book, GoogleBook)
    assert (book.name, book.identity) == (sheet, f"gsheet:{KEY}")


@pytest.mark.parametrize(
    "sheet",
    [
        "gsheet:",
        "gsheet:../x",
        "gsheet:a b",
        "https://docs.google.com/spreadsheets/",
        "https://docs.google.com/document/d/1AbC/edit",
        "https://docs.google.com.evil.example/spreadsheets/d/1AbC",
        "https://drive.google.com/drive/folders/1AbC",
        "https://example.org/sheet.xlsx",
        "http://[::1/spreadsheets/d/1AbC",
        "ftp://",
    ],
)
def test_what_is_no_address_of_a_sheet_is_told_how_to_get_one(sheet):
    with pytest.raises(BookError, match="copy its address"):
        open_book(sheet)


def test_a_published_copy_is_told_from_the_sheet():
    with pytest.raises(BookError, match="published copy"):
        key_of("https://docs.google.com/spreadsheets/d/e/2PACX-1vQ/pubhtml")


@pytest.mark.parametrize("path", ["cases.xlsx", "gsheets/cases.csv", "./a:b.csv", "C:\\sheets\\a.xlsx"])
def test_paths_are_files(path):
    assert not is_google(path)
