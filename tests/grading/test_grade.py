import asyncio

from sheet2eval.grading.grade import grade
from sheet2eval.types import Case, CellRef, Check, Criterion, Message, Outcome, Response, Says, Verdict
from tests.tables import STARTED

WHERE = CellRef("ideal-behavior", 2, 3)


class Judge:
    label, timeout, fingerprint = "scripted", 5.0, ""

    def __init__(self, *outcomes):
        self.outcomes = outcomes

    async def grade(self, case, response):
        if not self.outcomes:
            raise ConnectionError("gone")
        return self.outcomes


class Says5:
    def grade(self, response, case):
        return Outcome(Verdict.PASS if "5" in response.text else Verdict.FAIL, f"said {response.text}")

    def says(self):
        return Says("says 5", "does not say 5")


def graded(judge, criteria=1, *, negated=False):
    case = Case(
        "a", WHERE, (Message("user", "hi"),), STARTED,
        checks=(Check("five", "five: 5", WHERE, Says5(), negated),),
        criteria=tuple(Criterion(f"c{number}", WHERE, number + 1.0) for number in range(criteria)),
    )  # fmt: skip
    return [
        (f.kind, f.check, f.verdict.value, f.reason, f.weight)
        for f in asyncio.run(grade(case, Response("5"), judge))
    ]


PASS = Outcome(Verdict.PASS, "fine")


def test_checks_come_first_then_criteria_with_their_weights():
    assert graded(Judge(PASS, Outcome(Verdict.FAIL, "cold")), 2) == [
        ("five", "five: 5", "pass", "said 5", 1.0),
        ("rubric", "c0", "pass", "fine", 1.0),
        ("rubric", "c1", "fail", "cold", 2.0),
    ]


def test_not_turns_the_verdict_and_keeps_the_reason():
    assert graded(Judge(PASS), 0, negated=True) == [("five", "five: 5", "fail", "said 5", 1.0)]


def test_a_judge_that_breaks_is_an_error_not_a_fail():
    assert graded(Judge())[1][2:4] == ("error", "the judge broke: ConnectionError: gone")


def test_a_judge_that_hangs_broke_and_holds_up_nothing():
    class Hanging(Judge):
        timeout = 0.05

        async def grade(self, case, response):
            await asyncio.sleep(60)

    assert graded(Hanging())[1][2:4] == ("error", "the judge broke: no verdict within 0.05 s")


def test_a_time_out_of_the_judges_own_is_told_as_it_is():
    class Impatient(Judge):
        async def grade(self, case, response):
            raise TimeoutError("the model took too long")

    assert graded(Impatient())[1][3] == "the judge broke: TimeoutError: the model took too long"


def test_a_judge_that_forgets_a_criterion_broke():
    assert [row[2] for row in graded(Judge(PASS), 2)] == ["pass", "error", "error"]


def test_without_a_judge_criteria_stay_ungraded():
    assert graded(None)[1][2] == "ungraded"
