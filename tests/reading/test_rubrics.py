"""The rubrics tab: what is wrong with a criterion is wrong with every case that names its rubric."""

import pytest

from sheet2eval.books.book import Fault
from sheet2eval.reading.compile import compile_tables
from tests.tables import STARTED, table

HEADER = ("rubric", "criterion", "guidance", "weight", "scale", "pass at")


def compiled(*rows, **faults):
    return compile_tables(
        (
            table("input", ("id", "input"), ("a", "hi"), ("b", "hi")),
            table("ideal", ("id", "ideal", "rubric"), ("a", "Hello.", "Tone"), ("b", "Hello.", "length")),
            table("rubrics", HEADER, ("length", "is short"), *rows, **faults),
        ),
        STARTED,
    ).suite


def errors(suite):
    return [(one.code, str(one.where)) for one in suite.problems if one.severity == "error"]


@pytest.mark.parametrize(
    ("row", "code", "place"),
    [
        (("tone", "is warm", "", "-1"), "bad-weight", "rubrics!D4"),
        (("tone", "is warm", "", "", "1-10"), "bad-argument", "rubrics!E4"),
        (("tone", "", "as friends speak"), "bad-argument", "rubrics!B4"),
        (("tone", "is warm", "", "", "1-5", "9"), "bad-argument", "rubrics!F4"),
    ],
)
def test_a_faulty_criterion_keeps_the_cases_of_its_rubric_from_being_run(row, code, place):
    suite = compiled(("tone", "is kind"), row)
    assert errors(suite) == [(code, place)]
    assert [case.broken for case in suite.cases] == [True, False]


@pytest.mark.parametrize("scale", ["1-5", "1 – 5", " 1—5", "1 to 5"])
def test_a_scale_may_have_any_dash(scale):
    suite = compiled(("tone", "is warm", "", "", scale, "3"))
    assert errors(suite) == []
    assert [one.pass_at for one in suite.cases[0].criteria] == [3]


@pytest.mark.parametrize("scale", ["", "Pass/Fail", "PASS / FAIL"])
def test_pass_or_fail_may_be_written_with_spaces_and_is_what_a_blank_means(scale):
    suite = compiled(("tone", "is warm", "", "", scale))
    assert errors(suite) == []
    assert [one.scale for one in suite.cases[0].criteria] == ["pass/fail"]


def test_a_formula_error_in_a_criterion_is_no_criterion():
    suite = compiled(("tone", "#REF!"), faults={(3, 2): Fault.FORMULA_ERROR})
    assert errors(suite) == [("formula-error", "rubrics!B3")]
    assert [case.broken for case in suite.cases] == [True, False]


def test_a_criterion_without_its_rubrics_name_is_not_passed_over():
    suite = compiled(("tone", "is kind"), ("", "is warm"))
    assert errors(suite) == [("unknown-rubric", "rubrics!A4")]
    assert "is warm" in suite.problems[0].problem


def test_an_unknown_variable_in_a_rubric_is_reported_once():
    suite = compile_tables(
        (
            table("input", ("id", "input"), ("a", "hi"), ("b", "hi")),
            table("ideal", ("id", "rubric"), ("a", "tone"), ("b", "tone")),
            table("rubrics", HEADER, ("tone", "greets {{nobody}}")),
        ),
        STARTED,
    ).suite
    assert errors(suite) == [("unknown-variable", "rubrics!B2")]
    assert all(case.broken for case in suite.cases)
