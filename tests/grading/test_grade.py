import asyncio

import pytest

from sheet2eval.grading.grade import grade
from sheet2eval.judges.judge import Judge, Judgement
from sheet2eval.targets.target import EndsRun, Estimate
from sheet2eval.types import Case, CellRef, Check, Criterion, Message, Outcome, Response, Says, Verdict
from tests.tables import STARTED

WHERE = CellRef("ideal-behavior", 2, 3)


class Scripted(Judge):
    label, timeout, fingerprint = "scripted", 5.0, ""

    def __init__(self, *outcomes):
        self.outcomes = outcomes

    async def grade(self, case, response):
        if not self.outcomes:
            raise ConnectionError("gone")
        return Judgement(self.outcomes, 0.25)


class Says5:
    def grade(self, response, case):
        return Outcome(Verdict.PASS if "5" in response.text else Verdict.FAIL, f"said {response.text}")

    def says(self):
        return Says("says 5", "does not say 5")


def made(criteria=1, *, negated=False):
    return Case(
        "a", WHERE, (Message("user", "hi"),), STARTED,
        checks=(Check("five", "five: 5", WHERE, Says5(), negated),),
        criteria=tuple(Criterion(f"c{number}", WHERE, number + 1.0) for number in range(criteria)),
    )  # fmt: skip


def graded(judge, criteria=1, *, negated=False):
    case = made(criteria, negated=negated)
    return [
        (f.kind, f.check, f.verdict.value, f.reason, f.weight)
        for f in asyncio.run(grade(case, Response("5"), judge)).findings
    ]


PASS = Outcome(Verdict.PASS, "fine")


def test_checks_come_first_then_criteria_with_their_weights():
    assert graded(Scripted(PASS, Outcome(Verdict.FAIL, "cold")), 2) == [
        ("five", "five: 5", "pass", "said 5", 1.0),
        ("rubric", "c0", "pass", "fine", 1.0),
        ("rubric", "c1", "fail", "cold", 2.0),
    ]


def test_not_turns_the_verdict_and_keeps_the_reason():
    assert graded(Scripted(PASS), 0, negated=True) == [("five", "five: 5", "fail", "said 5", 1.0)]


def test_a_judge_that_breaks_is_an_error_not_a_fail():
    assert graded(Scripted())[1][2:4] == ("error", "the judge broke: ConnectionError: gone")


def test_a_time_out_of_the_judges_own_is_told_as_it_is():
    class Impatient(Scripted):
        async def grade(self, case, response):
            raise TimeoutError("the model took too long")

    assert graded(Impatient())[1][3] == "the judge broke: TimeoutError: the model took too long"


def test_a_judge_that_forgets_a_criterion_broke():
    assert [row[2] for row in graded(Scripted(PASS), 2)] == ["pass", "error", "error"]


def test_without_a_judge_criteria_stay_ungraded():
    assert graded(None)[1][2] == "ungraded"


def test_a_judge_without_access_ends_the_run():
    class Refusing(Scripted):
        async def grade(self, case, response):
            raise EndsRun("HTTP 401 Unauthorized")

    with pytest.raises(EndsRun):
        graded(Refusing())


def test_doubts_reach_the_findings():
    outcome = Outcome(Verdict.PASS, "fine", disputed=True, unproven=True)
    finding = asyncio.run(grade(made(), Response("5"), Scripted(outcome))).findings[1]
    assert (finding.disputed, finding.unproven) == (True, True)


def test_the_cost_is_the_judges_and_unknown_where_a_paid_one_breaks():
    class Paid(Scripted):
        def estimate(self, case):
            return Estimate(1, 1, 0.5, limited=True)

    def cost(judge, criteria=1):
        return asyncio.run(grade(made(criteria), Response("5"), judge)).judge_cost_usd

    assert cost(Scripted(PASS)) == 0.25
    assert (cost(None), cost(Scripted()), cost(Paid(PASS), criteria=0)) == (0, 0, 0)
    assert cost(Paid()) is None
