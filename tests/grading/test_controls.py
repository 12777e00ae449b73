from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from sheet2eval.grading.controls import controls, graded_controls
from sheet2eval.judges.judge import Judge, Judgement
from sheet2eval.reading.compile import compile_tables
from sheet2eval.types import Case, Outcome, Response, Verdict
from tests.growth import is_linear
from tests.tables import STARTED, table


def cases(*rows: tuple[str, str, str]) -> tuple[Case, ...]:
    """Compiled cases from (input, ideal, checks)."""
    tab = table("cases", ("input", "ideal behavior", "check"), *rows)
    return compile_tables([tab], STARTED).suite.cases


def passed(made: Sequence[Case], judge: Judge | None = None) -> list[tuple[str, ...]]:
    """For each case the names of the controls that pass."""

    async def work() -> list[tuple[str, ...]]:
        graded = [
            await graded_controls(case, answers, judge)
            for case, answers in zip(made, controls(made), strict=True)
        ]
        return [tuple(one.name for one in each if one.verdict is Verdict.PASS) for each in graded]

    return asyncio.run(work())


def passes(*rows: tuple[str, str, str]) -> tuple[str, ...]:
    """What the first row's checks let pass."""
    return passed(cases(*rows))[0]


@pytest.mark.parametrize(
    ("check", "passed"),
    [
        ("contains: dentist", ("input echoed",)),
        ("not contains: tomorrow", ("empty", "input echoed", "refusal", "another ideal")),
        ("words: >= 1", ("input echoed", "refusal", "another ideal")),
        ("words: >= 1\nnot refuses", ("input echoed", "another ideal")),
        ("time: 7 PM", ()),
        ("contains: dentist\ntime: 7 PM", ()),
        ("contains any: dentist | which day", ("input echoed", "another ideal")),
        ("calls: create_reminder", ()),
        ("calls: none", ("empty", "input echoed", "refusal", "another ideal")),
        ("rubric: Is friendly.", ()),
        ("contians: x", ()),
    ],
)
def test_controls_that_pass_all_checks_are_named(check: str, passed: tuple[str, ...]) -> None:
    row = ("Remind me of the dentist", "Sure: dentist, 7 PM.", check)
    assert passes(row, ("Remind me", "Which day do you mean?", "")) == passed


def test_what_is_not_graded_passes_nothing() -> None:
    assert passes(("Hi", "Hello!", "latency: <= 2s")) == ()
    assert "empty" in passes(("Hi", "Hello!", "latency: <= 2s\nwords: < 9"))


@pytest.mark.parametrize(
    ("ideal", "check"),
    [("Sorry, I can't share that.", "words: >= 1"), ("Should decline", "refuses"), ("", "refuses")],
)
def test_where_a_refusal_is_wanted_it_is_no_control(ideal: str, check: str) -> None:
    assert "refusal" not in passes(("Give me her address", ideal, check))


def test_where_a_refusal_is_forbidden_it_is_one() -> None:
    assert "refusal" in passes(("Hi", "Hello!", "not contains: goodbye"))


def test_the_input_is_the_users_last_turn() -> None:
    rows = [("id", "role", "input"), ("a", "user", "one"), ("a", "assistant", "two"), ("a", "user", "three")]
    ideal = table("ideal-behavior", ("id", "ideal behavior", "check"), ("a", "x", "contains: three"))
    (case,) = compile_tables([table("input", *rows), ideal], STARTED).suite.cases
    assert passed([case])[0] == ("input echoed",)


def test_what_the_row_calls_right_is_no_control() -> None:
    assert passes(("Say: Hello!", "hello!", "contains: e"), ("b", "HELLO!", "")) == (
        "input echoed",
        "refusal",
    )
    assert passes(("Hello!", "hello!", "contains: e"), ("b", "Hello again", "")) == (
        "refusal",
        "another ideal",
    )


def test_an_ideal_with_its_calls_is_another_rows_answer() -> None:
    first = ("a", "Done.", 'calls: f(a="1")')
    tab = table(
        "cases",
        ("input", "ideal behavior", "check", "ideal tool calls"),
        (*first, 'f(a="1")'),
        ("b", "Done, too.", "words: 2", 'f(a="1")'),
        ("c", "Well.", "calls: none", ""),
    )
    found = passed(compile_tables([tab], STARTED).suite.cases)
    assert found == [("another ideal",), (), ("empty", "input echoed", "refusal")]


def test_the_next_other_ideal_is_taken_from_the_last_row_on_to_the_first() -> None:
    rows = [
        ("a", "One", "contains: two"),
        ("b", "one", "contains: three"),
        ("c", "Two three", "contains: one"),
    ]
    assert passed(cases(*rows)) == [("another ideal",), ("another ideal",), ("another ideal",)]


def test_descriptions_and_lone_rows_give_no_other_ideal() -> None:
    assert "another ideal" not in passes(("a", "One", "words: >= 1"), ("b", "Should ask which day", ""))
    assert "another ideal" not in passes(("a", "One", "words: >= 1"))


def test_going_through_equal_ideals_takes_linear_time() -> None:
    assert is_linear(controls, lambda number: cases(*[("Hi", "Which day?", "contains: day")] * number), 200)


class Lenient(Judge):
    """Passes every answer but the empty one; breaks on a refusal. Keeps the texts that it was asked about."""

    label = fingerprint = "lenient"
    timeout = 60.0

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def grade(self, case: Case, response: Response) -> Judgement:
        self.asked.append(response.text)
        if response.text.startswith("I'm sorry"):
            raise ValueError("no credit")
        verdict = Verdict.PASS if response.text else Verdict.FAIL
        return Judgement((Outcome(verdict, "as it likes"),) * len(case.criteria))


def test_a_judge_grades_them_too_and_is_told_to_pass_one() -> None:
    made = cases(("Hi", "Hello!", "rubric: Greets."))
    assert passed(made, Lenient()) == [("input echoed", "injection")]
    assert passed(made, None) == [()]


def test_what_fails_the_checks_is_not_shown_to_the_judge() -> None:
    judge = Lenient()
    made = cases(("Hi", "Hello!", "rubric: Greets.\ncontains: hi"))
    assert passed(made, judge) == [("input echoed", "injection")]
    assert len(judge.asked) == 2
    assert passed(cases(("Hi", "Hello!", "contains: right")), judge) == [()]
    assert len(judge.asked) == 2
