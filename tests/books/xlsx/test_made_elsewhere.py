"""Workbooks that other programs make, read back as the texts that their makers see."""

from __future__ import annotations

import hashlib
import re
import shutil
import string
import subprocess
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sheet2eval.books.xlsx.package import Package
from sheet2eval.books.xlsx.reading import read_tables

CELLS = [
    ("General", "plain", "plain"),
    ("General", "=not a formula", "=not a formula"),
    ("General", " spaces \nand lines ", " spaces \nand lines "),
    ("General", "007", "007"),
    ("General", True, "TRUE"),
    ("General", False, "FALSE"),
    ("General", 42, "42"),
    ("General", 0.1 + 0.2, "0.3"),
    ("000", 7, "007"),
    ("0.0%", 0.125, "12.5%"),
    ("0%", 0.5, "50%"),
    ("#,##0.00", 1234567.891, "1,234,567.89"),
    ('"$"#,##0.00', 1234.5, "$1,234.50"),
    ("[$€-407]#,##0.00", -3.5, "-€3.50"),
    ("0.00E+00", 12345, "1.23E+04"),
    ("# ?/?", 1.5, "1 1/2"),
    ("h:mm AM/PM", time(19, 0), "7:00 PM"),
    ("hh:mm:ss", time(6, 5, 4), "06:05:04"),
    ("[h]:mm", 1.5, "36:00"),
    ("yyyy-mm-dd", date(2025, 4, 11), "2025-04-11"),
    ("dddd, mmmm d, yyyy", date(2025, 4, 11), "Friday, April 11, 2025"),
    ("yyyy-mm-dd hh:mm", datetime.fromisoformat("2025-04-11T19:30"), "2025-04-11 19:30"),
    ("0;(0);none", -3, "(3)"),
]
SHOWN = [shown for _, _, shown in CELLS]


def texts(path: Path) -> list[str]:
    """The first column of the first tab; the file stays as it was."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    with Package.open(path) as package:
        rows = read_tables(package)[0].rows
        assert package.digest == digest
    assert hashlib.sha256(path.read_bytes()).hexdigest() == digest
    return [row.text(1) for row in rows]


def by_openpyxl(path: Path, cells: list[tuple[str, object, str]]) -> Path:
    book = openpyxl.Workbook()
    for number, (code, value, _) in enumerate(cells, 1):
        cell = book.active.cell(number, 1)
        cell.value = value
        cell.data_type = "s" if isinstance(value, str) else cell.data_type
        cell.number_format = code
    book.save(path)
    return path


def by_xlsxwriter(path: Path, cells: list[tuple[str, object, str]], options: dict[str, bool]) -> Path:
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet()
        for number, (code, value, _) in enumerate(cells):
            write = sheet.write_string if isinstance(value, str) else sheet.write
            write(number, 0, value, book.add_format({"num_format": code}))
    return path


def test_openpyxl(tmp_path):
    assert texts(by_openpyxl(tmp_path / "sheet.xlsx", CELLS)) == SHOWN


@pytest.mark.parametrize(
    "options", [{}, {"constant_memory": True}, {"date_1904": True}, {"use_zip64": True}], ids=str
)
def test_xlsxwriter(tmp_path, options):
    assert texts(by_xlsxwriter(tmp_path / "sheet.xlsx", CELLS, options)) == SHOWN


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice(tmp_path):
    source = by_openpyxl(tmp_path / "sheet.xlsx", CELLS)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    out = tmp_path / "converted"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert texts(out / "sheet.xlsx") == SHOWN


def test_rich_text_formulas_and_merges_of_xlsxwriter(tmp_path):
    path = tmp_path / "sheet.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.write_rich_string("A1", "remind ", bold, "me", " at 7")
        sheet.write_formula("A2", "=1+1", None, 2)
        sheet.write_formula("A3", '="a"&"b"', None, "ab")
        sheet.write_array_formula("A4:A5", "{=ROW(A4:A5)}", None, 4)
        sheet.write_formula("A6", "=1/0", None, "#DIV/0!")
        sheet.merge_range("A7:A8", "both")
        sheet.write("B8", "second")
    assert texts(path) == ["remind me at 7", "2", "ab", "4", "0", "#DIV/0!", "both", "both"]


TEXTS = st.lists(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t_x0D"), min_size=1, max_size=30
    )
    | st.sampled_from(
        ["_x000D_", "_x005F_", "_x005f_x000D_", " ", "=1+1", "]]>", "&amp;", "a\nb", *string.punctuation]
    ),
    min_size=1,
    max_size=12,
)

OVERLAPPING = re.compile("_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_")  # XlsxWriter escapes only the first of the two


@settings(max_examples=25)
@given(TEXTS)
def test_texts_survive_xlsxwriter(tmp_path_factory, values):
    assume(not any(OVERLAPPING.search(value) for value in values))
    path = tmp_path_factory.mktemp("texts") / "sheet.xlsx"
    assert texts(by_xlsxwriter(path, [("General", value, value) for value in values], {})) == values


@settings(max_examples=25)
@given(TEXTS)
def test_texts_survive_openpyxl(tmp_path_factory, values):
    escaped = [value.replace("_x", "_x005F_x") for value in values]  # openpyxl leaves that to its callers
    path = tmp_path_factory.mktemp("texts") / "sheet.xlsx"
    assert texts(by_openpyxl(path, [("General", value, value) for value in escaped])) == values
