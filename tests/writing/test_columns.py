from __future__ import annotations

import pytest

from sheet2eval.books.book import Look
from sheet2eval.types import Verdict
from sheet2eval.writing.cells import CUT
from sheet2eval.writing.columns import own_columns
from tests.writing.made_up import LIMIT, inputs, places, result, run, table


def values(cells: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(cell.value for cell in cells)


def test_one_target_gives_its_verdict_score_and_why() -> None:
    wanted = own_columns(
        run([result("b", verdict=Verdict.FAIL)]), [inputs("a", "b")], places("a", "b"), LIMIT, {"a"}
    )
    assert [column.header for column in wanted.columns] == ["eval: verdict", "eval: score", "eval: why"]
    assert (wanted.tab, wanted.header_row) == ("input", 1)
    assert values(wanted.cells[3]) == ("fail", 0.5, "mentions 7:00 AM, not 7:00 PM")
    assert values(wanted.cells[2]) == (None, None, None)


@pytest.mark.parametrize(
    ("verdict", "look"),
    [
        (Verdict.PASS, Look.GOOD),
        (Verdict.FAIL, Look.BAD),
        (Verdict.FLAKY, Look.AMBER),
        (Verdict.ERROR, Look.BROKE),
        (Verdict.UNGRADED, Look.QUIET),
        (Verdict.SKIPPED, Look.QUIET),
    ],
)
def test_each_verdict_has_its_look(verdict: Verdict, look: Look) -> None:
    wanted = own_columns(run([result("a", verdict=verdict)]), [inputs("a")], places("a"), LIMIT, ())
    assert wanted.cells[2][0].look is look


@pytest.mark.parametrize(
    ("verdicts", "worst"),
    [
        ("pass fail error", "fail"),
        ("flaky error pass", "error"),
        ("ungraded flaky", "flaky"),
        ("skipped ungraded", "ungraded"),
        ("pass skipped", "skipped"),
        ("pass pass", "pass"),
    ],
)
def test_of_several_targets_the_worst_verdict_counts(verdicts: str, worst: str) -> None:
    results = [result("a", f"v{n}", Verdict(name)) for n, name in enumerate(verdicts.split())]
    wanted = own_columns(run(results), [inputs("a")], places("a"), LIMIT, ())
    assert wanted.cells[2][0].value == worst


def test_several_targets_give_the_mean_score_and_a_word_each() -> None:
    results = [
        result("a", "v1"),
        result("a", "v2", Verdict.FAIL, why="mentions 7:00 AM\nmade no call"),
        result("a", "v3", Verdict.ERROR, score=None, why="no answer: time-out"),
    ]
    wanted = own_columns(run(results), [inputs("a")], places("a"), LIMIT, ())
    assert values(wanted.cells[2]) == (
        "fail",
        0.75,
        "v1: pass · v2: fail – mentions 7:00 AM; made no call · v3: error – no answer: time-out",
    )


def test_what_stands_beside_a_case_that_was_never_graded_is_another_ones() -> None:
    copied = table("input", ("id", "input", "eval: verdict"), ("a", "hi", "pass"), ("copy", "hi", "pass"))
    wanted = own_columns(run([result("b")]), [copied], places("a", "copy"), LIMIT, {"a"})
    assert values(wanted.cells[2]) == ("pass", None, None)
    assert 3 not in wanted.cells


def test_cases_of_other_runs_keep_what_stands_there() -> None:
    fresh = table(
        "input",
        ("id", "eval: why", "input", "Eval: Score", "eval:verdict"),
        ("a", "too long", "hi", "0.67", "flaky"),
        ("b", "was fine", "ho", "1.00", "pass"),
    )
    wanted = own_columns(run([result("b", verdict=Verdict.FAIL)]), [fresh], places("a", "b"), LIMIT, {"a"})
    assert values(wanted.cells[2]) == ("flaky", 0.67, "too long")
    assert wanted.cells[2][0].look is Look.AMBER
    assert values(wanted.cells[3])[0] == "fail"


def test_only_the_first_row_of_a_case_in_the_sheet_is_written() -> None:
    fresh = table("input", ("id", "eval: why"), ("a", ""), ("a", "old"), ("", ""), ("b", "kept"))
    where = places("a", "b")
    where = type(where)(where.tab, 1, {"a": 2, "b": 5}, where.fingerprints)
    wanted = own_columns(run([result("a"), result("gone")]), [fresh], where, LIMIT, {"b"})
    assert {row: values(cells) for row, cells in wanted.cells.items()} == {
        2: ("pass", 1.0, None),
        5: (None, None, "kept"),
    }


def test_a_long_why_is_cut() -> None:
    wanted = own_columns(run([result("a", why="y" * (LIMIT + 9))]), [inputs("a")], places("a"), LIMIT, ())
    text = wanted.cells[2][2].value
    assert isinstance(text, str)
    assert (len(text), text[-len(CUT) :]) == (LIMIT, CUT)
