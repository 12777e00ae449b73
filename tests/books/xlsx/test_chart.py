"""The chart on a tab of ours: programs read it, and it is replaced and never piled up."""

from __future__ import annotations

from xml.etree import ElementTree as ET
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from sheet2eval.books.book import LineChart, Look, OutCell, OutColumn, OwnTab, Updates
from sheet2eval.books.xlsx.book import XlsxBook
from tests.books.xlsx.hostile import strict

DRAWN = ("xl/charts/", "xl/drawings/drawing")
CHART = LineChart(
    "Rate & <runs>", 2, 16, 1, 2, header_row=18, last_row=20, labels=1, lines=(3,), bounds=(4, 5)
)


def page(chart=CHART, runs=2):
    """A page with room for the chart, and the table of its figures below."""
    blank = [()] * 16
    header = [OutCell(name, Look.HEADER) for name in ("run", "in words", "rate", "low", "high")]
    rows = [
        [OutCell(f"run {n}"), OutCell("words"), *(OutCell(n / 40 + x, Look.RATE) for x in (0.5, 0.4, 0.6))]
        for n in range(runs)
    ]
    columns = tuple(OutColumn("", width) for width in (24, 66, 11, 11, 11))
    lines = [[OutCell("Title", Look.TITLE)], *blank, header, *rows]
    return OwnTab("eval-summary", columns, lines, header_row=0, chart=chart)


def write(path, *tabs):
    XlsxBook(path).write(lambda _tables: Updates(None, tabs))


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "sheet.xlsx"
    openpyxl.Workbook().save(path)
    write(path, page())
    return path


def parts(path):
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def drawn(path):
    return sorted(name for name in parts(path) if name.startswith(DRAWN))


def charts(path):
    return openpyxl.load_workbook(path)["eval-summary"]._charts


def rearranged(path, arrange):
    book = openpyxl.load_workbook(path)
    arrange(book["eval-summary"])
    book.save(path)


def bar_chart(sheet):
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=18, max_row=20))
    sheet.add_chart(chart, "G5")


def test_other_programs_read_the_chart(path):
    (chart,) = charts(path)
    assert [series.val.numRef.f for series in chart.series] == [
        f"'eval-summary'!${column}$19:${column}$20" for column in "CDE"
    ]
    assert {series.cat.strRef.f for series in chart.series} == {"'eval-summary'!$A$19:$A$20"}
    assert chart.series[0].tx.strRef.f == "'eval-summary'!$C$18"
    assert chart.title.tx.rich.p[0].r[0].t == "Rate & <runs>"


def test_it_lies_where_it_shall(path):
    anchor = charts(path)[0].anchor
    assert (anchor._from.row, anchor.to.row, anchor._from.col, anchor.to.col) == (1, 16, 0, 2)


@pytest.mark.parametrize("times", [1, 9])
def test_it_is_replaced_and_not_piled_up(path, times):
    first = drawn(path)
    for _ in range(times):
        write(path, page(runs=3))
    assert drawn(path) == first
    assert len(charts(path)) == 1


def test_a_chart_that_a_program_has_stripped_of_its_name_is_known_by_its_title(path):
    rearranged(path, lambda sheet: None)
    write(path, page())
    assert len(charts(path)) == 1


def test_what_people_drew_stays_beside_it(path):
    rearranged(path, bar_chart)
    write(path, page())
    write(path, page())
    assert sorted(type(chart).__name__ for chart in charts(path)) == ["BarChart", "LineChart"]


def test_it_comes_back_where_people_deleted_it_among_their_own(path):
    def arrange(sheet):
        sheet._charts.clear()
        bar_chart(sheet)

    rearranged(path, arrange)
    write(path, page())
    assert sorted(type(chart).__name__ for chart in charts(path)) == ["BarChart", "LineChart"]


def test_it_comes_to_a_tab_that_bears_a_comment_only(path):
    def arrange(sheet):
        sheet._charts.clear()
        sheet["A1"].comment = Comment("why so low?", "PM")

    rearranged(path, arrange)
    write(path, page())
    assert len(charts(path)) == 1
    assert openpyxl.load_workbook(path)["eval-summary"]["A1"].comment.text == "why so low?"


def test_a_drawing_that_no_program_can_read_is_left_for_a_new_one(path):
    members = parts(path)
    with ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, b"<xdr:wsDr" if name.startswith("xl/drawings/drawing") else content)
    write(path, page())
    assert len(charts(path)) == 1


def test_a_strict_workbook_gets_a_strict_chart(tmp_path):
    path = tmp_path / "strict.xlsx"
    strict(path)
    write(path, page())
    written = {name: part for name, part in parts(path).items() if name.startswith(DRAWN)}
    assert len(written) == 2
    for part in written.values():
        assert b"purl.oclc.org" in ET.canonicalize(part).encode()
        assert b"schemas.openxmlformats.org" not in part


def test_every_part_is_declared_and_well_formed(path):
    types = parts(path)["[Content_Types].xml"].decode()
    for name in drawn(path):
        assert types.count(f'"/{name}"') == 1
        ET.fromstring(parts(path)[name])
