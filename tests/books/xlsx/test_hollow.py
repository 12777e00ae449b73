"""Rows without content are kept from the parser, and nothing else is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheet2eval.books.xlsx.hollow import blanked, removed
from sheet2eval.books.xlsx.sheetmap import SheetMap
from sheet2eval.books.xlsx.survey import survey
from sheet2eval.types import column_letters

FILLED = frozenset({2, 12})
EMPTY, STYLED = '<row r="{0}"/>', '<row r="{0}" s="2" customFormat="1" ht="20"/>'
BLANK = '<row r="{0}"><c r="A{0}"/><c r="B{0}" s="1"/></row>'
SEEN, TEXT = '<row r="{0}"><c r="A{0}" s="12"/></row>', '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'
UNNUMBERED, ODD = "<row/>", '<row r="{0}" x="a/>" y="b>"/>'


def rows(*kinds: str) -> str:
    return "".join(kind.format(number) for number, kind in enumerate(kinds, 1))


def left(chunks) -> list[int]:
    """The numbers of the rows that are left."""
    return [int(number) for number in re.findall(rb'<row r="(\d+)"', b"".join(chunks))]


@pytest.mark.parametrize(
    ("sheet", "content", "shown"),
    [
        (rows(TEXT, EMPTY, EMPTY, EMPTY, TEXT), [1, 2, 4, 5], [1, 2, 4, 5]),
        (rows(TEXT, STYLED, BLANK, EMPTY, BLANK), [1, 2, 5], [1, 2, 5]),
        (rows(EMPTY, EMPTY), [1, 2], [1, 2]),
        (rows(BLANK, SEEN, SEEN, BLANK), [1, 4], [1, 2, 3, 4]),
        (rows(EMPTY, EMPTY, "<!-- -->", EMPTY, EMPTY, EMPTY), [1, 2, 4, 5, 6], [1, 2, 4, 5, 6]),
        ("<a><![CDATA[" + rows(EMPTY, EMPTY, EMPTY) + "]]></a>", [1, 2, 3], [1, 2, 3]),
        ("<?pi " + rows(EMPTY, EMPTY, EMPTY) + "?>", [1, 2, 3], [1, 2, 3]),
        ('<?xml version="1.0"?>' + rows(EMPTY, EMPTY, EMPTY), [1, 3], [1, 3]),
    ],
    ids=["empty", "blank", "two", "seen", "comment", "CDATA", "instruction", "declaration"],
)
def test_what_is_left(sheet, content, shown):
    part = sheet.encode()
    assert left(removed(iter([part]))) == content
    assert left(blanked(iter([part]), [], FILLED)) == shown
    assert len(b"".join(blanked(iter([part]), [], FILLED))) == len(part)


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [([1, 5], [1, 5]), ([3], [1, 2, 3, 4, 5]), ([0, 9], [1, 5]), ([4, 9], [1, 2, 3, 4, 5])],
)
def test_a_run_around_a_wanted_row_is_left(wanted, shown):
    assert left(blanked(iter([rows(*[EMPTY] * 5).encode()]), wanted, FILLED)) == shown


def test_a_comment_that_begins_between_two_chunks():
    three = rows(EMPTY, EMPTY, EMPTY).encode()
    assert left(removed(iter([three, b"<", b"!-- " + three, b" -->" + three]))) == [1, 3, *[1, 2, 3] * 2]


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from([EMPTY, STYLED, BLANK, SEEN, TEXT, UNNUMBERED, ODD]), max_size=30),
    st.sets(st.integers(1, 32), max_size=4),
)
def test_the_map_of_a_sheet_is_the_same_with_and_without(kinds, wanted):
    sheet = f"<worksheet><sheetData>{rows(*kinds)}</sheetData></worksheet>"
    comment = "<!---->"
    thinned = survey([sheet.encode()], FILLED, wanted, 1)
    whole = survey([sheet.replace("<sheetData>", f"{comment}<sheetData>").encode()], FILLED, wanted, 1)
    assert _facts(thinned, 0) == _facts(whole, len(comment))
    assert thinned.used == whole.used
    for number in wanted:
        at = whole.next_row(number)
        assert thinned.next_row(number) == (None if at is None else at - len(comment))


def _facts(sheet: SheetMap, shift: int) -> list[tuple[int, int, int, list[int]]]:
    return [
        (row.number, row.inner_end - shift, row.end - shift, [cell.column for cell in sheet.cells(row)])
        for row in sheet.rows()
    ]


VALUE, INLINE = '<c r="{0}2" s="3" t="s"><v>7</v></c>', '<c r="{0}2" t="inlineStr"><is><t>a > b</t></is></c>'
FORMULA, BLANK_CELL = '<c r="{0}2"><f>A1</f><v>7</v></c>', '<c r="{0}2" s="12"/>'


@pytest.mark.parametrize(
    ("cells", "seen"),
    [
        ([VALUE, INLINE, VALUE], ""),
        ([VALUE, INLINE, VALUE, "<!-- -->"], "ABC"),
        ([VALUE, FORMULA, VALUE, VALUE], "AB"),
        ([VALUE, VALUE, BLANK_CELL], "BC"),
        ([VALUE, VALUE, "<c><v>1</v></c>"], "BC"),
        ([*[VALUE] * 8, VALUE, VALUE], "IJ"),
    ],
    ids=["values", "comment", "formula", "blank", "without a place", "behind"],
)
def test_cells_before_the_first_column_of_interest(cells, seen):
    row = "".join(cell.format(letter) for letter, cell in zip("ABCDEFGHIJ", cells, strict=False))
    sheet = survey([f'<a><sheetData><row r="2">{row}</row></sheetData></a>'.encode()], FILLED, {2}, 9)
    assert [column_letters(cell.column) for cell in sheet.cells(next(sheet.rows()))] == list(seen)
    filled = [place for place in range(len(sheet.used)) if sheet.used[place]]
    assert filled == list(range(1, 1 + len([cell for cell in cells if cell[:2] == "<c"])))


def test_of_many_empty_rows_two_are_left():
    assert left(removed(iter([f"<a>{rows(*[STYLED] * 10_000)}</a>".encode()]))) == [1, 10_000]
