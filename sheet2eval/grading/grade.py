"""One response to findings: the checks at once, the criteria by the judge."""

from __future__ import annotations

from sheet2eval.checks.check import find
from sheet2eval.judges.judge import Judge, Judgement
from sheet2eval.running.judging import settled
from sheet2eval.types import Case, Criterion, Finding, Graded, Outcome, Response, Verdict

_NO_JUDGE = Outcome(Verdict.UNGRADED, "no judge is set to grade it")


async def grade(case: Case, response: Response, judge: Judge | None) -> Graded:
    """A finding for each check, then for each criterion. A judge that breaks is a finding, no exception.

    Raises:
        EndsRun: the judge refuses in a way that every other response would meet as well.
    """
    checks = tuple(find(check, response, case) for check in case.checks)
    if not case.criteria:
        return Graded(checks)
    if judge is None:
        judgement = Judgement((_NO_JUDGE,) * len(case.criteria))
    else:
        judgement = await settled(judge.grade(case, response), judge, case)
    criteria = map(_finding, case.criteria, judgement.outcomes)
    return Graded((*checks, *criteria), judgement.cost_usd)


def _finding(criterion: Criterion, outcome: Outcome) -> Finding:
    return Finding(
        criterion.text,
        "rubric",
        outcome.verdict,
        outcome.reason,
        criterion.where,
        criterion.weight,
        outcome.disputed,
        outcome.unproven,
        outcome.grade,
    )
