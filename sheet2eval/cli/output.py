"""How results are said: JSON for programs, lines for people. Only results go to standard output."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, default=_plain)
    return text.encode("utf-8", "backslashreplace")


def print_json(value: Mapping[str, object]) -> None:
    """Print one JSON object. A value that is an iterator is printed as a list, one item after the other."""
    with reader_may_leave():
        sys.stdout.flush()
        sys.stdout.buffer.writelines(_pieces(value))


def _pieces(value: Mapping[str, object]) -> Iterator[bytes]:
    """As `as_json` writes it, but that the items of an iterator are never held together."""
    mark = b"{"
    for name, held in value.items():
        yield mark + b"\n  " + as_json(name) + b": "
        if isinstance(held, Iterator):
            yield from _listed(held)
        else:
            yield _indented(held, 2)
        mark = b","
    yield b"\n}\n"


def _listed(items: Iterator[object]) -> Iterator[bytes]:
    mark, end = b"[", b"[]"
    for item in items:
        yield mark + b"\n    " + _indented(item, 4)
        mark, end = b",", b"\n  ]"
    yield end


def _indented(value: object, spaces: int) -> bytes:
    return as_json(value).replace(b"\n", b"\n" + b" " * spaces)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, Iterator) else str(value)


def print_problems(problems: Iterable[Problem]) -> None:
    """What is wrong where, and below it how to mend it."""
    for problem in problems:
        where = click.style(str(problem.where), bold=True)
        lead = f"{coloured(problem.severity, 8)} {where}  "
        print_hanging(lead, f"{problem.problem}  [{problem.code}]")
        print_hanging(" " * 9, problem.mend)


def say_misread_settings(problems: Iterable[Problem]) -> None:
    """Say which settings of the sheet the run goes on without: nobody would miss a gate that was never tried."""
    for problem in problems:
        if problem.code == "bad-setting":
            say(f"{problem.where}: {problem.problem} {problem.mend}")


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
def reader_may_leave() -> Iterator[None]:
    """Whoever reads us may have seen enough (`| head`); what is left to do is done all the same."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
