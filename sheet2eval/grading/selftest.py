"""The test of the graders: what the checks and the judge tell apart on the rows' own examples, and what not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sheet2eval.grading.controls import CONTROLS, Control, controls, graded_controls
from sheet2eval.grading.judgetest import TIMES_ASKED, Judged, can_be_judged, examples, judged_examples
from sheet2eval.judges.judge import Judge
from sheet2eval.reading.selftest import checks_separate, self_test
from sheet2eval.running.together import all_of
from sheet2eval.types import Case, Problem, Response, Verdict


@dataclass(frozen=True, slots=True)
class CaseTest:
    """What was found of one case. `checks_separate` is None where that cannot be tested."""

    case: Case
    checks_separate: bool | None
    problems: tuple[Problem, ...]
    controls: tuple[Control, ...]
    judged: tuple[Judged, ...]

    @property
    def graded(self) -> tuple[Judged | Control, ...]:
        return (*self.judged, *self.controls)

    @property
    def passes(self) -> tuple[str, ...]:
        """The names of the negative controls that pass."""
        return tuple(control.name for control in self.controls if control.verdict is Verdict.PASS)

    @property
    def judge_separates(self) -> bool | None:
        """None also where the judge broke."""
        if not self.judged or any(one.verdict is Verdict.ERROR for one in self.judged):
            return None
        return all(one.agrees for one in self.judged)

    @property
    def needs_work(self) -> bool:
        return bool(self.passes) or self.checks_separate is False or self.judge_separates is False


@dataclass(frozen=True, slots=True)
class SelfTest:
    """What was found of all cases. Shares are 0..1; None where there is nothing to take a share of."""

    cases: tuple[CaseTest, ...]

    @property
    def judged(self) -> tuple[Judged, ...]:
        """What the judge said of examples, where it did not break."""
        return tuple(one for test in self.cases for one in test.judged if one.verdict is not Verdict.ERROR)

    @property
    def broke(self) -> tuple[Judged | Control, ...]:
        """Where the judge broke."""
        return tuple(one for test in self.cases for one in test.graded if one.verdict is Verdict.ERROR)

    @property
    def answered(self) -> bool:
        """Whether the judge gave any verdict."""
        return bool(self.judged) or any(
            control.judged and control.verdict is not Verdict.ERROR
            for test in self.cases
            for control in test.controls
        )

    @property
    def right(self) -> int:
        """On how many examples the judge was right. What it could not tell counts against it."""
        return sum(one.agrees for one in self.judged)

    @property
    def checks_separate(self) -> float | None:
        return _share(test.checks_separate for test in self.cases if test.checks_separate is not None)

    @property
    def judge_accuracy(self) -> float | None:
        return _share(one.agrees for one in self.judged)

    @property
    def false_pass(self) -> float | None:
        return _share(one.verdict is Verdict.PASS for one in self.judged if not one.is_right)

    @property
    def false_fail(self) -> float | None:
        return _share(one.verdict is Verdict.FAIL for one in self.judged if one.is_right)

    @property
    def flips(self) -> float | None:
        """How many of the judge's verdicts change when it is asked again with everything turned round."""
        compared = sum(one.compared for one in self.judged)
        return sum(one.flips for one in self.judged) / compared if compared else None


def judge_questions(case: Case) -> int:
    """How often `try_graders` asks the judge about a case, at most."""
    if case.broken or not case.criteria:
        return 0
    return len(CONTROLS) + (TIMES_ASKED * len(examples(case)) if can_be_judged(case) else 0)


async def try_graders(cases: Sequence[Case], judge: Judge | None) -> SelfTest:
    """Try the checks of every case, and the judge where there is one. A judge that breaks is in the results.

    Raises:
        EndsRun: the judge refuses in a way that every other question would meet as well.
    """
    tests = [_tried(case, answers, judge) for case, answers in zip(cases, controls(cases), strict=True)]
    return SelfTest(tuple(await all_of(tests)))


async def _tried(case: Case, answers: Mapping[str, Response], judge: Judge | None) -> CaseTest:
    judged = await judged_examples(case, judge) if judge and can_be_judged(case) else ()
    graded = await graded_controls(case, answers, judge)
    problems = tuple(self_test((case,)))
    return CaseTest(case, checks_separate(case, problems), problems, graded, judged)


def _share(flags: Iterable[bool]) -> float | None:
    told = list(flags)
    return sum(told) / len(told) if told else None
