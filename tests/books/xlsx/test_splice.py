"""Our columns put into hand-written sheets: what is written, and what is left alone."""

from __future__ import annotations

import re

import pytest

from sheet2eval.books.book import Look, OutCell, OutColumn, OwnColumns
from sheet2eval.books.xlsx import spans
from sheet2eval.books.xlsx.splice import splice
from sheet2eval.books.xlsx.styles import StyleSheet
from sheet2eval.errors import BookError

STYLES = (
    b'<styleSheet><fonts><font><sz val="11"/></font></fonts><fills><fill><patternFill/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"/></fill></fills>'
    b"<borders><border/></borders><cellXfs><xf/><xf fillId='2'/>"
    b"<xf><protection locked='0'/></xf></cellXfs></styleSheet>"
)
FILLED, UNLOCKED = 1, 2
HEADER = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'


def spliced(
    rows, *, headers=("id", "input"), cells=None, before="", after="", reach=0, columns=1, header_row=1
):
    """The sheet after writing "new" into row 2 (or `cells`), without styles."""
    sheet = f"<worksheet>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    names = ("eval: verdict", "eval: why")[:columns]
    wanted = OwnColumns(
        "input",
        header_row,
        tuple(OutColumn(name, 20) for name in names),
        {2: (OutCell("new"),) * columns} if cells is None else cells,
    )
    (part,) = {
        b"".join(splice(in_chunks(sheet.encode(), size), wanted, headers, reach, StyleSheet(STYLES, "")))
        for size in (7, 1 << 18)
    }
    spans.parse(part)
    text = re.sub(r' s="\d+"| t="inlineStr"|</?is>|<cols>.*</cols>', "", part.decode())
    return re.sub(r"<t>(.*?)</t>", r"\1", text)


def in_chunks(sheet, size=7):
    return lambda: (sheet[at : at + size] for at in range(0, len(sheet), size))


def data(sheet):
    return sheet.partition("<sheetData>")[2].partition("</sheetData>")[0]


@pytest.mark.parametrize(
    ("row", "result"),
    [
        ('<row r="2"><c r="A2"/></row>', '<row r="2"><c r="A2"/><c r="C2">new</c></row>'),
        ('<row r="2"/>', '<row r="2"><c r="C2">new</c></row>'),
        ('<row r="2" spans="1:2" ht="30"/>', '<row r="2" ht="30"><c r="C2">new</c></row>'),
        ("<row><c/><c><v>1</v></c></row>", '<row><c/><c><v>1</v></c><c r="C2">new</c></row>'),
        ('<row r="2"><c r="C2"/></row>', '<row r="2"><c r="C2">new</c></row>'),
        ('<row r="2"><c r="C2"></c><c r="D2"/></row>', '<row r="2"><c r="C2">new</c><c r="D2"/></row>'),
        (
            '<row r="2"><c r="A2"/><c r="D2"/></row>',
            '<row r="2"><c r="A2"/><c r="C2">new</c><c r="D2"/></row>',
        ),
        ("", '<row r="2"><c r="C2">new</c></row>'),
        ('<row r="4"/>', '<row r="2"><c r="C2">new</c></row><row r="4"/>'),
        ('<row r="2"><c r="A2"/><!-- > </row> --></row>', None),
        (
            "<row r='2' x='a> spans=\"1:2\"'></row>",
            "<row r='2' x='a> spans=\"1:2\"'><c r=\"C2\">new</c></row>",
        ),
    ],
)
def test_rows_of_every_kind(row, result):
    result = result or row.replace("</row> --></row>", '</row> --><c r="C2">new</c></row>')
    header = HEADER.replace("</row>", '<c r="C1">eval: verdict</c></row>')
    assert data(spliced(HEADER + row)) == header + result


def test_a_sheet_without_rows():
    sheet = spliced("").replace("<sheetData>", "").replace("</sheetData>", "")
    assert (
        sheet
        == '<worksheet><row r="1"><c r="A1">eval: verdict</c></row><row r="2"><c r="A2">new</c></row></worksheet>'
    )


