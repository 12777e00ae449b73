"""Plain values: what is read of them, what becomes of those that are written."""

from __future__ import annotations

import pytest

from sheet2eval.testing.sheets.cells import shown, typed, updated


def put(api, range_, values, option="RAW", **rest):
    code, body = api.ask(
        "PUT",
        f"/v4/spreadsheets/{api.key}/values/{range_}",
        {"values": values, **rest},
        valueInputOption=option,
    )
    return body if code == 200 else (code, body["error"]["message"])


def test_reads_leave_out_empty_rows_and_cells_at_the_end(api):
    put(api, "input!D3", [["x", "", None], [""], ["", "y"]])
    assert api.get("/values:batchGet", ranges=["input", "input!C1:F9", "input!F1:G2"])["valueRanges"] == [
        {
            "range": "input!A1:Z1000",
            "majorDimension": "ROWS",
            "values": [
                ["id", "input"],
                ["r2", "Remind me at 7"],
                ["r1", "=1+1", "", "x"],
                ["r3", "007"],
                ["", "", "", "", "y"],
            ],
        },
        {"range": "input!C1:F9", "majorDimension": "ROWS", "values": [[], [], ["", "x"], [], ["", "", "y"]]},
        {"range": "input!F1:G2", "majorDimension": "ROWS"},
    ]


def test_columns_can_be_read_and_written_as_lines(api):
    put(api, "input!D1", [["a", "b"], ["c"]], majorDimension="COLUMNS")
    assert api.values("input!D1:E2") == [["a", "c"], ["b"]]
    assert api.values("input!D1:E2", majorDimension="COLUMNS") == [["a", "b"], ["c"]]


def test_none_leaves_a_cell_alone_and_an_empty_text_clears_it(api):
    put(api, "input!A2:B3", [[None, "new"], ["", None]])
    assert api.values("input!A2:B3") == [["r2", "new"], ["", "=1+1"]]


TYPED = [
    ("0012", {"numberValue": 12}, "12"),
    ("1,234.50", {"numberValue": 1234.5}, "1234.5"),
    ("-3", {"numberValue": -3}, "-3"),
    ("+3", {"numberValue": 3}, "3"),
    (".5", {"numberValue": 0.5}, "0.5"),
    ("1e3", {"numberValue": 1000}, "1000"),
    ("50%", {"numberValue": 0.5}, "50%"),
    ("$5", {"numberValue": 5}, "$5.00"),
    ("true", {"boolValue": True}, "TRUE"),
    ("1/2/2025", {"numberValue": 45659}, "1/2/2025"),
    ("2025-01-02", {"numberValue": 45659}, "2025-01-02"),
    ("7:00 PM", {"numberValue": 19 / 24}, "7:00 PM"),
    ("19:30", {"numberValue": 19.5 / 24}, "19:30"),
    ("=1+1", {"formulaValue": "=1+1"}, "Loading..."),
    ("+cmd|x", {"formulaValue": "=+cmd|x"}, "Loading..."),
    ("-cmd", {"formulaValue": "=-cmd"}, "Loading..."),
    ("'0012", {"stringValue": "0012"}, "0012"),
    ("'=1+1", {"stringValue": "=1+1"}, "=1+1"),
    ("=", {"stringValue": "="}, "="),
    ("@name", {"stringValue": "@name"}, "@name"),
    ("13/45/2025", {"stringValue": "13/45/2025"}, "13/45/2025"),
    ("25:00", {"stringValue": "25:00"}, "25:00"),
    ("1,2,3", {"stringValue": "1,2,3"}, "1,2,3"),
    ("- milk", {"formulaValue": "=- milk"}, "Loading..."),
]


@pytest.mark.parametrize(("text", "value", "seen"), TYPED)
def test_what_a_person_types_is_read_and_what_a_program_gives_is_not(api, text, value, seen):
    put(api, "input!D1", [[text, text]], "USER_ENTERED")
    put(api, "input!E1", [[text]])
    assert api.values("input!D1:E1") == [[seen, text]]
    found, _ = typed(text, {})
    assert found == value


def test_a_cell_that_is_formatted_as_text_takes_all_as_text():
    standing = {"userEnteredFormat": {"numberFormat": {"type": "TEXT"}}}
    assert typed("0012", standing) == ({"stringValue": "0012"}, None)


def test_other_ways_to_see_a_value(api):
    put(api, "input!D1", [["7:00 PM", "=A1", "50%", "TRUE"]], "USER_ENTERED")
    assert api.values("input!D1:G1", valueRenderOption="UNFORMATTED_VALUE") == [
        [19 / 24, "Loading...", 0.5, True]
    ]
    assert api.values("input!D1:G1", valueRenderOption="FORMULA") == [[19 / 24, "=A1", 0.5, True]]


