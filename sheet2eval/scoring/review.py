"""Which verdicts people should look at first: those that rest on the least."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sheet2eval.scoring.results import CaseResult
from sheet2eval.types import Finding, Verdict


class Doubt(StrEnum):
    """Why a verdict is worth a person's look; the worst first."""

    FLAKY = "some tries pass, some fail"
    DISPUTED = "the judges do not agree"
    UNPROVEN = "the judge quotes what the answer does not say"
    ALONE = "one criterion alone decides, all else passes"


_ORDER = tuple(Doubt)


@dataclass(frozen=True, slots=True)
class Review:
    """A result to look at, and why: `doubts` begin with the worst."""

    result: CaseResult
    doubts: tuple[Doubt, ...]


def review_queue(results: Iterable[CaseResult]) -> tuple[Review, ...]:
    """The results with a doubt that people have not judged yet.

    By the worst doubt, then the number of doubts, then the weight of the case.
    """
    queue = [
        Review(result, doubts)
        for result in results
        if result.machine_verdict is None and (doubts := _doubts(result))
    ]
    return tuple(sorted(queue, key=_urgency))


def _urgency(review: Review) -> tuple[int, int, float]:
    return _ORDER.index(review.doubts[0]), -len(review.doubts), -review.result.case.weight


def _doubts(result: CaseResult) -> tuple[Doubt, ...]:
    found = [finding for trial in result.trials for finding in trial.findings]
    holds = {
        Doubt.FLAKY: result.verdict is Verdict.FLAKY,
        Doubt.DISPUTED: any(finding.disputed for finding in found),
        Doubt.UNPROVEN: any(finding.unproven for finding in found),
        Doubt.ALONE: result.verdict is Verdict.FAIL
        and _hangs_on_one(result.shown.findings if result.shown else ()),
    }
    return tuple(doubt for doubt in Doubt if holds[doubt])


def _hangs_on_one(findings: Iterable[Finding]) -> bool:
    """Whether all passes but one criterion: a judge that errs there turns the verdict."""
    graded = [finding for finding in findings if finding.verdict in {Verdict.PASS, Verdict.FAIL}]
    failed = [finding for finding in graded if finding.verdict is Verdict.FAIL]
    return len(graded) > 1 and len(failed) == 1 and failed[0].kind == "rubric"