def test_columns_of_an_earlier_run_are_found_whatever_their_case_and_place():
    rows = (
        '<row r="1"><c r="A1"><v>0</v></c><c r="B1"><v>1</v></c><c r="C1"><v>2</v></c></row>'
        '<row r="2"><c r="B2"><v>old</v></c><c r="C2"><v>kept</v></c></row>'
        '<row r="3"><c r="B3"><v>old</v></c><c r="C3"><v>kept</v></c></row>'
    )
    sheet = data(spliced(rows, headers=("id", "Eval:  VERDICT", "input")))
    assert '<c r="B2">new</c><c r="C2"><v>kept</v></c>' in sheet
    assert '<c r="B3"/><c r="C3"><v>kept</v></c>' in sheet
    assert '<c r="B1"><v>1</v></c>' in sheet
    assert "D1" not in sheet


@pytest.mark.parametrize(
    ("header", "row", "places"),
    [
        (("id", "eval: verdict", "mine", "more"), "ACD", "ABCD"),
        (("id", "eval: verdict", "mine", "more"), "D", "BD"),
        (("id", "mine", "eval: verdict", "more"), "AB", "ABC"),
        (("id", "eval: verdict", "mine", "more"), "DBA", "DBA"),
        (("id", "input"), ("A", "XFD"), ("A", "C", "XFD")),
        (("id", "eval: verdict", "input"), ("XFC", "XFD"), ("B", "XFC", "XFD")),
    ],
)
def test_a_cell_of_ours_stands_among_theirs_in_its_place(header, row, places):
    text = '<c r="{}2"><v>7</v></c>'
    names = "".join(f'<c r="{letter}1"><v>0</v></c>' for letter, _ in zip("ABCD", header, strict=False))
    cells = "".join(map(text.format, row))
    sheet = data(spliced(f'<row r="1">{names}</row><row r="2">{cells}</row>', headers=header))
    assert re.findall(r'<c r="([A-Z]+)2"', sheet) == list(places)


@pytest.mark.parametrize(
    ("rows", "after", "kept"),
    [
        ('<row r="2"><c r="B2"><f>A2</f><v>7</v></c></row>', "", '<c r="B2"><f>A2</f><v>7</v></c>'),
        ('<row r="2"><c r="B2"><f t="shared" si="0"/></c></row>', "", '<c r="B2"><f t="shared" si="0"/></c>'),
        (
            '<row r="2"><c r="B2"><v>7</v></c></row>',
            '<mergeCells><mergeCell ref="A2:B3"/></mergeCells>',
            '<c r="B2"><v>7</v></c>',
        ),
        (
            '<row r="2"><c r="A2"><f t="array" ref="A2:B3">X</f></c><c r="B2"><v>7</v></c></row>',
            "",
            '<c r="B2"><v>7</v></c>',
        ),
    ],
    ids=["formula", "shared formula", "merged", "spill"],
)
def test_cells_that_are_not_overwritten(rows, after, kept):
    sheet = data(spliced(HEADER + rows, headers=("id", "eval: verdict"), after=after))
    assert kept in sheet
    assert "new" not in sheet


def test_the_first_cell_of_a_merge_takes_the_value_and_the_others_none():
    merge = '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>'
    cells = {2: (OutCell("one"),), 3: (OutCell("two"),), 4: (OutCell("three"),)}
    sheet = data(spliced(HEADER, headers=("id", "eval: verdict"), after=merge, cells=cells))
    assert re.findall(r'"(B\d)">(\w+)', sheet) == [("B2", "one"), ("B4", "three")]


@pytest.mark.parametrize(
    ("header", "after"),
    [
        ('<c r="B1"><f>A1</f><v>eval: verdict</v></c>', ""),
        ('<c r="B1"/>', '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'),
    ],
    ids=["formula", "merged"],
)
def test_a_header_that_is_no_cell_of_ours_is_not_reused(header, after):
    rows = f'<row r="1"><c r="A1"><v>0</v></c>{header}</row>'
    sheet = data(spliced(rows, headers=("id", "eval: verdict"), after=after))
    assert header in sheet
    assert '<c r="C1">eval: verdict</c>' in sheet