def test_numbers_and_truth_are_written_as_such(api):
    put(api, "input!D1", [[1, 2.5, True]])
    assert api.values("input!D1:F1", valueRenderOption="UNFORMATTED_VALUE") == [[1, 2.5, True]]


@pytest.mark.parametrize(
    ("range_", "values", "option", "said"),
    [
        ("input!A1", [["x"]], "", "'valueInputOption' is required"),
        ("input!A1:B1", [["x"], ["y"]], "RAW", "Requested writing within range [input!A1:B1], but tried writing to row [2]"),
        ("input!A1:B1", [["x"] * 3], "RAW", "tried writing to column [3]"),
        ("input!Z1", [["x", "y"]], "RAW", "Range (input!Z1:AA1) exceeds grid limits"),
        ("input!A1", [["x" * 50_001]], "RAW", "more than the maximum of 50000 characters"),
        ("input!A1", [[{"x": 1}]], "RAW", "cannot be written"),
        ("nowhere!A1", [["x"]], "RAW", "Unable to parse range: nowhere!A1"),
    ],
)  # fmt: skip
def test_writes_that_are_refused_leave_all_as_it_was(server, api, range_, values, option, said):
    before = server.texts(api.key, "input")
    query = {"valueInputOption": option} if option else {}
    data = {"data": [{"range": "input!A1", "values": [["done"]]}, {"range": range_, "values": values}]}
    code, body = api.ask("POST", f"/v4/spreadsheets/{api.key}/values:batchUpdate", {**data, **query})
    assert (code, said in body["error"]["message"]) == (400, True), body
    assert server.texts(api.key, "input") == before


def test_a_cell_takes_50_000_characters(api):
    assert put(api, "input!A1", [["x" * 50_000]])["updatedCells"] == 1


def test_an_answer_says_what_was_changed(api):
    data = [
        {"range": "input!C1", "values": [["a", None]]},
        {"range": "'notes & more'!A2:B3", "values": [["b"], ["c"]]},
    ]
    body = {"valueInputOption": "RAW", "data": data}
    assert api.ask("POST", f"/v4/spreadsheets/{api.key}/values:batchUpdate", body) == (
        200,
        {
            "spreadsheetId": api.key,
            "totalUpdatedRows": 3,
            "totalUpdatedColumns": 3,
            "totalUpdatedCells": 3,
            "responses": [
                {"spreadsheetId": api.key, "updatedRange": "input!C1:D1", "updatedRows": 1, "updatedColumns": 2, "updatedCells": 1},
                {"spreadsheetId": api.key, "updatedRange": "'notes & more'!A2:A3", "updatedRows": 2, "updatedColumns": 1, "updatedCells": 2},
            ],
        },
    )  # fmt: skip


def test_clearing_takes_the_values_and_leaves_the_looks(api):
    put(api, "input!D1", [["50%"]], "USER_ENTERED")
    code, body = api.ask(
        "POST", f"/v4/spreadsheets/{api.key}/values:batchClear", {"ranges": ["input!D1", "input!A2:A4"]}
    )
    assert (code, body["clearedRanges"]) == (200, ["input!D1", "input!A2:A4"])
    put(api, "input!D1", [[0.25]])
    assert api.values("input!D1") == [["25%"]]
    assert api.values("input!A1:A9") == [["id"]]


def test_a_full_tab_grows_when_rows_are_appended(api):
    api.do({"updateSheetProperties": {"properties": {"sheetId": 0, "gridProperties": {"rowCount": 4}}, "fields": "gridProperties.rowCount"}})  # fmt: skip
    path = f"/v4/spreadsheets/{api.key}/values/input:append"
    code, body = api.ask("POST", path, {"values": [["r4"], ["r5"]]}, valueInputOption="RAW")
    assert (code, body["updates"]["updatedRange"]) == (200, "input!A5:A6")
    assert api.get()["sheets"][0]["properties"]["gridProperties"]["rowCount"] == 6


def test_a_new_value_forgets_what_the_formula_came_to():
    cell = {"userEnteredValue": {"formulaValue": "=A1"}, "effectiveValue": {"errorValue": {"type": "REF"}}}
    assert shown(cell) == "#REF!"
    after = updated(cell, {"userEnteredValue": {"formulaValue": "=A2"}}, {"userEnteredValue": {}})
    assert shown(after) == "Loading..."
