from __future__ import annotations

from datetime import datetime

import pytest

from sheet2eval.books.book import Fault, Row
from sheet2eval.books.xlsx import merges, sheetdata
from sheet2eval.books.xlsx.package import Package
from sheet2eval.books.xlsx.reading import read_tables
from sheet2eval.errors import BookError
from tests.books.xlsx.rawbook import STRICT, parts, rels, save, shared, styles, workbook, worksheet

at = datetime.fromisoformat


@pytest.fixture
def read(tmp_path):
    """Reads the first table of a workbook of these members."""

    def read_first(members):
        with Package.open(save(tmp_path / "sheet.xlsx", members)) as package:
            return read_tables(package)[0]

    return read_first


def cell(text, attributes=""):
    return f"<c {attributes}>{text}</c>"


def row(*cells):
    return f"<row>{''.join(cells)}</row>"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<c><v>1</v></c>", "1"),
        ("<c><v>1.0</v></c>", "1"),
        ("<c><v>0.30000000000000004</v></c>", "0.3"),
        ("<c><v>1E+20</v></c>", "1E+20"),
        ('<c t="n"><v>12</v></c>', "12"),
        ('<c s="1"><v>7</v></c>', "007"),
        ('<c s="2"><v>0.791666666666667</v></c>', "7:00 PM"),
        ('<c s="3"><v>1234.5</v></c>', "$1,234.50"),
        ('<c s="3"><v>0</v></c>', "$-"),
        ('<c s="4"><v>5</v></c>', ""),
        ('<c s="99"><v>5</v></c>', "5"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="b"><v>0</v></c>', "FALSE"),
        ('<c t="s"><v>0</v></c>', "shared"),
        ('<c t="s" s="1"><v>0</v></c>', "shared"),
        ('<c t="s" s="4"><v>0</v></c>', ""),
        ('<c t="s"><v>1</v></c>', "rich text"),
        ('<c t="s"><v>2</v></c>', "東京"),
        ('<c t="s"><v>3</v></c>', "a\rb_x000D_"),
        ('<c t="s"><v>4</v></c>', ""),
        ('<c t="s"><v>5</v></c>', " two\nlines "),
        ('<c t="s"><v>6</v></c>', "😀"),
        ('<c t="inlineStr"><is><t>inline</t></is></c>', "inline"),
        (
            '<c t="inlineStr"><is><r><t>in</t></r><r><rPr><b/></rPr><t>line_x000a_</t></r></is></c>',
            "inline\n",
        ),
        ('<c t="str"><f>A1</f><v>result_x0009_</v></c>', "result\t"),
        ('<c t="str"><f>""</f><v></v></c>', ""),
        ('<c t="d"><v>2025-04-11</v></c>', "2025-04-11"),
        ('<c t="d" s="2"><v>2025-04-11T19:00:00</v></c>', "7:00 PM"),
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        ("<c><v>INF</v></c>", "INF"),
        ("<c><v>soon</v></c>", "soon"),
        ("<c><v/></c>", ""),
        ("<c/>", ""),
        ("<c>\n  <v>\n1\n</v>\n</c>", "1"),
    ],
)
def test_cells_read_as_the_text_a_person_sees(read, xml, text):
    members = {
        **parts(row(xml, '<c t="str"><v>end</v></c>')),
        "xl/styles.xml": styles(
            "000", "h:mm AM/PM", "_($* #,##0.00_);_($* (#,##0.00);_($* &quot;-&quot;??_);_(@_)", ";;;"
        ),
        "xl/sharedStrings.xml": shared(
            "<t>shared</t>",
            "<r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r>",
            '<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>',
            "<t>a_x000D_b_x005F_x000D_</t>",
            "<t/>",
            '<t xml:space="preserve"> two\nlines </t>',
            "<t>_xD83D__xDE00_</t>",
        ),
    }
    table = read(members)
    assert table.rows == (Row(1, (text, "end")),)
    assert not table.faults


