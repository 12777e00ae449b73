from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from sheet2eval.grading.judgetest import judged_examples
from sheet2eval.grading.selftest import SelfTest, try_graders
from sheet2eval.judges.judge import Judge, Judgement
from sheet2eval.judges.nearest import NearestJudge
from sheet2eval.judges.nearest import self_test as nearest_self_test
from sheet2eval.reading.compile import compile_tables
from sheet2eval.running.judging import PacedJudge
from sheet2eval.targets.target import EndsRun
from sheet2eval.types import Case, Outcome, Response, Verdict
from tests.tables import STARTED, table

HEADER = ("id", "input", "today", "acceptable", "target", "ideal behavior", "check")


def cases(*rows: tuple[str, ...]) -> tuple[Case, ...]:
    return compile_tables([table("cases", HEADER, *rows)], STARTED).suite.cases


def tried(*rows: tuple[str, ...], judge: object = None) -> SelfTest:
    return asyncio.run(try_graders(cases(*rows), judge))  # type: ignore[arg-type]


class Worded(Judge):
    """Passes what holds its word, breaks on "boom", cannot tell "hm"; keeps what it was asked."""

    label = fingerprint = "made up"
    timeout = 60.0

    def __init__(self, word: str) -> None:
        self.word = word
        self.asked: list[tuple[Case, Response]] = []

    async def grade(self, case: Case, response: Response) -> Judgement:
        self.asked.append((case, response))
        if "boom" in response.text:
            raise ValueError("no credit")
        if "hm" in response.text:
            return Judgement((Outcome(Verdict.UNGRADED, "cannot tell"),) * len(case.criteria))
        verdict = Verdict.PASS if self.word in response.text else Verdict.FAIL
        return Judgement((Outcome(verdict, f"looked for {self.word}"),) * len(case.criteria))


@pytest.mark.parametrize(
    ("today", "acceptable", "target", "ideal", "check", "separates"),
    [
        ("At 7 AM.", "", "", "At 7 PM.", "time: 7 PM", True),
        ("At 7 AM.", "", "", "At 7 PM.", "contains: at", False),
        ("At 7 AM.", "", "", "At 7 PM.", "time: 8 PM", False),
        ("At 7 AM.", "", "", "At 7 PM.", "contains: at\ntime: 7 PM", True),
        ("", "", "", "At 7 PM.", "time: 8 PM", False),
        ("", "", "", "At 7 PM.", "time: 7 PM", None),
        ("At 7 PM.", "yes", "", "It is at 7 PM.", "time: 7 PM", None),
        ("At 7 PM.", "", "v2", "It is at 7 PM.", "time: 7 PM", None),
        ("At 7 AM.", "", "", "Should ask which day", "time: 7 PM", None),
        ("At 7 AM.", "", "", "", "time: 7 PM", None),
        ("At 7 AM.", "", "", "At 7 PM.", "", None),
        ("At 7 AM.", "", "", "At 7 PM.", "rubric: Names the evening.", None),
        ("At 7 AM.", "", "", "At 7 PM.", "latency: <= 2s", None),
        ("At 7 AM.", "", "", "At 7 PM.", "tiem: 7 PM", None),
    ],
)
def test_checks_that_tell_today_from_the_ideal(
    today: str, acceptable: str, target: str, ideal: str, check: str, separates: bool | None
) -> None:
    found = tried(("a", "hi", today, acceptable, target, ideal, check))
    assert found.cases[0].checks_separate is separates
    assert found.checks_separate == (None if separates is None else float(separates))


def test_the_share_is_of_cases_that_can_be_tested() -> None:
    found = tried(
        ("a", "hi", "At 7 AM.", "", "", "At 7 PM.", "time: 7 PM"),
        ("b", "hi", "At 7 AM.", "", "", "At 7 PM.", "contains: at"),
        ("c", "hi", "", "", "", "At 7 PM.", "contains: at"),
    )
    assert found.checks_separate == 0.5
    assert [test.needs_work for test in found.cases] == [False, True, True]  # c passes another row's ideal


def test_every_one_of_several_bad_answers_must_fail() -> None:
    rows = [
        ("a", "hi", "At 7 AM.", "", "", "At 7 PM.", "time: 7 PM"),
        ("a", "", "Not at 7 PM.", "", "", "", ""),
    ]
    assert tried(*rows).cases[0].checks_separate is False


def test_the_judge_is_counted_on_examples_of_both_sides() -> None:
    found = tried(
        ("a", "hi", "bad one", "", "", "good one", "rubric: x"),
        ("b", "hi", "good and bad", "", "", "good one", "rubric: x\nrubric: y"),
        ("c", "hi", "bad one", "", "", "wrong one", "rubric: x"),
        ("d", "hi", "hm", "", "", "good", "rubric: x"),
        ("e", "hi", "", "", "", "good", "rubric: x"),
        ("f", "hi", "bad", "", "", "good", "contains: good"),
        judge=Worded("good"),
    )
    assert [test.judge_separates for test in found.cases] == [True, False, False, False, None, None]
    assert found.judge_accuracy == 5 / 8
    assert found.false_pass == 1 / 4
    assert found.false_fail == 1 / 4


