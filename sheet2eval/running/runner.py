"""Asks a target: so many conversations at once, each within the target's time, faults kept as data."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator, Sequence
from dataclasses import replace
from time import perf_counter

from sheet2eval.targets.target import Target, described
from sheet2eval.types import Case, Finding, Response, Trial

Grade = Callable[[Case, Response], Awaitable[tuple[Finding, ...]]]


async def run_trials(
    cases: Sequence[Case],
    target: Target,
    grade: Grade,
    repeats: int,
    concurrency: int,
    on_trial: Callable[[Trial], None],
) -> tuple[Trial, ...]:
    """Every trial of every case, in the order of the cases, each told to `on_trial` as it ends.

    All cases are asked once before any is asked again; of recorded answers there are as many as the sheet
    holds (for some cases none). Only responses without an error are graded. However it ends, the target is
    closed. Meanwhile standard output goes to standard error: what an app prints is none of our results.
    """
    counts = [trial_count(target, case, repeats) for case in cases]
    work = _interleaved(counts)
    done: dict[tuple[int, int], Trial] = {}

    async def work_off() -> None:
        for place, number in work:  # shared by the workers: each takes the next
            trial = await _trial(cases[place], number, target, grade)
            done[place, number] = trial
            on_trial(trial)

    with contextlib.redirect_stdout(sys.stderr):
        try:
            await _all(work_off() for _ in range(min(concurrency, sum(counts))))
        finally:
            await target.close()
    return tuple(done[key] for key in sorted(done))


def trial_count(target: Target, case: Case, repeats: int) -> int:
    """How many trials of a case there are to be."""
    recorded = target.trials_of(case)
    return repeats if recorded is None else recorded


def _interleaved(counts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first trial of every case, then the second of every case that has one, and so on."""
    for number in range(1, max(counts, default=0) + 1):
        yield from ((place, number) for place, count in enumerate(counts) if number <= count)


async def _all(workers: Iterable[Coroutine[None, None, None]]) -> None:
    """Runs them until all have ended or one has broken, which ends the others and is raised as it is."""
    tasks = [asyncio.create_task(worker) for worker in workers]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _trial(case: Case, number: int, target: Target, grade: Grade) -> Trial:
    response = await _response(case, number, target)
    findings = () if response.error is not None else await grade(case, response)
    return Trial(case.id, target.name, number, response, findings)


async def _response(case: Case, number: int, target: Target) -> Response:
    """The answer with its latency, unless it is a recorded one, or the error that came instead."""
    started = perf_counter()
    try:
        async with asyncio.timeout(target.timeout) as limit:
            response = await target.answer(case, number)
    except Exception as error:  # noqa: BLE001 - whatever breaks at a target is that trial's error
        if limit.expired():
            return Response(error=f"no answer within {target.timeout:g} s")
        return Response(error=described(error))
    if response.latency_s is None and target.trials_of(case) is None:
        return replace(response, latency_s=perf_counter() - started)
    return response
