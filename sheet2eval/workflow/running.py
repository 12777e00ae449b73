"""Targets asked, answers graded, the run summed up. Needs an event loop, or makes one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from time import perf_counter
from typing import Protocol

from sheet2eval import __version__
from sheet2eval.errors import SetupError
from sheet2eval.grading.grade import grade
from sheet2eval.grading.verdicts import case_verdict
from sheet2eval.judges.judge import Judge
from sheet2eval.running.asking import Conduct, Grader
from sheet2eval.running.budget import Budget
from sheet2eval.running.halt import Halt
from sheet2eval.running.kept import Judgements
from sheet2eval.running.kept_judge import KeptJudge
from sheet2eval.running.pacing import Pacer
from sheet2eval.running.records import RunRecord, TargetRecord, write_record
from sheet2eval.running.runner import Work, run_trials, trial_count
from sheet2eval.scoring.fingerprint import run_fingerprint
from sheet2eval.scoring.results import RunSummary
from sheet2eval.scoring.summarise import RunFacts, TargetRun, summarise
from sheet2eval.targets.target import EndsRun
from sheet2eval.types import Trial, Verdict
from sheet2eval.workflow.plan import Part, Plan
from sheet2eval.workflow.run_setup import TODAY
from sheet2eval.workflow.trusting import trust_in

OUT_OF_BUDGET = "the budget is spent"


@dataclass(frozen=True, slots=True)
class Pulse:
    """How a target is being asked at this moment, for those who watch; `pacer` is None where a judge is."""

    pacer: Pacer | None
    budget: Budget


class Watcher(Protocol):
    """Is told how a run goes on. `trials` are as many as there are to be."""

    def begin(self, target: str, trials: int, pulse: Pulse, /) -> None: ...
    def trial(self, trial: Trial) -> None: ...
    def end(self) -> None: ...


class Unwatched:
    """Looks away, from a run and from a comparison."""

    def begin(self, who: str, number: int, pulse: Pulse, /) -> None: ...
    def trial(self, trial: Trial) -> None: ...
    def matched(self) -> None: ...
    def end(self) -> None: ...


UNWATCHED = Unwatched()


def run(plan: Plan, watcher: Watcher = UNWATCHED, halt: Halt | None = None) -> RunSummary:
    """Ask the targets, grade the answers, sum up. What targets and judges do wrong is in the results."""
    summaries: list[RunSummary] = []

    async def work() -> None:
        summaries.append(await execute(plan, watcher, halt))  # asyncio makes a repr of a task's result

    asyncio.run(work())
    return summaries[0]


async def execute(
    plan: Plan, watcher: Watcher = UNWATCHED, halt: Halt | None = None, budget: Budget | None = None
) -> RunSummary:
    """As `run`, for who has an event loop already, or may want to stop it: what is done by then is summed up.

    The budget is the plan's own, unless the command spends on something else as well and brings one for both.

    Raises:
        SetupError: a target or judge refuses in a way that every other case would meet as well; the sheet is as it
            was. Or an answer could not be kept.
    """
    begun = perf_counter()
    conduct = Conduct(
        plan.kept,
        _grader(plan.judge, plan.judgements),
        budget or Budget(plan.budget_usd),
        halt or Halt(),
    )
    today = replace(conduct, grader=_grader(plan.judge, plan.kept.lasting_judgements))
    try:
        runs = tuple([await _run(plan, part, conduct, watcher) for part in plan.parts])
        current = await _verdicts_today(plan, runs, today)
    except EndsRun as refusal:
        raise SetupError(str(refusal)) from refusal
    finally:
        if plan.judge:
            await plan.judge.close()
    seconds = perf_counter() - begun
    facts = _facts(plan, runs, current, conduct, plan.begun + timedelta(seconds=seconds))
    _record(plan, facts)
    return summarise(facts)


def _facts(
    plan: Plan,
    runs: Sequence[TargetRun],
    current: Mapping[str, Verdict],
    conduct: Conduct,
    ended_at: datetime,
) -> RunFacts:
    return RunFacts(
        id=plan.kept.id,
        started_at=plan.started,
        ended_at=ended_at,
        version=__version__,
        cases=plan.cases,
        runs=tuple(run for run in runs if run.trials or not run.unreached),
        current=current,
        prior=plan.prior,
        problems=plan.compiled.suite.problems,
        trust=trust_in(plan.judge, plan.compiled.suite.cases),
        halted=conduct.halt.reason or (OUT_OF_BUDGET if conduct.budget.exhausted else ""),
    )


def _grader(judge: Judge | None, held: Judgements) -> Grader:
    if judge is None:
        return Grader(partial(grade, judge=None))
    kept = KeptJudge(judge, held)
    return Grader(partial(grade, judge=kept), kept.asked_at, kept.stop)


async def _run(plan: Plan, part: Part, conduct: Conduct, watcher: Watcher) -> TargetRun:
    begun = perf_counter()
    target, work = part.target, part.work
    pacer = Pacer(replace(target.pace, concurrency=plan.request.concurrency or target.pace.concurrency))
    counts = {case.id: trial_count(target, case, work.repeats) for case in work.cases}
    watcher.begin(target.name, sum(counts.values()), Pulse(pacer, conduct.budget))
    try:
        trials = await _trials(work, pacer, conduct, watcher)
    finally:
        watcher.end()
    return TargetRun(
        target=target.name,
        judge=plan.judge.label if plan.judge else "",
        fingerprint=run_fingerprint(target, plan.judge),
        recorded=part.in_sheet,
        trials=trials,
        seconds=perf_counter() - begun,
        carried=part.carried,
        unreached=part.left_out.union(
            case_id for case_id, count in counts.items() if count and case_id not in trials
        ),
        cut_off=frozenset(case_id for case_id, own in trials.items() if len(own) < counts[case_id]),
    )


async def _trials(
    work: Work, pacer: Pacer, conduct: Conduct, watcher: Watcher
) -> Mapping[str, tuple[Trial, ...]]:
    by_case: dict[str, list[Trial]] = {}
    for trial in await run_trials(work, pacer, conduct, watcher.trial):
        by_case.setdefault(trial.case_id, []).append(trial)
    return {case_id: tuple(own) for case_id, own in by_case.items()}


async def _verdicts_today(plan: Plan, runs: Sequence[TargetRun], conduct: Conduct) -> Mapping[str, Verdict]:
    """The verdict on today's answer of each case that has one, graded like any other."""
    if plan.today is not None:
        known = await _trials(plan.today, Pacer(plan.today.target.pace), conduct, UNWATCHED)
    else:
        known = next((run.trials for run in runs if run.target == TODAY), {})
    return {case_id: case_verdict(own) for case_id, own in known.items()}


def _record(plan: Plan, facts: RunFacts) -> None:
    """Leave the record of the run in the archive, where there is one; a run that graded nothing leaves none."""
    if plan.records is None or not any(run.trials for run in facts.runs):
        return
    targets = [
        TargetRecord(
            run.target, run.judge, run.fingerprint, [trial for own in run.trials.values() for trial in own]
        )
        for run in facts.runs
    ]
    write_record(
        plan.records,
        RunRecord(
            facts.id, plan.sheet, facts.version, facts.started_at, facts.ended_at, facts.cases, targets
        ),
    )
