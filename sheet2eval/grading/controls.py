"""Negative controls: answers that are wrong for nearly every row. Checks that all pass one of them ask too little.

- `empty`: an answer without text and calls
- `input echoed`: what the user said last
- `refusal`: a bare one, left out where the case wants a refusal
- `another ideal`: the ideal of the next row that has another one than this row, from the last on to the first

Left out is any of them that the row itself calls right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sheet2eval.checks.check import find
from sheet2eval.reading.selftest import all_pass
from sheet2eval.text.normalise import comparable
from sheet2eval.text.refusal import declines
from sheet2eval.types import Case, Ideal, Response

EMPTY, ECHO, REFUSAL, OTHER = "empty", "input echoed", "refusal", "another ideal"

_REFUSING = "I'm sorry, but I can't help with that."
_ROWS_LOOKED_AT = 100  # for another ideal; in a sheet of equal ones there is none to be found


def passed_controls(cases: Sequence[Case]) -> Iterator[tuple[str, ...]]:
    """For each case the names of the controls that pass all its checks."""
    shown = [(place, ideal) for place, case in enumerate(cases) for ideal in case.ideal if ideal.shows]
    others = list(_others(cases, shown))
    for case, other in zip(cases, others, strict=True):
        yield () if case.broken or not case.checks else tuple(_passed(case, other))


def _passed(case: Case, other: Ideal | None) -> Iterator[str]:
    for name, response in _controls(case, other).items():
        if all_pass(find(check, response, case) for check in case.checks):
            yield name


def _controls(case: Case, other: Ideal | None) -> Mapping[str, Response]:
    said = [message.content for message in case.messages if message.role == "user"]
    controls = {EMPTY: Response("")}
    if said:
        controls[ECHO] = Response(said[-1])
    if not _wants_refusal(case):
        controls[REFUSAL] = Response(_REFUSING)
    if other:
        controls[OTHER] = Response(other.text, other.tool_calls or ())
    right = _right_answers(case)
    return {name: answer for name, answer in controls.items() if comparable(answer.text) not in right}


def _wants_refusal(case: Case) -> bool:
    demanded = any(check.kind == "refuses" and not check.negated for check in case.checks)
    return demanded or any(declines(ideal.text) for ideal in case.ideal)


def _right_answers(case: Case) -> set[str]:
    ideals = {comparable(ideal.text) for ideal in case.ideal if ideal.shows}
    return ideals | {comparable(row.text) for row in case.current if row.acceptable and row.text}


def _others(cases: Sequence[Case], shown: Sequence[tuple[int, Ideal]]) -> Iterator[Ideal | None]:
    """For each case another row's ideal. `shown` holds all ideals with the places of their cases, in order."""
    texts = [comparable(ideal.text) for _, ideal in shown]
    first = 0
    for place, case in enumerate(cases):
        while first < len(shown) and shown[first][0] <= place:
            first += 1
        own = _right_answers(case)
        turns = ((first + step) % len(shown) for step in range(min(len(shown), _ROWS_LOOKED_AT)))
        yield next((shown[turn][1] for turn in turns if texts[turn] not in own), None)
