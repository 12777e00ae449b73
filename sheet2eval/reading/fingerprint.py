"""What a grade depends on, as one short text: equal texts mean that nothing needs to be graded again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sheet2eval.digest import digest
from sheet2eval.types import Criterion, Current, Ideal

VERSION = 1
"""To be raised when the meaning of checks or of judging changes for sheets that stay the same."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a case's cells say before variables are filled in, so that a blank `now` never makes a case look new.

    `turns` are (role, input), `checks` the lines of the check cells, `files` the texts of those that checks
    name, `variables` the values of those that are used anywhere, `now` the cell.
    """

    turns: Sequence[tuple[str, str]]
    checks: Sequence[str]
    files: Mapping[str, str]
    variables: Mapping[str, str]
    now: str
    ideal: Sequence[Ideal]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a judge goes by, beside what a check goes by; `rubrics` are the criteria by name."""

    rubrics: Sequence[Criterion]
    why: str
    notes: str
    current: Sequence[Current]


def case_fingerprint(written: Written, judged: Judged | None) -> str:
    """The fingerprint of a case: messages, checks, criteria, ideal, and with criteria all that a judge reads."""
    parts: list[object] = [
        written.turns,
        written.checks,
        sorted(written.files.items()),
        sorted(written.variables.items()),
        written.now,
        [(ideal.text, _calls(ideal.tool_calls)) for ideal in written.ideal],
    ]
    if judged:
        parts.append([(c.text, c.guidance, c.weight, c.scale, c.pass_at) for c in judged.rubrics])
        parts.append([judged.why, judged.notes])
        parts.append([(current.text, current.acceptable) for current in judged.current])
    return digest(VERSION, *parts)


def _calls(calls: Sequence[object] | None) -> list[str] | None:
    return None if calls is None else [repr(call) for call in calls]
