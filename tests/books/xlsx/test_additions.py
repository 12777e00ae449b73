"""What people add to our tabs in a workbook outlives the next write as it is: cells, formulas, comments, charts, rules."""

from __future__ import annotations

import re
from dataclasses import replace
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from sheet2eval.books.book import OutColumn, Updates
from sheet2eval.books.xlsx.book import XlsxBook
from tests.books.xlsx.rawbook import XML
from tests.books.xlsx.test_arrangement import COLUMNS, hidden_rows, opened, scores, write
from tests.books.xlsx.updates import summary

BESIDE = "DEFGH"
"""The columns to the right of ours."""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "sheet.xlsx"
    openpyxl.Workbook().save(path)
    write(path, cases(1, 2, 3), summary())
    return path


def cases(*numbers, columns=COLUMNS):
    """The scores of those cases, a row each, known by their ids."""
    tab = scores(*["pass"] * max(numbers), columns=columns)
    rows = [tab.rows[0], *(tab.rows[number] for number in numbers)]
    return replace(tab, rows=rows, identity=("id",))


def added(path, add, tab="eval-scores"):
    book = openpyxl.load_workbook(path)
    add(book[tab])
    book.save(path)


def parts(path):
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(path, edits, **members):
    """Parts edited by pattern, and others added."""
    content = parts(path)
    for name, (old, new) in edits.items():
        content[name] = content[name].replace(old.encode(), new.encode())
        assert new.encode() in content[name]
    with ZipFile(path, "w") as archive:
        for name, data in (content | members).items():
            archive.writestr(name, data)


# Cells


def test_values_and_formats_stay(path):
    def add(sheet):
        sheet["D1"] = "stars"
        for row in (2, 3, 4):
            sheet[f"D{row}"] = row
        sheet["D3"].font = Font(bold=True, color="FF0000FF")
        sheet["E3"] = True
        sheet["E4"].number_format = "0.0%"
        sheet["E4"] = 0.5

    added(path, add)
    for _ in range(2):
        write(path, cases(3, 2))
    sheet = opened(path)
    assert [[cell.value for cell in row] for row in sheet["D1:E3"]] == [["stars", None], [4, 0.5], [3, True]]
    assert (sheet["D3"].font.b, sheet["D3"].font.color.rgb) == (True, "FF0000FF")
    assert sheet["E2"].number_format == "0.0%"
    assert [sheet["A4"].value, sheet["D4"].value] == ["R1", 2]


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ('=IF(B2="pass",C2*$C$1,"")', '=IF(B3="pass",C3*$C$1,"")'),
        ("='eval-summary'!A2&\"<&>A2\"", "='eval-summary'!A3&\"<&>A2\""),
        ("=SUM(C:C)", "=SUM(C:C)"),
        ("=#REF!+1", "=#REF!+1"),
    ],
)
def test_a_formula_moves_with_its_row(path, formula, moved):
    added(path, lambda sheet: sheet.cell(2, 4, formula))
    write(path, cases(2, 1))
    assert opened(path)["D3"].value == moved
    write(path, cases(1, 2))
    assert opened(path)["D2"].value == formula


def test_a_formula_that_shows_nothing_stays(path):
    def add(sheet):
        sheet["D1"] = "look"
        sheet["D3"] = '=""'

    added(path, add)
    write(path, cases(2))
    assert opened(path)["D2"].value == '=""'


SHARED = (
    '<c r="D2"><f t="shared" ref="D2:D4" si="0">C2+1</f><v>1</v></c>',
    '<c r="D3"><f t="shared" si="0"/><v>2</v></c>',
    '<c r="D4"><f t="shared" si="0"/><v>3</v></c>',
)
ARRAY = ('<c r="D2" cm="1"><f t="array" ref="D2:D3">C2:C3</f><v>1</v></c>', '<c r="D3"><v>2</v></c>')
SINGLE = ('<c r="D2" cm="1"><f t="array" ref="D2">SUM(C2:C3)</f><v>1</v></c>',)
BROKEN = ('<c r="D2"><f>IF(\'a</f><v>1</v></c>',)


