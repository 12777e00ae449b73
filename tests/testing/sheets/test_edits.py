"""What the kinds of edits do, and that a batch is done whole or not at all."""

from __future__ import annotations

import pytest

GRID = {"sheetId": 0}
BOLD = {"textFormat": {"bold": True}}


def cells(*lines, **cell):
    return [
        {"values": [{"userEnteredValue": {"stringValue": text}, **cell} for text in line]} for line in lines
    ]


def start(row, column):
    return {"sheetId": 0, "rowIndex": row, "columnIndex": column}


def area(top, bottom, left, right):
    return {
        "sheetId": 0,
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }


def lines(dimension, first, end):
    return {"sheetId": 0, "dimension": dimension, "startIndex": first, "endIndex": end}


@pytest.fixture
def text(server, key):
    return lambda: server.texts(key, "input")


def test_one_bad_request_and_nothing_is_done(server, key, api, text):
    before, changes = text(), server.document(key).changes
    good = {"updateCells": {"start": start(0, 0), "rows": cells(["changed"]), "fields": "userEnteredValue"}}
    rest = [
        {"addSheet": {"properties": {"title": "new"}}},
        {"insertDimension": {"range": lines("ROWS", 0, 2)}},
        {"addProtectedRange": {"protectedRange": {"range": GRID}}},
        {"mergeCells": {"range": area(0, 2, 0, 2), "mergeType": "MERGE_ALL"}},
        {"repeatCell": {"range": GRID, "cell": {"userEnteredFormat": BOLD}, "fields": "userEnteredFormat"}},
    ]
    seen = api.get(includeGridData="true")
    api.refused(good, *rest, {"deleteSheet": {"sheetId": 999}})
    assert api.get(includeGridData="true") == seen
    assert (text(), server.document(key).changes) == (before, changes)


def test_each_request_has_its_reply(api):
    replies = api.do({"insertDimension": {"range": lines("ROWS", 0, 1)}}, {"addSheet": {}})
    assert replies == [
        {},
        {
            "addSheet": {
                "properties": {
                    "sheetId": 102,
                    "title": "Sheet3",
                    "index": 2,
                    "sheetType": "GRID",
                    "gridProperties": {"rowCount": 1000, "columnCount": 26},
                }
            }
        },
    ]


def test_from_a_start_only_the_given_cells_are_written(api, text):
    api.do(
        {
            "updateCells": {
                "start": start(1, 1),
                "rows": cells(["a"], [], ["b", "c"]),
                "fields": "userEnteredValue",
            }
        }
    )
    assert text() == [["id", "input"], ["r2", "a"], ["r1", "=1+1"], ["r3", "b", "c"]]


def test_what_of_a_range_is_not_given_is_cleared(api, text):
    api.do({"updateCells": {"range": area(1, 4, 0, 2), "rows": cells(["a"]), "fields": "userEnteredValue"}})
    assert text() == [["id", "input"], ["a"]]


def test_an_edit_leaves_what_its_mask_does_not_name(api):
    look = {"userEnteredFormat": BOLD, "note": "seen"}
    api.do({"repeatCell": {"range": area(0, 1, 0, 1), "cell": look, "fields": "userEnteredFormat,note"}})
    api.do({"updateCells": {"start": start(0, 0), "rows": cells(["ID"]), "fields": "userEnteredValue"}})
    [cell] = api.get(ranges="input!A1", fields="sheets.data.rowData.values")["sheets"][0]["data"][0][
        "rowData"
    ][0]["values"]
    assert (cell["formattedValue"], cell["note"], cell["userEnteredFormat"]) == ("ID", "seen", BOLD)
    api.do({"updateCells": {"start": start(0, 0), "rows": cells(["ID"]), "fields": "*"}})
    [cell] = api.get(ranges="input!A1", fields="sheets.data.rowData.values")["sheets"][0]["data"][0][
        "rowData"
    ][0]["values"]
    assert cell.keys() == {"userEnteredValue", "effectiveValue", "formattedValue"}


