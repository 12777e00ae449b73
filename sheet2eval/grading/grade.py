"""One response to findings: the checks at once, the criteria by the judge."""

from __future__ import annotations

import asyncio

from sheet2eval.checks.check import find
from sheet2eval.judges.judge import Judge
from sheet2eval.targets.target import described
from sheet2eval.types import Case, Finding, Outcome, Response, Verdict


async def grade(case: Case, response: Response, judge: Judge | None) -> tuple[Finding, ...]:
    """A finding for each check, then for each criterion. A judge that breaks is a finding, no exception."""
    checks = tuple(find(check, response, case) for check in case.checks)
    return checks + await _criteria(case, response, judge) if case.criteria else checks


async def _criteria(case: Case, response: Response, judge: Judge | None) -> tuple[Finding, ...]:
    outcomes = await _judged(case, response, judge)
    return tuple(
        Finding(criterion.text, "rubric", outcome.verdict, outcome.reason, criterion.where, criterion.weight)
        for criterion, outcome in zip(case.criteria, outcomes, strict=True)
    )


async def _judged(case: Case, response: Response, judge: Judge | None) -> tuple[Outcome, ...]:
    if judge is None:
        return (Outcome(Verdict.UNGRADED, "no judge is set to grade it"),) * len(case.criteria)
    limit = asyncio.timeout(judge.timeout)
    try:
        async with limit:
            outcomes = await judge.grade(case, response)
    except Exception as error:  # noqa: BLE001 - whatever a judge does wrong is data of the run
        what = f"no verdict within {judge.timeout:g} s" if limit.expired() else described(error)
        return (Outcome(Verdict.ERROR, f"the judge broke: {what}"),) * len(case.criteria)
    if len(outcomes) != len(case.criteria):
        told = f"the judge gave {len(outcomes)} verdicts for {len(case.criteria)} criteria"
        return (Outcome(Verdict.ERROR, told),) * len(case.criteria)
    return outcomes
