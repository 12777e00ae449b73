"""Asks a target at its pace: every trial of every case, faults kept as data."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator, Sequence
from dataclasses import replace

from sheet2eval.running.pacing import Pacer
from sheet2eval.running.retries import ask
from sheet2eval.targets.target import Target
from sheet2eval.types import Case, Finding, Response, Trial

WORKERS_PER_TURN = 2  # while one waits to try again or for the judge, another takes the turn

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
    holds (for some cases none). At most `concurrency` are asked at once. Only responses without an error are
    graded. However it ends, the target is closed. Meanwhile standard output goes to standard error: what an app
    prints is none of our results.

    Raises:
        EndsRun: the target refuses in a way that every other case would meet as well.
    """
    counts = [trial_count(target, case, repeats) for case in cases]
    work = _interleaved(counts)
    pacer = Pacer(replace(target.pace, concurrency=concurrency))
    done: dict[tuple[int, int], Trial] = {}

    async def work_off() -> None:
        for place, number in work:  # shared by the workers: each takes the next
            trial = await _trial(cases[place], number, target, pacer, grade)
            done[place, number] = trial
            on_trial(trial)

    with contextlib.redirect_stdout(sys.stderr):
        try:
            await _all(work_off() for _ in range(min(WORKERS_PER_TURN * concurrency, sum(counts))))
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


async def _trial(case: Case, number: int, target: Target, pacer: Pacer, grade: Grade) -> Trial:
    response = await ask(target, case, number, pacer)
    findings = () if response.error is not None else await grade(case, response)
    return Trial(case.id, target.name, number, response, findings)
