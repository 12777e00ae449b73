"""The test of the graders: what the checks and the judge tell apart on the rows' own examples, and what not."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sheet2eval.grading.controls import passed_controls
from sheet2eval.grading.judgetest import Judged, can_be_judged, judged_examples
from sheet2eval.judges.judge import Judge
from sheet2eval.reading.selftest import checks_separate, self_test
from sheet2eval.types import Case, Problem, Verdict

_ASKED_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class CaseTest:
    """What was found of one case. None where it cannot be tested; `passes` names negative controls."""

    case: Case
    checks_separate: bool | None
    problems: tuple[Problem, ...]
    passes: tuple[str, ...]
    judged: tuple[Judged, ...]

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
    def broke(self) -> tuple[Judged, ...]:
        return tuple(one for test in self.cases for one in test.judged if one.verdict is Verdict.ERROR)

    @property
    def checks_separate(self) -> float | None:
        return _share(test.checks_separate for test in self.cases if test.checks_separate is not None)

    @property
    def judge_accuracy(self) -> float | None:
        """What the judge could not tell counts against it."""
        return _share(one.agrees for one in self.judged)

    @property
    def false_pass(self) -> float | None:
        return _share(one.verdict is Verdict.PASS for one in self.judged if not one.is_right)

    @property
    def false_fail(self) -> float | None:
        return _share(one.verdict is Verdict.FAIL for one in self.judged if one.is_right)


async def try_graders(cases: Sequence[Case], judge: Judge | None) -> SelfTest:
    """Try the checks of every case, and the judge where there is one. A judge that breaks is in the results."""
    turn = asyncio.Semaphore(_ASKED_AT_ONCE)

    async def judged(case: Case) -> tuple[Judged, ...]:
        if judge is None or not can_be_judged(case):
            return ()
        async with turn:
            return await judged_examples(case, judge)

    all_judged = await asyncio.gather(*map(judged, cases))
    tested = zip(cases, passed_controls(cases), all_judged, strict=True)
    return SelfTest(
        tuple(
            CaseTest(case, checks_separate(case), tuple(self_test((case,))), passes, told)
            for case, passes, told in tested
        )
    )


def _share(flags: Iterable[bool]) -> float | None:
    told = list(flags)
    return sum(told) / len(told) if told else None