def test_a_judge_that_breaks_is_neither_right_nor_wrong() -> None:
    found = tried(("a", "hi", "boom", "", "", "good", "rubric: x"), judge=Worded("good"))
    assert found.cases[0].judge_separates is None
    assert (found.judge_accuracy, found.false_pass, found.false_fail) == (1, None, 0)
    assert [one.reason for one in found.broke] == ["the judge broke: ValueError: no credit"]


def test_without_a_judge_nothing_is_judged() -> None:
    found = tried(("a", "hi", "bad", "", "", "good", "rubric: x"))
    assert found.cases[0].judge_separates is None
    assert (found.judge_accuracy, found.false_pass, found.false_fail) == (None, None, None)


def test_the_judge_does_not_see_the_example_that_it_judges_among_others() -> None:
    judge = Worded("good")
    rows = [
        ("a", "hi", "bad", "", "", "good", "rubric: x\nwords: 1"),
        ("a", "", "fine", "yes", "", "best", ""),
    ]
    for case in cases(*rows):
        asyncio.run(judged_examples(case, judge))
    seen = {
        response.text: ({ideal.text for ideal in case.ideal}, {row.text for row in case.current})
        for case, response in judge.asked
    }
    assert seen == {
        "good": ({"best"}, {"bad", "fine"}),
        "best": ({"good"}, {"bad", "fine"}),
        "fine": ({"good", "best"}, {"bad"}),
        "bad": ({"good", "best"}, {"bad", "fine"}),
    }
    assert not any(case.checks for case, _ in judge.asked)


def test_the_offline_judge_is_counted_as_runs_count_it() -> None:
    made = cases(
        ("a", "hi", "Done, at 7 AM.", "", "", "Done, at 7 PM.", "rubric: x"),
        ("b", "hi", "Which day?", "", "", "which day", "rubric: x"),
        ("c", "hi", "I can't.", "", "", "Sure, on Monday.", ""),
        ("c", "", "Sure, Monday it is.", "yes", "", "Of course, on Monday.", ""),
        ("d", "hi", "No.", "", "v2", "Yes.", "rubric: x"),
    )
    found = asyncio.run(try_graders(made, NearestJudge()))
    right, asked = nearest_self_test(made)
    assert len(found.judged) == asked > 0
    assert found.judge_accuracy == right / asked


def test_broken_cases_are_not_judged() -> None:
    (case,) = cases(("a", "hi", "bad", "", "", "good", "rubric: x"))
    judge = Worded("good")
    fault = compile_tables(
        [table("cases", HEADER, ("a", "", "b", "", "", "c", "d"))], STARTED
    ).suite.problems[0]
    asyncio.run(try_graders([replace(case, faults=(fault,))], judge))
    assert judge.asked == []


class Wavering(Worded):
    """Fails whichever of several criteria comes first."""

    async def grade(self, case: Case, response: Response) -> Judgement:
        first, *others = (await super().grade(case, response)).outcomes
        failed = replace(first, verdict=Verdict.FAIL) if others else first
        return Judgement((failed, *others))


def test_a_judge_that_goes_by_the_order_of_the_criteria_flips() -> None:
    rows = [
        ("a", "hi", "bad", "", "", "good", "rubric: x\nrubric: y\nrubric: z"),
        ("b", "hi", "bad", "", "", "good", "rubric: x"),
    ]
    assert tried(*rows, judge=Worded("good")).flips == 0
    assert tried(*rows, judge=Wavering("good")).flips == 2 / 8  # of three criteria and one, on two examples
    assert tried(*rows[1:], judge=None).flips is None


class Turning(Worded):
    """Says otherwise when it is shown the answer first, as a model may."""

    async def grade_turned(self, case: Case, response: Response) -> Judgement:
        said = await self.grade(case, response)
        return Judgement(tuple(replace(each, verdict=Verdict.PASS) for each in said.outcomes))


def test_a_single_criterion_is_asked_again_in_another_way_too() -> None:
    row = ("a", "hi", "bad", "", "", "good", "rubric: x")
    assert tried(row, judge=Turning("good")).flips == 1 / 2
    assert tried(row, judge=PacedJudge(Turning("good"))).flips == 1 / 2


def test_the_judges_verdict_on_the_controls_is_part_of_the_case() -> None:
    found = tried(("a", "good day", "bad", "", "", "good", "rubric: x"), judge=Worded("good"))
    (case,) = found.cases
    assert (case.judge_separates, case.passes, case.needs_work) == (True, ("input echoed",), True)
    assert found.judge_accuracy == 1


def test_where_the_judge_breaks_on_a_control_it_is_told() -> None:
    found = tried(("a", "boom", "bad", "", "", "good", "rubric: x"), judge=Worded("good"))
    assert found.cases[0].passes == ()
    assert [one.reason for one in found.broke] == ["the judge broke: ValueError: no credit"]


def test_a_judge_that_has_no_access_ends_it_at_once() -> None:
    class Refusing(Worded):
        async def grade(self, case: Case, response: Response) -> Judgement:
            self.asked.append((case, response))
            await asyncio.sleep(0.01)
            raise EndsRun("HTTP 401 Unauthorized")

    judge = Refusing("good")
    made = cases(*[(f"c{number}", "hi", "bad", "", "", "good", "rubric: x") for number in range(50)])
    with pytest.raises(EndsRun, match="401"):
        asyncio.run(try_graders(made, PacedJudge(judge)))
    assert len(judge.asked) == judge.pace.concurrency
