"""A long worksheet goes by in chunks: where these end changes nothing, and none of them is kept."""

from __future__ import annotations

import re
import tracemalloc
from shutil import copy
from zipfile import ZipFile

import pytest

from sheet2eval.books.book import OutCell, OutColumn, OwnColumns
from sheet2eval.books.xlsx import scan
from sheet2eval.books.xlsx.book import XlsxBook
from sheet2eval.books.xlsx.sheetmap import Kind
from sheet2eval.books.xlsx.splice import splice
from sheet2eval.books.xlsx.streams import Walk, occurs
from sheet2eval.books.xlsx.styles import StyleSheet
from sheet2eval.books.xlsx.survey import survey
from tests.books.xlsx.hostile import crowded
from tests.books.xlsx.updates import plan

SHEET = """<worksheet><dimension ref="A1:E9"/><cols ><col min="1" max="2"/></cols><sheetData>\
<row r="1" spans="1:2"><c r="A1"/><c r="B1" t="inlineStr"><is><t>é / > text</t></is></c></row>\
<row r='2' /><row r="3"></row><row r="4"><c r="A4"> </c ><c r="C4"><f>A1</f><v>2</v></c></row >\
<row r="6" s="1" customFormat="1" ht="30"><c r="D6" s="1" x="/>"></c><c r="E6" s="1"/></row>\
</sheetData ><mergeCells ><mergeCell ref="A8:B9"/></mergeCells></worksheet>"""
FILLED = frozenset({1})
WANTED = OwnColumns(
    "input", 1, (OutColumn("eval: why", 20),), {row: (OutCell("new"),) for row in range(1, 8)}
)


def chunks(part: bytes, size: int):
    return (part[at : at + size] for at in range(0, len(part), size))


@pytest.mark.parametrize("size", [1, 2, 3, 10, 60, 10_000])
def test_the_map_of_a_sheet_that_comes_in_chunks(size):
    part = SHEET.encode()
    sheet = survey(chunks(part, size), FILLED, range(1, 8), 1)
    rows = {row.number: row for row in sheet.rows()}
    assert list(rows) == list(sheet.numbers()) == [1, 2, 3, 4, 6]
    ends = [part[row.inner_end : row.end] for row in rows.values()]
    assert ends == [b"</row>", b"", b"</row>", b"</row >", b"</row>"]
    assert {part[slice(*row.spans)] for row in rows.values()} == {b' spans="1:2"', b""}
    assert (rows[6].style, rows[6].height) == (1, 30)
    cells = {
        number: [(part[cell.start : cell.end], cell.kind) for cell in sheet.cells(row)]
        for number, row in rows.items()
    }
    assert cells[4] == [(b'<c r="A4"> </c >', Kind.BLANK), (b'<c r="C4"><f>A1</f><v>2</v></c>', Kind.FORMULA)]
    assert cells[6] == [(b'<c r="D6" s="1" x="/>"></c>', Kind.SHOWS), (b'<c r="E6" s="1"/>', Kind.SHOWS)]
    assert (part[sheet.data.inner_end : sheet.data.end], sheet.data.inner) == (
        b"</sheetData >",
        part.index(b"<row"),
    )
    assert [sheet.section(name).name for name in sheet.sections] == ["dimension", "cols", "mergeCells"]
    col = sheet.section("cols").children[0]
    assert sheet.between(col.start, col.end) == b'<col min="1" max="2"/>'


def with_columns(part) -> bytes:
    part = list(part)
    return b"".join(splice(lambda: part, WANTED, ("id", "input"), 0, StyleSheet(None, "")))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
@pytest.mark.parametrize("size", [200, 1000])
def test_the_same_columns_whatever_the_chunks_and_the_encoding(encoding, size):
    head = '<?xml version="1.0" encoding="{}"?>'
    part = (head.format(encoding.removesuffix("-sig")) + SHEET).encode(encoding)
    plain = (head.format("UTF-8") + SHEET).encode()
    made, expected = with_columns(chunks(part, size)), with_columns([plain])
    assert made.decode("utf-8-sig").replace('"utf-8"', '"UTF-8"') == expected.decode()


def test_a_workbook_is_written_the_same_whatever_the_chunks(tmp_path, monkeypatch):
    """Twice, so that columns and tabs of an earlier run are found again."""
    crowded(tmp_path / "before.xlsx")
    written = []
    for size in (100, scan.CHUNK):
        monkeypatch.setattr(scan, "CHUNK", size)
        path = copy(tmp_path / "before.xlsx", tmp_path / "sheet.xlsx")
        for _ in range(2):
            XlsxBook(path).write(plan)
        with ZipFile(path) as archive:
            written.append({name: archive.read(name) for name in archive.namelist()})
    assert written[0] == written[1]


def test_no_more_of_a_sheet_is_held_than_a_few_chunks():
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>' + "text " * 200 + "</t></is></c></row>"
    rows = "".join(row.format(number) for number in range(1, 2_001))
    part = f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        made = sum(map(len, splice(lambda: chunks(part, 10_000), WANTED, ("id",), 0, StyleSheet(None, ""))))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert made > len(part) > 2_000_000
    assert peak - before < len(part) / 3


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_a_pattern_is_found_across_chunks(size):
    part = b"<row><c><x:f>A1</x:f></c></row>"
    for text, found in ((b"<x:f>", True), (b"</c></row>", True), (b"<f>", False)):
        assert occurs(re.compile(text), chunks(part, size), 10) is found


def test_a_walk():
    walk = Walk([b"ab", b"", b"cde", b"f"])
    walk.skip_to(1)
    assert b"".join(walk.up_to(4)) == b"bcd"
    assert walk.place == 4
    assert b"".join(walk.up_to(99)) == b"ef"
    assert b"".join(walk.up_to(99)) == b""
