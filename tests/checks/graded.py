"""Grading a response by a line as a person types it, for the tests of the kinds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sheet2eval.checks.check import find
from sheet2eval.manual import EXAMPLES_NOW
from sheet2eval.reading.grammar import CheckLine, compile_line, lines_of
from sheet2eval.types import Case, CellRef, Check, Ideal, Outcome, Response, Verdict

HERE = CellRef("ideal-behavior", 2, 4)


def check(line: str, variables: Mapping[str, str] | None = None) -> Check:
    """The check that a line is; `BadLine` where it cannot be meant."""
    (read,) = lines_of(line)
    assert isinstance(read, CheckLine), read

    def fill(text: str) -> str:
        return re.sub(r"\{\{\s*(.+?)\s*\}\}", lambda name: (variables or {})[name[1]], text)

    return compile_line(read, HERE, fill, None)


def case(*checks: Check, ideals: Sequence[str | Ideal] = ()) -> Case:
    shown = tuple(Ideal(ideal, HERE) if isinstance(ideal, str) else ideal for ideal in ideals)
    return Case("case", HERE, (), EXAMPLES_NOW, checks=checks, ideal=shown)


def grade(line: str | Check, response: str | Response, ideals: Sequence[str | Ideal] = ()) -> Outcome:
    """What the line's rule found, before `not` turns it."""
    ready = check(line) if isinstance(line, str) else line
    answer = Response(response) if isinstance(response, str) else response
    return ready.rule.grade(answer, case(ready, ideals=ideals))


def passes(line: str | Check, response: str | Response, ideals: Sequence[str | Ideal] = ()) -> bool:
    """Whether the response passes the line, `not` included."""
    ready = check(line) if isinstance(line, str) else line
    answer = Response(response) if isinstance(response, str) else response
    verdict = find(ready, answer, case(ready, ideals=ideals)).verdict
    assert verdict in {Verdict.PASS, Verdict.FAIL}
    return verdict is Verdict.PASS
