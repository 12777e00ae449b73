from __future__ import annotations

from sheet2eval.books.book import Look
from sheet2eval.types import CellRef, Problem, Severity
from sheet2eval.writing.problems import problem_updates
from tests.writing.made_up import inputs, table

ERROR, WARNING, INFO = Severity


def problem(severity: Severity, tab: str, row: int = 0, column: int = 0) -> Problem:
    return Problem(
        severity, CellRef(tab, row, column), "bad-weight", '"heavy" is no number.', "Write a number."
    )


def test_the_worst_stand_first_then_as_in_the_sheet() -> None:
    found = [
        problem(INFO, "notes"),
        problem(WARNING, "ideal-behavior", 3, 2),
        problem(ERROR, "ideal-behavior", 2, 3),
        problem(ERROR, "input", 10, 1),
        problem(ERROR, "input", 9, 2),
    ]
    wanted = problem_updates(found, [inputs("a"), table("ideal-behavior", ("id",))])
    [tab] = wanted.tabs
    assert wanted.columns is None
    assert [[cell.value for cell in row[:2]] for row in tab.rows] == [
        ["severity", "where"],
        ["error", "input!B9"],
        ["error", "input!A10"],
        ["error", "ideal-behavior!C2"],
        ["warning", "ideal-behavior!B3"],
        ["info", "notes"],
    ]
    assert [cell.value for cell in tab.rows[0]] == ["severity", "where", "code", "problem", "mend"]
    assert [cell.value for cell in tab.rows[1][2:]] == [
        "bad-weight",
        '"heavy" is no number.',
        "Write a number.",
    ]


def test_a_place_is_a_link_where_its_tab_is_there() -> None:
    found = [problem(INFO, "input", 4, 2), problem(INFO, "input"), problem(INFO, "notes")]
    [tab] = problem_updates(found, [inputs("a")]).tabs
    links = [(row[1].value, row[1].link, row[1].look) for row in tab.rows[1:]]
    assert links == [
        ("input", CellRef("input", 1, 1), Look.LINK),
        ("input!B4", CellRef("input", 4, 2), Look.LINK),
        ("notes", None, Look.PLAIN),
    ]


def test_a_sheet_without_problems_says_so() -> None:
    [tab] = problem_updates([], []).tabs
    assert [cell.value for cell in tab.rows[1]] == [None, None, None, "No problems found.", None]