@pytest.mark.parametrize(
    ("xml", "fault", "text"),
    [
        ('<c t="e"><v>#REF!</v></c>', Fault.FORMULA_ERROR, "#REF!"),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', Fault.FORMULA_ERROR, "#DIV/0!"),
        ("<c><f>1+1</f></c>", Fault.UNCALCULATED, ""),
        ("<c><f>1+1</f><v></v></c>", Fault.UNCALCULATED, ""),
        ("<c><f>1+1</f><v/></c>", Fault.UNCALCULATED, ""),
        ('<c><f t="shared" si="0"/></c>', Fault.UNCALCULATED, ""),
        ('<c><f t="array" ref="A1:A3">ROW()</f><v/></c>', Fault.UNCALCULATED, ""),
    ],
)
def test_faults_keep_their_row_and_text(read, xml, fault, text):
    table = read(parts(row(xml)))
    assert table.faults == {(1, 1): fault}
    assert table.rows == (Row(1, (text,)),)


def test_moments_stand_beside_the_text(read):
    codes = ("m/d/yyyy", "h:mm", "d.m.yy h:mm")
    cells = [cell("<v>45758.791666666664</v>", f's="{style}"') for style in (0, 1, 2, 3)]
    iso = cell("<v>2025-04-11T08:00:00</v>", 's="1" t="d"')
    table = read({**parts(row(*cells, iso)), "xl/styles.xml": styles(*codes)})
    assert table.rows[0].texts == ("45758.79167", "4/11/2025", "19:00", "11.4.25 19:00", "4/11/2025")
    evening, morning = at("2025-04-11T19:00"), at("2025-04-11T08:00")
    assert table.moments == {(1, 2): evening, (1, 4): evening, (1, 5): morning}


def test_the_1904_system(read):
    members = parts(row(cell("<v>44296</v>", 's="1"'), cell("<v>2025-04-11</v>", 's="1" t="d"')))
    members["xl/workbook.xml"] = workbook("input", before='<workbookPr date1904="1"/>')
    table = read({**members, "xl/styles.xml": styles("yyyy-mm-dd")})
    assert table.rows[0].texts == ("2025-04-11", "2025-04-11")
    assert table.moments == {(1, 1): at("2025-04-11"), (1, 2): at("2025-04-11")}


def test_rows_and_cells_without_addresses_follow_each_other(read):
    rows = (
        "<row><c><v>1</v></c><c><v>2</v></c></row>"
        '<row r="4"><c r="C4"><v>3</v></c><c><v>4</v></c></row>'
        "<row/><row><c><v>5</v></c></row>"
    )
    assert read(parts(rows)).rows == (Row(1, ("1", "2")), Row(4, ("", "", "3", "4")), Row(6, ("5",)))


def test_rows_and_cells_out_of_order(read):
    rows = (
        '<row r="3"><c r="B3"><v>3</v></c><c r="A3"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'
    )
    assert read(parts(rows)).rows == (Row(1, ("1",)), Row(3, ("2", "3")))


def test_empty_rows_and_trailing_empty_cells_are_left_out(read):
    trailing = '<c r="B1" s="1"/><c r="C1" t="str"><v></v></c>'
    rows = f'<row r="1"><c r="A1"><v>1</v></c>{trailing}</row><row r="2"><c s="1"/></row>'
    assert read(parts(rows)).rows == (Row(1, ("1",)),)


def test_a_stray_cell_in_the_last_corner_is_cheap(read):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>9</v></c></row>'
    first, last = read({**parts(rows), "xl/styles.xml": styles()}).rows
    assert first == Row(1, ("1",))
    assert (last.number, len(last.texts), last.text(16384)) == (1048576, 16384, "9")


def test_the_dimension_is_not_believed(read):
    members = parts('<row r="5"><c r="C5"><v>1</v></c></row>')
    sheet = "xl/worksheets/sheet1.xml"
    members[sheet] = members[sheet].replace("<sheetData>", '<dimension ref="A1"/><sheetData>')
    assert read(members).rows == (Row(5, ("", "", "1")),)


