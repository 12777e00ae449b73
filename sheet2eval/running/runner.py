"""Asks a target at its pace: every trial of every case, each answer kept before it counts, faults kept as data."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sheet2eval.running.asking import Asking, Conduct
from sheet2eval.running.pacing import Pacer
from sheet2eval.running.together import until_halted
from sheet2eval.targets.target import Target
from sheet2eval.types import Case, Trial

WORKERS_PER_TURN = 4  # while one waits to try again or for the judge, another takes the turn


@dataclass(frozen=True, slots=True)
class Work:
    """What a target is to be asked: all cases once, before any is asked again, up to `repeats` times each."""

    target: Target
    cases: Sequence[Case]
    repeats: int


async def run_trials(
    work: Work, pacer: Pacer, conduct: Conduct, on_trial: Callable[[Trial], None]
) -> tuple[Trial, ...]:
    """Every trial of every case, in the order of the cases, each told to `on_trial` as it ends.

    Of recorded answers there are as many as the sheet holds (for some cases none). Only responses without an error
    are graded. Where a halt is asked for, those are missing that had not begun, or did not end in `halt.GRACE_S`; where
    the budget is spent, those that did not fit into it.
    However it ends, the target is closed. Meanwhile standard output goes to standard error: what an app prints is
    none of our results.

    Raises:
        EndsRun: the target refuses in a way that every other case would meet as well.
    """
    counts = [trial_count(work.target, case, work.repeats) for case in work.cases]
    queue = _interleaved(counts)
    done: dict[tuple[int, int], Trial] = {}
    asking = Asking(work.target, pacer, conduct)

    async def work_off() -> None:
        for place, number in queue:  # shared by the workers: each takes the next
            if conduct.halt.reason or (trial := await asking.trial(work.cases[place], number)) is None:
                return
            done[place, number] = trial
            on_trial(trial)

    def stop_asking() -> None:
        pacer.stop()
        conduct.grader.stop()

    workers = min(WORKERS_PER_TURN * pacer.limit, sum(counts))
    with contextlib.redirect_stdout(sys.stderr):
        try:
            await until_halted((work_off() for _ in range(workers)), conduct.halt, stop_asking)
        finally:
            await work.target.close()
    return tuple(done[key] for key in sorted(done))


def trial_count(target: Target, case: Case, repeats: int) -> int:
    """How many trials of a case there are to be."""
    recorded = target.recorded(case)
    return repeats if recorded is None else len(recorded)


def _interleaved(counts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first trial of every case, then the second of every case that has one, and so on."""
    for number in range(1, max(counts, default=0) + 1):
        yield from ((place, number) for place, count in enumerate(counts) if number <= count)
