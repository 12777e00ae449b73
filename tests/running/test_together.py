"""Several things at once: all of them, or the first that is raised."""

from __future__ import annotations

import asyncio

import pytest

from sheet2eval.running.together import all_of


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
