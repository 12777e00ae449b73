"""Trials to results, results to the summary of a run, compared with the scores that stood in the sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sheet2eval.grading.verdicts import case_score, case_verdict, trial_verdict
from sheet2eval.scoring.agreement import agreement
from sheet2eval.scoring.carried import carried_result
from sheet2eval.scoring.change import change
from sheet2eval.scoring.duplicates import near_duplicates
from sheet2eval.scoring.fingerprint import result_fingerprint
from sheet2eval.scoring.people import HUMAN_NOTE, HUMAN_VERDICT, human_verdict, overruling
from sheet2eval.scoring.rates import (
    GRADED,
    band,
    mean_score,
    mean_score_interval,
    pass_at,
    pass_hat,
    pass_rate,
    repeated_cases,
)
from sheet2eval.scoring.results import (
    CaseResult,
    Change,
    JudgeTrust,
    Prior,
    Rate,
    RunSummary,
    TargetSummary,
    total,
)
from sheet2eval.scoring.why import case_why
from sheet2eval.text.transcript import answer
from sheet2eval.types import Case, Problem, Trial, Verdict


@dataclass(frozen=True, slots=True)
class TargetRun:
    """What one target answered and how it was graded: `trials` by case id, `fingerprint` of target and judge.

    `recorded` is whether the answers stand in the sheet. `carried` are the rows of cases that were left as they
    are; `unreached` are the ids of those that it did not come to: they are no part of it. `cut_off` are
    those that it did not ask as often as it was to: they bear no fingerprint, so that nobody takes them for graded.
    """

    target: str
    judge: str
    fingerprint: str
    recorded: bool
    trials: Mapping[str, tuple[Trial, ...]]
    seconds: float
    carried: Mapping[str, Prior] = field(default_factory=dict)
    unreached: frozenset[str] = frozenset()
    cut_off: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RunFacts:
    """All that a summary is made of.

    `current` are the verdicts on today's answers by case id; `halted` says why the run stopped before its end.
    """

    id: str
    started_at: datetime
    ended_at: datetime
    version: str
    cases: tuple[Case, ...]
    runs: tuple[TargetRun, ...]
    current: Mapping[str, Verdict]
    prior: tuple[Prior, ...]
    problems: tuple[Problem, ...]
    trust: tuple[JudgeTrust, ...] = ()
    halted: str = ""


def summarise(facts: RunFacts) -> RunSummary:
    """The summary; pure: the same facts give the same figures."""
    alike = near_duplicates([case for case in facts.cases if not (case.faults or case.skip)])
    before = {(prior.id, prior.target): prior for prior in facts.prior}
    results: list[CaseResult] = []
    carried: list[CaseResult] = []
    targets: list[TargetSummary] = []
    for run in facts.runs:
        graded = [case for case in facts.cases if case.id not in run.carried and case.id not in run.unreached]
        own = [_result(case, run, before.get((case.id, run.target)), facts) for case in graded]
        left = [carried_result(case, run.carried[case.id]) for case in facts.cases if case.id in run.carried]
        results.extend(own)
        carried.extend(left)
        targets.append(_target(run, [*own, *left]))
    standing = (*results, *carried)
    return RunSummary(
        facts.id,
        facts.started_at,
        facts.version,
        tuple(targets),
        tuple(results),
        facts.problems,
        facts.trust,
        agreement(standing),
        agreement(result for result in standing if result.case.criteria),
        alike,
        carried=tuple(carried),
        halted=facts.halted,
    )


def _result(case: Case, run: TargetRun, prior: Prior | None, facts: RunFacts) -> CaseResult:
    trials = run.trials.get(case.id, ())
    shown = next((trial for trial in trials if trial_verdict(trial) is not Verdict.PASS), None)
    shown = shown or (trials[0] if trials else None)
    graded = _machine_verdict(case, trials)
    human = human_verdict(prior, answer(shown.response)) if prior and shown else None
    verdict = human or graded
    reasons = case_why(case, graded, trials, shown)
    note = prior.texts.get(HUMAN_NOTE, "") if prior else ""
    why = overruling(human, note, graded, reasons) if human else reasons
    return CaseResult(
        case=case,
        target=run.target,
        judge=run.judge if case.criteria else "",
        verdict=verdict,
        score=case_score(trials),
        trials=trials,
        passed_trials=sum(trial_verdict(trial) is Verdict.PASS for trial in trials),
        shown=shown,
        why=why,
        current_verdict=facts.current.get(case.id),
        change=change(prior, verdict),
        graded_at=facts.ended_at,
        human_verdict=prior.texts.get(HUMAN_VERDICT, "") if prior else "",
        human_note=note,
        fingerprint=_fingerprint(case, run, trials),
        machine_verdict=graded if human else None,
    )


def _machine_verdict(case: Case, trials: Sequence[Trial]) -> Verdict:
    if case.skip:
        return Verdict.SKIPPED
    return Verdict.ERROR if case.faults else case_verdict(trials)


def _fingerprint(case: Case, run: TargetRun, trials: Sequence[Trial]) -> str:
    if case.id in run.cut_off:
        return ""
    recorded = [trial.response for trial in trials] if run.recorded else None
    return result_fingerprint(case, run.fingerprint, recorded)


def _target(run: TargetRun, results: Sequence[CaseResult]) -> TargetSummary:
    counts = Counter(result.verdict for result in results)
    rate = pass_rate(results)
    return TargetSummary(
        target=run.target,
        judge=run.judge,
        counts={verdict: counts[verdict] for verdict in Verdict},
        rate=rate,
        mean_score=mean_score(results),
        band=band(rate.rate),
        fixed=_changed(results, Change.FIXED),
        broken=_changed(results, Change.BROKEN),
        by_tag=_by_tag(results),
        pass_at_k=pass_at(results),
        pass_hat_k=pass_hat(results),
        repeated=repeated_cases(results),
        cost_usd=total(result.cost_usd for result in results if result.trials),
        judge_cost_usd=total(trial.judge_cost_usd for result in results for trial in result.trials),
        seconds=run.seconds,
        mean_interval=mean_score_interval(results),
    )


def _changed(results: Sequence[CaseResult], change: Change) -> tuple[str, ...]:
    return tuple(result.case.id for result in results if result.change is change)


def _by_tag(results: Sequence[CaseResult]) -> Mapping[str, tuple[int, int, Rate]]:
    tags = dict.fromkeys(tag for result in results for tag in result.case.tags)
    groups = {tag: [result for result in results if tag in result.case.tags] for tag in tags}
    return {
        tag: (
            sum(result.verdict is Verdict.PASS for result in group),
            sum(result.verdict in GRADED for result in group),
            pass_rate(group),
        )
        for tag, group in groups.items()
    }
