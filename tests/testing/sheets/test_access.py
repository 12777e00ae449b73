"""Who may do what: sharing, protections, credentials; and what Drive tells of it."""

from __future__ import annotations

import pytest
import requests

from sheet2eval.testing.sheets import ACCOUNT, Access, SheetsServer

GRID = {"sheetId": 0}
PROTECTED = "You are trying to edit a protected cell or object."


def area(top, bottom, left, right):
    return {
        "sheetId": 0,
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }


def write(row, column):
    cell = {"userEnteredValue": {"stringValue": "x"}}
    start = {"sheetId": 0, "rowIndex": row, "columnIndex": column}
    return {"updateCells": {"start": start, "rows": [{"values": [cell]}], "fields": "userEnteredValue"}}


@pytest.mark.parametrize(
    ("access", "read", "written", "drive"),
    [
        (Access.OWNER, 200, 200, 200),
        (Access.WRITER, 200, 200, 200),
        (Access.READER, 200, 403, 200),
        (Access.NONE, 403, 403, 404),
    ],
)
def test_a_document_is_open_to_those_it_is_shared_with(server, api, access, read, written, drive):
    server.person(api.key).share(access)
    assert api.ask("GET", f"/v4/spreadsheets/{api.key}")[0] == read
    assert api.batch(write(0, 0))[0] == written
    code, told = api.ask("GET", f"/drive/v3/files/{api.key}", fields="capabilities(canEdit)")
    assert code == drive
    assert drive == 404 or told["capabilities"]["canEdit"] is (written == 200)


def test_refusals_are_in_googles_words(server, api):
    server.person(api.key).share(Access.NONE)
    error = {"code": 403, "message": "The caller does not have permission", "status": "PERMISSION_DENIED"}
    assert api.ask("GET", f"/v4/spreadsheets/{api.key}") == (403, {"error": error})
    error = {"code": 404, "message": "Requested entity was not found.", "status": "NOT_FOUND"}
    assert api.ask("GET", "/v4/spreadsheets/nobody") == (404, {"error": error})
    assert api.ask("GET", "/drive/v3/files/nobody")[1]["error"]["message"] == "File not found: nobody."


def test_drive_tells_of_changes_and_of_the_bin(server, api):
    seen = api.ask("GET", f"/drive/v3/files/{api.key}", fields="version,modifiedTime,trashed")[1]
    assert seen["trashed"] is False
    api.do(write(0, 0))
    server.person(api.key).trash()
    later = api.ask("GET", f"/drive/v3/files/{api.key}", fields="version,modifiedTime,trashed")[1]
    assert later["trashed"] is True
    assert (later["version"], later["modifiedTime"] > seen["modifiedTime"]) == ("2", True)
    assert api.ask("GET", f"/drive/v3/files/{api.key}")[1].keys() == {"kind", "id", "name", "mimeType"}


@pytest.mark.parametrize(
    ("cells", "request_", "refused"),
    [
        ("A1:B1", write(0, 1), True),
        ("A1:B1", write(1, 1), False),
        ("", write(9, 9), True),
        ("", {"deleteSheet": GRID}, True),
        ("", {"appendDimension": {**GRID, "dimension": "COLUMNS", "length": 1}}, True),
        ("A1:B1", {"appendDimension": {**GRID, "dimension": "COLUMNS", "length": 1}}, False),
        (
            "A:A",
            {"insertDimension": {"range": {**GRID, "dimension": "ROWS", "startIndex": 3, "endIndex": 4}}},
            True,
        ),
        (
            "A1:B1",
            {"insertDimension": {"range": {**GRID, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}}},
            False,
        ),
        (
            "B2",
            {"deleteDimension": {"range": {**GRID, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}}},
            True,
        ),
        ("B2", {"repeatCell": {"range": GRID, "cell": {}, "fields": "note"}}, True),
        ("B2", {"mergeCells": {"range": area(0, 3, 1, 2)}}, True),
        ("B2", {"sortRange": {"range": area(0, 4, 0, 2)}}, True),
        ("B2", {"setDataValidation": {"range": area(1, 2, 1, 2)}}, True),
        ("", {"updateSheetProperties": {"properties": {**GRID, "title": "mine"}, "fields": "title"}}, True),
        (
            "B2",
            {"updateSheetProperties": {"properties": {**GRID, "title": "mine"}, "fields": "title"}},
            False,
        ),
        ("B2", {"addSheet": {"properties": {"title": "other"}}}, False),
    ],
)
def test_what_a_person_protects_nobody_else_edits(server, api, cells, request_, refused):
    server.person(api.key).protect("input", cells, "Ask Ada first")
    code, body = api.batch(request_)
    assert (code == 400) is refused
    assert not refused or PROTECTED in body["error"]["message"]


