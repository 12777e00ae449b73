"""Which verdicts people should look at first: those that rest on the least."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from sheet2eval.scoring.results import CaseResult
from sheet2eval.types import CellRef, Finding, Grade, Verdict


class Doubt(StrEnum):
    """Why a verdict is worth a person's look; the worst first."""

    FLAKY = "some tries pass, some fail"
    DISPUTED = "the judges do not agree"
    UNPROVEN = "the judge quotes what the answer does not say"
    ALONE = "one criterion alone decides, all else passes"
    CLOSE = "a grade is close to the line"


_ORDER = tuple(Doubt)

Line = tuple[CellRef, str]
"""A criterion of a case: where it stands, and its words."""


@dataclass(frozen=True, slots=True)
class CriterionGrade:
    """The mean grade that the trials of a case got on a criterion, in the person's own words."""

    criterion: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class Review:
    """A result to look at, and why: `doubts` begin with the worst. `close` are the grades that are close."""

    result: CaseResult
    doubts: tuple[Doubt, ...]
    close: tuple[CriterionGrade, ...] = ()


def review_queue(results: Iterable[CaseResult]) -> tuple[Review, ...]:
    """The results with a doubt that people have not judged yet.

    By the worst doubt, then the number of doubts, then the weight of the case.
    """
    queue = (_review(result) for result in results if result.machine_verdict is None)
    return tuple(sorted((review for review in queue if review.doubts), key=_urgency))


def close_grades(result: CaseResult) -> tuple[CriterionGrade, ...]:
    """The criteria whose mean grade is the least that passes, or falls short of it by one at most.

    None where something else fails: then the verdict does not hang on them.
    """
    findings = [finding for trial in result.trials for finding in trial.findings]
    close = {
        line: mean for line, mean in _mean_grades(findings).items() if 0 <= mean.pass_at - mean.value <= 1
    }
    failed = {_line(finding) for finding in findings if finding.verdict is Verdict.FAIL}
    if not failed <= close.keys():
        return ()
    return tuple(CriterionGrade(criterion, mean) for (_, criterion), mean in close.items())


def _mean_grades(findings: Iterable[Finding]) -> Mapping[Line, Grade]:
    given: dict[Line, list[Grade]] = {}
    for finding in findings:
        if finding.grade:
            given.setdefault(_line(finding), []).append(finding.grade)
    return {
        line: Grade(fmean(grade.value for grade in grades), grades[0].pass_at)
        for line, grades in given.items()
    }


def _line(finding: Finding) -> Line:
    return finding.where, finding.check


def _urgency(review: Review) -> tuple[int, int, float]:
    return _ORDER.index(review.doubts[0]), -len(review.doubts), -review.result.case.weight


def _review(result: CaseResult) -> Review:
    close = close_grades(result)
    found = [finding for trial in result.trials for finding in trial.findings]
    holds = {
        Doubt.FLAKY: result.verdict is Verdict.FLAKY,
        Doubt.DISPUTED: any(finding.disputed for finding in found),
        Doubt.UNPROVEN: any(finding.unproven for finding in found),
        Doubt.ALONE: result.verdict is Verdict.FAIL
        and _hangs_on_one(result.shown.findings if result.shown else ()),
        Doubt.CLOSE: bool(close),
    }
    return Review(result, tuple(doubt for doubt in Doubt if holds[doubt]), close)


def _hangs_on_one(findings: Iterable[Finding]) -> bool:
    """Whether all passes but one criterion: a judge that errs there turns the verdict."""
    graded = [finding for finding in findings if finding.verdict in {Verdict.PASS, Verdict.FAIL}]
    failed = [finding for finding in graded if finding.verdict is Verdict.FAIL]
    return len(graded) > 1 and len(failed) == 1 and failed[0].kind == "rubric"
