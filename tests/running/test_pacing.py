"""Turns: never too many at once or a minute, nobody forgotten, and slower while the target is busy."""

from __future__ import annotations

import asyncio
import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheet2eval.running.pacing import BUSY_REST_S, LONGEST_REST_S, Pacer
from sheet2eval.targets.target import Pace, TargetError, TransientFault
from tests.running.fake_time import run_at_once

CONCURRENCY = st.integers(1, 9)
DURATIONS = st.lists(st.sampled_from([0.0, 0.01, 0.5, 2.0]), min_size=1, max_size=60)


def now():
    return asyncio.get_running_loop().time()


async def take(pacer, seconds=0.0, tokens=0, fault=None):
    """A turn that takes so long and ends so; returns when it began."""
    async with pacer.turn(tokens):
        began = now()
        await asyncio.sleep(seconds)
        if fault is not None:
            raise fault
    return began


async def taken(pacer, *turns):
    """When each of the turns began that were asked for at once, faults left out."""
    begun = await asyncio.gather(*turns, return_exceptions=True)
    assert pacer.in_flight == 0
    return [at for at in begun if not isinstance(at, Exception)]


def busy(after_s=None):
    return TransientFault("429", after_s=after_s, busy=True)


def most_within(begun, seconds, sizes=None):
    """The most that began in any stretch of so many seconds, its end left out."""
    sizes = sizes or [1] * len(begun)
    return max(
        sum(size for at, size in zip(begun, sizes, strict=True) if start <= at < start + seconds - 1e-6)
        for start in begun
    )


@given(CONCURRENCY, DURATIONS)
def test_as_many_turns_as_may_be_and_no_more(concurrency, durations):
    pacer = Pacer(Pace(concurrency))
    at_once = []

    async def turn(seconds):
        async with pacer.turn():
            at_once.append(pacer.in_flight)
            await asyncio.sleep(seconds)

    async def work():
        await asyncio.gather(*map(turn, durations))
        return now()

    ended = run_at_once(work())
    assert len(at_once) == len(durations)
    assert max(at_once) == min(concurrency, len(durations))
    assert ended <= sum(durations) / concurrency + max(durations) + 1e-6  # no turn was left idle


@given(st.integers(1, 900), st.integers(1, 200), CONCURRENCY)
@settings(max_examples=40)
def test_requests_a_minute(per_minute, turns, concurrency):
    pacer = Pacer(Pace(concurrency, requests_per_minute=per_minute))
    begun = run_at_once(taken(pacer, *(take(pacer) for _ in range(turns))))
    assert len(begun) == turns
    assert most_within(begun, 60) <= per_minute
    assert most_within(begun, 1) <= max(1, 2 * per_minute / 60)  # a second's worth at once, then one by one
    assert begun[-1] <= turns * 61 / per_minute


@given(st.integers(60, 5000), st.lists(st.integers(0, 4000), min_size=1, max_size=60))
@settings(max_examples=40)
def test_tokens_a_minute(per_minute, sizes):
    pacer = Pacer(Pace(100, tokens_per_minute=per_minute))
    begun = run_at_once(taken(pacer, *(take(pacer, tokens=size) for size in sizes)))
    assert begun == sorted(begun)  # in the order in which they were asked for
    assert most_within(begun, 60, sizes) <= per_minute + max(sizes)
    assert begun[-1] <= sum(sizes) * 61 / per_minute


@given(
    CONCURRENCY,
    st.lists(
        st.tuples(st.sampled_from([0.1, 1.0]), st.sampled_from([None, 0.0, 0.05, 0.1, 0.7])), min_size=1
    ),
)
def test_whoever_goes_away_takes_no_turn_from_others(concurrency, turns):
    pacer = Pacer(Pace(concurrency, requests_per_minute=600))

    async def cancelled(task, after_s):
        await asyncio.sleep(after_s)
        task.cancel()

    async def work():
        tasks = [asyncio.create_task(take(pacer, seconds)) for seconds, _ in turns]
        going = [cancelled(task, at) for task, (_, at) in zip(tasks, turns, strict=True) if at is not None]
        await asyncio.gather(*going)
        await asyncio.wait(tasks)
        assert pacer.in_flight == 0
        assert not any(task.cancelled() for task, (_, at) in zip(tasks, turns, strict=True) if at is None)
        await take(pacer)

    run_at_once(work())