@pytest.mark.parametrize(
    ("rows", "options", "column"),
    [
        (HEADER, {}, "C"),
        (HEADER, {"reach": 7}, "H"),
        (HEADER, {"after": '<mergeCells><mergeCell ref="A9:E9"/></mergeCells>'}, "F"),
        (HEADER, {"after": '<mergeCells><mergeCell ref="A9:XFD9"/></mergeCells>'}, "C"),
        (HEADER, {"after": '<mergeCells><mergeCell ref="9:10"/></mergeCells>'}, "C"),
        (HEADER, {"after": '<mergeCells><mergeCell ref="C:D"/></mergeCells>'}, "E"),
        (HEADER + '<row r="9"><c r="G9"><v>1</v></c></row>', {}, "H"),
        (HEADER + '<row r="9"><c r="G9"/></row>', {}, "C"),
        (HEADER + f'<row r="9"><c r="G9" s="{FILLED}"/></row>', {}, "H"),
        (HEADER + '<row r="9"><c r="A9"><f t="array" ref="A9:D9">X</f></c></row>', {}, "E"),
        (HEADER + '<row r="9"><c r="XFD9"><v>1</v></c></row>', {}, "C"),
        (HEADER + '<row r="9"><c r="D9"><v>1</v></c><c r="XFD9"><v>1</v></c></row>', {"columns": 2}, "E"),
    ],
    ids=[
        "beside",
        "drawing",
        "merge",
        "title of a section",
        "merged rows",
        "merged columns",
        "content",
        "blank",
        "filled",
        "spill",
        "last column",
        "gap too narrow",
    ],
)
def test_new_columns_stand_right_of_everything(rows, options, column):
    assert f'<c r="{column}1">eval: verdict</c>' in data(spliced(rows, **options))


SPARKLINES = (
    '<extLst><ext xmlns:x14="x14" xmlns:xm="xm"><x14:sparklineGroups><x14:sparklineGroup><x14:sparklines>'
    "<x14:sparkline><xm:f>input!A2:B2</xm:f><xm:sqref>E2</xm:sqref></x14:sparkline></x14:sparklines>"
    "</x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
)


@pytest.mark.parametrize(
    ("options", "column"),
    [
        ({"after": SPARKLINES}, "F"),
        ({"before": '<cols><col min="3" max="4" hidden="1"/></cols>'}, "E"),
        ({"before": '<cols><col min="3" max="4" hidden="0"/></cols>'}, "C"),
        ({"before": '<cols><col min="3" max="16384" hidden="1"/></cols>'}, "C"),
        ({"reach": 16_384}, "C"),
        ({"reach": 10**18}, "C"),
    ],
    ids=["sparkline", "hidden", "not hidden", "all the rest hidden", "drawing to the end", "drawing beyond"],
)
def test_new_columns_are_seen_and_hide_nothing(options, column):
    assert f'<c r="{column}1">eval: verdict</c>' in data(spliced(HEADER, **options))


def test_no_room():
    merge = '<mergeCells><mergeCell ref="C1:XFD9"/></mergeCells>'
    with pytest.raises(BookError, match="the tab 'input' has no 1 free columns"):
        spliced(HEADER, after=merge)


PROTECTED = '<sheetProtection sheet="1" objects="1"/>'


def test_a_locked_cell_is_refused_by_its_place():
    with pytest.raises(BookError, match="the tab 'input' is protected and C1 is locked"):
        spliced(HEADER, after=PROTECTED)


def test_unlocked_columns_of_a_protected_sheet_are_written_and_stay_unlocked():
    styles = StyleSheet(STYLES, "")
    cols = f'<cols><col min="3" max="9" style="{UNLOCKED}"/></cols>'
    sheet = f"<worksheet>{cols}<sheetData>{HEADER}</sheetData>{PROTECTED}</worksheet>".encode()
    wanted = OwnColumns("input", 1, (OutColumn("eval: why", 9),), {2: (OutCell("x", Look.GOOD),)})
    for headers in (("id", "input"), ("id", "input", "eval: why")):
        sheet = b"".join(splice(in_chunks(sheet), wanted, headers, 0, styles))
        styles = StyleSheet(styles.result(), "")
    numbers = {int(number) for number in re.findall(rb'r="C\d" s="(\d+)"', sheet)}
    assert len(numbers) == 2
    assert numbers <= styles.unlocked()


def test_a_protection_that_is_off_hinders_nothing():
    assert "new" in spliced(HEADER, after='<sheetProtection sheet="0"/>')


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ('<dimension ref="A1:B9"/>', '<dimension ref="A1:C9"/>'),
        ('<dimension ref="A1"/>', '<dimension ref="A1:C2"/>'),
        ('<dimension ref="A1:Z99"/>', '<dimension ref="A1:Z99"/>'),
        ('<dimension ref="nonsense"/>', '<dimension ref="nonsense"/>'),
    ],
)
def test_the_dimension_grows(before, expected):
    assert expected in spliced(HEADER, before=before)


