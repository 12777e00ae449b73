"""`sheet2eval compile`: what each case will be graded on, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import click

from sheet2eval.cli.objects import compiled_case_object, problem_object
from sheet2eval.cli.options import config_option, json_option, now, sheet_argument
from sheet2eval.cli.output import as_json, print_hanging, print_json, say, tally
from sheet2eval.errors import SetupError, SheetError, UsageError
from sheet2eval.reading.conversation import spelled
from sheet2eval.types import Case, Ideal, Problem, Severity
from sheet2eval.writing.words import counted

FORMAT = 1
"""The `version` of a line of the file that -o writes: raised when a field changes its meaning."""

_LINES = frozenset({"", ".json", ".jsonl", ".ndjson", ".txt"})
_NOT_RUN = click.style("not run", fg="red")


@click.command("compile")
@sheet_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the cases here, one JSON object a line.",
)
@config_option
@json_option
def command(sheet: str, output: Path | None, config_file: Path | None, json_wanted: bool) -> None:
    """Say what each case will be graded on.

    \b
    Example:
      sheet2eval compile reminders.xlsx
      sheet2eval compile reminders.xlsx -o cases.jsonl
    """
    from sheet2eval.books.opening import open_book
    from sheet2eval.config import load_config
    from sheet2eval.workflow.compiling import compile_book

    book = open_book(sheet)
    if output is not None:
        _check_name(output)
    started = now()
    compiled = compile_book(book, load_config(config_file, Path(sheet)), started)
    cases, problems = compiled.suite.cases, compiled.suite.problems
    if json_wanted:
        print_json({"cases": map(compiled_case_object, cases), "problems": map(problem_object, problems)})
    if output is not None:
        _save(output, _lines(cases, started))
    elif not json_wanted:
        _print_cases(cases)
    if (fatal := compiled.fatal) is not None:
        raise SheetError(f"{fatal.where}: {fatal.problem} {fatal.mend}")
    say(f"{sheet}: {counted(len(cases), 'case')}, {_look(problems)}")


def _look(problems: Sequence[Problem]) -> str:
    faulty = any(problem.severity is not Severity.INFO for problem in problems)
    return tally(problems) + ("; sheet2eval validate shows them" if faulty else "")


def _check_name(output: Path) -> None:
    """Raises UsageError where a person's sheet could be written over."""
    if output.suffix.casefold() not in _LINES or output.name == "-":
        raise UsageError(f"{output}: what -o writes is no sheet; give it a name that ends with .jsonl")


def _lines(cases: Sequence[Case], started: datetime) -> Iterator[bytes]:
    """One JSON object a case: the same bytes whenever and wherever the same sheet is compiled.

    What is filled in when a run starts stays `{{now}}`.
    """
    at_start = spelled(started).encode()
    for case in cases:
        line = as_json({"version": FORMAT, **compiled_case_object(case)}, None) + b"\n"
        yield line.replace(at_start, b"{{now}}")


def _save(output: Path, lines: Iterable[bytes]) -> None:
    try:
        with output.open("wb") as file:
            file.writelines(lines)
    except OSError as error:
        raise SetupError(f"{output} cannot be written ({error.strerror}); choose another place") from error


def _print_cases(cases: tuple[Case, ...]) -> None:
    for number, case in enumerate(cases):
        click.echo(("\n" if number else "") + click.style(case.id, bold=True) + f"  ({case.where})")
        for lead, text in _explained(case):
            print_hanging(f"  {lead}: ", text)


def _explained(case: Case) -> Iterator[tuple[str, str]]:
    """A case in plain words: what is said, what must hold, how its ideals are taken."""
    yield from ((message.role, _short(message.content)) for message in case.messages)
    yield from (("must", check.says) for check in case.checks)
    yield from (("a judge decides", _short(criterion.text)) for criterion in case.criteria)
    yield from (_taken(ideal) for ideal in case.ideal)
    if case.faults:
        yield from ((_NOT_RUN, f"{fault.where}: {fault.problem}") for fault in case.faults)
    elif case.skip:
        yield "left out", "“skip” says so"
    elif not case.checks and not case.criteria:
        yield "ungraded", "there is no ideal, no check and no rubric"


def _taken(ideal: Ideal) -> tuple[str, str]:
    how = "is an example of a right answer" if ideal.shows else "describes a right answer, for the judge"
    return f"ideal {ideal.where} {how}", _short(ideal.text or "(calls only)")


def _short(text: str, limit: int = 100) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