def test_who_is_cancelled_in_the_moment_in_which_the_turn_begins_gives_it_back():
    pacer = Pacer(Pace(1))

    async def work():
        async with pacer.turn():
            second, third = asyncio.create_task(take(pacer)), asyncio.create_task(take(pacer))
            await asyncio.sleep(0.1)
        assert pacer.in_flight == 1  # the second's, which does not know it yet
        second.cancel()
        await third
        assert second.cancelled()
        assert pacer.in_flight == 0

    run_at_once(work())


def test_a_busy_target_is_asked_half_as_much_once_a_round_trip():
    pacer = Pacer(Pace(64))

    async def work():
        await taken(pacer, *(take(pacer, 0.1, fault=busy()) for _ in range(64)))
        assert (pacer.limit, pacer.backed_off) == (32, True)
        await taken(pacer, *(take(pacer, 0.1, fault=busy()) for _ in range(32)))
        assert pacer.limit == 16

    run_at_once(work())


def test_each_round_of_answers_adds_one_turn_until_all_are_back():
    pacer = Pacer(Pace(8))

    async def work():
        await taken(pacer, take(pacer, 1, fault=busy()))
        limits = []
        while pacer.backed_off:
            limits.append(pacer.limit)
            await taken(pacer, *(take(pacer, 1) for _ in range(pacer.limit + 1)))
        assert limits == [4, 5, 6, 7]
        await taken(pacer, *(take(pacer, 1) for _ in range(50)))
        assert pacer.limit == 8

    run_at_once(work())


@pytest.mark.parametrize(
    "fault", [TransientFault("500"), TransientFault("slow", after_s=5), TargetError("no")]
)
def test_other_faults_change_no_pace(fault):
    pacer = Pacer(Pace(8))

    async def work():
        await taken(pacer, *(take(pacer, 1, fault=fault) for _ in range(8)))
        assert (pacer.limit, pacer.backed_off) == (8, False)

    run_at_once(work())


@pytest.mark.parametrize(
    ("concurrency", "after_s", "pause"),
    [(8, None, 0), (8, 7, 7), (1, None, BUSY_REST_S), (1, 7, 7), (8, LONGEST_REST_S + 1, 0)],
)
def test_all_wait_as_long_as_a_busy_target_asks_for(concurrency, after_s, pause):
    pacer = Pacer(Pace(concurrency))

    async def work():
        await taken(pacer, take(pacer, 1, fault=busy(after_s)))
        assert await taken(pacer, take(pacer)) == [pytest.approx(1 + pause)]

    run_at_once(work())


def test_a_rest_is_lengthened_and_never_shortened():
    pacer = Pacer(Pace(8))

    async def work():
        pacer.rest(0)
        assert not pacer.backed_off
        first = asyncio.create_task(take(pacer))
        pacer.rest(5)
        pacer.rest(2)
        second = asyncio.create_task(take(pacer))
        await asyncio.sleep(3)
        assert pacer.backed_off
        pacer.rest(10)
        assert await taken(pacer, first, second) == [pytest.approx(13)] * 2

    run_at_once(work())


def test_without_limits_nobody_waits():
    pacer = Pacer(Pace(10_000, math.inf, math.inf))
    assert run_at_once(taken(pacer, *(take(pacer, tokens=10**9) for _ in range(1000)))) == [0.0] * 1000


def test_with_a_real_clock():
    async def work():
        pacer = Pacer(Pace(4, requests_per_minute=1200))
        started = time.monotonic()
        await taken(pacer, *(take(pacer) for _ in range(30)))
        return time.monotonic() - started

    assert asyncio.run(work()) > (30 - 1) * 61 / 1200 - 1