def test_an_empty_text_leaves_a_cell_empty(api, text):
    api.do({"updateCells": {"start": start(1, 0), "rows": cells(["", ""]), "fields": "userEnteredValue"}})
    assert text()[1] == []


@pytest.mark.parametrize(
    ("value", "look", "shown"),
    [
        ({"numberValue": 0.935}, {"type": "PERCENT", "pattern": "0.0%"}, "93.5%"),
        ({"numberValue": 0.935}, {"type": "PERCENT"}, "93.50%"),
        ({"numberValue": 1234.5}, {"type": "NUMBER", "pattern": "#,##0"}, "1,235"),
        ({"numberValue": 0.00123}, {"type": "CURRENCY", "pattern": '"$"0.0000'}, "$0.0012"),
        ({"numberValue": 45658}, {"type": "DATE", "pattern": "yyyy-mm-dd"}, "2025-01-01"),
        ({"numberValue": 3}, None, "3"),
        ({"boolValue": True}, None, "TRUE"),
        ({"stringValue": "=1+1"}, {"type": "NUMBER", "pattern": "0.00"}, "=1+1"),
        ({"formulaValue": "=1+1"}, None, "Loading..."),
        ({"formulaValue": '=HYPERLINK("#gid=0&range=A1","input!A1")'}, None, "input!A1"),
    ],
)
def test_values_are_shown_by_their_number_format(api, text, value, look, shown):
    cell = {"userEnteredValue": value, "userEnteredFormat": {"numberFormat": look} if look else {}}
    fields = "userEnteredValue,userEnteredFormat.numberFormat"
    api.do({"updateCells": {"start": start(0, 0), "rows": [{"values": [cell]}], "fields": fields}})
    assert text()[0][0] == shown