@pytest.mark.parametrize(
    ("cells", "numbers", "shown"),
    [
        (SHARED, (1, 2, 3), ["=C2+1", "=C3+1", "=C4+1"]),
        (SHARED, (3, 2), ["=C2+1", "=C3+1", "=C4+1"]),
        (ARRAY, (1, 2, 3), [1, 2, None]),
        (ARRAY, (2, 1, 3), [2, 1, None]),
        (SINGLE, (1, 2, 3), ["=SUM(C2:C3)", None, None]),
        (SINGLE, (2, 1, 3), [None, "=SUM(C3:C4)", None]),
        (BROKEN, (2, 1, 3), [None, 1, None]),
    ],
)
def test_formulas_that_stand_for_several_cells(path, cells, numbers, shown):
    part = parts(path)["xl/worksheets/sheet2.xml"].decode()
    for cell in cells:
        row = re.search(r'r="D(\d)', cell)[1]
        part = re.sub(rf'(<row r="{row}".*?)</row>', rf"\1{cell}</row>", part)
    rewritten(path, {}, **{"xl/worksheets/sheet2.xml": part.encode()})
    write(path, cases(*numbers))
    values = [cell.value for (cell,) in opened(path)["D2:D4"]]
    assert [getattr(value, "text", value) for value in values] == shown
    assert parts(path)["xl/worksheets/sheet2.xml"].count(b'cm="1"') == (cells == SINGLE)


def test_a_column_among_ours_comes_to_stand_beside_them(path):
    def add(sheet):
        sheet.insert_cols(2)
        sheet["B1"], sheet["B3"], sheet["F3"] = "seen by", "Anna", "further right"

    added(path, add)
    for _ in range(2):
        write(path, cases(1, 2))
    assert [[cell.value for cell in row] for row in opened(path)["A1:F3"]] == [
        ["id", "verdict", "score", "seen by", None, None],
        ["R1", "pass", 0.25, None, None, None],
        ["R2", "pass", 0.5, "Anna", None, "further right"],
    ]


def test_a_tab_whose_headers_are_gone_is_just_replaced(path):
    added(path, lambda sheet: sheet.delete_rows(1))
    write(path, cases(1))
    assert opened(path).dimensions == "A1:C2"


# Rules and the filter


def test_rules_of_their_columns_stay(path):
    def add(sheet):
        sheet["D1"] = "stars"
        sheet.conditional_formatting.add("D2:D9", CellIsRule("equal", ["5"], font=Font(bold=True)))
        sheet.add_data_validation(DataValidation("list", formula1='"1,2,3"', sqref="D2:D9"))
        sheet.conditional_formatting.add("C2:D9", CellIsRule("equal", ["0"], font=Font(bold=True)))
        sheet.add_data_validation(DataValidation("list", formula1='"4"', sqref="A2:A9"))
        sheet.column_dimensions["D"].width = 7

    added(path, add)
    for _ in range(2):
        write(
            path,
            replace(cases(1, 2), columns=(*COLUMNS[:1], OutColumn("verdict", 9, ("a", "b")), COLUMNS[2])),
        )
    sheet = opened(path)
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["B2:B3", "D2:D9"]
    assert [str(each.sqref) for each in sheet.conditional_formatting] == ["D2:D9"]
    assert sheet.column_dimensions["D"].width == 7


def test_the_filter_covers_their_columns_so_that_sorting_moves_them_along(path):
    added(path, lambda sheet: sheet.cell(1, 5, "stars"))
    write(path, cases(1, 2))
    assert opened(path).auto_filter.ref == "A1:E3"
    assert hidden_rows(opened(path)) == []


# Comments and drawings


def remarks(path, tab="eval-scores"):
    return {cell.coordinate: cell.comment.text for row in opened(path, tab) for cell in row if cell.comment}


def test_a_note_follows_its_row(path):
    def add(sheet):
        sheet["A1"].comment = Comment("on the header", "Anna")
        sheet["B3"].comment = Comment("on R2", "Anna")

    added(path, add)
    write(path, cases(3, 1, 2, columns=tuple(reversed(COLUMNS))))
    assert remarks(path) == {"C1": "on the header", "B4": "on R2"}
    (vml,) = (
        content for name, content in parts(path).items() if "vmlDrawing" in name or name.endswith(".vml")
    )
    assert set(re.findall(rb"<\w+:Row>(\d+)</\w+:Row>\s*<\w+:Column>(\d+)<", vml)) == {
        (b"0", b"2"),
        (b"3", b"1"),
    }
    before = parts(path)
    write(path, cases(3, 1, 2, columns=tuple(reversed(COLUMNS))))
    assert parts(path) == before


