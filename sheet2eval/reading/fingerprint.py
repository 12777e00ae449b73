"""What a grade depends on, as one short text: equal texts mean that nothing needs to be graded again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sheet2eval.digest import digest
from sheet2eval.reading.grammar import AnyLine, CriterionLine
from sheet2eval.types import Criterion, Current, Ideal, ToolCall

VERSION = 1
"""To be raised when the meaning of checks or of judging changes for sheets that stay the same."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a case's cells say before variables are filled in, so that a blank `now` never makes a case look new.

    `turns` are (role, input), `lines` those of the check cells, `files` the texts of those that checks name,
    `variables` the values of those that are used anywhere, `now` the cell.
    """

    turns: Sequence[tuple[str, str]]
    lines: Sequence[AnyLine]
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
    criteria = [line.meaning for line in written.lines if isinstance(line, CriterionLine)]
    others = [line.meaning for line in written.lines if not isinstance(line, CriterionLine)]
    parts: list[object] = [
        written.turns,
        sorted(others),
        criteria,
        sorted(written.files.items()),
        sorted(written.variables.items()),
        written.now,
        [(ideal.text, _calls(ideal.tool_calls)) for ideal in written.ideal],
    ]
    if judged:
        parts.append([(c.text, c.guidance, c.weight, c.scale, c.pass_at) for c in judged.rubrics])
        parts.append([judged.why, judged.notes])
        parts.append([_example(row) for row in judged.current if row.acceptable or not row.target])
    return digest(VERSION, *parts)


def _example(row: Current) -> tuple[object, ...]:
    return row.text, row.acceptable, _calls(row.tool_calls)


def _calls(calls: Sequence[ToolCall] | None) -> list[object] | None:
    return None if calls is None else [(call.name, call.arguments) for call in calls]
