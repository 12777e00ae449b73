"""`sheet2eval selftest`: do the checks and the judge tell today's answers from the ideal ones?"""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from sheet2eval.cli.options import config_option, json_option, now, sheet_argument, spending_options
from sheet2eval.cli.output import print_json, say
from sheet2eval.cli.selftest_report import print_self_test, self_test_object
from sheet2eval.cli.spending import say_spent
from sheet2eval.errors import SetupError, SheetError
from sheet2eval.grading.selftest import SelfTest


@click.command("selftest")
@sheet_argument
@click.option("--judge", "judge_name", metavar="J", help="Who grades criteria.")
@spending_options
@config_option
@json_option
def command(
    sheet: str, judge_name: str | None, agreed: bool, config_file: Path | None, json_wanted: bool
) -> None:
    """Say whether the checks and the judge tell bad answers from good ones.

    \b
    Example:
      sheet2eval selftest reminders.xlsx --judge careful
    Tried are the row's own examples, and answers that no row wants: an empty one, the input echoed, a bare
    refusal, another row's ideal, one that orders its own pass. Exits with 3 where no case can be compiled.
    """
    from sheet2eval.books.opening import open_book
    from sheet2eval.config import load_config
    from sheet2eval.running.opening import open_judge
    from sheet2eval.workflow.compiling import compile_book
    from sheet2eval.workflow.trusting import keep_trust, self_test_spending, trust_from, try_out

    config = load_config(config_file, Path(sheet))
    compiled = compile_book(open_book(sheet), config, now())
    if (fatal := compiled.fatal) is not None:
        raise SheetError(f"{fatal.where}: {fatal.problem} {fatal.mend}")
    cases = compiled.suite.cases
    judge = open_judge(judge_name or compiled.suite.settings.judge, config)
    if spending := self_test_spending(judge, cases):
        say_spent([spending], agreed=agreed)
    found = asyncio.run(try_out(judge, cases))
    trust = trust_from(judge, cases, found) if judge and found.judged else None
    if json_wanted:
        print_json(self_test_object(found))
    else:
        print_self_test(found, judge.label if judge else "", trust)
    if judge and trust:
        keep_trust(judge, cases, trust)
    _complain(found, sheet)


def _complain(found: SelfTest, sheet: str) -> None:
    if all(test.case.broken for test in found.cases):
        raise SheetError("no case can be compiled; sheet2eval validate says why")
    if found.broke and not found.answered:
        raise SetupError(f"the judge answered nothing: {found.broke[0].reason}")
    broken = sum(test.case.broken for test in found.cases)
    say(f"{sheet}: {len(found.cases)} cases" + (f", {broken} with errors: see validate" if broken else ""))
