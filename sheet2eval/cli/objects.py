"""The objects that `--json` prints. Rates are 0..1; what is unknown is null."""

from __future__ import annotations

from sheet2eval.scoring.results import CaseResult, RunSummary, TargetSummary
from sheet2eval.types import Case, Check, Criterion, Finding, Problem, Verdict


def run_object(run: RunSummary) -> dict[str, object]:
    """A run: its targets, the cases in the order of targets and rows, and the sheet's problems.

    Cases and problems are iterators, for `print_json`: all of a big sheet would take more memory than itself.
    """
    told: dict[str, object] = {
        "run": run.id,
        "targets": [_target(summary) for summary in run.targets],
        "cases": map(_result, run.results),
        "problems": map(problem_object, run.problems),
    }
    if run.halted:
        told["stopped"] = run.halted
    if (people := run.agreement) is not None:
        told["agreement"] = {
            "n": people.n,
            "accuracy": people.accuracy,
            "kappa": people.kappa,
            "false_pass": people.false_pass,
            "false_fail": people.false_fail,
        }
    return told


def problem_object(problem: Problem) -> dict[str, object]:
    return {
        "severity": problem.severity,
        "where": str(problem.where),
        "code": problem.code,
        "problem": problem.problem,
        "mend": problem.mend,
    }


def compiled_case_object(case: Case) -> dict[str, object]:
    """A compiled case. `ideals` says of each ideal how it is taken: as an `example` or as `guidance`."""
    today = [current.text for current in case.current if not current.target]
    return {
        "id": case.id,
        "messages": [{"role": message.role, "content": message.content} for message in case.messages],
        "current": "\n\n".join(today) or None,
        "ideal": "\n\n".join(ideal.text for ideal in case.ideal if ideal.text) or None,
        "ideals": [
            {"text": ideal.text, "taken": "example" if ideal.shows else "guidance", "where": str(ideal.where)}
            for ideal in case.ideal
        ],
        "why": case.why or None,
        "notes": case.notes or None,
        "tags": list(case.tags),
        "weight": case.weight,
        "skip": case.skip,
        "checks": [_check(check) for check in case.checks],
        "criteria": [_criterion(criterion) for criterion in case.criteria],
        "fingerprint": case.fingerprint,
    }


def _check(check: Check) -> dict[str, object]:
    return {"kind": check.kind, "text": check.text, "says": check.says, "where": str(check.where)}


def _criterion(criterion: Criterion) -> dict[str, object]:
    return {
        "text": criterion.text,
        "weight": criterion.weight,
        "guidance": criterion.guidance or None,
        "scale": criterion.scale,
        "pass_at": criterion.pass_at,
        "where": str(criterion.where),
    }


def _target(summary: TargetSummary) -> dict[str, object]:
    return {
        "target": summary.target,
        "judge": summary.judge or None,
        "cases": summary.cases,
        **{verdict.value: summary.counts[verdict] for verdict in Verdict},
        "pass_rate": summary.rate.rate,
        "low": summary.rate.low,
        "high": summary.rate.high,
        "mean_score": summary.mean_score,
        "mean_low": summary.mean_interval[0] if summary.mean_interval else None,
        "mean_high": summary.mean_interval[1] if summary.mean_interval else None,
        "band": summary.band,
        "fixed": list(summary.fixed),
        "broken": list(summary.broken),
        "pass_at_k": summary.pass_at_k,
        "pass_hat_k": summary.pass_hat_k,
        "cost_usd": summary.cost_usd,
        "judge_cost_usd": summary.judge_cost_usd,
        "seconds": summary.seconds,
    }


def _result(result: CaseResult) -> dict[str, object]:
    findings = result.shown.findings if result.shown else ()
    return {
        "id": result.case.id,
        "target": result.target,
        "verdict": result.verdict,
        "score": result.score,
        "trials": result.trials_text or None,
        "response": result.response if result.shown and result.shown.response.error is None else None,
        "why": result.why,
        "findings": [_finding(finding) for finding in findings],
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "check": finding.check,
        "kind": finding.kind,
        "verdict": finding.verdict,
        "reason": finding.reason,
        "where": str(finding.where),
    }
