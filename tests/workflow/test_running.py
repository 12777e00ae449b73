"""The one use case on a book in memory: what is asked, what is told meanwhile, what comes of it."""

import pytest

from sheet2eval.books.memory import MemoryBook
from sheet2eval.config import Config
from sheet2eval.types import Verdict
from sheet2eval.workflow.plan import Request
from sheet2eval.workflow.planning import plan_run
from sheet2eval.workflow.running import run
from tests.tables import STARTED, sheet

SHEET = sheet(
    [("a", "hi"), ("b", "ho"), ("broken", "x")],
    current=[("a", "Bye"), ("a", "Good bye"), ("b", "Hello")],
    ideal=[
        ("a", "Hello", "contains: hello"),
        ("b", "Hello", "contains: hello"),
        ("broken", "", "contians: x"),
    ],
)


class Watching:
    def __init__(self):
        self.told = []

    def begin(self, target, trials, pulse):
        self.told.append((target, trials))
        self.left = trials

    def trial(self, trial):
        self.left -= 1

    def end(self):
        self.told.append(self.left)


def graded(tmp_path, targets, request, watcher=None):
    config = Config(tmp_path / "sheet2eval.toml", tmp_path, targets)
    plan = plan_run(MemoryBook(SHEET), config, request, STARTED)
    return run(plan, watcher) if watcher else run(plan)


GREETS = {"kind": "scripted", "answers": {"a": "Hello", "b": "Hello"}}


@pytest.mark.parametrize(
    ("targets", "told"), [(("bot",), [("bot", 6), 0]), (("recorded",), [("recorded", 3), 0])]
)
def test_who_watches_is_told_of_every_trial_that_there_will_be(tmp_path, targets, told):
    watcher = Watching()
    graded(tmp_path, {"bot": GREETS}, Request(targets, repeats=3), watcher)
    assert watcher.told == told


@pytest.mark.parametrize("name", ["bot", "recorded"])
def test_todays_verdict_is_that_of_the_sheet_whatever_a_target_is_called(tmp_path, name):
    results = graded(tmp_path, {name: GREETS}, Request((name,))).results
    assert [(result.case.id, result.verdict, result.current_verdict) for result in results] == [
        ("a", Verdict.PASS, Verdict.FAIL),
        ("b", Verdict.PASS, Verdict.PASS),
        ("broken", Verdict.ERROR, None),
    ]


def test_times_are_those_of_the_run_and_its_own_zone(tmp_path):
    summary = graded(tmp_path, {"bot": GREETS}, Request())
    assert summary.started_at == STARTED
    for result in summary.results:
        assert result.graded_at.tzinfo is STARTED.tzinfo
        assert 0 <= (result.graded_at - STARTED).total_seconds() < 60
