"""Requests that Google would refuse: by its discovery document, and by rules that stand nowhere in it."""

from __future__ import annotations

import json

import pytest

from sheet2eval.testing.sheets import discovery
from sheet2eval.testing.sheets.operations import OPERATIONS
from sheet2eval.testing.sheets.requests import KINDS

GRID = {"sheetId": 0}
ADD = {"addSheet": {"properties": {"title": "new"}}}
CELL = {"userEnteredValue": {"stringValue": "x"}}


def test_the_tests_have_googles_description():
    assert discovery.document("sheets.v4")["name"] == "sheets"
    assert discovery.document("drive.v3")["name"] == "drive"


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_each_operation_is_one_of_googles(operation):
    described = discovery.method(operation.api, operation.id)
    assert described["httpMethod"] == operation.http
    assert described.get("request", {}).get("$ref") == operation.takes
    assert described["response"]["$ref"] == operation.gives


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_edit_is_one_of_googles(kind):
    assert kind in discovery.document("sheets.v4")["schemas"]["Request"]["properties"]


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({}, "'requests[0]' (oneof), no kind is set"),
        ({**ADD, "deleteSheet": {"sheetId": 0}}, "Cannot set 'deleteSheet'"),
        ({"addShet": {}}, "Unknown name \"addShet\" at 'requests[0]': Cannot find field."),
        ({"addSheet": {"properties": {"titel": "x"}}}, "Unknown name \"titel\" at 'requests[0].add_sheet.properties'"),
        ({"addSheet": {"properties": {"title": 7}}}, "Invalid value at 'requests[0].add_sheet.properties.title': 7"),
        ({"addSheet": {"properties": {"sheetId": True}}}, "Invalid value at 'requests[0].add_sheet.properties.sheet_id'"),
        ({"addSheet": {"properties": {"sheetType": "PAPER"}}}, "Invalid value at"),
        ({"addSheet": "new"}, "Invalid value at 'requests[0].add_sheet'"),
        ({"updateCells": {"start": GRID, "rows": [{"values": [{"value": "x"}]}]}}, "requests[0].update_cells.rows[0].values[0]"),
        ({"appendDimension": {"sheetId": 0, "dimension": "DIAGONALS", "length": 1}}, "Invalid value at"),
    ],
)  # fmt: skip
def test_names_types_and_words_are_those_of_the_discovery_document(api, request_, said):
    code, message = api.refused(request_)
    assert (code, said in message) == (400, True), message


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({"addSheet": {"properties": {"title": "INPUT"}}}, 'A sheet with the name "INPUT" already exists.'),
        ({"addSheet": {"properties": {"title": ""}}}, "Sheet name cannot be empty"),
        ({"addSheet": {"properties": {"sheetId": 101}}}, "Sheet with id 101 already exists"),
        ({"addSheet": {"properties": {"gridProperties": {"rowCount": 500_000, "columnCount": 26}}}}, "above the limit of 10000000 cells"),
        ({"addSheet": {"properties": {"gridProperties": {"rowCount": 0}}}}, "rowCount must be at least 1"),
        ({"addSheet": {"properties": {"gridProperties": {"rowCount": 1, "frozenRowCount": 1}}}}, "freeze all visible rows"),
        ({"deleteSheet": {"sheetId": 5}}, "No sheet with id: 5"),
        ({"updateSheetProperties": {"properties": {"title": "x"}}}, "At least one field must be listed in 'fields'"),
        ({"updateSheetProperties": {"fields": "title"}}, "Missing required field: properties"),
        ({"updateSheetProperties": {"properties": {"title": "x"}, "fields": "title, hidden"}}, "invalid argument"),
        ({"updateSheetProperties": {"properties": {"title": "x"}, "fields": "name"}}, "invalid argument"),
        ({"updateCells": {"start": {"sheetId": 9}, "fields": "*"}}, "No grid with id: 9"),
        ({"updateCells": {"fields": "*"}}, "Missing required field: start"),
        ({"updateCells": {"start": GRID, "range": GRID, "fields": "*"}}, "oneof field 'area' is already set"),
        ({"updateCells": {"start": {**GRID, "rowIndex": 1000}, "fields": "*"}}, "GridCoordinate.rowIndex[1000] is after last row in grid[999]"),
        ({"updateCells": {"start": {**GRID, "columnIndex": 26}, "fields": "*"}}, "GridCoordinate.columnIndex[26] is after last column in grid[25]"),
        ({"updateCells": {"start": {**GRID, "rowIndex": 999}, "rows": [{"values": [CELL]}] * 2, "fields": "*"}}, "Attempting to write row: 1000, beyond the last requested row of: 999"),
        ({"updateCells": {"range": {**GRID, "endColumnIndex": 1}, "rows": [{"values": [CELL, CELL]}], "fields": "*"}}, "Attempting to write column: 1, beyond the last requested column of: 0"),
        ({"updateCells": {"start": GRID, "rows": [{"values": [{"userEnteredValue": {"stringValue": "x" * 50_001}}]}], "fields": "*"}}, "more than the maximum of 50000 characters in a single cell"),
        ({"updateCells": {"start": GRID, "rows": [{"values": [{"userEnteredValue": {"stringValue": "x", "numberValue": 1}}]}], "fields": "*"}}, "(oneof), both set: numberValue and stringValue"),
        ({"repeatCell": {"cell": CELL, "fields": "*"}}, "GridRange must be specified"),
        ({"repeatCell": {"range": {**GRID, "startRowIndex": 3, "endRowIndex": 2}, "cell": CELL, "fields": "*"}}, "must not lie before"),
        ({"repeatCell": {"range": {**GRID, "startRowIndex": 1000}, "cell": CELL, "fields": "*"}}, "is after last row in grid[999]"),
        ({"repeatCell": {"range": {**GRID, "endRowIndex": 1001}, "cell": CELL, "fields": "*"}}, "exceeds grid limits. Max rows: 1000, max columns: 26"),
        ({"setDataValidation": {"range": GRID, "rule": {"strict": True}}}, "rule.condition.type must be specified"),
        ({"appendDimension": {"sheetId": 0, "length": 1}}, "Invalid dimension"),
        ({"appendDimension": {"sheetId": 0, "dimension": "ROWS"}}, "length must be at least 1"),
        ({"insertDimension": {"range": {**GRID, "dimension": "ROWS", "startIndex": 1001, "endIndex": 1002}}}, "startIndex[1001] is too large"),
        ({"insertDimension": {"range": {**GRID, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}, "inheritFromBefore": True}}, "inheritFromBefore cannot be true"),
        ({"deleteDimension": {"range": {**GRID, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 26}}}, "You can't delete all the columns on the sheet"),
        ({"addConditionalFormatRule": {"rule": {"booleanRule": {"condition": {"type": "BLANK"}}}}}, "ranges must be given"),
        ({"addConditionalFormatRule": {"rule": {"ranges": [GRID]}}}, "Exactly one of booleanRule and gradientRule"),
        ({"deleteConditionalFormatRule": {"sheetId": 0, "index": 0}}, "No conditional format on sheet: 0 at index: 0"),
        ({"addProtectedRange": {"protectedRange": {"warningOnly": True}}}, "Missing required field: range"),
        ({"deleteProtectedRange": {"protectedRangeId": 5}}, "No protected range with id: 5"),
        ({"addChart": {"chart": {"position": {"newSheet": True}}}}, "Missing required field: spec"),
        ({"deleteEmbeddedObject": {"objectId": 5}}, "No object with id: 5"),
        ({"setBasicFilter": {"filter": {}}}, "Missing required field: range"),
        ({"createDeveloperMetadata": {"developerMetadata": {"metadataKey": "k", "location": GRID}}}, "visibility must be specified"),
        ({"createDeveloperMetadata": {"developerMetadata": {"visibility": "DOCUMENT", "location": GRID}}}, "metadataKey must be specified"),
        ({"createDeveloperMetadata": {"developerMetadata": {"metadataKey": "k", "visibility": "DOCUMENT", "location": {}}}}, "Exactly one of spreadsheet, sheetId and dimensionRange"),
        ({"createDeveloperMetadata": {"developerMetadata": {"metadataKey": "k", "visibility": "DOCUMENT", "location": {"dimensionRange": {**GRID, "dimension": "ROWS"}}}}}, "must represent a single row or column"),
    ],
)  # fmt: skip
def test_rules_that_no_document_tells(api, request_, said):
    code, message = api.refused(ADD, request_)
    assert (code, said in message) == (400, True), message
    assert message.startswith("Invalid requests[1].")
    assert [tab["properties"]["title"] for tab in api.get()["sheets"]] == ["input", "notes & more"]