@pytest.mark.slow
def test_half_a_million_formatted_empty_rows_are_cheap(read):
    rows = "".join(
        f'<row r="{number}" s="1" customFormat="1"><c r="A{number}" s="1"/></row>'
        for number in range(1, 500_001)
    )
    assert read(parts(rows)).rows == ()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ('<row r="1048577"><c><v>1</v></c></row>', "impossible number"),
        ('<row r="0"><c><v>1</v></c></row>', "impossible number"),
        ('<row><c r="XFE1"><v>1</v></c></row>', "impossible address"),
        ('<row><c r="ABCD1"><v>1</v></c></row>', "impossible address"),
        ('<row><c r="12"><v>1</v></c></row>', "impossible address"),
        ('<row><c t="s"><v>7</v></c></row>', "text no. '7'"),
        ('<row><c t="s"><v>-1</v></c></row>', "text no. '-1'"),
        ('<row><c t="s"><v>x</v></c></row>', "text no. 'x'"),
    ],
)
def test_impossible_cells_are_refused(read, rows, words):
    with pytest.raises(BookError, match=words):
        read({**parts(rows), "xl/sharedStrings.xml": shared("<t>only</t>")})


MERGED = (
    '<row r="2"><c r="A2"><v>7</v></c><c r="B2"><v>1</v></c></row><row r="3"><c r="B3"><v>2</v></c></row>'
    '<row r="5"><c r="A5"/><c r="B5"><v>3</v></c></row><row r="9"><c r="B9"><v>4</v></c></row>'
)


@pytest.mark.parametrize(
    ("ranges", "column"),
    [
        (["A2:A5"], {2: "7", 3: "7", 5: "7", 9: ""}),
        (["A2:A3"], {2: "7", 3: "7", 5: "", 9: ""}),
        (["A2:A1048576"], {2: "7", 3: "7", 5: "7", 9: "7"}),
        (["$A$2:$A$5"], {2: "7", 3: "7", 5: "7", 9: ""}),
        (["A3:A9"], {2: "7", 3: "", 5: "", 9: ""}),
        (["A2", "C2:D2"], {2: "7", 3: "", 5: "", 9: ""}),
        (["A2:A1048576"] * 1000, {2: "7", 3: "7", 5: "7", 9: "7"}),
    ],
)
def test_merged_cells_give_their_value_to_the_rows_they_span(read, ranges, column):
    cells = "".join(f'<mergeCell ref="{ref}"/>' for ref in ranges)
    table = read(parts(MERGED, f"<mergeCells>{cells}</mergeCells>"))
    assert {row.number: row.text(1) for row in table.rows} == column
    assert {row.number: row.text(2) for row in table.rows} == {2: "1", 3: "2", 5: "3", 9: "4"}
    assert table.spanned == {(number, 1) for number, text in column.items() if text and number > 2}


def test_a_wide_merge_is_one_cell_and_not_several(read):
    table = read(parts(MERGED, '<mergeCells><mergeCell ref="A2:C3"/></mergeCells>'))
    assert [row.texts for row in table.rows][:2] == [("7", "1"), ("7", "2")]


def test_merged_cells_share_faults_and_moments(read):
    rows = row(cell("<v>45758</v>", 's="1"'), cell("<v>#N/A</v>", 't="e"')) + row(
        "<c/><c/>", cell("<v>1</v>")
    )
    ranges = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/></mergeCells>'
    table = read({**parts(rows, ranges), "xl/styles.xml": styles("yyyy-mm-dd")})
    assert table.rows[1].texts == ("2025-04-11", "#N/A", "1")
    assert table.faults[2, 2] is Fault.FORMULA_ERROR
    assert table.moments[2, 1] == at("2025-04-11")


def test_content_that_would_not_fit_into_memory_is_refused(read, monkeypatch):
    monkeypatch.setattr(sheetdata, "MAX_CELLS", 20_000)
    wide = "".join(f'<row r="{number}"><c r="XFD{number}"><v>1</v></c></row>' for number in (1, 2))
    with pytest.raises(BookError, match="more cells than can be read"):
        read(parts(wide))
    monkeypatch.setattr(merges, "MAX_CELLS", 20_000)
    tall = '<row r="1"><c r="XFD1"><v>1</v></c></row>' + "<row><c><v>1</v></c></row>" * 2
    with pytest.raises(BookError, match="more cells than can be read"):
        read(parts(tall, '<mergeCells><mergeCell ref="XFD1:XFD3"/></mergeCells>'))


