from __future__ import annotations

import asyncio
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sheet2eval.running.asking import Conduct, Grader
from sheet2eval.running.budget import Budget
from sheet2eval.running.halt import GRACE_S, Halt
from sheet2eval.running.journal import Journal
from sheet2eval.running.kept import Unkept
from sheet2eval.running.pacing import Pacer
from sheet2eval.running.runner import WORKERS_PER_TURN, Work, run_trials
from sheet2eval.targets.scripted import ScriptedTarget, Slow
from sheet2eval.targets.target import Estimate, Pace, TargetError, TransientFault
from sheet2eval.types import Case, CellRef, Finding, Graded, Message, Response, Verdict
from tests.running.fake_time import run_at_once
from tests.waiting import HANGS_S, not_held_up

WHERE = CellRef("input", 2, 1)
NOW = datetime(2025, 4, 10, tzinfo=UTC)


def made_cases(*ids):
    return [Case(id_, WHERE, (Message("user", "Hi"),), NOW) for id_ in ids]


async def graded(case, response):
    return Graded((Finding(f"about {case.id}", "contains", Verdict.PASS, response.text, WHERE),))


def run(cases, target, repeats=1, concurrency=4, on_trial=lambda _trial: None, **conduct):
    return asyncio.run(trials_of(cases, target, repeats, concurrency, on_trial, **conduct))


async def trials_of(cases, target, repeats=1, concurrency=4, on_trial=lambda _trial: None, **conduct):
    conduct = Conduct(**{"kept": Unkept(NOW, "run"), "grader": Grader(graded), **conduct})
    return await run_trials(Work(target, cases, repeats), Pacer(Pace(concurrency)), conduct, on_trial)


class Watched(ScriptedTarget):
    """Notes who was asked when, how many at once, and whether it was closed."""

    def __init__(self, script, **options):
        super().__init__("watched", script, **options)
        self.asked, self.at_once, self.most, self.closed = [], 0, 0, 0

    async def answer(self, case, trial):
        self.asked.append((case.id, trial))
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        try:
            return await super().answer(case, trial)
        finally:
            self.at_once -= 1

    async def close(self):
        self.closed += 1


class Recorded(ScriptedTarget):
    """Has as many answers as the script lists."""

    def recorded(self, case):
        return tuple(map(Response, self._script.get(case.id, [])))


def test_every_case_is_asked_once_before_any_is_asked_again():
    target = Watched({"a": "1", "b": "2", "c": "3"})
    run(made_cases("a", "b", "c"), target, repeats=2, concurrency=1)
    assert target.asked == [("a", 1), ("b", 1), ("c", 1), ("a", 2), ("b", 2), ("c", 2)]


def test_results_come_in_the_order_of_the_cases_whoever_answers_first():
    script = {"a": Slow(0.05, "late"), "b": ["first", "second"], "c": "x"}
    told = []
    trials = run(made_cases("a", "b", "c"), ScriptedTarget("t", script), 2, on_trial=told.append)
    assert [(trial.case_id, trial.number) for trial in trials] == [
        *[("a", 1), ("a", 2), ("b", 1), ("b", 2), ("c", 1), ("c", 2)]
    ]
    assert [trial.response.text for trial in trials[2:4]] == ["first", "second"]
    assert told[0].case_id != "a"
    assert Counter(told) == Counter(trials)
    assert {trial.target for trial in trials} == {"t"}


@pytest.mark.parametrize(("cases", "concurrency", "most"), [(12, 4, 4), (12, 1, 1), (3, 64, 3)])
def test_so_many_are_asked_at_once_and_no_more(cases, concurrency, most):
    ids = [str(number) for number in range(cases)]
    target = Watched(dict.fromkeys(ids, Slow(0.01)))
    run(made_cases(*ids), target, concurrency=concurrency)
    assert target.most == most


def test_errors_are_kept_as_data_beside_the_others_and_are_not_graded():
    script = {
        "a": ValueError("no calendar"),
        "b": TargetError("exit code 3"),
        "c": Slow(9, "late"),
        "d": "fine",
        "e": TimeoutError("its own"),
        "f": KeyError(),
        "g": TargetError(""),
    }
    trials = run(made_cases(*script), ScriptedTarget("t", script, timeout=0.05))
    assert [trial.response.error for trial in trials] == [
        "ValueError: no calendar",
        "exit code 3",
        "no answer within 0.05 s",
        None,
        "TimeoutError: its own",
        "KeyError",
        "TargetError",
    ]
    assert [len(trial.findings) for trial in trials] == [0, 0, 0, 1, 0, 0, 0]
    assert trials[3].findings[0].reason == "fine"


def test_an_error_that_a_target_gives_back_is_not_graded_either():
    class Broken(ScriptedTarget):
        async def answer(self, case, trial):
            return Response(error="out of order")

    [trial] = run(made_cases("a"), Broken("t", {}))
    assert (trial.response.error, trial.findings) == ("out of order", ())


