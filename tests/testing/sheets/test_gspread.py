"""gspread itself, which knows Google and nothing of this server."""

from __future__ import annotations

import gspread
import pytest


@pytest.fixture
def book(client, key):
    return client.open_by_key(key)


def test_it_opens_lists_and_reads(book):
    assert book.title == "Reminders"
    assert [(tab.title, tab.id, tab.row_count) for tab in book.worksheets()] == [
        ("input", 0, 1000),
        ("notes & more", 101, 1000),
    ]
    assert book.worksheet("input").get_all_values() == [
        ["id", "input"],
        ["r2", "Remind me at 7"],
        ["r1", "=1+1"],
        ["r3", "007"],
    ]
    assert book.worksheet("notes & more").get_all_records() == []


def test_what_is_written_raw_stays_text_and_what_is_typed_is_read(book):
    tab = book.worksheet("notes & more")
    tab.update([["0012", "=A1"]], "A2")
    tab.update([["0012", "=A1"]], "A3", value_input_option="USER_ENTERED")
    assert tab.get("A2:B3") == [["0012", "=A1"], ["12", "Loading..."]]
    assert tab.acell("B3", value_render_option="FORMULA").value == "=A1"


def test_rows_are_inserted_and_appended(book):
    tab = book.worksheet("input")
    tab.insert_rows([["r0", "first"]], 2)
    tab.append_rows([["r4", "last"]])
    assert [row[0] for row in tab.get_all_values()] == ["id", "r0", "r2", "r1", "r3", "r4"]


def test_tabs_come_and_go(book):
    added = book.add_worksheet("eval-scores", rows=5, cols=3)
    added.update_cell(5, 3, "corner")
    with pytest.raises(gspread.exceptions.APIError, match=r"already exists\. Please enter another name"):
        book.add_worksheet("Eval-Scores", rows=1, cols=1)
    with pytest.raises(
        gspread.exceptions.APIError, match=r"exceeds grid limits\. Max rows: 5, max columns: 3"
    ):
        added.update_cell(6, 1, "too far")
    book.del_worksheet(added)
    assert [tab.title for tab in book.worksheets()] == ["input", "notes & more"]


def test_several_ranges_in_one_request(book):
    book.worksheet("input").batch_update(
        [{"range": "C1", "values": [["a"]]}, {"range": "C2", "values": [["b"]]}]
    )
    assert book.values_batch_get(["input!C1:C2", "'notes & more'!A1"])["valueRanges"] == [
        {"range": "input!C1:C2", "majorDimension": "ROWS", "values": [["a"], ["b"]]},
        {"range": "'notes & more'!A1", "majorDimension": "ROWS", "values": [["id"]]},
    ]


def test_its_other_edits_are_understood(book):
    tab = book.worksheet("input")
    tab.format("A1:B1", {"textFormat": {"bold": True}})
    tab.freeze(rows=1)
    tab.merge_cells("A2:A3")
    tab.set_basic_filter("A1:B4")
    tab.add_protected_range("B1:B4", editor_users_emails=["a@example.com"])
    tab.resize(rows=20)
    tab.sort((1, "asc"), range="A2:B4")
    tab.batch_clear(["B2:B4"])
    tab.hide_rows(1, 2)
    tab.update_title("cases")
    [sheet, _] = book.fetch_sheet_metadata()["sheets"]
    assert sheet["properties"]["title"] == "cases"
    assert sheet["properties"]["gridProperties"] == {"rowCount": 20, "columnCount": 26, "frozenRowCount": 1}
    assert sheet["merges"][0] == {
        "startRowIndex": 1,
        "endRowIndex": 3,
        "startColumnIndex": 0,
        "endColumnIndex": 1,
    }
    assert {"basicFilter", "protectedRanges"} <= sheet.keys()


def test_a_document_is_made_by_drive_and_found_by_its_name(client):
    made = client.create("New one")
    assert [tab.title for tab in made.worksheets()] == ["Sheet1"]
    assert client.open("New one").id == made.id


def test_a_key_that_nobody_has_is_not_found(client):
    with pytest.raises(gspread.SpreadsheetNotFound):
        client.open_by_key("nobody")
