"""Does the judge tell a row's right answers from its wrong ones, and does it stay with its word?

Asked is about every example of the cases that have criteria and examples of both sides: the ideals, today's
answers, those that are acceptable with the right ones. The judge does not see the example among those of the
row, unless it is the only one of its side: then the question is only whether it tells the row's examples apart.
Each is asked about twice, the second time with everything in the opposite order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sheet2eval.grading.grade import grade
from sheet2eval.grading.verdicts import trial_verdict
from sheet2eval.judges.judge import Judge, Judgement
from sheet2eval.reading.selftest import bad_examples
from sheet2eval.running.together import all_of
from sheet2eval.targets.target import Estimate
from sheet2eval.types import Case, Current, Finding, Ideal, Response, Trial, Verdict

TIMES_ASKED = 2  # about each example

Example = Ideal | Current


@dataclass(frozen=True, slots=True)
class Judged:
    """What the judge said of an example of which the row says whether it is right.

    `flips` are those of its `compared` verdicts that came out otherwise when everything was turned round.
    """

    example: Example
    is_right: bool
    verdict: Verdict
    reason: str
    flips: int
    compared: int

    @property
    def agrees(self) -> bool:
        return self.verdict is (Verdict.PASS if self.is_right else Verdict.FAIL)


class _Turned(Judge):
    """The judge, shown everything in the opposite order."""

    def __init__(self, judge: Judge) -> None:
        self.label = judge.label
        self.timeout = judge.timeout
        self.fingerprint = judge.fingerprint
        self._judge = judge

    def estimate(self, case: Case) -> Estimate | None:
        return self._judge.estimate(case)

    async def grade(self, case: Case, response: Response) -> Judgement:
        return await self._judge.grade_turned(case, response)


def good_examples(case: Case) -> tuple[Example, ...]:
    ideals = (ideal for ideal in case.ideal if ideal.shows)
    return (*ideals, *(row for row in case.current if row.acceptable))


def examples(case: Case) -> tuple[Example, ...]:
    return (*good_examples(case), *bad_examples(case))


def can_be_judged(case: Case) -> bool:
    """Whether there are criteria, and examples of both sides."""
    return bool(not case.broken and case.criteria and good_examples(case) and bad_examples(case))


async def judged_examples(case: Case, judge: Judge) -> tuple[Judged, ...]:
    """What the judge says of each example of a case that can be judged. Raises EndsRun."""
    sides = (good_examples(case), bad_examples(case))
    return tuple(await all_of(_judged(case, example, side, judge) for side in sides for example in side))


async def _judged(case: Case, example: Example, side: Sequence[Example], judge: Judge) -> Judged:
    asked = replace(_without(case, example) if len(side) > 1 else case, checks=())
    is_ideal = isinstance(example, Ideal)
    response = Response(example.text, example.tool_calls if is_ideal else example.tool_calls or ())
    graded, again = await all_of(grade(asked, response, each) for each in (judge, _Turned(judge)))
    verdict = trial_verdict(Trial(case.id, judge.label, 1, response, graded.findings))
    telling = next((finding for finding in graded.findings if finding.verdict is verdict), None)
    is_right = is_ideal or (isinstance(example, Current) and example.acceptable)
    flips, compared = _flips(graded.findings, again.findings)
    return Judged(example, is_right, verdict, telling.reason if telling else "", flips, compared)


def _flips(findings: Sequence[Finding], again: Sequence[Finding]) -> tuple[int, int]:
    """How many verdicts differ, of how many that were given both times."""
    verdicts = [(one.verdict, other.verdict) for one, other in zip(findings, again, strict=True)]
    given = [pair for pair in verdicts if Verdict.ERROR not in pair]
    return sum(one is not other for one, other in given), len(given)


def _without(case: Case, example: Example) -> Case:
    return replace(
        case,
        ideal=tuple(ideal for ideal in case.ideal if ideal is not example),
        current=tuple(row for row in case.current if row is not example),
    )
