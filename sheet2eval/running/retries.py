"""Whatever is asked, tried again after a transient fault.

A retry needs room in the budget like the first try: what was lost may be billed, unless the server was busy. Pauses
grow exponentially with full jitter; a busy server (429, 503) is left alone at least twice as long. Where it says how
long, that is obeyed, up to `pacing.LONGEST_REST_S`: a server that asks for more is not asked again in this run.
"""

from __future__ import annotations

import asyncio
import math
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Protocol, TypeVar

from sheet2eval.errors import SetupError
from sheet2eval.running.budget import Price, another_try_fits, free
from sheet2eval.running.pacing import LONGEST_REST_S, Pacer
from sheet2eval.targets.target import EndsRun, Target, TargetError, TransientFault, described
from sheet2eval.types import Case, Response

FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0

Answer = TypeVar("Answer")
Keep = Callable[[Answer], Awaitable[None]]


class Asked(Protocol):
    """A target or a judge, as far as it says how to be asked. An infinite `timeout` leaves it its time."""

    timeout: float
    tries: int

    def rest_s(self) -> float: ...


async def _kept_nowhere(answer: object) -> None: ...


async def ask(
    target: Target,
    case: Case,
    trial: int,
    pacer: Pacer,
    tokens: int = 0,
    keep: Keep[Response] = _kept_nowhere,
    price: Price = free,
) -> Response:
    """The target's answer, or a response whose `error` says what came instead, and after how many tries.

    The latency is that of the try that was answered. `keep` and `price` are as in `asked`.

    Raises:
        EndsRun: every other case would fail in the same way.
        SetupError: the answer could not be kept.
    """
    try:
        return await asked(target, lambda: _timed(target, case, trial), pacer, tokens, keep, price)
    except EndsRun as refusal:
        raise EndsRun(f"{target.name}: {refusal}") from refusal
    except SetupError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever breaks at a target is that trial's error
        return Response(error=described(error))


async def asked(
    whom: Asked,
    call: Callable[[], Awaitable[Answer]],
    pacer: Pacer,
    tokens: int = 0,
    keep: Keep[Answer] = _kept_nowhere,
    price: Price = free,
) -> Answer:
    """What the call gives; it is made anew for each try, and each try has a turn of its own.

    A turn is given back while a retry waits. But it lasts until the answer is kept, so that no more can get lost than
    is asked at once.

    Raises:
        EndsRun: every other case would fail in the same way.
        TargetError: what came instead, and after how many tries.
    """
    tried = 0
    while True:
        tried += 1
        try:
            async with pacer.turn(tokens):
                answer = await _asked_once(whom, call, pacer)
                await keep(answer)
        except TransientFault as fault:
            if tried >= whom.tries or _wants_too_long(fault):
                raise TargetError(_told(fault, tried)) from fault
            lost = fault
        else:
            return answer
        await _until_another_try(lost, tried, price)


async def _until_another_try(lost: TransientFault, tried: int, price: Price) -> None:
    """Raises TargetError where the budget has no room for it."""
    await asyncio.sleep(_pause_s(lost, tried))
    if not (lost.busy or await another_try_fits(price)):
        raise TargetError(f"{_told(lost, tried)}; the budget has no room for another try") from lost


async def _asked_once(whom: Asked, call: Callable[[], Awaitable[Answer]], pacer: Pacer) -> Answer:
    limit = asyncio.timeout(whom.timeout if math.isfinite(whom.timeout) else None)
    try:
        async with limit:
            return await call()
    except Exception as error:
        if limit.expired():
            raise TransientFault(f"no answer within {whom.timeout:g} s") from error
        raise
    finally:
        pacer.rest(whom.rest_s())


async def _timed(target: Target, case: Case, trial: int) -> Response:
    """The answer with its latency, unless it is a recorded one."""
    clock = asyncio.get_running_loop().time
    started = clock()
    response = await target.answer(case, trial)
    if response.latency_s is None and target.recorded(case) is None:
        return replace(response, latency_s=clock() - started)
    return response


def _wants_too_long(fault: TransientFault) -> bool:
    return fault.after_s is not None and fault.after_s > LONGEST_REST_S


def _pause_s(fault: TransientFault, tried: int) -> float:
    """How long to wait after so many tries, in seconds."""
    most = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** (tried - 1))
    jitter = random.uniform(0, most)  # noqa: S311 - spreads tries, keeps no secret
    if fault.after_s is not None:
        return fault.after_s + jitter
    return 2 * most + jitter if fault.busy else jitter


def _told(fault: TransientFault, tried: int) -> str:
    message = described(fault)
    if tried > 1:
        message += f" (tried {tried} times)"
    if _wants_too_long(fault):
        message += f"; it wants to be left alone for {fault.after_s:,.0f} s: run again after that"
    return message
