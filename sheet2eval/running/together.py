"""Several things awaited at once."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from typing import TypeVar

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
