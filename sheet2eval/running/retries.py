"""One answer, tried again where a fault may pass.

Pauses grow exponentially with full jitter; a busy target (429, 503) is left alone at least twice as long, and one
that says how long it wants to be left alone is obeyed, up to `pacing.LONGEST_REST_S`: who asks for more is not asked
again in this run.
"""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace

from sheet2eval.running.pacing import LONGEST_REST_S, Pacer
from sheet2eval.targets.target import EndsRun, PassingFault, Target, described
from sheet2eval.types import Case, Response

FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0


async def ask(target: Target, case: Case, trial: int, pacer: Pacer, tokens: int = 0) -> Response:
    """The target's answer, or a response whose `error` says what came instead, and after how many tries.

    Each try has a turn of its own; nobody's turn is used up by waiting. The latency is that of the try that was
    answered.

    Raises:
        EndsRun: every other case would fare alike.
    """
    tried = 0
    while True:
        tried += 1
        try:
            return await _asked_once(target, case, trial, pacer, tokens)
        except EndsRun:
            raise
        except PassingFault as fault:
            if tried >= target.tries or _wants_too_long(fault):
                return Response(error=_told(fault, tried))
            pause_s = _pause_s(fault, tried)
        except Exception as error:  # noqa: BLE001 - whatever breaks at a target is that trial's error
            return Response(error=described(error))
        await asyncio.sleep(pause_s)


async def _asked_once(target: Target, case: Case, trial: int, pacer: Pacer, tokens: int) -> Response:
    async with pacer.turn(tokens):
        try:
            return await _timed(target, case, trial)
        finally:
            pacer.rest(target.rest_s())


async def _timed(target: Target, case: Case, trial: int) -> Response:
    """The answer within the target's time, with its latency unless it is a recorded one."""
    clock = asyncio.get_running_loop().time
    started = clock()
    limit = asyncio.timeout(target.timeout)
    try:
        async with limit:
            response = await target.answer(case, trial)
    except Exception as error:
        if limit.expired():
            raise PassingFault(f"no answer within {target.timeout:g} s") from error
        raise
    if response.latency_s is None and target.trials_of(case) is None:
        return replace(response, latency_s=clock() - started)
    return response


def _wants_too_long(fault: PassingFault) -> bool:
    return fault.after_s is not None and fault.after_s > LONGEST_REST_S


def _pause_s(fault: PassingFault, tried: int) -> float:
    """How long to wait after so many tries, in seconds."""
    most = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** (tried - 1))
    jitter = random.uniform(0, most)  # noqa: S311 - spreads tries, keeps no secret
    if fault.after_s is not None:
        return fault.after_s + jitter
    return 2 * most + jitter if fault.busy else jitter


def _told(fault: PassingFault, tried: int) -> str:
    message = described(fault)
    if tried > 1:
        message += f" (tried {tried} times)"
    if _wants_too_long(fault):
        message += f"; it wants to be left alone for {fault.after_s:,.0f} s: run again after that"
    return message
