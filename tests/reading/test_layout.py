import pytest

from sheet2eval.reading.layout import lay_out
from sheet2eval.types import Severity
from tests.tables import table

IDEAL = table("ideal-behavior", ("id", "check"), ("a", "contains: x"))


def found(layout):
    return {(problem.code, str(problem.where)) for problem in layout.problems}


def errors(layout):
    return {problem.code for problem in layout.problems if problem.severity is Severity.ERROR}


@pytest.mark.parametrize("name", ["input", "Input", "INPUTS", "prompts", " Cases "])
def test_the_input_tab_goes_by_its_names(name):
    layout = lay_out([table(name, ("id", "input"), ("a", "hi")), IDEAL])
    assert layout.input.table.name == name
    assert not layout.single


@pytest.mark.parametrize(
    "name",
    ["current-behavior", "Current Behaviour", "current_behavior", "Current", "actual", "ACTUAL-BEHAVIOUR"],
)
def test_tab_names_ignore_case_separators_and_spelling(name):
    layout = lay_out(
        [table("input", ("id", "input"), ("a", "hi")), table(name, ("id", "output"), ("a", "b")), IDEAL]
    )
    assert layout.current[0].columns == {"id": 1, "current behavior": 2}


@pytest.mark.parametrize("header", ["ID", "Test Case ID", "test_case-id", "#", "No", "case", "prompt id"])
def test_aliases_of_id(header):
    assert lay_out([table("input", (header, "Prompt"), ("a", "hi")), IDEAL]).input.columns["id"] == 1


def test_the_header_may_stand_below_titles():
    rows = [("Reminders, input for Q3",), (), ("Owner: product",), ("id", "input", "tags"), ("a", "hi", "t")]
    layout = lay_out([table("input", *rows, first=3), IDEAL])
    assert layout.input.header_row == 6
    assert [record.row.number for record in layout.input.records()] == [7]


def test_a_header_below_row_twenty_is_not_looked_for():
    layout = lay_out([table("input", *[("x",)] * 20, ("id", "input"), ("a", "hi")), IDEAL])
    assert layout.input is None
    assert ("missing-column", "input!A1") in found(layout)


def test_where_two_columns_match_the_exact_name_wins_and_a_warning_says_so():
    layout = lay_out([table("input", ("id", "text", "prompt", "input"), ("a", "1", "2", "3")), IDEAL])
    assert layout.input.columns["input"] == 4
    assert {("duplicate-column", "input!B1"), ("duplicate-column", "input!C1")} <= found(layout)


def test_otherwise_the_column_further_left_wins():
    layout = lay_out([table("input", ("id", "question", "prompt"), ("a", "1", "2")), IDEAL])
    assert layout.input.columns["input"] == 2
    assert layout.input.extras == {"prompt": 3}


def test_a_missing_column_is_an_error_at_the_header_row():
    layout = lay_out([table("input", ("",), ("id", "tags"), ("a", "t")), IDEAL])
    assert ("missing-column", "input!A2") in found(layout)
    assert layout.input is None


def test_a_missing_column_in_an_optional_tab_is_an_error_too_and_the_tab_is_not_read():
    layout = lay_out(
        [table("input", ("id", "input"), ("a", "hi")), table("notes", ("id", "remark"), ("a", "b")), IDEAL]
    )
    assert ("missing-column", "notes!A1") in found(layout)
    assert layout.notes == ()


def test_missing_optional_tabs_are_worth_an_info_only():
    layout = lay_out([table("input", ("id", "input"), ("a", "hi"))])
    assert found(layout) == {
        ("missing-tab", name) for name in ("current-behavior", "ideal-behavior", "notes")
    }
    assert errors(layout) == set()


def test_without_an_input_tab_the_sheet_cannot_be_read():
    layout = lay_out([table("Sheet1", ("a", "b"), ("1", "2"))])
    assert layout.input is None
    assert found(layout) == {("missing-tab", "input")}
    assert "Sheet1" in layout.problems[0].problem


@pytest.mark.parametrize(
    ("name", "headers"),
    [
        ("Sheet1", ("input", "ideal behavior")),
        ("Tabelle1", ("prompt", "check")),
        ("cases", ("id", "question", "expected answer", "today")),
        ("input", ("id", "input", "check")),
    ],
)
def test_one_tab_can_hold_all_four(name, headers):
    layout = lay_out([table(name, headers, ("x",) * len(headers))])
    assert layout.single
    assert layout.input is layout.ideal[0] is layout.current[0] is layout.notes[0]


def test_in_a_single_tab_today_and_tool_calls_belong_to_the_current_behaviour():
    headers = ("input", "today", "tool calls", "ideal", "ideal tool calls")
    columns = lay_out([table("all", headers, ("a",) * 5)]).input.columns
    assert columns == {
        "input": 1, "current behavior": 2, "tool calls": 3, "ideal behavior": 4, "ideal tool calls": 5,
    }  # fmt: skip


def test_an_input_tab_beside_an_ideal_tab_is_not_single():
    layout = lay_out([table("cases", ("id", "input", "check"), ("a", "hi", "x")), IDEAL])
    assert not layout.single
    assert layout.input.extras == {"check": 3}


def test_extra_columns_are_variables_but_ours_and_private_ones_are_not():
    headers = ("id", "input", "City", "eval: verdict", "internal notes", "Internal-Notes", "City")
    layout = lay_out([table("input", headers, ("a",) * 7), IDEAL])
    assert layout.input.extras == {"City": 3}


def test_an_eval_tab_of_somebody_elses_is_taken():
    layout = lay_out([table("input", ("id", "input"), ("a", "hi")), IDEAL, table("Eval-Scores", ("x",))])
    assert errors(layout) == {"tab-taken"}


def test_an_eval_tab_of_ours_is_passed_over():
    layout = lay_out(
        [table("input", ("id", "input"), ("a", "b")), IDEAL, table("eval-scores", ("id",), ours=True)]
    )
    assert errors(layout) == set()


def test_two_tabs_of_one_name_warn():
    one, two = (table(name, ("id", "input"), ("a", "hi")) for name in ("prompts", "Input"))
    layout = lay_out([one, two, IDEAL])
    assert layout.input.table.name == "Input"
    assert ("duplicate-column", "prompts") in found(layout)