def test_a_batch_must_hold_something(api):
    assert api.refused() == (400, "Must specify at least one request.")


def test_what_this_server_does_not_know_is_told_apart_from_what_google_refuses(api):
    assert api.refused({"addBanding": {}}) == (
        501,
        "This test server does not know requests of the kind addBanding.",
    )


@pytest.mark.parametrize(
    ("path", "query", "said"),
    [
        ("", {"fields": "sheets(properties, merges)"}, "invalid argument"),
        ("", {"fields": "sheets.title"}, "invalid argument"),
        ("", {"includeGridDate": "true"}, 'Unknown name "includeGridDate"'),
        ("", {"includeGridData": "yes"}, "Invalid value at 'includeGridData'"),
        ("", {"ranges": "nowhere!A1"}, "Unable to parse range: nowhere!A1"),
        (
            "/values:batchGet",
            {"ranges": ["input!A1", "input!A1001"]},
            "Range (input!A1001) exceeds grid limits. Max rows: 1000",
        ),
        ("/values/input!A1", {"valueRenderOption": "PRETTY"}, "Invalid value at 'valueRenderOption'"),
        ("/values/input!A1", {"ranges": "input"}, 'Unknown name "ranges"'),
        ("/values/input!A1:B2:C3", {}, "Unable to parse range"),
    ],
)
def test_reads_that_are_refused(api, path, query, said):
    code, body = api.ask("GET", f"/v4/spreadsheets/{api.key}{path}", **query)
    assert (code, body["error"]["status"], said in body["error"]["message"]) == (
        400,
        "INVALID_ARGUMENT",
        True,
    ), body


