"""How results are said: JSON for programs, lines for people. Results go to standard output, nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

import click

from sheet2eval.types import Problem, Severity, Verdict

COLOURS = {
    Severity.ERROR: "red",
    Severity.WARNING: "yellow",
    Severity.INFO: "bright_black",
    Verdict.PASS: "green",
    Verdict.FAIL: "red",
    Verdict.FLAKY: "yellow",
    Verdict.ERROR: "magenta",
    Verdict.UNGRADED: "bright_black",
    Verdict.SKIPPED: "bright_black",
}


def say(text: str) -> None:
    """A word beside the results, on standard error."""
    click.echo(text, err=True)


def coloured(word: Severity | Verdict, width: int = 0) -> str:
    """The word in its colour, padded to the width."""
    return click.style(f"{word:<{width}}", fg=COLOURS[word])


def as_json(value: object, indent: int | None = 2) -> bytes:
    """One JSON text in UTF-8; what UTF-8 cannot hold (half of a surrogate pair) is escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, default=str)
    return text.encode("utf-8", "backslashreplace")


def print_json(value: Mapping[str, object]) -> None:
    click.echo(as_json(value))


def print_problems(problems: Iterable[Problem]) -> None:
    """Two lines a problem: where and what, then how to mend it."""
    for problem in problems:
        where = click.style(str(problem.where), bold=True)
        click.echo(f"{coloured(problem.severity, 8)} {where}  {problem.problem}  [{problem.code}]")
        click.echo(f"         {problem.mend}")


def tally(problems: Sequence[Problem]) -> str:
    """`2 errors, 1 warning`, or `no problems`; infos are not counted."""
    counts = [
        (sum(problem.severity is severity for problem in problems), severity)
        for severity in (Severity.ERROR, Severity.WARNING)
    ]
    said = [f"{number} {severity}{'s' if number > 1 else ''}" for number, severity in counts if number]
    return ", ".join(said) or "no problems"
