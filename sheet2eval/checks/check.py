"""What the modules of this folder share: the line they are given, and the ways in which it can be wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from sheet2eval.types import Case, Check, Finding, Outcome, Response, Rule, Verdict


class BadLine(Exception):
    """A check line that cannot be meant. `problem` says what is wrong, `mend` what to write instead."""

    code = "bad-argument"

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.mend = mend


class BadArgument(BadLine):
    code = "bad-argument"


class BadPattern(BadLine):
    code = "bad-pattern"


class BadJson(BadLine):
    code = "bad-json"


class BadSchema(BadLine):
    code = "bad-schema"


class UnknownVariable(BadLine):
    code = "unknown-variable"


@dataclass(frozen=True, slots=True)
class Line:
    """One check line, taken apart: `[not] kind [form] [exactly][: argument]`.

    `argument` is as typed, trimmed, None where there is no colon. `fill` puts the case's variables into a
    leaf of the parsed argument (a list's item, a string inside JSON, one value of a call), so that what a
    variable holds is never read as syntax. `folder_file` reads a file beside the configuration by its bare
    name; it raises `BadArgument` where there is none.
    """

    kind: str
    form: str
    exactly: bool
    argument: str | None
    fill: Callable[[str], str] = lambda text: text
    folder_file: Callable[[str], str] | None = None


class Excludes(Protocol):
    """The method `excludes` of a rule that contradicts more than its own denial."""

    def __call__(self, other: Rule, *, negated: bool) -> bool:
        """Whether it is certain that no response passes both this and the other rule (`negated`: its denial)."""


_TURNED = {Verdict.PASS: Verdict.FAIL, Verdict.FAIL: Verdict.PASS}


def find(check: Check, response: Response, case: Case) -> Finding:
    """Apply a check: its rule's outcome, turned by `not`, stamped with the person's words and the place."""
    outcome = check.rule.grade(response, case)
    return Finding(check.text, check.kind, _turned(check, outcome), outcome.reason, check.where)


def verdict_of(check: Check, response: Response, case: Case) -> Verdict:
    """The verdict of `find`, where nobody asks for its reason."""
    return _turned(check, check.rule.grade(response, case))


def _turned(check: Check, outcome: Outcome) -> Verdict:
    if check.negated and not outcome.firm:
        return _TURNED.get(outcome.verdict, outcome.verdict)
    return outcome.verdict
