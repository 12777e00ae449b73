"""Comparing on a book in memory: when the judge is asked, and what that may cost."""

import asyncio
import math
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from sheet2eval.books.book import Row, Table
from sheet2eval.books.memory import MemoryBook
from sheet2eval.config import Config
from sheet2eval.errors import SetupError
from sheet2eval.judges.judge import Judge, Judgement, Preference, Winner
from sheet2eval.running.budget import Budget
from sheet2eval.running.halt import Halt
from sheet2eval.running.journal import FILE_NAME, Journal
from sheet2eval.targets.target import EndsRun, Estimate, Pace
from sheet2eval.types import Outcome, Verdict
from sheet2eval.workflow.comparing import compare, pairwise_spending, plan_comparison, write_comparison
from sheet2eval.workflow.plan import Request
from sheet2eval.workflow.running import UNWATCHED, execute
from tests.tables import STARTED, sheet, table

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

    def __init__(self, likes, halt=None, after=0):
        self.likes = likes
        self.halt = halt
        self.after = after
        self.graded = 0
        self.compared = []

    def estimate(self, case):
        return Estimate(100, 10, 1.0, limited=True)

    async def grade(self, case, response):
        self.graded += 1
        return Judgement((Outcome(Verdict.PASS, "so it is"),) * len(case.criteria))

    async def prefer(self, case, first, second):
        self.compared.append(case.id)
        if self.halt and len(self.compared) == self.after:
            self.halt.ask("stopped by hand")
        if self.likes == "nobody":
            raise EndsRun("the key was refused")
        return Preference(Winner.FIRST if first.text.startswith(self.likes) else Winner.SECOND, "kind", 1.0)


def plan_of(book, targets=("new", "old"), judge=None):
    plan = plan_comparison(book, Config(None, None, BOTS), Request(targets), STARTED)
    return replace(plan, judge=judge)


def worked(plan, budget_usd=math.inf, watcher=UNWATCHED, halt=None):
    """The comparison of a plan that may spend so much on it."""

    async def work():
        run = await execute(plan)
        return await compare(plan, run, watcher, halt, Budget(budget_usd))

    return asyncio.run(work())


def compared(judge, budget_usd=math.inf):
    plan = plan_of(MemoryBook(SHEET), judge=judge)
    return plan, worked(plan, budget_usd)


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
    assert (outcomes.count("loss"), outcomes.count("unreached"), len(judge.compared)) == (
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


class Counting:
    """Keeps what it is told."""

    def __init__(self):
        self.told = []

    def begin(self, judge, matches, pulse):
        self.told.append((judge, matches))

    def matched(self):
        self.told.append("matched")

    def end(self):
        self.told.append("end")


def test_who_watches_is_told_of_each_match():
    watcher = Counting()
    worked(plan_of(MemoryBook(SHEET), judge=Scripted("new")), watcher=watcher)
    assert watcher.told == [("scripted, comparing", 3), *["matched"] * 3, "end"]


def recorded(**others):
    """A sheet that holds what both have answered."""
    said = {(name, who): f"{who} says {name}" for name in IDS for who in ("new", "old")}
    rows = [(name, text, who) for (name, who), text in (said | others.get("said", {})).items()]
    current = table("current-behavior", ("id", "current behavior", "target"), *rows)
    return MemoryBook((SHEET[0], current, *SHEET[2:]))


@pytest.fixture
def keeping(tmp_path):
    """Compares what is recorded, with what earlier comparisons left; gives it, and how many calls were forecast."""

    def work(judge, book=None, budget_usd=math.inf, halt=None):
        names = ("recorded:new", "recorded:old")
        with closing(Journal(tmp_path)) as journal:
            kept = journal.begin("sheet", names, 1, STARTED)
            plan = plan_of(book or recorded(), names, judge)
            plan = replace(plan, kept=kept, judgements=kept.lasting_judgements)
            forecast = sum(each.asked.calls for each in pairwise_spending(plan))
            comparison = worked(plan, budget_usd, halt=halt)
            kept.finish()
        return comparison, forecast

    return work


def test_what_the_judge_has_compared_it_is_not_asked_again(keeping):
    first, again = Scripted("new"), Scripted("new")
    (one, six), (other, nothing) = keeping(first), keeping(again, budget_usd=0)
    assert (first.graded, len(first.compared), six) == (6, 6, 6)
    assert (again.graded, len(again.compared), nothing) == (0, 0, 0)
    assert [each.outcome for each in other.decided] == [each.outcome for each in one.decided] == ["win"] * 3
    assert other.halted == ""


def test_an_answer_that_changed_is_compared_anew(keeping):
    keeping(Scripted("new"))
    judge = Scripted("new")
    _, forecast = keeping(judge, recorded(said={("c", "old"): "old has changed"}))
    assert (judge.graded, judge.compared, forecast) == (1, ["c", "c"], 2)


def test_what_was_compared_before_counts_when_the_money_is_gone(keeping):
    keeping(Scripted("new"))
    changed = recorded(said={("a", "old"): "old has changed"})
    comparison, _ = keeping(Scripted("new"), changed, budget_usd=0.5)
    assert [each.outcome for each in comparison.decided] == ["unreached", "win", "win"]
    assert comparison.halted == "the budget is spent"


@pytest.mark.parametrize("after", range(1, 6))
def test_a_comparison_that_was_stopped_goes_on_where_it_was(keeping, tmp_path, after):
    halt = Halt()
    stopped = Scripted("new", halt, after)
    comparison, _ = keeping(stopped, halt=halt)
    assert comparison.halted == "stopped by hand"
    outcomes = [each.outcome for each in comparison.decided]
    assert outcomes.count("win") + outcomes.count("unreached") == 3
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as journal:
        [[kept]] = journal.execute("SELECT count(*) FROM judgements")
    assert kept == 6 + len(stopped.compared)
    rest = Scripted("new")
    whole, _ = keeping(rest)
    assert (rest.graded, len(rest.compared)) == (0, 6 - len(stopped.compared))
    assert [each.outcome for each in whole.decided] == ["win"] * 3