@pytest.mark.parametrize(
    ("cols", "expected"),
    [
        ("", '<cols><col min="3" max="3" width="20" customWidth="1"/></cols>'),
        ('<cols><col min="1" max="9" width="5"/></cols>', '<cols><col min="1" max="9" width="5"/></cols>'),
        (
            '<cols><col min="1" max="2"/><col min="4" max="9"/></cols>',
            '<cols><col min="1" max="2"/><col min="3" max="3" width="20" customWidth="1"/><col min="4" max="9"/></cols>',
        ),
    ],
)
def test_only_columns_without_a_width_get_one(cols, expected):
    sheet = f"<worksheet>{cols}<sheetData>{HEADER}</sheetData></worksheet>".encode()
    wanted = OwnColumns("input", 1, (OutColumn("eval: why", 20),), {})
    part = b"".join(splice(in_chunks(sheet), wanted, ("id", "input"), 0, StyleSheet(STYLES, "")))
    assert expected.encode() + b"<sheetData>" in part


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [
        (
            '<col min="4" max="16384" width="0" hidden="1" style="2"/>',
            (
                '<col min="3" max="3" width="20" customWidth="1"/>'
                '<col min="4" max="4" width="20" style="2" customWidth="1"/>'
                '<col min="5" max="16384" width="0" hidden="1" style="2"/>'
            ),
        ),
        (
            "<col min='2' max='16384' hidden='true'></col>",
            (
                '<col min="2" max="2" hidden="true"></col>'
                '<col min="3" max="3" width="20" customWidth="1"></col>'
                '<col min="4" max="4" width="20" customWidth="1"></col>'
                '<col min="5" max="16384" hidden="true"></col>'
            ),
        ),
    ],
)
def test_new_columns_among_hidden_ones_are_shown(hidden, expected):
    sheet = f"<worksheet><cols>{hidden}</cols><sheetData>{HEADER}</sheetData></worksheet>".encode()
    columns = (OutColumn("eval: why", 20), OutColumn("eval: score", 20))
    wanted = OwnColumns("input", 1, columns, {})
    part = b"".join(splice(in_chunks(sheet), wanted, ("id", "input"), 0, StyleSheet(STYLES, "")))
    assert widths(part).replace("'", '"') == expected
    hidden_since = part.replace(b' customWidth="1"', b' hidden="1" customWidth="1"')
    headers = ("id", "input", "eval: why", "eval: score")
    again = b"".join(splice(in_chunks(hidden_since), wanted, headers, 0, StyleSheet(STYLES, "")))
    assert widths(again) == widths(hidden_since)


def widths(part):
    return part.partition(b"<cols>")[2].partition(b"</cols>")[0].decode()


def test_the_header_over_figures_stands_where_they_do():
    sheet = f"<worksheet><sheetData>{HEADER}</sheetData></worksheet>".encode()
    columns = (OutColumn("eval: score", 9, figures=True), OutColumn("eval: why", 20))
    cells = {2: (OutCell(0.5, Look.SCORE), OutCell("x"))}
    styles = StyleSheet(STYLES, "")
    part = b"".join(
        splice(in_chunks(sheet), OwnColumns("input", 1, columns, cells), ("id", "input"), 0, styles)
    )
    formats = spans.parse(styles.result()).first("cellXfs").children
    sides = {
        place.decode(): formats[int(number)].first("alignment").attributes.get("horizontal")
        for place, number in re.findall(rb'r="([CD][12])" s="(\d+)"', part)
    }
    assert sides == {"C1": "right", "C2": "right", "D1": None, "D2": None}


def test_text_wraps_only_where_the_row_has_the_height_for_it():
    sheet = f'<worksheet><sheetData>{HEADER}<row r="2" ht="60"/><row r="3"/></sheetData></worksheet>'.encode()
    wanted = OwnColumns(
        "input", 1, (OutColumn("eval: why", 20),), dict.fromkeys((2, 3), (OutCell("x" * 50),))
    )
    styles = StyleSheet(STYLES, "")
    part = b"".join(splice(in_chunks(sheet), wanted, ("id", "input"), 0, styles))
    numbers = [int(number) for number in re.findall(rb'r="C[23]" s="(\d+)"', part)]
    cells = spans.parse(styles.result()).first("cellXfs").children
    wraps = ["wrapText" in cells[number].first("alignment").attributes for number in numbers]
    assert wraps == [True, False]
