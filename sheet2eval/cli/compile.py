"""`sheet2eval compile`: what each case will be graded on, in plain words."""

from __future__ import annotations

from pathlib import Path

import click

from sheet2eval.cli.objects import case_object, problem_object
from sheet2eval.cli.options import config_option, json_option, now, sheet_argument
from sheet2eval.cli.output import as_json, print_json, say, tally
from sheet2eval.errors import SetupError, SheetError
from sheet2eval.types import Case, Ideal


@click.command("compile")
@sheet_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
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
    from sheet2eval.workflow import compile_book

    compiled = compile_book(open_book(sheet), load_config(config_file, Path(sheet)), now())
    cases, problems = compiled.suite.cases, compiled.suite.problems
    if json_wanted:
        print_json(
            {
                "cases": [case_object(case) for case in cases],
                "problems": [problem_object(problem) for problem in problems],
            }
        )
    if output is not None:
        _save(output, cases)
    elif not json_wanted:
        click.echo("\n\n".join("\n".join(_explained(case)) for case in cases))
    if (fatal := compiled.fatal) is not None:
        raise SheetError(f"{fatal.where}: {fatal.problem} {fatal.mend}")
    say(f"{sheet}: {len(cases)} cases, {tally(problems)}; sheet2eval validate shows the problems")


def _save(output: Path, cases: tuple[Case, ...]) -> None:
    try:
        output.write_bytes(b"".join(as_json(case_object(case), None) + b"\n" for case in cases))
    except OSError as error:
        raise SetupError(f"{output}: cannot be written ({error.strerror})") from error


def _explained(case: Case) -> list[str]:
    """A case in plain words: what is said, what must hold, how its ideals are taken."""
    lines = [click.style(f"{case.id}", bold=True) + f"  ({case.where})"]
    lines += [f"  {message.role}: {_short(message.content)}" for message in case.messages]
    lines += [f"  must: {check.says}" for check in case.checks]
    lines += [f"  the judge asks: {_short(criterion.text)}" for criterion in case.criteria]
    lines += [f"  {_taken(ideal)}" for ideal in case.ideal]
    if case.faults:
        lines.append(click.style(f"  not run: {case.faults[0].where}: {case.faults[0].problem}", fg="red"))
    elif case.skip:
        lines.append("  left out: skip says so")
    elif not case.checks and not case.criteria:
        lines.append("  nothing to grade it by")
    return lines


def _taken(ideal: Ideal) -> str:
    how = "an example of a right answer" if ideal.shows else "guidance, not an example"
    return f"ideal {ideal.where} is taken as {how}: {_short(ideal.text or '(calls only)')}"


def _short(text: str, limit: int = 100) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
