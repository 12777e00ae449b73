"""Areas, A1 notation, and what becomes of places when rows come and go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.testing.sheets.areas import Area, Axis, Shift, parse_a1, quoted, shifted, split_a1
from sheet2eval.testing.sheets.wire import ApiError


@pytest.mark.parametrize(
    ("text", "title", "cells"),
    [
        ("input!A1:B2", "input", "A1:B2"),
        ("'my tab'!A:A", "my tab", "A:A"),
        ("'it''s!odd'!A1", "it's!odd", "A1"),
        ("A1:B2", None, "A1:B2"),
        ("ABC123", None, "ABC123"),
        ("'ABC123'", "ABC123", None),
        ("my tab", "my tab", None),
        ("abc", "abc", None),
    ],
)
def test_an_a1_range_is_split_into_tab_and_cells(text, title, cells):
    assert split_a1(text) == (title, cells)


@pytest.mark.parametrize(
    ("cells", "edges"),
    [
        ("A1", (0, 1, 0, 1)),
        ("$b$2:C10", (1, 10, 1, 3)),
        ("C10:B2", (1, 10, 1, 3)),
        ("AA1", (0, 1, 26, 27)),
        ("B:C", (None, None, 1, 3)),
        ("2:3", (1, 3, None, None)),
        ("B2:C", (1, None, 1, 3)),
    ],
)
def test_cells_become_edges(cells, edges):
    found = parse_a1(cells)
    names = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
    assert tuple(found.get(name) for name in names) == edges


@pytest.mark.parametrize("cells", ["", "A", "7", "A0", "A1:B2:C3", "1A", "A1 ", "ABCD1"])
def test_what_is_no_range_is_none(cells):
    assert parse_a1(cells) is None


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("input", "input"),
        ("eval-scores", "'eval-scores'"),
        ("it's", "'it''s'"),
        ("A1", "'A1'"),
        ("R1C1", "'R1C1'"),
    ],
)
def test_titles_are_quoted_where_they_must_be(title, written):
    assert quoted(title) == written
    assert split_a1(written + "!A1") == (title, "A1")


@given(st.integers(0, 12), st.integers(1, 4), st.booleans())
def test_a_place_is_where_its_row_is_afterwards(at, count, inserts):
    rows = list(range(10))
    at = min(at, 9)
    if inserts:
        after = rows[:at] + [None] * count + rows[at:]
    else:
        count = min(count, 10 - at)
        after = rows[:at] + rows[at + count :]
    shift = Shift(at, count if inserts else -count)
    assert [shift.place(row) for row in rows] == [after.index(row) if row in after else None for row in rows]


@given(st.integers(0, 9), st.integers(1, 4), st.booleans(), st.integers(0, 8), st.integers(1, 5))
def test_the_edges_of_a_span_hold_all_of_its_rows_that_are_left(at, count, inserts, start, length):
    shift = Shift(at, count if inserts else -count)
    left = [place for row in range(start, start + length) if (place := shift.place(row)) is not None]
    assert shift.edges(start, start + length) == ((left[0], left[-1] + 1) if left else None)


def test_an_open_range_stays_open_and_another_axis_stays_as_it_is():
    columns = {"startColumnIndex": 2, "sheetId": 5}
    assert shifted(columns, Axis.ROWS, Shift(0, 3)) == columns
    assert shifted(columns, Axis.COLUMNS, Shift(1, 1)) == {"startColumnIndex": 3, "sheetId": 5}
    assert shifted(columns, Axis.COLUMNS, Shift(5, -2)) == columns


def test_areas_meet_and_hold_each_other():
    area = Area(1, 4, 1, 4)
    assert area.meets(Area(3, 9, 3, 9))
    assert not area.meets(Area(4, 9, 1, 4))
    assert area.holds(Area(2, 3, 2, 3))
    assert not area.holds(Area(2, 5, 2, 3))
    assert (area.a1(), Area(0, 1, 27, 28).a1(), area.cells) == ("B2:D4", "AB1", 9)


def test_an_error_says_itself_in_googles_form():
    error = ApiError(404, "Requested entity was not found.")
    assert error.body() == {
        "error": {"code": 404, "message": "Requested entity was not found.", "status": "NOT_FOUND"}
    }