def test_latency_is_that_of_the_answer_alone():
    async def slow_grade(_case, _response):
        await asyncio.sleep(1)
        return Graded()

    [trial] = run(made_cases("a"), ScriptedTarget("t", {"a": Slow(0.05, "x")}), grader=Grader(slow_grade))
    assert 0.04 < trial.response.latency_s < 1


def test_a_latency_that_the_target_knows_better_is_kept():
    class Knowing(ScriptedTarget):
        async def answer(self, case, trial):
            return Response("x", latency_s=7.0)

    assert run(made_cases("a"), Knowing("t", {}))[0].response.latency_s == 7.0


def test_what_is_recorded_has_the_trials_that_there_are_and_no_latency():
    target = Recorded("t", {"a": ["1", "2", "3"], "b": ["4"]})
    trials = run(made_cases("a", "none", "b"), target, repeats=2)
    assert [(trial.case_id, trial.number, trial.response.text) for trial in trials] == [
        ("a", 1, "1"),
        ("a", 2, "2"),
        ("a", 3, "3"),
        ("b", 1, "4"),
    ]
    assert {trial.response.latency_s for trial in trials} == {None}


@pytest.mark.parametrize("cases", [[], made_cases("none")])
def test_nothing_to_ask_is_no_fault(cases):
    assert run(cases, Recorded("t", {})) == ()


def test_the_target_is_closed_however_the_run_ends():
    target = Watched({"a": "x", "b": Slow(9)})
    run(made_cases("a"), target)
    assert target.closed == 1

    async def broken_grade(_case, _response):
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        run(made_cases("a", "b"), target, grader=Grader(broken_grade))
    assert (target.closed, target.at_once) == (2, 0)


def test_what_on_trial_raises_ends_the_run_as_it_is():
    class EnoughError(Exception):
        pass

    def stop(_trial):
        raise EnoughError

    target = Watched({"a": "x", "b": Slow(9)})
    with pytest.raises(EnoughError):
        run(made_cases("a", "b"), target, on_trial=stop)
    assert (target.closed, target.at_once) == (1, 0)


def test_a_cancelled_run_has_told_what_was_done_and_ends_at_once():
    target = Watched({"a": "x", **{str(number): Slow(HANGS_S) for number in range(8)}})
    told = []

    async def cancelled():
        first = asyncio.Event()

        def on_trial(trial):
            told.append(trial)
            first.set()

        running = asyncio.create_task(trials_of(made_cases(*target._script), target, on_trial=on_trial))
        await first.wait()
        running.cancel()
        await running

    with not_held_up(), pytest.raises(asyncio.CancelledError):
        asyncio.run(cancelled())
    assert [trial.case_id for trial in told] == ["a"]
    assert (target.closed, target.at_once) == (1, 0)


def test_standard_output_is_kept_for_results(capsys):
    class Loud(ScriptedTarget):
        async def answer(self, case, trial):
            print("thinking")  # noqa: T201 - as an app may
            return Response("x")

    before = sys.stdout
    run(made_cases("a"), Loud("t", {}))
    assert sys.stdout is before
    assert capsys.readouterr() == ("", "thinking\n")


def test_workers_do_not_grow_with_the_work():
    most = 0

    class Counting(ScriptedTarget):
        async def answer(self, case, trial):
            nonlocal most
            most = max(most, len(asyncio.all_tasks()))
            await asyncio.sleep(0)
            return Response("x")

    trials = run(made_cases(*map(str, range(500))), Counting("t", {}), repeats=4, concurrency=5)
    assert len(trials) == 2_000
    assert most <= WORKERS_PER_TURN * 5 + 1  # the workers and the run itself


class Paid(Watched):
    """Each answer may cost a dollar, and costs half of one."""

    def estimate(self, case):
        return Estimate(10, 10, 1.0, limited=True)

    async def answer(self, case, trial):
        return replace(await super().answer(case, trial), cost_usd=0.5)


@pytest.mark.parametrize(("limit_usd", "answered"), [(0.9, 0), (1.0, 1), (1.5, 2), (3.0, 5), (100, 8)])
def test_what_does_not_fit_into_the_budget_is_not_asked(limit_usd, answered):
    target, budget = Paid(dict.fromkeys("abcdefgh", "x")), Budget(limit_usd)
    trials = run(made_cases(*"abcdefgh"), target, concurrency=8, budget=budget)
    assert (len(trials), len(target.asked)) == (answered, answered)
    assert budget.spent_usd == answered / 2 <= limit_usd
    assert budget.exhausted is (answered < 8)


def test_the_judge_spends_from_the_same_budget():
    async def paid_grade(case, response):
        return Graded(judge_cost_usd=2.0)

    budget = Budget(8)
    trials = run(
        made_cases(*"abcdefgh"),
        Paid(dict.fromkeys("abcdefgh", "x")),
        budget=budget,
        grader=Grader(paid_grade, lambda case, response: Estimate(10, 10, 3.0, limited=True)),
    )
    assert (len(trials), budget.spent_usd) == (2, 5.0)
    assert [trial.cost_usd for trial in trials] == [2.5, 2.5]


