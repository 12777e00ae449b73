"""Files as people and programs make them, read as a spreadsheet would show them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.books.book import Fault
from sheet2eval.books.csv.decoding import lines
from sheet2eval.books.csv.records import read_records
from sheet2eval.books.opening import open_book
from sheet2eval.errors import BookError


@pytest.fixture
def read(tmp_path):
    """Writes a file and reads it: the texts of its rows by number."""

    def read(content, name="cases.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (table,) = open_book(str(path)).read()
        assert table.alone
        return {row.number: row.texts for row in table.rows}

    return read


HEADER = ("id", "input", "check")
ROW = ("007", "grüße “mich” – 7:00 PM", "contains: ü")
TEXT = "\r\n".join(map(",".join, (HEADER, ROW)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(read, encoding):
    assert read(TEXT.encode(encoding)) == {1: HEADER, 2: ROW}


def test_both_orders_of_utf_16_with_a_mark(read):
    for encoding, mark in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        assert read(mark + TEXT.replace(",", "\t").encode(encoding)) == {1: HEADER, 2: ROW}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id,input\na,h\x81\n", "from line 2"),  # no letter of Windows-1252
        ("id,input\na,grün\n".encode() + b"b,gr\xfcn\n", "from line 3"),  # UTF-8, and damaged
        (b"\xef\xbb\xbfid,input\na,\xfc\n", "from line 2"),  # its mark says UTF-8
        (b"\xff\xfei\0d", "from line 1"),  # cut off
        ("id,input\na,hi\n".encode("utf-16-le"), "is no text file"),
        (b"PK\x03\x04\0\0\0\0\0\0", "is no text file"),
        (b"", "is empty"),
        (b'id,input\na,"hi\nb,ho\n', "row 2: a quote is not closed"),
        (b'id,input\na,hi\nb,"ho" she said\n', "row 3: a quote is not closed, or text follows"),
    ],
)
def test_files_that_cannot_be_read(read, content, said):
    with pytest.raises(BookError, match=said) as caught:
        read(content)
    assert "cases.csv" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_bad_place_is_found_far_behind(read):
    with pytest.raises(BookError, match="from line 300001"):
        read(b"id,input\n" + b"a,hello\n" * 299_999 + b"b,\x81")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_and_line_ends(read, separator, end):
    rows = (
        ("id", "input", "check"),
        ("a", f'"one{separator}, ""two"""', "words: 3"),
        (),
        ("b", '"x\ny"', ""),
    )
    content = end.join(separator.join(row) for row in rows)
    assert read(content) == {1: HEADER, 2: ("a", f'one{separator}, "two"', "words: 3"), 4: ("b", "x\ny")}


@pytest.mark.parametrize(
    "content",
    [
        "sep=;\nid;in,put;a,b,c\nx;hi\n",
        '"sep=|"\r\nid|input, said\r\nx|hi\r\n',
        "Our cases, spring, v3;;\nid;input;note\nx;hi\n",  # titles say nothing
        "id;input;checked by Ann, Bob, Cem and Dora\nx;hi\n",
        "Nummer;Frage\nx;hi\n",  # nothing known: where there are most cells
        'id,input\nx,"hi"\n',
    ],
)
def test_the_header_tells_the_separator(read, content):
    assert list(read(content).values())[-1] == ("x", "hi")


def test_a_tsv_has_tabs_where_nothing_says_otherwise(read):
    assert read("a\na\tb", "cases.tsv") == {1: ("a",), 2: ("a", "b")}


@pytest.mark.parametrize("content", ["\n\n", ",,\n,,,\n", "\ufeff", "sep=;"])
def test_nothing_in_it(read, content):
    assert read(content) == {}


@pytest.mark.parametrize("name", ["sep=;\nid;input\n\nx;hi", "id,input\n\nx,hi"])
def test_rows_have_the_numbers_that_a_spreadsheet_shows(read, name):
    assert read(name) == {1: ("id", "input"), 3: ("x", "hi")}


def test_cells_stay_as_they_stand(read):
    cells = (
        "007",
        " 7:00 PM ",
        "'=1+1",
        "=1+1",
        "1e5",
        "TRUE",
        "NULL",
        "a\0b",
        "x" * 200_000,
        "\u2028",
        "\x0b",
    )
    assert read(f"id{',' * 10}\n{','.join(cells)}\n")[2] == cells


def test_rows_that_are_too_long_are_at_fault_at_their_last_cell(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text("Title\nid,input,\na,at 7, please, do\nb,hi,,,\nc\nd,hi,aside\n")
    (table,) = open_book(str(path)).read()
    assert table.faults == {(3, 4): Fault.SURPLUS}
    path.write_text("one,two\n1,2,3\n")  # which row is the header is not known
    assert open_book(str(path)).read()[0].faults == {}


def test_a_folder_has_a_tab_a_file(tmp_path):
    for name in ("notes.csv", "input.CSV", "ideal.tsv", "read me.txt", "._input.csv", "~$input.csv",
                 ".~lock.input.csv#", "cases.eval-scores.csv"):  # fmt: skip
        (tmp_path / name).write_text("id,input\na,hi\n")
    (tmp_path / "old.csv").mkdir()
    tables = open_book(str(tmp_path)).read()
    assert [(table.name, table.alone, table.ours) for table in tables] == [
        ("ideal", False, False),
        ("input", False, False),
        ("notes", False, False),
    ]


def test_an_empty_file_of_a_folder_is_an_empty_tab(tmp_path):
    (tmp_path / "notes.csv").touch()
    assert open_book(str(tmp_path)).read()[0].rows == ()


def test_a_folder_without_any(tmp_path):
    with pytest.raises(BookError, match=r"holds no \.csv file"):
        open_book(str(tmp_path)).read()


@pytest.mark.parametrize("name", ["eval-scores.csv", "cases.eval-scores.csv"])
def test_results_are_no_sheet(tmp_path, name):
    (tmp_path / name).write_text("id,input,ideal\n")
    with pytest.raises(BookError, match="holds results, not a sheet"):
        open_book(str(tmp_path / name))


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)


@given(st.lists(st.lists(CELL, min_size=1, max_size=4), max_size=5), st.sampled_from(",;\t"))
def test_what_the_standard_library_writes_is_read_back(tmp_path_factory, rows, separator):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows([["id", "input", "check"], *rows])
    path = tmp_path_factory.getbasetemp() / "any.csv"
    found = read_records(path, lines(path, text.getvalue().encode()))
    expected = {number: trimmed for number, row in enumerate(rows, 2) if (trimmed := _trimmed(row))}
    assert {row.number: row.texts for row in found.rows[1:]} == expected
    assert found.separator == separator


def _trimmed(row):
    return tuple(row[: max((place for place, text in enumerate(row, 1) if text), default=0)])
