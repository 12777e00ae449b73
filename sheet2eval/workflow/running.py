"""Targets asked, answers graded, the run summed up. Needs an event loop, or makes one."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from time import perf_counter
from typing import Protocol

from sheet2eval import __version__
from sheet2eval.config import Config
from sheet2eval.digest import digest
from sheet2eval.errors import SetupError
from sheet2eval.grading.grade import grade
from sheet2eval.grading.verdicts import case_verdict
from sheet2eval.judges.nearest import NearestJudge
from sheet2eval.judges.nearest import self_test as judge_self_test
from sheet2eval.running.opening import open_target
from sheet2eval.running.runner import run_trials, trial_count
from sheet2eval.scoring.results import JudgeTrust, RunSummary
from sheet2eval.scoring.summarise import RunFacts, TargetRun, summarise
from sheet2eval.targets.target import EndsRun, Target
from sheet2eval.types import Trial, Verdict
from sheet2eval.workflow.planning import TODAY, Plan


class Watcher(Protocol):
    """Is told how a run goes on."""

    def begin(self, target: str, trials: int) -> None: ...
    def trial(self, trial: Trial) -> None: ...
    def end(self) -> None: ...


class Unwatched:
    """Looks away."""

    def begin(self, target: str, trials: int) -> None: ...
    def trial(self, trial: Trial) -> None: ...
    def end(self) -> None: ...


UNWATCHED = Unwatched()


def run(plan: Plan, watcher: Watcher = UNWATCHED) -> RunSummary:
    """Ask the targets, grade the answers, sum up. What targets and judges do wrong is in the results."""
    summaries: list[RunSummary] = []

    async def work() -> None:
        summaries.append(await execute(plan, watcher))  # asyncio makes a repr of a task's result

    asyncio.run(work())
    return summaries[0]


async def execute(plan: Plan, watcher: Watcher = UNWATCHED) -> RunSummary:
    """As `run`, for who has an event loop already.

    Raises:
        SetupError: a target refuses in a way that every other case would meet as well; the sheet is as it was.
    """
    begun = perf_counter()
    runs = tuple([await _run(plan, target, watcher) for target in plan.targets])
    return summarise(
        RunFacts(
            id=f"{plan.started:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}",
            started_at=plan.started,
            ended_at=plan.started + timedelta(seconds=perf_counter() - begun),
            version=__version__,
            cases=plan.cases,
            runs=runs,
            current=await _verdicts_today(plan, runs),
            prior=plan.prior,
            problems=plan.compiled.suite.problems,
            trust=_trust(plan),
        )
    )


async def _run(plan: Plan, target: Target, watcher: Watcher) -> TargetRun:
    begun = perf_counter()
    watcher.begin(target.name, sum(trial_count(target, case, plan.repeats) for case in plan.runnable))
    try:
        trials = await _trials(plan, target, watcher)
    except EndsRun as refusal:
        raise SetupError(f"{target.name}: {refusal}") from refusal
    finally:
        watcher.end()
    return TargetRun(
        target.name,
        plan.judge.label if plan.judge else "",
        digest(target.fingerprint, plan.judge.fingerprint if plan.judge else ""),
        any(target.trials_of(case) is not None for case in plan.cases),
        trials,
        perf_counter() - begun,
    )


async def _trials(plan: Plan, target: Target, watcher: Watcher) -> Mapping[str, tuple[Trial, ...]]:
    trials = await run_trials(
        plan.runnable,
        target,
        partial(grade, judge=plan.judge),
        plan.repeats,
        plan.request.concurrency or target.pace.concurrency,
        watcher.trial,
    )
    by_case: dict[str, list[Trial]] = {}
    for trial in trials:
        by_case.setdefault(trial.case_id, []).append(trial)
    return {case_id: tuple(own) for case_id, own in by_case.items()}


async def _verdicts_today(plan: Plan, runs: Sequence[TargetRun]) -> Mapping[str, Verdict]:
    """The verdict on today's answer of each case that has one, graded like any other."""
    if TODAY in plan.config.targets:  # an engineer's own target of this name plays back something else
        runs = ()
    known = next((run.trials for run in runs if run.target == TODAY), None)
    if known is None:
        known = await _trials(plan, open_target(TODAY, Config(None, plan.config.folder)), UNWATCHED)
    return {case_id: case_verdict(own) for case_id, own in known.items()}


def _trust(plan: Plan) -> tuple[JudgeTrust, ...]:
    """How the offline judge does on the sheet's own examples; asking another one would cost."""
    if not isinstance(plan.judge, NearestJudge):
        return ()
    right, asked = judge_self_test(plan.cases)
    return (JudgeTrust(plan.judge.label, right, asked),) if asked else ()
