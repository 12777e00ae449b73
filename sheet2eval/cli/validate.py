"""`sheet2eval validate`: what is wrong with a sheet, cell by cell."""

from __future__ import annotations

from pathlib import Path

import click

from sheet2eval.cli.objects import problem_object
from sheet2eval.cli.options import config_option, json_option, now, sheet_argument
from sheet2eval.cli.output import print_json, print_problems, say, tally
from sheet2eval.cli.turns import its_turn
from sheet2eval.types import Severity
from sheet2eval.writing.words import counted

EXIT_ERRORS = 3


@click.command("validate")
@sheet_argument
@click.option("--write", "write_wanted", is_flag=True, help="Put the problems onto the tab eval-problems.")
@config_option
@json_option
def command(sheet: str, write_wanted: bool, config_file: Path | None, json_wanted: bool) -> int:
    """Find every fault of a sheet, and test its checks.

    \b
    Example:
      sheet2eval validate reminders.xlsx
    Each check is tried on the row's own examples: it must pass the ideal, and tell it from today's answer.
    Exits with 3 where there are errors.
    """
    from sheet2eval.books.opening import open_book
    from sheet2eval.config import load_config
    from sheet2eval.workflow.compiling import compile_book

    book = open_book(sheet)
    compiled = compile_book(book, load_config(config_file, Path(sheet)), now())
    cases, problems = compiled.suite.cases, compiled.suite.problems
    if json_wanted:
        print_json({"cases": len(cases), "problems": map(problem_object, problems)})
    else:
        print_problems(problems)
        click.echo(f"{sheet}: {counted(len(cases), 'case')}, {tally(problems)}")
    if write_wanted:
        from sheet2eval.workflow.writing_back import write_problems

        with its_turn(book):
            say(f"The problems are on the tab eval-problems of {write_problems(book, compiled)}")
    return EXIT_ERRORS if any(problem.severity is Severity.ERROR for problem in problems) else 0
