"""Nothing of ours goes beneath what a tab has to the right of its cells."""

from __future__ import annotations

import pytest
import xlsxwriter

from sheet2eval.books.xlsx.extents import reach
from sheet2eval.books.xlsx.package import Package
from tests.books.xlsx.rawbook import parts, rels, save

SHEET = "xl/worksheets/sheet1.xml"
DRAWING = "<xdr:wsDr xmlns:xdr='d' xmlns:mc='mc'>{}</xdr:wsDr>"
BOX = (
    "<xdr:twoCellAnchor><xdr:from><xdr:col>5</xdr:col></xdr:from>"
    "<xdr:to><xdr:col>7</xdr:col></xdr:to></xdr:twoCellAnchor>"
)
CONTROL = f"<mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback/></mc:AlternateContent>"
SIZED = (
    "<xdr:oneCellAnchor><xdr:from><xdr:col>5</xdr:col></xdr:from><xdr:ext cx='1300000'/></xdr:oneCellAnchor>"
)
FREE = "<xdr:absoluteAnchor><xdr:pos x='600000'/><xdr:ext cx='700000'/></xdr:absoluteAnchor>"
SHAPE = '<x:ClientData ObjectType="{}"><x:Anchor>\n 6, 9, 1, 5, 8, 3, 4, 7</x:Anchor></x:ClientData>'
BUTTON, NOTE = SHAPE.format("Button"), SHAPE.format("Note")
NOTES = '<comments><commentList><comment ref="B2"/><comment ref="F9"/></commentList></comments>'
PIVOT = '<pivotTableDefinition><location ref="C3:J20"/></pivotTableDefinition>'


@pytest.mark.parametrize(
    ("kind", "content", "column"),
    [
        ("drawing", DRAWING.format(BOX), 8),
        ("drawing", DRAWING.format(CONTROL), 8),
        ("drawing", DRAWING.format(SIZED), 9),
        ("drawing", DRAWING.format(FREE), 3),
        ("drawing", DRAWING.format(""), 0),
        ("vmlDrawing", f"<xml><br>{NOTE}{BUTTON}</xml>", 9),
        ("vmlDrawing", f"<xml>{NOTE}</xml>", 0),
        ("vmlDrawing", "<x:ClientData ObjectType='Button'><x:Anchor>7</x:Anchor>", 1),
        ("comments", NOTES, 6),
        ("pivotTable", PIVOT, 10),
        ("pivotTable", "<pivotTableDefinition/>", 0),
        ("table", '<table ref="A1:D9"/>', 4),
        ("table", '<table ref="nonsense"/>', 0),
        ("printerSettings", 'ref="Z9"', 0),
    ],
)
def test_reach(tmp_path, kind, content, column):
    links = rels((kind, "../thing.xml"), ("drawing", "../gone.xml"))
    members = {"xl/worksheets/_rels/sheet1.xml.rels": links, "xl/thing.xml": content}
    with Package.open(save(tmp_path / "x.xlsx", parts("") | members)) as package:
        assert reach(package, SHEET) == column


def test_a_button_as_a_library_draws_it(tmp_path):
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("input")
        sheet.insert_button("F3", {"caption": "press", "width": 100})
        sheet.write_comment("B2", "its box hovers further to the right")
    with Package.open(path) as package:
        assert reach(package, SHEET) == 7
