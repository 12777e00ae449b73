"""Developer metadata: where it is put, how it moves, how it is found."""

from __future__ import annotations

import pytest


def column(index):
    return {
        "dimensionRange": {"sheetId": 0, "dimension": "COLUMNS", "startIndex": index, "endIndex": index + 1}
    }


def create(key, location, value="1"):
    entry = {"metadataKey": key, "metadataValue": value, "visibility": "DOCUMENT", "location": location}
    return {"createDeveloperMetadata": {"developerMetadata": entry}}


@pytest.fixture
def marked(api):
    api.do(
        create("sheet", {"spreadsheet": True}),
        create("tab", {"sheetId": 0}),
        create("tab", {"sheetId": 101}),
        create("column", column(1)),
    )
    return api


def found(api, **lookup):
    path = f"/v4/spreadsheets/{api.key}/developerMetadata:search"
    code, body = api.ask("POST", path, {"dataFilters": [{"developerMetadataLookup": lookup}]})
    assert code == 200, body
    return [match["developerMetadata"] for match in body.get("matchedDeveloperMetadata", [])]


@pytest.mark.parametrize(
    ("lookup", "keys"),
    [
        ({}, ["sheet", "tab", "tab", "column"]),
        ({"metadataKey": "tab"}, ["tab", "tab"]),
        ({"metadataKey": "tab", "metadataValue": "2"}, []),
        ({"locationType": "COLUMN"}, ["column"]),
        ({"metadataLocation": {"sheetId": 0}}, ["tab", "column"]),
        ({"metadataLocation": {"sheetId": 0}, "locationMatchingStrategy": "EXACT_LOCATION"}, ["tab"]),
        ({"metadataLocation": {"spreadsheet": True}}, ["sheet", "tab", "tab", "column"]),
        (
            {"metadataLocation": {"spreadsheet": True}, "locationMatchingStrategy": "EXACT_LOCATION"},
            ["sheet"],
        ),
        ({"metadataLocation": column(1)}, ["tab", "column"]),
        ({"metadataLocation": column(1), "locationMatchingStrategy": "EXACT_LOCATION"}, ["column"]),
        ({"metadataLocation": column(2), "metadataKey": "column"}, []),
    ],
)
def test_it_is_found_by_all_that_is_said_of_it(marked, lookup, keys):
    assert [entry["metadataKey"] for entry in found(marked, **lookup)] == keys


def test_it_is_told_beside_what_it_marks(marked):
    seen = marked.get(
        fields="developerMetadata.metadataKey,sheets(developerMetadata.metadataKey,data.columnMetadata.developerMetadata)"
    )
    assert seen["developerMetadata"] == [{"metadataKey": "sheet"}]
    first, second = seen["sheets"]
    assert first["developerMetadata"] == second["developerMetadata"] == [{"metadataKey": "tab"}]
    columns = first["data"][0]["columnMetadata"]
    [mark] = columns[1]["developerMetadata"]
    assert mark["location"] == {
        "locationType": "COLUMN",
        "dimensionRange": {"dimension": "COLUMNS", "startIndex": 1, "endIndex": 2},
    }
    assert not any(columns[:1] + columns[2:])


def test_it_moves_with_its_column_and_goes_with_it(server, marked):
    person = server.person(marked.key)
    person.insert_columns("input", "A", 2)
    [mark] = found(marked, metadataKey="column")
    assert mark["location"]["dimensionRange"]["startIndex"] == 3
    person.delete_columns("input", "D")
    assert found(marked, metadataKey="column") == []


def test_it_goes_with_its_tab(server, marked):
    server.person(marked.key).delete_tab("input")
    assert [entry["metadataKey"] for entry in found(marked)] == ["sheet", "tab"]


def test_it_is_changed_and_deleted_where_a_filter_finds_it(marked):
    chosen = {"developerMetadataLookup": {"metadataKey": "tab"}}
    change = {"dataFilters": [chosen], "developerMetadata": {"metadataValue": "2"}, "fields": "metadataValue"}
    [reply] = marked.do({"updateDeveloperMetadata": change})
    assert [entry["metadataValue"] for entry in reply["updateDeveloperMetadata"]["developerMetadata"]] == [
        "2",
        "2",
    ]
    [reply] = marked.do({"deleteDeveloperMetadata": {"dataFilter": chosen}})
    assert len(reply["deleteDeveloperMetadata"]["deletedDeveloperMetadata"]) == 2
    assert [entry["metadataKey"] for entry in found(marked)] == ["sheet", "column"]


def test_a_number_is_taken_once(marked):
    entry = {"metadataId": 7, **create("x", {"sheetId": 0})["createDeveloperMetadata"]["developerMetadata"]}
    request = {"createDeveloperMetadata": {"developerMetadata": entry}}
    marked.do(request)
    assert "id 7 already exists" in marked.refused(request)[1]
