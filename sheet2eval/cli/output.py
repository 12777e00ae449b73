"""How results are said: JSON for programs, lines for people. Results go to standard output, nothing else."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

import click

from sheet2eval.books.book import Book
from sheet2eval.types import Problem, Severity, Verdict

Planned = TypeVar("Planned")

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
_NARROWEST = 24  # columns for text, however narrow the terminal
_NOT_FOR_EYES = re.compile(r"(?!\x1b\[[\d;]*m)[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # all but colours


def say(text: str) -> None:
    """A word beside the results, on standard error; what others wrote cannot steer the terminal."""
    click.echo(for_eyes(text), err=True)


def for_eyes(text: str) -> str:
    """The text with its control characters, but for line breaks and colours, as �."""
    return _NOT_FOR_EYES.sub("�", text)


def coloured(word: Severity | Verdict, width: int = 0) -> str:
    """The word in its colour, padded to the width."""
    return click.style(f"{word:<{width}}", fg=COLOURS[word])


def print_hanging(lead: str, text: str) -> None:
    """The text behind its lead; on a terminal, lines that it takes further on stand below its beginning.

    What people and models wrote cannot steer the terminal: control characters become �.
    """
    lead, text = for_eyes(lead), for_eyes(text)
    indent = len(click.unstyle(lead))
    lines = [text]
    if sys.stdout.isatty():
        width = max(_NARROWEST, shutil.get_terminal_size().columns - indent)
        lines = textwrap.wrap(text, width, break_on_hyphens=False) or [""]
    click.echo(lead + f"\n{' ' * indent}".join(lines))


def as_json(value: object, indent: int | None = 2) -> bytes:
    """One JSON text in UTF-8; what UTF-8 cannot hold (half of a surrogate pair) is escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, default=str)
    return text.encode("utf-8", "backslashreplace")


def print_json(value: Mapping[str, object]) -> None:
    click.echo(as_json(value))


def print_problems(problems: Iterable[Problem]) -> None:
    """What is wrong where, and below it how to mend it."""
    for problem in problems:
        where = click.style(str(problem.where), bold=True)
        lead = f"{coloured(problem.severity, 8)} {where}  "
        print_hanging(lead, f"{problem.problem}  [{problem.code}]")
        print_hanging(" " * 9, problem.mend)


def tally(problems: Sequence[Problem]) -> str:
    """`2 errors, 1 warning`, or `no problems`; infos are not counted."""
    counts = [
        (sum(problem.severity is severity for problem in problems), severity)
        for severity in (Severity.ERROR, Severity.WARNING)
    ]
    said = [f"{number} {severity}{'s' if number > 1 else ''}" for number, severity in counts if number]
    return ", ".join(said) or "no problems"


@contextlib.contextmanager
def others_print_beside() -> Iterator[None]:
    """Meanwhile what an app, or a program that it starts, prints goes to standard error: it is no result.

    Where it changes the working folder, that is undone in the end.
    """
    sys.stdout.flush()
    ours = os.dup(1)
    try:
        os.dup2(2, 1)
        with contextlib.redirect_stdout(sys.stderr), contextlib.chdir("."):
            yield
    finally:
        os.dup2(ours, 1)
        os.close(ours)


@contextlib.contextmanager
def its_turn(book: Book) -> Iterator[None]:
    """Meanwhile nobody else on this machine works on the sheet; says so where it has to wait for that.

    A lock that others see, too, is kept until the end, once `when_free` has taken it.
    """
    from sheet2eval.locks import alone_with
    from sheet2eval.workflow.holding import held

    in_use = f"{book.name} is in use by another run on this machine"
    with alone_with(book.identity, partial(_say_waiting, in_use)), held(book):
        yield


def when_free(book: Book, plan: Callable[[], Planned]) -> Planned:
    """The plan, made anew each time that somebody on another machine works on the sheet and has ended."""
    from sheet2eval.workflow.holding import planned_alone

    return planned_alone(book, plan, _say_waiting)


def _say_waiting(in_use: str) -> None:
    say(f"{in_use}: waiting for it to end (Ctrl-C gives up)")


@contextlib.contextmanager
def reader_may_leave() -> Iterator[None]:
    """Whoever reads us may have seen enough (`| head`); what is left to do is done all the same."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
