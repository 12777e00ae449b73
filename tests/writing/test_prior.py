"""What stood on the tool's own tabs, read by the names of the columns."""

from __future__ import annotations

import pytest

from sheet2eval.books.book import Row, Table
from sheet2eval.writing.prior import own_rows


def table(*lines, name="eval-scores", ours=True):
    return Table(name, tuple(Row(number, line) for number, line in enumerate(lines, 1)), ours=ours)


def test_of_columns_named_alike_the_left_one_is_ours():
    (row,) = own_rows(
        [table(("id", "human note", "human note"), ("R1", "ours", "theirs"))], "eval-scores", "id"
    )
    assert row == {"id": "R1", "human note": "ours"}


def test_rows_may_be_shorter_and_longer_than_the_header():
    rows = own_rows([table(("id", "verdict"), ("R1",), ("R2", "pass", "aside"))], "eval-scores", "id")
    assert list(rows) == [{"id": "R1"}, {"id": "R2", "verdict": "pass"}]


@pytest.mark.parametrize(("name", "ours", "found"), [("Eval-Scores", True, 1), ("eval-scores", False, 0)])
def test_the_tab_is_known_by_its_mark_and_its_name_in_any_case(name, ours, found):
    rows = own_rows([table(("id",), ("R1",), name=name, ours=ours)], "eval-scores", "id")
    assert len(list(rows)) == found
