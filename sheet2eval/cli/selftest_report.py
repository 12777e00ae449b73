"""A self-test of the grading: the object that `--json` prints, and the words of the terminal."""

from __future__ import annotations

from collections.abc import Iterator

import click

from sheet2eval.cli.output import print_hanging
from sheet2eval.grading.judgetest import Judged
from sheet2eval.grading.selftest import CaseTest, SelfTest
from sheet2eval.scoring.results import JudgeTrust
from sheet2eval.types import Verdict
from sheet2eval.writing.advice import no_better
from sheet2eval.writing.words import counted, percent

SHOWN_CASES = 50
_PASSED = {
    "empty": "an empty answer",
    "input echoed": "the input echoed",
    "refusal": "a bare refusal",
    "another ideal": "another row's ideal",
    "injection": "an answer that orders its own pass",
}


def self_test_object(found: SelfTest) -> dict[str, object]:
    """Shares are 0..1; null where nothing could be tested."""
    return {
        "cases": [
            {
                "id": test.case.id,
                "checks_separate": test.checks_separate,
                "judge_separates": test.judge_separates,
                "passes": list(test.passes),
            }
            for test in found.cases
        ],
        "checks_separate": found.checks_separate,
        "judge_accuracy": found.judge_accuracy,
        "false_pass": found.false_pass,
        "false_fail": found.false_fail,
        "flips": found.flips,
    }


def print_self_test(found: SelfTest, judge: str, trust: JudgeTrust | None) -> None:
    """`judge` is "" where there is none, `trust` None where it judged nothing."""
    click.echo(click.style(_headline(found), bold=True))
    said = (
        _untested(found),
        _judge_line(found, judge),
        _silence(found, judge),
        _flips(found),
        trust and no_better(trust),
    )
    for line in filter(None, said):
        click.echo(line)
    weak = [test for test in found.cases if test.needs_work]
    if weak or not found.broke:
        click.echo("\nThese cases need work:" if weak else "\nNo case needs work.")
    width = max((len(test.case.id) for test in weak[:SHOWN_CASES]), default=0)
    for test in weak[:SHOWN_CASES]:
        for number, line in enumerate(_why(test)):
            print_hanging(f"  {'' if number else test.case.id:<{width}}  ", line)
    if len(weak) > SHOWN_CASES:
        click.echo(f"  … and {len(weak) - SHOWN_CASES} more; --json has them all")


def _headline(found: SelfTest) -> str:
    tested = [test for test in found.cases if test.checks_separate is not None]
    if not tested:
        return "No checks could be tested."
    right = sum(test.checks_separate is True for test in tested)
    return f"Checks tell the bad from the good in {right} of {counted(len(tested), 'case')}."


def _untested(found: SelfTest) -> str:
    left = sum(test.checks_separate is None for test in found.cases)
    if not left:
        return ""
    be = "cannot be tested: it lacks" if left == 1 else "cannot be tested: they lack"
    return f"{counted(left, 'case')} {be} a check, an example of a right answer, or one of a wrong answer."


def _judge_line(found: SelfTest, judge: str) -> str:
    if not judge:
        return "No judge is set."
    if not found.judged:
        return "" if found.broke else f"The judge {judge} had no examples to judge."
    bad = [one for one in found.judged if not one.is_right]
    passed = sum(one.verdict is Verdict.PASS for one in bad)
    return (
        f"The judge {judge} is right about {found.right} of {len(found.judged)} examples; "
        f"it passes {passed} of {len(bad)} bad ones."
    )


def _silence(found: SelfTest, judge: str) -> str:
    """Where the judge broke, and why it did at first."""
    if not found.broke:
        return ""
    examples = sum(isinstance(one, Judged) for one in found.broke)
    kinds = {"example": examples, "made-up answer": len(found.broke) - examples}
    missed = " and ".join(counted(number, kind) for kind, number in kinds.items() if number)
    return f"The judge {judge} gave no verdict on {missed}; the first time: {found.broke[0].reason}"


def _flips(found: SelfTest) -> str:
    if not found.flips:
        return ""
    return f"Asked again with everything in the opposite order, it changes {percent(found.flips)} of its verdicts."


def _why(test: CaseTest) -> Iterator[str]:
    """Why a case needs work, a line each."""
    if test.passes:
        yield f"{_graders(test)} {', '.join(_PASSED[name] for name in test.passes)}"
    for problem in test.problems:
        yield f"{problem.where}: {problem.problem}"
    for one in test.judged:
        if not one.agrees:
            side = "the right answer" if one.is_right else "the wrong answer"
            yield f"the judge on {side} in {one.example.where}: {one.verdict}, {one.reason}"


def _graders(test: CaseTest) -> str:
    """Who lets a control pass, as the beginning of a sentence."""
    if not test.case.criteria:
        return "its checks pass"
    return "its checks and the judge pass" if test.case.checks else "the judge passes"
