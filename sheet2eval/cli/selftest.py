"""`sheet2eval selftest`: do the checks and the judge tell today's answers from the ideal ones?"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import click

from sheet2eval.cli.options import config_option, json_option, now, sheet_argument
from sheet2eval.cli.output import print_json, say
from sheet2eval.errors import SetupError, SheetError
from sheet2eval.grading.selftest import CaseTest, SelfTest, try_graders
from sheet2eval.types import Verdict

SHOWN_CASES = 50
_PASSED = {
    "empty": "an empty answer",
    "input echoed": "the input echoed",
    "refusal": "a bare refusal",
    "another ideal": "another row's ideal",
}


@click.command("selftest")
@sheet_argument
@click.option("--judge", "judge_name", metavar="J", help="Who grades criteria.")
@config_option
@json_option
def command(sheet: str, judge_name: str | None, config_file: Path | None, json_wanted: bool) -> None:
    """Say whether the checks and the judge tell bad answers from good ones.

    \b
    Example:
      sheet2eval selftest reminders.xlsx
    Tried are the row's own examples, and answers that no row wants: an empty one, the input echoed, a bare
    refusal, another row's ideal. Exits with 3 where no case can be compiled.
    """
    from sheet2eval.books.opening import open_book
    from sheet2eval.config import load_config
    from sheet2eval.running.opening import open_judge
    from sheet2eval.workflow.compiling import compile_book

    config = load_config(config_file, Path(sheet))
    compiled = compile_book(open_book(sheet), config, now())
    if (fatal := compiled.fatal) is not None:
        raise SheetError(f"{fatal.where}: {fatal.problem} {fatal.mend}")
    judge = open_judge(judge_name or compiled.suite.settings.judge, config)
    found = asyncio.run(try_graders(compiled.suite.cases, judge))
    if json_wanted:
        print_json(_object(found))
    else:
        _print(found, judge.label if judge else "")
    _complain(found, sheet)


def _complain(found: SelfTest, sheet: str) -> None:
    if all(test.case.broken for test in found.cases):
        raise SheetError("no case can be compiled; sheet2eval validate says why")
    if found.broke and not found.judged:
        raise SetupError(f"the judge answered nothing: {found.broke[0].reason}")
    broken = sum(test.case.broken for test in found.cases)
    say(f"{sheet}: {len(found.cases)} cases" + (f", {broken} with errors: see validate" if broken else ""))


def _object(found: SelfTest) -> dict[str, object]:
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
        "flips": None,
    }


def _print(found: SelfTest, judge: str) -> None:
    click.echo(click.style(_headline(found), bold=True))
    for line in (_untested(found), _judge_line(found, judge)):
        if line:
            click.echo(line)
    weak = [test for test in found.cases if test.needs_work]
    click.echo("\nThese cases need work:" if weak else "\nNo case needs work.")
    width = max((len(test.case.id) for test in weak[:SHOWN_CASES]), default=0)
    for test in weak[:SHOWN_CASES]:
        for number, line in enumerate(_why(test)):
            click.echo(f"  {'' if number else test.case.id:<{width}}  {line}")
    if len(weak) > SHOWN_CASES:
        click.echo(f"  … and {len(weak) - SHOWN_CASES} more; --json has them all")


def _headline(found: SelfTest) -> str:
    tested = [test for test in found.cases if test.checks_separate is not None]
    if not tested:
        return "No checks could be tested."
    right = sum(test.checks_separate is True for test in tested)
    return f"Checks tell the bad from the good in {right} of {_cases(len(tested))}."


def _untested(found: SelfTest) -> str:
    left = sum(test.checks_separate is None for test in found.cases)
    if not left:
        return ""
    be = "cannot be tested: it lacks" if left == 1 else "cannot be tested: they lack"
    return f"{_cases(left)} {be} a check, an example of a right answer, or one of a wrong answer."


def _judge_line(found: SelfTest, judge: str) -> str:
    if not found.judged:
        return f"The judge {judge} had nothing to judge." if judge else "No judge is set."
    right = sum(one.agrees for one in found.judged)
    bad = [one for one in found.judged if not one.is_right]
    passed = sum(one.verdict is Verdict.PASS for one in bad)
    broke = f"; it gave no verdict on {len(found.broke)} more" if found.broke else ""
    return (
        f"The judge {judge} is right about {right} of {len(found.judged)} examples; "
        f"it passes {passed} of {len(bad)} bad ones{broke}."
    )


def _why(test: CaseTest) -> Iterator[str]:
    """Why a case needs work, a line each."""
    if test.passes:
        yield f"its checks pass {', '.join(_PASSED[name] for name in test.passes)}"
    for problem in test.problems:
        yield f"{problem.where}: {problem.problem}"
    for one in test.judged:
        if not one.agrees:
            side = "the right answer" if one.is_right else "the wrong answer"
            yield f"the judge on {side} in {one.example.where}: {one.verdict}, {one.reason}"


def _cases(number: int) -> str:
    return f"{number} case" if number == 1 else f"{number} cases"