@pytest.mark.parametrize("sent", [b"{", b"[]", b'"x"', b"\xff"])
def test_a_body_that_is_no_json_object_is_refused(api, sent):
    reply = api.session.post(f"{api.root}/v4/spreadsheets/{api.key}:batchUpdate", data=sent)
    assert (reply.status_code, "Invalid JSON payload" in reply.json()["error"]["message"]) == (400, True)


@pytest.mark.parametrize(("http", "path"), [("POST", "/"), ("GET", "/v5/spreadsheets/x")])
def test_other_paths_are_not_there(server, api, http, path):
    assert api.ask(http, path)[0] == 404
    assert server.log[-1].operation is None


@pytest.mark.parametrize(
    ("http", "path", "body"),
    [
        ("POST", ":getByDataFilter", {}),
        ("POST", "/values:batchUpdateByDataFilter", {}),
        ("POST", "/values:batchUpdate", {"valueInputOption": "RAW", "includeValuesInResponse": True}),
        ("POST", ":batchUpdate", {"requests": [{"addNamedRange": {}}]}),
        ("POST", "/developerMetadata:search", {"dataFilters": [{"a1Range": "A1"}]}),
    ],
)
def test_what_is_not_modelled_is_no_fault_of_the_caller(api, http, path, body):
    code, told = api.ask(http, f"/v4/spreadsheets/{api.key}{path}", body)
    assert (code, told["error"]["status"]) == (501, "UNIMPLEMENTED")


def test_answers_are_as_google_describes_them(server, api):
    """Each answer of the other tests' usual requests is held against its own schema."""
    column = {"dimensionRange": {**GRID, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}}
    mark = {"metadataKey": "k", "visibility": "DOCUMENT"}
    rule = {"ranges": [GRID], "booleanRule": {"condition": {"type": "BLANK"}, "format": {}}}
    anchor = {"overlayPosition": {"anchorCell": {**GRID, "rowIndex": 1}}}
    edits = [
        ADD,
        {"addConditionalFormatRule": {"rule": rule}},
        {"addProtectedRange": {"protectedRange": {"range": GRID, "warningOnly": True}}},
        {"addChart": {"chart": {"spec": {"title": "rate"}, "position": anchor}}},
        {"setBasicFilter": {"filter": {"range": GRID}}},
        *({"createDeveloperMetadata": {"developerMetadata": {**mark, "location": place}}}
          for place in ({"sheetId": 0}, {"spreadsheet": True}, column)),
        {"deleteConditionalFormatRule": {"sheetId": 0, "index": 0}},
    ]  # fmt: skip
    answers = {
        "BatchUpdateSpreadsheetResponse": api.batch(*edits)[1],
        "Spreadsheet": api.get(includeGridData="true"),
        "BatchGetValuesResponse": api.get("/values:batchGet", ranges="input"),
        "SearchDeveloperMetadataResponse": api.ask(
            "POST",
            f"/v4/spreadsheets/{api.key}/developerMetadata:search",
            {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "k"}}]},
        )[1],
    }
    for schema, answer in answers.items():
        assert "error" not in answer, answer
        discovery.check_body("sheets.v4", schema, answer)
    assert len(answers["SearchDeveloperMetadataResponse"]["matchedDeveloperMetadata"]) == 3
    assert '"sheetId": 0' not in json.dumps(answers["BatchUpdateSpreadsheetResponse"])
    discovery.check_body("drive.v3", "File", api.ask("GET", f"/drive/v3/files/{api.key}", fields="*")[1])
    assert [entry.status for entry in server.log[-5:]] == [200] * 5


def test_without_googles_package_requests_are_taken_as_they_come(api, monkeypatch):
    monkeypatch.setattr(discovery, "document", lambda name: None)
    assert api.do(ADD)[0]["addSheet"]["properties"]["title"] == "new"
    assert api.get(fields="sheets.title") == {"sheets": [{}, {}, {}]}
