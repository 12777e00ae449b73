"""What people arrange in our tabs outlives the next write."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.worksheet.filters import CustomFilter, CustomFilters, FilterColumn, Filters

from sheet2eval.books.book import Look, OutCell, OutColumn, OwnTab, Updates
from sheet2eval.books.xlsx.book import XlsxBook
from tests.books.xlsx.updates import summary

COLUMNS = (OutColumn("id", 10), OutColumn("verdict", 11), OutColumn("score", 9))


def scores(*verdicts, columns=COLUMNS):
    """A tab of cases R1, R2, … with those verdicts, in the order of the columns."""
    rows = [[OutCell(column.header, Look.HEADER) for column in columns]]
    for number, verdict in enumerate(verdicts, 1):
        cells = {
            "id": OutCell(f"R{number}"),
            "verdict": OutCell(verdict),
            "score": OutCell(number / 4, Look.SCORE),
        }
        rows.append([cells[column.header] for column in columns])
    return OwnTab("eval-scores", columns, rows)


def write(path, *tabs):
    XlsxBook(path).write(lambda _tables: Updates(None, tabs))


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "sheet.xlsx"
    openpyxl.Workbook().save(path)
    write(path, scores("pass", "fail", None), summary())
    return path


def arranged(path, arrange, tab="eval-scores"):
    book = openpyxl.load_workbook(path)
    arrange(book[tab])
    book.save(path)


def opened(path, tab="eval-scores"):
    return openpyxl.load_workbook(path)[tab]


def hidden_rows(sheet):
    return [number for number, row in sheet.row_dimensions.items() if row.hidden]


def test_widths_and_hidden_columns(path):
    def arrange(sheet):
        sheet.column_dimensions["A"].width = 33
        sheet.column_dimensions["B"].hidden = True

    arranged(path, arrange)
    write(path, scores("pass", columns=tuple(reversed(COLUMNS))))
    look = opened(path).column_dimensions
    assert (look["C"].width, look["B"].hidden, look["A"].width) == (33, True, 9)


def test_colour_zoom_and_frozen_panes(path):
    def arrange(sheet):
        sheet.sheet_properties.tabColor = "FF112233"
        sheet.sheet_view.zoomScale = 70
        sheet.freeze_panes = "C2"

    arranged(path, arrange)
    write(path, scores("pass"))
    sheet = opened(path)
    assert sheet.sheet_properties.tabColor.rgb == "FF112233"
    assert sheet.sheet_view.zoomScale == 70
    assert sheet.freeze_panes == "C2"


def test_on_a_page_columns_are_told_by_their_place(path):
    arranged(path, lambda sheet: setattr(sheet.column_dimensions["B"], "width", 44), "eval-summary")
    write(path, summary())
    assert opened(path, "eval-summary").column_dimensions["B"].width == 44


@pytest.mark.parametrize(
    ("column", "choices", "hidden"),
    [
        ("verdict", Filters(filter=["fail"]), [2, 4]),
        ("verdict", Filters(filter=["PASS"], blank=True), [3]),
        ("verdict", Filters(blank=True), [2, 3]),
        ("score", Filters(filter=["0.50", "0.75"]), [2]),
    ],
)
def test_a_filter_goes_on_hiding_rows(path, column, choices, hidden):
    at = [each.header for each in COLUMNS].index(column)
    arranged(
        path, lambda sheet: sheet.auto_filter.filterColumn.append(FilterColumn(colId=at, filters=choices))
    )
    write(path, scores("pass", "fail", None))
    sheet = opened(path)
    assert sheet.auto_filter.ref == "A1:C4"
    assert sheet.auto_filter.filterColumn[0].colId == at
    assert sheet.auto_filter.filterColumn[0].filters.filter == choices.filter
    assert hidden_rows(sheet) == hidden


def test_a_filter_moves_with_its_column_and_looks_at_the_new_values(path):
    chosen = FilterColumn(colId=1, filters=Filters(filter=["fail"]))
    arranged(path, lambda sheet: sheet.auto_filter.filterColumn.append(chosen))
    write(path, scores("fail", "pass", columns=(COLUMNS[1], COLUMNS[0], COLUMNS[2])))
    sheet = opened(path)
    assert sheet.auto_filter.filterColumn[0].colId == 0
    assert hidden_rows(sheet) == [3]


def test_a_filter_that_only_spreadsheets_understand_stays_and_hides_nothing(path):
    rule = CustomFilters(customFilter=[CustomFilter(operator="greaterThan", val="0.3")])
    chosen = FilterColumn(colId=2, customFilters=rule)
    arranged(path, lambda sheet: sheet.auto_filter.filterColumn.append(chosen))
    write(path, scores("pass", "fail"))
    sheet = opened(path)
    assert sheet.auto_filter.filterColumn[0].customFilters.customFilter[0].val == "0.3"
    assert hidden_rows(sheet) == []