def test_notes_that_another_tab_bears_as_well_are_not_touched(path):
    added(path, lambda sheet: setattr(sheet["B3"], "comment", Comment("on both", "Anna")))
    members = parts(path)
    (links,) = (name for name in members if name.endswith("sheet2.xml.rels"))
    rewritten(path, {}, **{links.replace("sheet2", "sheet1"): members[links]})
    write(path, cases(3, 1, 2))
    shared = [name for name in members if "omment" in name]
    assert len(shared) == 2
    assert {name: parts(path)[name] for name in shared} == {name: members[name] for name in shared}


def test_a_row_that_bears_a_note_stays_at_the_end(path):
    added(path, lambda sheet: setattr(sheet["B2"], "comment", Comment("on R1", "Anna")))
    for _ in range(2):
        write(path, cases(3, 2))
        assert [row[0].value for row in opened(path)["A1:A4"]] == ["id", "R3", "R2", "R1"]
        assert remarks(path) == {"B4": "on R1"}


def test_notes_on_a_page_stay_at_their_cell(path):
    added(path, lambda sheet: setattr(sheet["B9"], "comment", Comment("why?", "Anna")), "eval-summary")
    write(path, summary())
    assert remarks(path, "eval-summary") == {"B9": "why?"}


THREADED = (
    f'{XML}<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="B3" dT="2026-01-01T00:00:00.00" personId="{{A}}" id="{{B}}"><text>why?</text></threadedComment>'
    '<threadedComment ref="B3" dT="2026-01-02T00:00:00.00" personId="{{A}}" id="{{C}}" parentId="{{B}}">'
    "<text>because</text></threadedComment></ThreadedComments>"
)
LINK = (
    '<Relationship Id="rId9" Target="../threadedComments/threadedComment1.xml"'
    ' Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"/></Relationships>'
)


def test_comments_with_answers_follow_their_row(path):
    added(path, lambda sheet: setattr(sheet["B3"], "comment", Comment("why?", "tc={B}")))
    (links,) = (name for name in parts(path) if name.endswith("sheet2.xml.rels"))
    kind = "application/vnd.ms-excel.threadedcomments+xml"
    override = (
        f'<Override PartName="/xl/threadedComments/threadedComment1.xml" ContentType="{kind}"/></Types>'
    )
    rewritten(
        path,
        {links: ("</Relationships>", LINK), "[Content_Types].xml": ("</Types>", override)},
        **{"xl/threadedComments/threadedComment1.xml": THREADED.encode()},
    )
    write(path, cases(2, 1))
    moved = parts(path)["xl/threadedComments/threadedComment1.xml"].decode()
    assert moved == THREADED.replace('ref="B3"', 'ref="B2"')
    assert remarks(path) == {"B2": "why?"}
    assert LINK in parts(path)[links].decode()
    assert override in parts(path)["[Content_Types].xml"].decode()


def test_charts_that_people_draw_on_our_tabs_stay(path):
    def add(sheet):
        chart = BarChart()
        chart.add_data(Reference(sheet, 2, 1, 2, 3))
        sheet.add_chart(chart, "F4")

    added(path, add, "eval-summary")
    before = parts(path)
    write(path, summary())
    after = parts(path)
    drawn = [name for name in before if "drawings" in name or "charts" in name]
    assert len(drawn) == 3
    assert {name: after[name] for name in drawn} == {name: before[name] for name in drawn}
    assert len(opened(path, "eval-summary")._charts) == 1


def test_a_table_made_of_our_cells_goes_with_them(path):
    added(path, lambda sheet: sheet.add_table(Table(displayName="Scores", ref="A1:C4")))
    (table,) = (name for name in parts(path) if "tables/" in name)
    write(path, cases(1))
    after = parts(path)
    assert not any(name == table or name.endswith("sheet2.xml.rels") for name in after)
    assert table.encode() not in after["[Content_Types].xml"]


def test_a_tab_of_ours_in_other_capitals_is_still_that_tab(path):
    added(path, lambda sheet: sheet.cell(2, 4, "Anna"))
    rewritten(path, {"xl/workbook.xml": ('name="eval-scores"', 'name="Eval-Scores"')})
    XlsxBook(path).write(lambda _tables: Updates(None, (cases(2, 1),)))
    assert opened(path, "Eval-Scores")["D3"].value == "Anna"


def test_many_rows_are_carried_in_line_with_their_number(path):
    """A stray cell at the far end costs no more than itself."""
    added(path, lambda sheet: (sheet.cell(2, 16_384, "far"), sheet.cell(1_048_576, 4, "deep")))
    write(path, cases(2, 1))
    sheet = opened(path)
    assert sheet.cell(3, 16_384).value == "far"
    assert sheet.cell(4, 4).value == "deep"
