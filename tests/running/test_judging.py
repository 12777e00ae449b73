"""A judge is asked at its pace, again where a fault may pass; what breaks is data, save what ends the run."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from sheet2eval.judges.judge import Judge, Judgement, Preference, Winner
from sheet2eval.judges.panel import Panel
from sheet2eval.running.budget import Budget
from sheet2eval.running.judging import PacedJudge, settled, settled_preference
from sheet2eval.targets.target import EndsRun, Estimate, Pace, TargetError, TransientFault
from sheet2eval.types import Case, CellRef, Criterion, Message, Outcome, Response, Verdict
from tests.running.fake_time import run_at_once

WHERE = CellRef("input", 2)
CASE = Case(
    "a",
    WHERE,
    (Message("user", "Hi"),),
    datetime(2025, 4, 10, tzinfo=UTC),
    criteria=(Criterion("Greets", WHERE), Criterion("Is short", WHERE)),
)
PASS, FAIL = (Judgement((Outcome(verdict, "so"),) * 2, 0.5) for verdict in (Verdict.PASS, Verdict.FAIL))


class Scripted(Judge):
    """Takes its time, meets the faults one after another, then says what it is to say."""

    timeout = 60.0

    def __init__(self, *faults, label="scripted", says=PASS, tries=4, pace=None, seconds=0.0, voters=()):
        self.label = self.fingerprint = label
        self.tries = tries
        self.pace = pace or Pace(8)
        self.voters = voters
        self.faults = list(faults)
        self.says = says
        self.seconds = seconds
        self.asked = self.at_once = self.most_at_once = 0
        self.closed = False

    def estimate(self, case):
        return Estimate(10, 5, 0.5, limited=False)

    async def grade(self, case, response):
        self.asked += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self.at_once -= 1
        if self.faults:
            raise self.faults.pop(0)
        return self.says

    async def prefer(self, case, first, second):
        await self.grade(case, first)
        return Preference(Winner.FIRST, "so", 0.5)

    async def close(self):
        self.closed = True


def graded(judge):
    return run_at_once(PacedJudge(judge).grade(CASE, Response("Hello")))


BUSY = TransientFault("HTTP 429", busy=True)


@pytest.mark.parametrize("seats", [1, 2])
def test_when_it_is_stopped_only_what_is_under_way_ends(seats):
    members = [Scripted(pace=Pace(2), seconds=5.0) for _ in range(seats)]
    paced = [PacedJudge(member) for member in members]
    judge = PacedJudge(Panel("panel", paced)) if seats > 1 else paced[0]

    async def stopped():
        asyncio.get_running_loop().call_later(1, judge.stop)
        grading = [asyncio.create_task(judge.grade(CASE, Response("Hello"))) for _ in range(6)]
        return await asyncio.gather(*grading, return_exceptions=True)

    given = run_at_once(stopped())
    assert [member.asked for member in members] == [2] * seats
    assert [type(each) for each in given] == [Judgement] * 2 + [asyncio.CancelledError] * 4


def test_it_passes_for_the_judge_itself():
    judge = Scripted()
    paced = PacedJudge(judge)
    assert (paced.label, paced.fingerprint, paced.timeout, paced.pace) == (
        "scripted",
        "scripted",
        60.0,
        judge.pace,
    )
    assert paced.estimate(CASE) == Estimate(10, 5, 0.5, limited=False)
    asyncio.run(paced.close())
    assert judge.closed


def test_faults_that_pass_are_tried_again_and_leave_no_trace():
    judge = Scripted(BUSY, TransientFault("HTTP 500"))
    assert graded(judge) == PASS
    assert judge.asked == 3


def test_a_fault_that_stays_is_raised_with_the_tries():
    with pytest.raises(TargetError, match=r"HTTP 500 \(tried 4 times\)"):
        graded(Scripted(*[TransientFault("HTTP 500")] * 4))


def test_a_judge_that_hangs_is_given_up_and_asked_again():
    judge = Scripted(seconds=61)
    with pytest.raises(TargetError, match=r"no answer within 60 s \(tried 4 times\)"):
        graded(judge)
    assert judge.asked == 4


def test_no_more_are_asked_at_once_than_it_allows():
    judge = Scripted(pace=Pace(3), seconds=1.0)
    paced = PacedJudge(judge)

    async def many():
        await asyncio.gather(*(paced.grade(CASE, Response(str(number))) for number in range(10)))

    run_at_once(many())
    assert (judge.asked, judge.most_at_once) == (10, 3)


def test_tokens_a_minute_are_kept():
    paced = PacedJudge(Scripted(pace=Pace(8, tokens_per_minute=60)))

    async def twice():
        for _ in range(2):
            await paced.grade(CASE, Response("Hello"))
        return asyncio.get_running_loop().time()

    assert run_at_once(twice()) >= 15 - 1


def test_voters_are_asked_in_its_place_and_share_its_pace():
    voters = (
        Scripted(label="a", seconds=1.0),
        Scripted(label="b", says=FAIL, seconds=1.0),
        Scripted(BUSY, label="c"),
    )
    judge = Scripted(voters=voters)
    judgement = graded(judge)
    assert judge.asked == 0
    assert [voter.asked for voter in voters] == [1, 1, 2]
    assert [outcome.verdict for outcome in judgement.outcomes] == ["pass", "pass"]
    assert judgement.cost_usd == 1.5
    assert PacedJudge(judge).estimate(CASE) == Estimate(30, 15, 1.5, limited=False, calls=3)


def test_a_voter_that_breaks_is_a_vote_for_nothing():
    voters = (Scripted(label="a"), Scripted(ValueError("bug"), label="b"), Scripted(label="c"))
    judgement = graded(Scripted(voters=voters))
    assert [outcome.verdict for outcome in judgement.outcomes] == ["pass", "pass"]
    assert "b: the judge broke: ValueError: bug" in judgement.outcomes[0].reason
    assert judgement.cost_usd is None  # the lost answer may be billed


def test_a_voter_that_forgets_a_criterion_broke():
    short = Judgement(PASS.outcomes[:1])
    voters = (Scripted(label="a"), Scripted(label="b", says=short), Scripted(label="c", says=short))
    outcomes = graded(Scripted(voters=voters)).outcomes
    assert [outcome.verdict for outcome in outcomes] == ["error", "error"]
    assert "b: the judge gave 1 verdicts for 2 criteria" in outcomes[0].reason


def test_what_ends_the_run_goes_through_with_the_judges_name_and_stops_the_others():
    slow = Scripted(label="slow", seconds=30)
    judge = Scripted(voters=(slow, Scripted(EndsRun("HTTP 401"), label="b")), label="panel")
    with pytest.raises(EndsRun, match=r"^judge panel: HTTP 401$"):
        graded(judge)
    assert slow.at_once == 0


def test_a_preference_is_asked_in_the_same_way():
    judge = Scripted(BUSY)
    answers = (Response("one"), Response("two"))
    assert run_at_once(PacedJudge(judge).prefer(CASE, *answers)) == Preference(Winner.FIRST, "so", 0.5)
    voters = tuple(Scripted(label=name) for name in "ab")
    preference = run_at_once(PacedJudge(Scripted(voters=voters)).prefer(CASE, *answers))
    assert preference == Preference(Winner.FIRST, "all 2 say answer 1: so", 1.0)


def test_what_breaks_is_settled_as_data():
    judge = Scripted(ValueError("bug"), ValueError("bug"))
    judgement = asyncio.run(settled(judge.grade(CASE, Response("x")), judge, CASE))
    assert [outcome.verdict for outcome in judgement.outcomes] == ["error", "error"]
    preference = asyncio.run(
        settled_preference(judge.prefer(CASE, Response("x"), Response("y")), judge, CASE)
    )
    assert preference == Preference(None, "the judge broke: ValueError: bug", None)
    for settle in (settled, settled_preference):
        judge = Scripted(EndsRun("HTTP 401"))
        with pytest.raises(EndsRun):
            asyncio.run(settle(judge.grade(CASE, Response("x")), judge, CASE))


@pytest.mark.parametrize(
    ("limit_usd", "asked", "said"),
    [(9.0, 2, "so"), (0.9, 1, "the judge broke: gone; the budget has no room for another try")],
)
def test_each_further_try_of_a_paid_judge_needs_room_in_the_budget(limit_usd, asked, said):
    judge, budget = Scripted(TransientFault("gone")), Budget(limit_usd)

    async def work():
        reservation = await budget.reserve(0.5)
        judgement = await settled(PacedJudge(judge).grade(CASE, Response("Hi")), judge, CASE)
        budget.settle(reservation, judgement.cost_usd)
        return judgement

    assert run_at_once(work()).outcomes[0].reason == said
    assert judge.asked == asked
    assert budget.spent_usd == asked * 0.5
