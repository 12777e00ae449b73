from __future__ import annotations

from pathlib import Path

import pytest

from sheet2eval.books.book import Book, Look, OutCell, OutColumn, OwnColumns, OwnTab, Row, Table, Updates
from sheet2eval.books.memory import MemoryBook
from sheet2eval.errors import BookError

COLUMNS = (OutColumn("eval: verdict", 12), OutColumn("eval: score", 9))


def sheet(*lines: tuple[str, ...]) -> Table:
    return Table("input", tuple(Row(number, line) for number, line in enumerate(lines, 1) if any(line)))


def verdicts(cells: dict[int, tuple[OutCell, ...]], header_row: int = 1) -> Updates:
    return Updates(OwnColumns("input", header_row, COLUMNS, cells), ())


def own_tab(*lines: tuple[OutCell, ...], name: str = "eval-scores") -> Updates:
    return Updates(None, (OwnTab(name, (), lines),))


def texts(book: Book, tab: str = "input") -> dict[int, tuple[str, ...]]:
    return {row.number: row.texts for table in book.read() if table.name == tab for row in table.rows}


def test_columns_are_added_to_the_right_of_everything_and_found_again() -> None:
    book: Book = MemoryBook([sheet(("id", "input"), ("a", "hello"), ("", "", "aside"))])
    book.write(lambda _: verdicts({2: (OutCell("pass"), OutCell(2 / 3, Look.SCORE))}))
    assert texts(book) == {
        1: ("id", "input", "", "eval: verdict", "eval: score"),
        2: ("a", "hello", "", "pass", "0.67"),
        3: ("", "", "aside"),
    }
    book.write(lambda _: verdicts({3: (OutCell("fail"), OutCell(0, Look.SCORE))}))
    assert texts(book) == {
        1: ("id", "input", "", "eval: verdict", "eval: score"),
        2: ("a", "hello"),
        3: ("", "", "aside", "fail", "0.00"),
    }


def test_title_rows_above_the_header_are_left_alone() -> None:
    book = MemoryBook([sheet(("Our cases",), ("id", "input", "Eval:Verdict"), ("a", "hello", "fail"))])
    book.write(lambda _: verdicts({3: (OutCell("pass"), OutCell(1, Look.SCORE))}, header_row=2))
    assert texts(book)[1] == ("Our cases",)
    assert texts(book)[3] == ("a", "hello", "pass", "1.00")


@pytest.mark.parametrize(
    ("value", "look", "shown"),
    [
        (0.935, Look.RATE, "93.5%"),
        (0.9, Look.SCORE, "0.90"),
        (1200, Look.COUNT, "1,200"),
        (1.25, Look.SECONDS, "1.2"),
        (0.0012, Look.MONEY, "$0.0012"),
        (0.00000031, Look.MONEY, "$0.00000031"),
        (3, Look.PLAIN, "3"),
        (0.1 + 0.2, Look.PLAIN, "0.3"),
        ("007", Look.SCORE, "007"),
        (None, Look.SCORE, ""),
    ],
)
def test_numbers_are_read_as_they_are_shown(value: float | str | None, look: Look, shown: str) -> None:
    book = MemoryBook([])
    book.write(lambda _: own_tab((OutCell("|"), OutCell(value, look), OutCell("|"))))
    assert texts(book, "eval-scores")[1] == ("|", shown, "|")


def test_a_copy_leaves_the_document_as_it_is() -> None:
    book = MemoryBook([sheet(("id",))], name="cases.xlsx")
    assert book.write(lambda _: own_tab((OutCell("id"),)), Path("copy.xlsx")) == "copy.xlsx"
    assert [table.name for table in book.read()] == ["input"]
    assert [table.name for table in book.copies[Path("copy.xlsx")]] == ["input", "eval-scores"]
    assert book.write(lambda _: own_tab((OutCell("id"),))) == "cases.xlsx"


@pytest.mark.parametrize(
    ("updates", "message"),
    [
        (own_tab((OutCell("id"),), name="input"), "not made by this tool"),
        (Updates(OwnColumns("gone", 1, COLUMNS, {}), ()), "no tab 'gone'"),
    ],
)
def test_what_cannot_be_written_leaves_the_document_as_it_was(updates: Updates, message: str) -> None:
    book = MemoryBook([sheet(("id",))])
    before = book.read()
    both = Updates(updates.columns, (*own_tab((OutCell("id"),)).tabs, *updates.tabs))
    with pytest.raises(BookError, match=message):
        book.write(lambda _: both)
    assert book.read() == before
