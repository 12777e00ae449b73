"""Every check is tested on the row's own examples before it is trusted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from sheet2eval.checks.check import find, verdict_of
from sheet2eval.reading.problems import problem
from sheet2eval.text.normalise import quoted
from sheet2eval.types import Case, Check, Current, Ideal, Problem, Response, Verdict

OF_CALLS = frozenset({"calls", "triggers"})
"""The kinds that can be tested on calls alone, where an example has no text."""


def self_test(cases: Iterable[Case]) -> Iterator[Problem]:
    """What the examples say against the checks: one that fails an ideal, a set that passes a bad answer."""
    for case in cases:
        if case.checks and not case.broken:
            yield from _fails_ideal(case)
            yield from _passes_current(case)


def checks_separate(case: Case, problems: Sequence[Problem]) -> bool | None:
    """Whether the checks pass every ideal of the case and none of today's answers that are not acceptable.

    `problems` are what `self_test` says of the case. None where that cannot be tested: no check, no example of one
    side, or nothing that an example can show.
    """
    if case.broken or not _shown_by_any(case, case.ideal):
        return None
    if problems:
        return False
    return True if _shown_by_any(case, bad_examples(case)) else None


def bad_examples(case: Case) -> tuple[Current, ...]:
    """Today's answers that are not acceptable. Those of named targets are not known to be wrong."""
    return tuple(row for row in case.current if not (row.acceptable or row.target))


def _fails_ideal(case: Case) -> Iterator[Problem]:
    for ideal in case.ideal:
        for check, verdict in _graded(case, ideal):
            if verdict is Verdict.FAIL:
                reason = find(check, _response(ideal), case).reason
                yield problem(
                    "check-fails-ideal",
                    check.where,
                    f"{quoted(check.text)} fails the row's own ideal answer: {reason}.",
                    f"Correct the check, or the ideal in {ideal.where}.",
                )


def _passes_current(case: Case) -> Iterator[Problem]:
    if not any(_testable(case, ideal) for ideal in case.ideal):
        return
    for current in bad_examples(case):
        graded = _graded(case, current)
        first = next(graded, None)
        if first and all(verdict is Verdict.PASS for _, verdict in chain((first,), graded)):
            yield problem(
                "check-passes-current",
                first[0].where,
                f"The checks of {quoted(case.id)} all pass on today's answer in {current.where}, "
                "so they cannot tell it from the ideal.",
                "Add a check for what is wrong with it, or mark it acceptable.",
            )


def _shown_by_any(case: Case, examples: Iterable[Ideal | Current]) -> bool:
    """Whether any of the examples has something for a check to go by."""
    return any(any(_graded(case, example)) for example in examples)


def _graded(case: Case, example: Ideal | Current) -> Iterator[tuple[Check, Verdict]]:
    """The checks that have something to go by in the example, one by one, each with its verdict."""
    response = _response(example)
    for check in _testable(case, example):
        verdict = verdict_of(check, response, case)
        if verdict is not Verdict.UNGRADED:
            yield check, verdict


def _response(example: Ideal | Current) -> Response:
    return Response(example.text, example.tool_calls)


def _testable(case: Case, example: Ideal | Current) -> Sequence[Check]:
    """The checks that the example can be held against: a description or a blank shows at most its calls."""
    if example.text and (isinstance(example, Current) or example.shows):
        return case.checks
    if example.tool_calls is None:
        return ()
    return [check for check in case.checks if check.kind in OF_CALLS]
