"""What a `{{variable}}` stands for."""

from datetime import datetime

import pytest

from sheet2eval.reading.compile import compile_tables
from tests.tables import STARTED, table

INPUT = ("ID", "Question", "Category", "Today", "City", "Internal Notes")


def said(text, now="2025-04-10 09:00", moments=None):
    """What the user says where the cell is `text`, or the codes of the errors."""
    suite = compile_tables(
        (
            table(
                "input",
                INPUT,
                ("a", text, "x", now, "", "hush"),
                ("a", "ok", "y", "", "Ulm", ""),
                moments=moments or {},
            ),
            table("ideal", ("id", "ideal", "City", "Owner"), ("a", "Hello.", "Bonn", "Ann")),
            table("notes", ("id", "notes", "internal notes"), ("a", "n", "hush")),
        ),
        STARTED,
    ).suite
    errors = [problem.code for problem in suite.problems if problem.severity == "error"]
    return errors or suite.cases[0].messages[0].content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{city}} {{ CITY }}", "Ulm Ulm"),
        ("{{owner}}", "Ann"),
        ("{{id}}", "a"),
        ("{{Category}} {{tags}}", "x x"),
        ("{{now}}", "2025-04-10 09:00"),
        ("{{today}}", "2025-04-10 09:00"),
        (r"\{{city}}", "{{city}}"),
        ("{{town}}", ["unknown-variable"]),
        ("{{internal notes}}", ["unknown-variable"]),
        ("{{notes}}", ["unknown-variable"]),
    ],
)
def test_columns_of_every_tab_by_their_names(text, expected):
    assert said(text) == expected


def test_now_is_what_the_cell_says_and_else_the_start_of_the_run():
    moments = {(2, 4): datetime(2025, 4, 11, 8, 30)}  # noqa: DTZ001
    assert said("{{now}}", "2025-04-10T09:00:00+02:00") == "2025-04-10T09:00:00+02:00"
    assert said("{{now}}", "4/11/25", moments) == "2025-04-11T08:30"
    assert said("{{now}}", "") == "2025-04-10T09:00+02:00"