def test_values_heed_protections_too(server, api):
    server.person(api.key).protect("input", "B1:B4")
    path = f"/v4/spreadsheets/{api.key}/values/input!A1"
    code, body = api.ask("PUT", path, {"values": [["x", "y"]]}, valueInputOption="RAW")
    assert (code, PROTECTED in body["error"]["message"]) == (400, True)
    assert api.ask("POST", f"/v4/spreadsheets/{api.key}/values/input:clear", {})[0] == 400


def test_who_may_edit_is_told_to_those_alone_who_may(server, api):
    server.person(api.key).protect("input", "B1:B4", "Ask Ada first")
    api.do(
        {
            "addProtectedRange": {
                "protectedRange": {"range": area(0, 1, 5, 6), "editors": {"users": ["a@b.c"]}}
            }
        }
    )
    theirs, ours = api.get()["sheets"][0]["protectedRanges"]
    assert (theirs["description"], theirs.keys() & {"editors", "requestingUserCanEdit"}) == (
        "Ask Ada first",
        set(),
    )
    assert (ours["requestingUserCanEdit"], ours["editors"]["users"]) == (True, ["a@b.c", ACCOUNT])
    api.do(write(0, 5))
    assert (
        PROTECTED
        in api.refused({"deleteProtectedRange": {"protectedRangeId": theirs["protectedRangeId"]}})[1]
    )


def test_a_protection_that_only_warns_stops_no_program_and_can_be_changed(api):
    place = {"range": GRID, "warningOnly": True}
    [reply] = api.do({"addProtectedRange": {"protectedRange": place}})
    number = reply["addProtectedRange"]["protectedRange"]["protectedRangeId"]
    change = {"protectedRangeId": number, "description": "ours"}
    api.do(write(0, 0), {"updateProtectedRange": {"protectedRange": change, "fields": "description"}})
    assert api.get()["sheets"][0]["protectedRanges"][0]["description"] == "ours"
    api.do({"deleteProtectedRange": {"protectedRangeId": number}})
    assert "protectedRanges" not in api.get()["sheets"][0]


def test_cells_left_open_in_a_protected_tab_can_be_edited(server, api):
    held = {"range": GRID, "unprotectedRanges": [area(0, 4, 3, 4)]}
    server.person(api.key).do("addProtectedRange", {"protectedRange": held})
    api.do(write(1, 3))
    assert PROTECTED in api.refused(write(1, 4))[1]


@pytest.mark.parametrize(
    ("headers", "query"),
    [({"Authorization": "Bearer x"}, {}), ({}, {"key": "x"}), ({}, {"access_token": "x"})],
)
def test_credentials_are_refused_and_noted_but_not_kept(headers, query):
    with SheetsServer() as server:
        key = server.create("T", {"input": []})
        reply = requests.get(f"{server.url}/v4/spreadsheets/{key}", headers=headers, params=query, timeout=10)
    assert (reply.status_code, reply.json()["error"]["message"]) == (
        400,
        "Credentials must never be sent to a test server.",
    )
    assert server.violations == [f"GET /v4/spreadsheets/{key} came with credentials."]
    assert server.log == []
