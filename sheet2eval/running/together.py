"""Several things awaited at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import TypeVar

from sheet2eval.running.halt import GRACE_S, Halt

Result = TypeVar("Result")


async def all_of(calls: Iterable[Coroutine[None, None, Result]]) -> list[Result]:
    """What each gives, in their order. What one raises is raised as it is, once the others are cancelled.

    One that is cancelled is not what went wrong: a pacer that stops cancels who waits for it, before whoever broke
    has said why.
    """
    tasks = [asyncio.create_task(call) for call in calls]
    try:
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION) if tasks else ((), ())
        for task in ended:
            if not task.cancelled():
                task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return [task.result() for task in tasks]


async def until_halted(
    workers: Iterable[Coroutine[None, None, None]], halt: Halt, stop_asking: Callable[[], None]
) -> None:
    """Runs them until all have ended or one has broken, which ends the others and is raised as it is.

    When a halt is asked for, nobody is asked any more, and after `GRACE_S` those that are left are cancelled. Where
    that is hurried, a KeyboardInterrupt is raised once they have ended.
    """
    tasks = [asyncio.create_task(worker) for worker in workers]

    def cancel() -> None:
        for task in tasks:
            task.cancel()

    def stop() -> None:
        stop_asking()
        asyncio.get_running_loop().call_later(GRACE_S, cancel)

    try:
        with halt.heeded_by(stop, cancel):
            ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION) if tasks else ((), ())
        if halt.is_hurried:
            raise KeyboardInterrupt
        for task in ended:
            if not task.cancelled():
                task.result()
    finally:
        cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
