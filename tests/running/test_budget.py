"""Never more is spent than there is, and no more is left over than there has to be."""

from __future__ import annotations

import asyncio
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.running.budget import Budget, another_try_fits
from tests.running.fake_time import run_at_once


async def spend(budget, at_most, cost, seconds=1.0):
    """A trial that is reserved for, takes its time and costs so much; whether it was begun."""
    reservation = await budget.reserve(at_most)
    if reservation is None:
        return False
    await asyncio.sleep(seconds)
    budget.settle(reservation, cost)
    return True


def spent(budget, *trials):
    async def work():
        return await asyncio.gather(*(spend(budget, *trial) for trial in trials))

    return run_at_once(work())


def test_without_a_limit_everything_fits():
    budget = Budget()
    assert all(spent(budget, *[(1e9, 1e9)] * 5))
    assert (budget.spent_usd, budget.exhausted) == (5e9, False)


@pytest.mark.parametrize(
    ("limit", "trials", "begun"),
    [
        (0.3, [(0.1, 0.1)] * 4, 3),  # a sum of tenths is not exact
        (1.0, [(0.4, 0.1)] * 20, 7),  # cheaper than feared: what is left over is used, until 0.4 do not fit
        (1.0, [(0.4, None)] * 5, 2),  # the cost of a lost answer is unknown
        (1.0, [(0.4, 0.9)] * 5, 2),  # dearer than at most: what is under way cannot be called back
        (0.0, [(0.1, 0.1)] * 3, 0),
        (0.0, [(0.0, 0.0)] * 3, 3),
    ],
)
def test_what_does_not_fit_is_not_begun(limit, trials, begun):
    budget = Budget(limit)
    assert sum(spent(budget, *trials)) == begun
    assert budget.exhausted == (begun < len(trials))


def test_once_something_did_not_fit_nothing_more_is_begun():
    budget = Budget(1.0)
    assert spent(budget, (2.0, 2.0)) == [False]
    assert spent(budget, (0.1, 0.1)) == [False]


def test_what_is_under_way_counts():
    budget = Budget(1.0)

    async def work():
        first = await budget.reserve(0.6)
        waiting = asyncio.create_task(budget.reserve(0.6))
        await asyncio.sleep(1)
        assert not waiting.done()
        budget.settle(first, 0.2)
        assert await waiting
        assert budget.spent_usd == 0.2

    run_at_once(work())


AMOUNT = st.floats(0.01, 1)


@given(
    st.floats(0, 5),
    st.lists(st.tuples(AMOUNT, st.none() | st.floats(0, 1), st.sampled_from([0.0, 0.1, 1.0])), max_size=30),
)
def test_the_limit_is_kept_and_nobody_waits_for_ever(limit, trials):
    budget = Budget(limit)
    costs = [(at_most, share and at_most * share, seconds) for at_most, share, seconds in trials]
    spent(budget, *costs)
    assert budget.spent_usd <= limit + 1e-6


async def retry(budget, at_most, tries, cost, seconds=1.0):
    """A trial that is tried that often before it is answered; how many tries it was let make."""
    reservation = await budget.reserve(at_most)
    if reservation is None:
        return 0
    made = 1
    await asyncio.sleep(seconds)
    while made < tries and await another_try_fits(lambda: at_most):
        made += 1
        await asyncio.sleep(seconds)
    budget.settle(reservation, cost)
    return made


@pytest.mark.parametrize(
    ("limit", "tries", "made", "spent_usd"),
    [
        (10.0, 1, 1, 0.2),
        (10.0, 3, 3, 2.2),  # two may be billed
        (2.5, 3, 2, 1.2),  # a third might cost more than is left
        (1.0, 3, 1, 0.2),
        (math.inf, 3, 3, 0.2),
    ],
)
def test_each_further_try_needs_room_of_its_own(limit, tries, made, spent_usd):
    budget = Budget(limit)
    assert run_at_once(retry(budget, 1.0, tries, 0.2)) == made
    assert budget.spent_usd == pytest.approx(spent_usd)
    assert budget.exhausted == (made < tries)


def test_a_further_try_waits_for_what_may_turn_out_cheaper():
    budget = Budget(2.5)

    async def work():
        return await asyncio.gather(retry(budget, 1.0, 2, 0.2), spend(budget, 1.0, 0.2, seconds=9))

    assert run_at_once(work()) == [2, True]
    assert budget.spent_usd == pytest.approx(1.4)


def test_outside_of_a_trial_every_try_fits():
    assert run_at_once(another_try_fits(lambda: 1e9))


@given(
    st.floats(0.1, 3),
    st.lists(st.tuples(AMOUNT, st.integers(1, 4), st.sampled_from([0.1, 1.0])), max_size=12),
)
def test_all_tries_together_keep_the_limit_and_nobody_waits_for_ever(limit, trials):
    budget = Budget(limit)

    async def work():
        tried = (retry(budget, at_most, tries, at_most, seconds) for at_most, tries, seconds in trials)
        return await asyncio.gather(*tried)

    run_at_once(work())
    assert budget.spent_usd <= limit + 1e-6
