"""Comparing on a book in memory: when the judge is asked, and what that may cost."""

import asyncio
from dataclasses import replace

import pytest

from sheet2eval.books.book import Row, Table
from sheet2eval.books.memory import MemoryBook
from sheet2eval.config import Config
from sheet2eval.errors import SetupError
from sheet2eval.judges.judge import Judge, Judgement, Preference, Winner
from sheet2eval.targets.target import EndsRun, Estimate, Pace
from sheet2eval.types import Outcome, Verdict
from sheet2eval.workflow.comparing import compare, pairwise_spending, plan_comparison, write_comparison
from sheet2eval.workflow.plan import Request
from sheet2eval.workflow.running import execute
from tests.tables import STARTED, sheet

IDS = ("a", "b", "c")
SHEET = sheet(
    [(name, "hi") for name in IDS],
    current=[(name, f"today {name}") for name in IDS],
    ideal=[(name, "Hello", "is polite") for name in IDS],
)
BOTS = {
    name: {"kind": "scripted", "answers": {case_id: f"{name} says {case_id}" for case_id in IDS}}
    for name in ("new", "old")
}


class Scripted(Judge):
    """Passes everything, and prefers the answer that begins like this; each comparison costs a dollar."""

    label, timeout, fingerprint, pace = "scripted", 60.0, "scripted", Pace(1)

    def __init__(self, likes):
        self.likes = likes
        self.compared = []

    def estimate(self, case):
        return Estimate(100, 10, 1.0, limited=True)

    async def grade(self, case, response):
        return Judgement((Outcome(Verdict.PASS, "so it is"),) * len(case.criteria))

    async def prefer(self, case, first, second):
        self.compared.append(case.id)
        if self.likes == "nobody":
            raise EndsRun("the key was refused")
        return Preference(Winner.FIRST if first.text.startswith(self.likes) else Winner.SECOND, "kind", 1.0)


def compared(judge, budget_usd=1e9):
    config = Config(None, None, BOTS)
    plan = plan_comparison(MemoryBook(SHEET), config, Request(("new", "old")), STARTED)
    plan = replace(plan, judge=judge)

    async def work():
        return await compare(replace(plan, budget_usd=budget_usd), await execute(plan))

    return plan, asyncio.run(work())


def test_every_open_case_is_asked_in_both_orders():
    judge = Scripted("new")
    plan, comparison = compared(judge)
    (tally,) = comparison.tallies
    assert [each.outcome for each in tally.decided] == ["win"] * 3
    assert sorted(judge.compared) == sorted(IDS * 2)
    ((_, asked),) = [(each.who, each.asked) for each in pairwise_spending(plan)]
    assert (asked.calls, asked.cost_usd) == (6, 6.0)
    assert comparison.halted == ""


@pytest.mark.parametrize(("budget", "decided", "calls"), [(6, 3, 6), (5, 2, 5), (2, 1, 2), (0.5, 0, 0)])
def test_the_budget_is_never_passed_and_what_is_left_open_is_no_tie(budget, decided, calls):
    judge = Scripted("old")
    _, comparison = compared(judge, budget)
    outcomes = [each.outcome for each in comparison.decided]
    assert (outcomes.count("loss"), outcomes.count("error"), len(judge.compared)) == (
        decided,
        3 - decided,
        calls,
    )
    assert bool(comparison.halted) is (decided < 3)


def test_a_judge_that_refuses_everything_is_said_at_once():
    with pytest.raises(SetupError, match="the key was refused"):
        compared(Scripted("nobody"))


def test_without_a_judge_scores_decide():
    plan, comparison = compared(None)
    assert {each.outcome for each in comparison.decided} == {"ungraded"}
    assert pairwise_spending(plan) == ()


def test_it_is_written_beside_what_people_did_meanwhile():
    """Between reading and writing a case was deleted, and a person chose; answers keep the order that they have."""
    plan, comparison = compared(Scripted("new"))
    stood = Table(
        "eval-compare",
        (
            Row(1, ("id", "answer 1", "answer 2", "human winner")),
            Row(2, ("b", "old says b", "new says b", "1")),
        ),
        ours=True,
    )
    inputs = replace(SHEET[0], rows=tuple(row for row in SHEET[0].rows if row.text(1) != "a"))
    later = MemoryBook((inputs, *SHEET[1:], stood))
    write_comparison(later, plan, comparison)
    rows = next(table.rows for table in later.read() if table.name == "eval-compare")
    assert [row.text(1) for row in rows[1:]] == ["b", "c"]
    assert rows[1].texts[2:6] == ("old says b", "new says b", "1", "2")