class Unreliable(Paid):
    """Is lost the first time that a case is asked, in whatever way."""

    tries = 3

    def __init__(self, script, fault):
        super().__init__(script)
        self.fault = fault

    async def answer(self, case, trial):
        response = await super().answer(case, trial)
        if self.asked.count((case.id, trial)) == 1:
            raise self.fault
        return response


@pytest.mark.parametrize(
    ("busy", "limit_usd", "tries", "spent_usd"),
    [
        (False, 10.0, 2, 1.5),  # the lost one may be billed
        (False, 1.5, 1, 1.0),  # and so the second might be too much
        (True, 1.5, 2, 0.5),  # who is busy bills nothing
    ],
)
def test_a_try_in_vain_may_be_billed(busy, limit_usd, tries, spent_usd):
    target, budget = Unreliable({"a": "x"}, TransientFault("status 5xx", busy=busy)), Budget(limit_usd)
    (trial,) = run_at_once(trials_of(made_cases("a"), target, budget=budget))
    assert (len(target.asked), budget.spent_usd) == (tries, spent_usd)
    assert (trial.response.error is None) == (tries == 2)
    assert ("the budget has no room for another try" in (trial.response.error or "")) == (tries == 1)
    assert budget.exhausted == (tries == 1)


def test_a_halt_lets_end_what_is_under_way_and_begins_nothing_more():
    target, halt = Watched(dict.fromkeys("abcdefgh", Slow(0.2, "x"))), Halt()

    async def work():
        asyncio.get_running_loop().call_later(0.1, halt.ask, "enough")
        return await trials_of(made_cases(*"abcdefgh"), target, concurrency=3, halt=halt)

    trials = asyncio.run(work())
    assert [trial.case_id for trial in trials] == ["a", "b", "c"]
    assert (len(target.asked), target.at_once, target.closed) == (3, 0, 1)


def test_after_a_halt_no_judge_is_asked():
    stops, halt = [], Halt()

    async def halting_grade(case, response):
        halt.ask("enough")
        return Graded()

    grader = Grader(halting_grade, stop=lambda: stops.append("judge"))
    run(made_cases("a", "b"), Watched({"a": "x", "b": Slow(0.1, "x")}), grader=grader, halt=halt)
    assert "judge" in stops


def test_what_does_not_end_in_time_is_given_up_after_a_halt():
    target, halt = Watched({"a": "x", "b": Slow(3_600)}), Halt()

    async def work():
        asyncio.get_running_loop().call_later(1, halt.ask, "enough")
        trials = await trials_of(made_cases("a", "b"), target, halt=halt)
        return trials, asyncio.get_running_loop().time()

    trials, ended = run_at_once(work())
    assert [trial.case_id for trial in trials] == ["a"]
    assert ended == pytest.approx(1 + GRACE_S)


def test_a_halt_that_was_asked_for_before_begins_nothing():
    target, halt = Watched({"a": "x"}), Halt()
    halt.ask("enough")
    assert run(made_cases("a"), target, halt=halt) == ()
    assert target.asked == []


def test_what_was_answered_is_not_asked_again(tmp_path):
    cases = made_cases("a", "b", "c")
    journal = Journal(tmp_path)
    kept = journal.begin("sheet", ["watched"], 2, NOW)
    first = Watched({"a": "x", "b": ValueError("broke"), "c": "y"})
    run(cases, first, repeats=2, kept=kept)
    kept = journal.begin("sheet", ["watched"], 2, NOW)
    second = Watched({"a": "other", "b": "well", "c": "other"})
    second.fingerprint = first.fingerprint
    trials = run(cases, second, repeats=2, kept=kept)
    assert second.asked == [("b", 1), ("b", 2)]
    assert [trial.response.text for trial in trials] == ["x", "x", "well", "well", "y", "y"]
    journal.close()


def test_where_the_judge_broke_the_next_run_asks_it_alone(tmp_path):
    async def broken_grade(case, response):
        return Graded((Finding("polite", "rubric", Verdict.ERROR, "the judge broke", WHERE),))

    journal = Journal(tmp_path)
    kept = journal.begin("sheet", ["watched"], 1, NOW)
    target = Watched({"a": "x"})
    run(made_cases("a"), target, kept=kept, grader=Grader(broken_grade))
    kept.finish()
    kept = journal.begin("sheet", ["watched"], 1, NOW)
    [trial] = run(made_cases("a"), target, kept=kept)
    assert (trial.response.text, len(target.asked)) == ("x", 1)
    kept.finish()
    run(made_cases("a"), target, kept=journal.begin("sheet", ["watched"], 1, NOW))
    assert len(target.asked) == 2
    journal.close()
