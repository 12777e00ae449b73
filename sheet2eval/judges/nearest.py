"""The offline judge: is a response closer to what the row calls ideal, or to what it has today?

It compares letters, not meaning, and cannot tell the criteria of a case from one another. Texts are compared
by rapidfuzz's token_sort_ratio without case and punctuation. A response passes if it is closer to the nearest
ideal example than to the nearest of today's answers by a fifth of the distance between these two, so that
examples that differ in one word are judged as finely as those that have nothing in common.

Measured on the pairs of `tests/judges/pairs.csv` (a right and a wrong answer each, in other words than the
examples): 32 of 34 right ones pass and none of the wrong ones. Plain ratio, WRatio, token_set_ratio and
Jaro-Winkler pass fewer right ones, most of them wrong ones too. Of the answers that belong to another row 9 %
pass: it is no judge of nonsense.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sheet2eval.judges.judge import Judge, Judgement, Member
from sheet2eval.text.normalise import comparable, normalise
from sheet2eval.types import Case, Outcome, Response, ToolCall, Verdict

MARGIN = 0.2  # of the distance between the two examples
_COMPARED = 20_000  # characters; the time of a comparison grows with the square of the length


@dataclass(frozen=True, slots=True)
class Options:
    """Takes no keys."""


class NearestJudge(Judge):
    label = "nearest (offline)"
    timeout = 60.0  # as of every judge; it waits for nothing
    fingerprint = f"nearest {MARGIN}"

    async def grade(self, case: Case, response: Response) -> Judgement:
        """The same outcome for every criterion; UNGRADED where the row lacks an example of either side.

        But the ideal itself passes.
        """
        answer = _Example(response.text, response.tool_calls)
        outcome = _outcome(answer, _good(case), _bad(case))
        if len(case.criteria) > 1:
            outcome = replace(outcome, reason=f"{outcome.reason}; one comparison for all criteria")
        return Judgement((outcome,) * len(case.criteria))


def open_judge(name: str, options: Options, member: Member) -> NearestJudge:  # noqa: ARG001 - as every judge is opened
    return NearestJudge()


def self_test(cases: Iterable[Case]) -> tuple[int, int]:
    """How many of the rows' own examples the judge gets right, and how many there are.

    Asked are the cases with criteria and examples of both sides. An example is left out of those that it is
    compared with; where it is the only one of its side it stays, and the question is only whether the judge
    can tell the row's examples apart.
    """
    right = asked = 0
    for case in cases:
        good, bad = _good(case), _bad(case)
        if not (case.criteria and good and bad):
            continue
        asked += len(good) + len(bad)
        right += sum(_outcome(one, _others(good, one), bad).verdict is Verdict.PASS for one in good)
        right += sum(_outcome(one, good, _others(bad, one)).verdict is Verdict.FAIL for one in bad)
    return right, asked


@dataclass(frozen=True, slots=True)
class _Example:
    """`calls` is None where they are not known."""

    text: str
    calls: tuple[ToolCall, ...] | None


def _good(case: Case) -> list[_Example]:
    """The ideal responses, and today's where they are acceptable."""
    ideals = [_Example(ideal.text, ideal.tool_calls) for ideal in case.ideal if ideal.shows]
    return ideals + [_Example(row.text, row.tool_calls or ()) for row in case.current if row.acceptable]


def _bad(case: Case) -> list[_Example]:
    """Today's responses that are not acceptable. Those of named targets are not known to be wrong."""
    return [
        _Example(row.text, row.tool_calls or ())  # a blank cell says that no call was made
        for row in case.current
        if not (row.acceptable or row.target)
    ]


def _others(examples: Sequence[_Example], one: _Example) -> Sequence[_Example]:
    return [example for example in examples if example is not one] or examples


def _outcome(answer: _Example, good: Sequence[_Example], bad: Sequence[_Example]) -> Outcome:
    if not good:
        return _ungraded("the row shows no ideal response")
    if not bad:
        return _without_today(answer, good)
    with_calls = all(example.calls is not None for example in (answer, *good))
    told = partial(_told, with_calls=with_calls)
    to_ideal, ideal = _nearest(told(answer), map(told, good))
    to_today, today = _nearest(told(answer), map(told, bad))
    if ideal == today:
        return _ungraded("the ideal and today's answer are too alike")
    the_ideal, todays = f"the ideal ({to_ideal:.0%})", f"today's answer ({to_today:.0%})"
    if to_ideal - to_today >= MARGIN * (1 - _similarity(ideal, today)):
        return Outcome(Verdict.PASS, f"closer to {the_ideal} than to {todays}")
    if to_ideal < to_today:
        return Outcome(Verdict.FAIL, f"closer to {todays} than to {the_ideal}")
    return Outcome(Verdict.FAIL, f"hardly closer to {the_ideal} than to {todays}")


def _without_today(answer: _Example, good: Sequence[_Example]) -> Outcome:
    """With nothing wrong to compare with, only the ideal itself is known to be right."""
    with_calls = all(example.calls is not None for example in (answer, *good))
    same = [one for one in good if comparable(one.text) == comparable(answer.text)]
    if any(one.calls == answer.calls for one in same) if with_calls else same:
        return Outcome(Verdict.PASS, "is the ideal answer")
    return _ungraded("the row has no response of today that is wrong")


def _ungraded(why: str) -> Outcome:
    return Outcome(Verdict.UNGRADED, f"cannot be judged offline: {why}")


def _told(example: _Example, *, with_calls: bool) -> str:
    """The example as it is compared.

    Calls count where the response's and those of every ideal example are known: then they join the text.
    """
    from rapidfuzz.utils import default_process

    calls = (f"{call.name} {_arguments(call)}" for call in (example.calls or ()) if with_calls)
    return default_process(normalise(" ".join([example.text[:_COMPARED], *calls]))[: 2 * _COMPARED])


def _arguments(call: ToolCall) -> str:
    return json.dumps(dict(call.arguments), ensure_ascii=False, default=str)


def _nearest(text: str, examples: Iterable[str]) -> tuple[float, str]:
    """The example that is most similar to the text, behind that similarity (0..1)."""
    return max((_similarity(text, example), example) for example in examples)


def _similarity(one: str, other: str) -> float:
    from rapidfuzz.fuzz import token_sort_ratio

    return token_sort_ratio(one, other) / 100
