"""Several things at once: all of them, or the first that is raised; and a halt meanwhile."""

from __future__ import annotations

import asyncio

import pytest

from sheet2eval.running.halt import Halt
from sheet2eval.running.together import all_of, until_halted
from tests.waiting import HANGS_S, not_held_up


async def after(seconds, given):
    await asyncio.sleep(seconds)
    if isinstance(given, Exception):
        raise given
    return given


def test_the_order_is_that_in_which_they_were_named():
    assert asyncio.run(all_of(after(seconds, seconds) for seconds in (0.02, 0, 0.01))) == [0.02, 0, 0.01]
    assert asyncio.run(all_of([])) == []


def test_the_first_that_is_raised_cancels_the_others():
    async def work():
        long = asyncio.ensure_future(after(60, "late"))
        with pytest.raises(ValueError, match="first"):
            await all_of([after(0.02, KeyError("second")), after(0.01, ValueError("first")), wait(long)])
        await asyncio.sleep(0)
        return long.cancelled()

    assert asyncio.run(work())


def test_what_is_raised_counts_and_not_who_was_cancelled_for_it():
    async def breaks(waiting):
        waiting.cancel()
        await asyncio.sleep(0.01)  # so that the cancelled one ends first
        raise ValueError("refused")

    async def work():
        waiting = asyncio.get_running_loop().create_future()
        await all_of([all_of([wait(waiting)]), all_of([breaks(waiting)])])

    with pytest.raises(ValueError, match="refused"):
        asyncio.run(work())


async def wait(future):
    return await future


def test_a_hurried_halt_interrupts_once_all_that_was_under_way_has_ended():
    halt, ended = Halt(), []

    async def worker(number):
        try:
            await asyncio.sleep(HANGS_S)
        finally:
            await asyncio.sleep(0.01)  # as for a program that is only just starting
            ended.append(number)

    async def work():
        asyncio.get_running_loop().call_soon(halt.ask, "stopped by hand")
        asyncio.get_running_loop().call_soon(lambda: hurried.append(halt.hurry()))
        await until_halted((worker(number) for number in range(3)), halt, lambda: None)

    hurried = [halt.hurry()]
    with not_held_up(), pytest.raises(KeyboardInterrupt):
        asyncio.run(work())
    assert (sorted(ended), hurried, halt.hurry()) == ([0, 1, 2], [False, True], False)
