"""One answer, tried again where a fault may pass."""

from __future__ import annotations

import asyncio
import math
from datetime import UTC, datetime

import pytest

from sheet2eval.running.pacing import LONGEST_REST_S, Pacer
from sheet2eval.running.retries import LONGEST_PAUSE_S, ask
from sheet2eval.targets.scripted import ScriptedTarget, Slow
from sheet2eval.targets.target import EndsRun, Pace, TargetError, TransientFault
from sheet2eval.types import Case, CellRef, Message, Response
from tests.running.fake_time import run_at_once

CASE = Case("a", CellRef("input", 2), (Message("user", "Hi"),), datetime(2025, 4, 10, tzinfo=UTC))
BUSY = TransientFault("status 429", busy=True)
BROKEN = TransientFault("status 500")


class Failing(ScriptedTarget):
    """Meets the faults one after another, then answers. Notes when it was asked."""

    def __init__(self, *faults, tries=4, timeout=60.0, last="Hello"):
        super().__init__("failing", {"a": last}, timeout=timeout)
        self.tries = tries
        self.faults = list(faults)
        self.asked_at = []
        self.rests = 0.0

    async def answer(self, case, trial):
        self.asked_at.append(asyncio.get_running_loop().time())
        if self.faults:
            fault = self.faults.pop(0)
            if isinstance(fault, Slow):
                await asyncio.sleep(fault.seconds)
            else:
                raise fault
        return await super().answer(case, trial)

    def rest_s(self):
        return self.rests


def asked(target, pacer=None):
    async def work():
        return await ask(target, CASE, 1, pacer or Pacer(Pace(8)))

    return run_at_once(work())


def gaps(target):
    return [after - before for before, after in zip(target.asked_at, target.asked_at[1:], strict=False)]


@pytest.mark.parametrize("fault", [BROKEN, BUSY, Slow(61), TransientFault("reset", after_s=3)])
def test_a_fault_that_passes_leaves_no_trace(fault):
    target = Failing(fault, fault, fault)
    response = asked(target)
    assert (response.text, response.error) == ("Hello", None)
    assert len(target.asked_at) == 4


@pytest.mark.parametrize(
    ("fault", "tries", "told"),
    [
        (BROKEN, 4, "status 500 (tried 4 times)"),
        (BROKEN, 1, "status 500"),
        (Slow(61), 4, "no answer within 60 s (tried 4 times)"),
        (Slow(61), 1, "no answer within 60 s"),
        (TransientFault("x" * 2000), 1, f"{'x' * 1000} … [cut]"),
    ],
)
def test_a_fault_that_stays_is_told_with_the_tries(fault, tries, told):
    target = Failing(*[fault] * 9, tries=tries)
    assert asked(target).error == told
    assert len(target.asked_at) == tries


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (TargetError("status 400"), "status 400"),
        (ValueError("no calendar"), "ValueError: no calendar"),
        (TimeoutError("its own"), "TimeoutError: its own"),
        (KeyError(), "KeyError"),
    ],
)
def test_what_does_not_pass_is_asked_once(fault, told):
    target = Failing(fault)
    assert asked(target).error == told
    assert len(target.asked_at) == 1


def test_what_ends_the_run_is_raised():
    target = Failing(EndsRun("status 401: no such key"))
    with pytest.raises(EndsRun, match="no such key"):
        asked(target)
    assert len(target.asked_at) == 1


def test_pauses_grow_and_a_busy_target_is_left_alone_longer():
    for _ in range(20):
        broken, busy = Failing(*[BROKEN] * 3), Failing(*[BUSY] * 3)
        asked(broken)
        asked(busy)
        for pause, most in zip(gaps(broken), (0.5, 1, 2), strict=True):
            assert 0 <= pause <= most
        for pause, least in zip(gaps(busy), (1, 2, 4), strict=True):
            assert least <= pause <= 1.5 * least


def test_pauses_have_a_limit():
    target = Failing(*[BROKEN] * 99, tries=100)
    asked(target)
    assert max(gaps(target)) <= LONGEST_PAUSE_S
    assert len(set(gaps(target))) == 99  # drawn, so that those who failed together do not come back together


@pytest.mark.parametrize("after_s", [0, 0.2, 7, LONGEST_REST_S])
@pytest.mark.parametrize("busy", [False, True])
def test_the_wait_that_is_asked_for_is_kept(after_s, busy):
    target = Failing(TransientFault("later", after_s=after_s, busy=busy))
    assert asked(target).error is None
    assert after_s <= gaps(target)[0] <= after_s + 0.5


def test_who_wants_to_be_left_alone_for_an_hour_is_not_asked_again():
    target = Failing(TransientFault("status 429", after_s=3600, busy=True))
    told = "status 429; it wants to be left alone for 3,600 s: run again after that"
    assert asked(target).error == told
    assert asked(Failing(BROKEN, TransientFault("status 429", after_s=math.inf))).error.startswith(
        "status 429 (tried 2 times); it wants"
    )


def test_waiting_for_a_retry_takes_no_turn_from_others():
    pacer = Pacer(Pace(1))
    failing, other = Failing(TransientFault("later", after_s=10)), Failing()

    async def work():
        return await asyncio.gather(ask(failing, CASE, 1, pacer), ask(other, CASE, 1, pacer))

    assert [response.text for response in run_at_once(work())] == ["Hello", "Hello"]
    assert other.asked_at[0] < 1
    assert pacer.in_flight == 0


def test_the_target_rests_as_its_answers_ask_for():
    pacer = Pacer(Pace(1))
    target = Failing()
    target.rests = 6.0

    async def work():
        for trial in (1, 2):
            await ask(target, CASE, trial, pacer)

    run_at_once(work())
    assert gaps(target) == [pytest.approx(6)]


def test_the_latency_is_that_of_the_try_that_was_answered():
    target = Failing(TransientFault("later", after_s=10), Slow(0.5))
    assert asked(target).latency_s == pytest.approx(0.5)


def test_a_latency_that_the_target_knows_is_kept_and_recorded_answers_have_none():
    class Knowing(Failing):
        async def answer(self, case, trial):
            return Response(text="Hello", latency_s=9.0)

    class Recorded(Failing):
        def recorded(self, case):
            return (Response("Hello"),)

    assert asked(Knowing()).latency_s == 9.0
    assert asked(Recorded()).latency_s is None


def test_who_is_cancelled_is_not_tried_again():
    target = Failing(Slow(30))

    async def work():
        task = asyncio.create_task(ask(target, CASE, 1, pacer := Pacer(Pace(1))))
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()
        assert pacer.in_flight == 0

    run_at_once(work())
    assert len(target.asked_at) == 1


def test_with_a_real_clock():
    response = asyncio.run(ask(Failing(BROKEN, tries=2, timeout=0.05, last=Slow(1)), CASE, 1, Pacer(Pace(1))))
    assert response.error == "no answer within 0.05 s (tried 2 times)"