def test_rows_and_columns_come_and_go_with_what_lies_upon_them(server, api, text):
    api.do(
        {"mergeCells": {"range": area(1, 3, 0, 1), "mergeType": "MERGE_ALL"}},
        {"addConditionalFormatRule": {"rule": {"ranges": [area(1, 4, 1, 2)], "booleanRule": {"condition": {"type": "BLANK"}}}}},
        {"addProtectedRange": {"protectedRange": {"range": area(0, 1, 0, 2), "warningOnly": True}}},
        {"setBasicFilter": {"filter": {"range": area(0, 4, 0, 2)}}},
        {"updateDimensionProperties": {"range": lines("ROWS", 3, 4), "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}},
        {"insertDimension": {"range": lines("COLUMNS", 1, 3)}},
        {"insertDimension": {"range": lines("ROWS", 2, 3)}},
    )  # fmt: skip
    assert text() == [
        ["id", "", "", "input"],
        ["r2", "", "", "Remind me at 7"],
        [],
        ["", "", "", "=1+1"],
        ["r3", "", "", "007"],
    ]
    sheet = api.get(includeGridData="true")["sheets"][0]
    assert sheet["merges"] == [
        {"startRowIndex": 1, "endRowIndex": 4, "startColumnIndex": 0, "endColumnIndex": 1}
    ]
    assert sheet["conditionalFormats"][0]["ranges"][0]["startColumnIndex"] == 3
    assert sheet["protectedRanges"][0]["range"]["endColumnIndex"] == 4
    assert (
        sheet["basicFilter"]["range"]["endRowIndex"],
        sheet["properties"]["gridProperties"]["columnCount"],
    ) == (5, 28)
    assert [row.get("hiddenByUser") for row in sheet["data"][0]["rowMetadata"][:5]] == [
        None,
        None,
        None,
        None,
        True,
    ]
    api.do(
        {"deleteDimension": {"range": lines("ROWS", 1, 4)}},
        {"deleteDimension": {"range": lines("COLUMNS", 3, 4)}},
    )
    sheet = api.get()["sheets"][0]
    assert text() == [["id"], ["r3"]]
    assert not {"merges", "conditionalFormats"} & sheet.keys()


def test_a_smaller_grid_loses_what_is_outside(api, text):
    size = {"properties": {"sheetId": 0, "gridProperties": {"rowCount": 2, "columnCount": 1}}}
    api.do({"updateSheetProperties": {**size, "fields": "gridProperties(rowCount,columnCount)"}})
    assert text() == [["id"], ["r2"]]
    assert api.get()["sheets"][0]["properties"]["gridProperties"] == {"rowCount": 2, "columnCount": 1}


def test_tabs_are_renamed_moved_and_frozen(api):
    properties = {"sheetId": 0, "title": "Input", "index": 1, "gridProperties": {"frozenRowCount": 1}}
    api.do(
        {
            "updateSheetProperties": {
                "properties": properties,
                "fields": "title,index,gridProperties.frozenRowCount",
            }
        }
    )
    [_, sheet] = api.get()["sheets"]
    assert sheet["properties"] == {
        "sheetId": 0,
        "title": "Input",
        "index": 1,
        "sheetType": "GRID",
        "gridProperties": {"rowCount": 1000, "columnCount": 26, "frozenRowCount": 1},
    }


def test_the_last_tab_in_sight_stays(api):
    api.do({"updateSheetProperties": {"properties": {"sheetId": 101, "hidden": True}, "fields": "hidden"}})
    assert "remove all the visible sheets" in api.refused({"deleteSheet": {"sheetId": 0}})[1]


def test_sorting_puts_numbers_before_texts_and_empty_cells_last(api, text):
    rows = [
        {"values": [{"userEnteredValue": value}]}
        for value in ({"stringValue": "b"}, {"stringValue": "A"}, {"numberValue": 9})
    ]
    api.do({"updateCells": {"start": start(0, 2), "rows": rows, "fields": "userEnteredValue"}})
    for order, ids in (("ASCENDING", ["r1", "r2", "id", "r3"]), ("DESCENDING", ["id", "r2", "r1", "r3"])):
        spec = {"dimensionIndex": 2, "sortOrder": order}
        api.do({"sortRange": {"range": area(0, 4, 0, 3), "sortSpecs": [spec]}})
        assert [row[0] for row in text()] == ids


def test_merging_keeps_the_first_value_and_every_look(api, text):
    api.do(
        {
            "repeatCell": {
                "range": area(1, 3, 0, 1),
                "cell": {"userEnteredFormat": BOLD},
                "fields": "userEnteredFormat",
            }
        }
    )
    api.do({"mergeCells": {"range": area(1, 3, 0, 1), "mergeType": "MERGE_ALL"}})
    assert [row[0] for row in text()] == ["id", "r2", "", "r3"]
    assert "select all cells in a merged range" in api.refused({"mergeCells": {"range": area(2, 4, 0, 1)}})[1]
    api.do({"unmergeCells": {"range": area(1, 3, 0, 1)}})
    assert "merges" not in api.get()["sheets"][0]


def test_dropdowns_come_and_go(api):
    rule = {
        "condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "pass"}]},
        "showCustomUi": True,
    }
    place = area(1, 3, 3, 4)

    def dropdowns():
        seen = api.get(ranges="input!D1:D4", fields="sheets.data.rowData.values.dataValidation")
        rows = seen["sheets"][0]["data"][0].get("rowData", [])
        return [cell.get("dataValidation") for row in rows for cell in row.get("values", [])]

    api.do({"setDataValidation": {"range": place, "rule": rule}})
    assert dropdowns() == [rule, rule]
    api.do({"setDataValidation": {"range": place}})
    assert dropdowns() == []


def test_charts_come_change_and_go(api):
    chart = {"spec": {"title": "rate"}, "position": {"overlayPosition": {"anchorCell": start(5, 1)}}}
    [reply] = api.do({"addChart": {"chart": chart}})
    number = reply["addChart"]["chart"]["chartId"]
    api.do({"updateChartSpec": {"chartId": number, "spec": {"title": "pass rate"}}})
    [held] = api.get()["sheets"][0]["charts"]
    assert held["spec"] == {"title": "pass rate"}
    assert held["position"]["overlayPosition"]["anchorCell"] == {"rowIndex": 5, "columnIndex": 1}
    api.do({"deleteEmbeddedObject": {"objectId": number}})
    assert "charts" not in api.get()["sheets"][0]


def test_a_new_spreadsheet_has_the_tabs_that_were_asked_for(server, api):
    sheets = [{"properties": {"title": "input"}}, {"properties": {"title": "notes", "sheetId": 8}}]
    code, made = api.ask("POST", "/v4/spreadsheets", {"properties": {"title": "New"}, "sheets": sheets})
    assert (code, made["properties"]["title"]) == (200, "New")
    tabs = [(sheet["properties"]["sheetId"], sheet["properties"]["title"]) for sheet in made["sheets"]]
    assert tabs == [(0, "input"), (8, "notes")]
    assert server.texts(made["spreadsheetId"], "input") == []
    _, plain = api.ask("POST", "/v4/spreadsheets", {})
    assert [sheet["properties"]["title"] for sheet in plain["sheets"]] == ["Sheet1"]


def test_a_new_spreadsheet_is_made_whole_or_not_at_all(api):
    before = api.ask("GET", "/drive/v3/files")
    twice = [{"properties": {"title": "input"}}, {"properties": {"title": "input"}}]
    assert api.ask("POST", "/v4/spreadsheets", {"sheets": twice})[0] == 400
    code, body = api.ask("POST", "/v4/spreadsheets", {"sheets": [{"data": [{}]}]})
    assert (code, body["error"]["message"]) == (
        501,
        "This test server does not know how to make a spreadsheet with data.",
    )
    assert api.ask("GET", "/drive/v3/files") == before


def test_a_batch_can_be_answered_with_what_became_of_the_document(api):
    path = f"/v4/spreadsheets/{api.key}:batchUpdate"
    body = {
        "requests": [{"insertDimension": {"range": lines("ROWS", 0, 1)}}],
        "includeSpreadsheetInResponse": True,
        "responseRanges": ["input!A1:A3"],
        "responseIncludeGridData": True,
    }
    told = api.ask("POST", path, body)[1]["updatedSpreadsheet"]
    [sheet] = told["sheets"]
    assert (told["properties"]["title"], sheet["data"][0]["rowData"][0]) == ("Reminders", {})
    masked = "updatedSpreadsheet.sheets(properties.sheetId,data.rowData.values.formattedValue)"
    rows = [{}, {}, {"values": [{"formattedValue": "id"}]}]
    assert api.ask("POST", path, body, fields=masked)[1] == {
        "updatedSpreadsheet": {"sheets": [{"properties": {"sheetId": 0}, "data": [{"rowData": rows}]}]}
    }


@pytest.mark.parametrize(
    ("dimension", "like_before", "bold"),
    [("ROWS", True, True), ("ROWS", False, False), ("COLUMNS", True, True), ("COLUMNS", False, False)],
)
def test_new_rows_and_columns_look_like_their_neighbours(server, api, dimension, like_before, bold):
    api.do(
        {
            "repeatCell": {
                "range": area(0, 1, 0, 1),
                "cell": {"userEnteredFormat": BOLD},
                "fields": "userEnteredFormat",
            }
        }
    )
    api.do({"insertDimension": {"range": lines(dimension, 1, 3), "inheritFromBefore": like_before}})
    tab = server.document(api.key).tabs[0]
    places = [(1, 0), (2, 0)] if dimension == "ROWS" else [(0, 1), (0, 2)]
    assert [tab.cell(*place) for place in places] == [{"userEnteredFormat": BOLD} if bold else {}] * 2
