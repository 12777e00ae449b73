"""Field masks."""

from __future__ import annotations

import pytest

from sheet2eval.testing.sheets.masks import merged, parse_mask, selected
from sheet2eval.testing.sheets.wire import ApiError


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        ("*", {"*": {}}),
        ("a,b", {"a": {}, "b": {}}),
        ("a.b,a.c", {"a": {"b": {}, "c": {}}}),
        ("a/b(c,d.e),f", {"a": {"b": {"c": {}, "d": {"e": {}}}}, "f": {}}),
        ("sheets(properties(sheetId,title),merges)", {"sheets": {"properties": {"sheetId": {}, "title": {}}, "merges": {}}}),
    ],
)  # fmt: skip
def test_a_mask_is_parsed(text, mask):
    assert parse_mask(text) == mask


@pytest.mark.parametrize(
    "text", ["", "a, b", " a", "a,", ",a", "a()", "a(b", "a)b", "a..b", "a.(b)", "ä", "a b"]
)
def test_what_is_no_mask_is_refused(text):
    with pytest.raises(ApiError, match="invalid argument") as refused:
        parse_mask(text)
    assert refused.value.code == 400
    assert "Error expanding 'fields'" in refused.value.details[0]["fieldViolations"][0]["description"]


HELD = {
    "sheets": [{"properties": {"title": "a", "index": 0}, "merges": [1]}, {"properties": {"title": "b"}}],
    "id": 1,
}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("*", HELD),
        ("id", {"id": 1}),
        (
            "sheets.properties.title",
            {"sheets": [{"properties": {"title": "a"}}, {"properties": {"title": "b"}}]},
        ),
        ("sheets(merges)", {"sheets": [{"merges": [1]}, {}]}),
        (
            "sheets/*/title",
            {"sheets": [{"properties": {"title": "a"}, "merges": [1]}, {"properties": {"title": "b"}}]},
        ),
        ("missing", {}),
    ],
)
def test_only_what_a_mask_names_is_told(text, left):
    assert selected(HELD, parse_mask(text)) == left


@pytest.mark.parametrize(
    ("fields", "after"),
    [
        ("note", {"note": "new", "format": {"bold": True, "size": 10}}),
        ("value", {"note": "old", "value": 1, "format": {"bold": True, "size": 10}}),
        ("format", {"note": "old", "format": {"size": 12}}),
        ("format.size", {"note": "old", "format": {"bold": True, "size": 12}}),
        ("format.bold", {"note": "old", "format": {"size": 10}}),
        ("format(bold,size)", {"note": "old", "format": {"size": 12}}),
        ("*", {"note": "new", "value": 1, "format": {"size": 12}}),
    ],
)
def test_an_edit_changes_what_its_mask_names_and_nothing_else(fields, after):
    old = {"note": "old", "format": {"bold": True, "size": 10}}
    assert merged(old, {"note": "new", "value": 1, "format": {"size": 12}}, parse_mask(fields)) == after
    assert old == {"note": "old", "format": {"bold": True, "size": 10}}


def test_what_a_mask_names_and_the_edit_does_not_hold_goes():
    assert merged({"note": "old", "format": {"bold": True}}, {}, parse_mask("note,format.bold")) == {}