def test_whole_columns_and_rows_that_are_merged(read):
    rows = '<row r="1"><c r="B1"><v>7</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    table = read(parts(rows, '<mergeCells><mergeCell ref="B:B"/><mergeCell ref="$5:5"/></mergeCells>'))
    assert [row.texts for row in table.rows] == [("", "7"), ("1", "7")]


@pytest.mark.parametrize("reference", ["here", "", "A1:B", "A:1", "XFE1:XFE3", "A1:B2:C3"])
def test_impossible_merges_are_refused(read, reference):
    with pytest.raises(BookError, match=f"impossible range '{reference}'"):
        read(parts(MERGED, f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>'))


def test_prefixed_elements(read):
    sheet = (
        '<x:worksheet xmlns:x="m"><x:sheetData>'
        '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c>'
        '<x:c r="B1" t="s"><x:v>0</x:v></x:c></x:row>'
        '<x:row r="2"><x:c r="B2"><x:v>2</x:v></x:c></x:row></x:sheetData>'
        '<x:mergeCells><x:mergeCell ref="A1:A2"/></x:mergeCells></x:worksheet>'
    )
    members = parts("")
    members["xl/workbook.xml"] = (
        '<x:workbook xmlns:x="m" xmlns:q="r"><x:sheets>'
        '<x:sheet name="input" sheetId="1" q:id="rId1"/></x:sheets></x:workbook>'
    )
    strings = '<x:sst xmlns:x="m"><x:si><x:t>b</x:t></x:si></x:sst>'
    table = read({**members, "xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": strings})
    assert table.rows == (Row(1, ("a", "b")), Row(2, ("a", "2")))


def test_strict_workbooks(read):
    members = parts(row(cell("<v>0</v>", 't="s"'), cell("<v>2025-04-11</v>", 't="d" s="1"')))
    members["_rels/.rels"] = rels(("officeDocument", "xl/workbook.xml"), base=STRICT)
    members["xl/_rels/workbook.xml.rels"] = rels(
        ("worksheet", "worksheets/sheet1.xml"),
        ("sharedStrings", "sharedStrings.xml"),
        ("styles", "styles.xml"),
        base=STRICT,
    )
    table = read(
        {**members, "xl/sharedStrings.xml": shared("<t>a</t>"), "xl/styles.xml": styles("d mmm yyyy")}
    )
    assert table.rows[0].texts == ("a", "11 Apr 2025")


def test_extensions_behind_the_data_are_no_cells(read):
    after = '<extLst><ext><x14:f xmlns:x14="x">A1</x14:f><c><v>9</v></c></ext></extLst>'
    assert read(parts(row(cell("<v>1</v>")), after)).rows == (Row(1, ("1",)),)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252", "gbk", "shift_jis", "koi8-r"]
)
def test_encodings(read, encoding):
    text = {"gbk": "提醒", "shift_jis": "東京", "koi8-r": "привет", "windows-1252": "“é”"}.get(encoding, "é")
    sheet = worksheet(row(f'<c t="inlineStr"><is><t>{text}</t></is></c>')).replace("UTF-8", encoding)
    assert read({**parts(""), "xl/worksheets/sheet1.xml": sheet.encode(encoding)}).rows == (Row(1, (text,)),)


def test_hidden_tabs_are_read_in_their_order(tmp_path):
    members = parts(row(cell("<v>1</v>")))
    members["xl/workbook.xml"] = workbook("b", "a").replace('name="a"', 'name="a" state="veryHidden"')
    links = [("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml")]
    members["xl/_rels/workbook.xml.rels"] = rels(*links)
    members["xl/worksheets/sheet2.xml"] = worksheet(row(cell("<v>2</v>")))
    with Package.open(save(tmp_path / "sheet.xlsx", members)) as package:
        tables = read_tables(package)
    assert [(table.name, table.rows[0].texts) for table in tables] == [("b", ("1",)), ("a", ("2",))]
