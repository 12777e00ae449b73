"""The checks tested on the row's own examples."""

import pytest

from sheet2eval.reading.compile import compile_tables
from sheet2eval.reading.selftest import self_test
from tests.tables import STARTED, table

CURRENT = ("id", "current behavior", "tool calls", "acceptable", "target")
IDEAL = ("id", "ideal behavior", "tool calls", "check")
FAILS, PASSES = "check-fails-ideal", "check-passes-current"


def found(current, ideal):
    suite = compile_tables(
        (
            table("input", ("id", "input"), ("a", "hi")),
            table("current-behavior", CURRENT, *(("a", *row) for row in current)),
            table("ideal-behavior", IDEAL, *(("a", *row) for row in ideal)),
        ),
        STARTED,
    ).suite
    assert not suite.cases[0].broken, suite.problems
    return [(problem.code, str(problem.where)) for problem in self_test(suite.cases)]


HELLO = ("Hello.", "", "contains: hello")


@pytest.mark.parametrize(
    ("current", "ideal", "expected"),
    [
        ([("Bye.", "", "", "")], [HELLO], []),
        ([("Bye.", "", "", "")], [("Hello.", "", "contains: hallo")], [(FAILS, "ideal-behavior!D2")]),
        ([], [HELLO, ("Good day.", "", "")], [(FAILS, "ideal-behavior!D2")]),
        ([("Oh hello.", "", "", "")], [HELLO], [(PASSES, "ideal-behavior!D2")]),
        ([("Oh hello.", "", "yes", "")], [HELLO], []),
        ([("Oh hello.", "", "", "v2")], [HELLO], []),
        ([("Oh hello.", "", "", "")], [("Hello.", "", "contains: hello\nnot contains: oh")], []),
        ([("Oh hello.", "", "", "")], [("Should say hello", "", "contains: hello")], []),
        ([("Oh hello.", "", "", "")], [("", "", "contains: hello")], []),
        ([("Set.", "", "", "")], [("Set for 8.", "", "calls: f(a=1)")], []),
        ([("Set.", "f(a=1)", "", "")], [("Set for 8.", "f(a=1)", "calls: f(a=1)")], [(PASSES, "ideal-behavior!D2")]),
        ([("Set.", "f(a=2)", "", "")], [("Set for 8.", "f(a=3)", "calls: f(a=1)")], [(FAILS, "ideal-behavior!D2")]),
    ],
)  # fmt: skip
def test_what_the_examples_say_against_the_checks(current, ideal, expected):
    assert found(current, ideal) == expected


@pytest.mark.parametrize(
    ("current", "raised"),
    [
        (("hello. ", "", "", ""), True),
        (("hello.", "", "yes", ""), False),
        (("hello.", "", "", "v2"), False),
        (("hello.", "f()", "", ""), False),
    ],
)
def test_an_answer_of_today_that_is_the_ideal_one_is_to_be_marked(current, raised):
    suite = compile_tables(
        (
            table("input", ("id", "input"), ("a", "hi")),
            table("current-behavior", CURRENT, ("a", *current)),
            table("ideal-behavior", IDEAL, ("a", "Hello.", "", "")),
            table("notes", ("id", "notes")),
        ),
        STARTED,
    ).suite
    places = [(problem.code, str(problem.where)) for problem in suite.problems]
    assert places == ([("same-as-ideal", "current-behavior!B2")] if raised else [])
