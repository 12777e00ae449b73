"""Every check is tested on the row's own examples before it is trusted (section 3 of the contract)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sheet2eval.checks.check import find
from sheet2eval.reading.problems import problem, quoted
from sheet2eval.types import Case, Check, Current, Finding, Ideal, Problem, Response, Verdict

OF_CALLS = frozenset({"calls", "triggers"})
"""The kinds that can be tested on calls alone, where an example has no text."""


def self_test(cases: Iterable[Case]) -> Iterator[Problem]:
    """What the examples say against the checks: one that fails an ideal, a set that passes a bad answer."""
    for case in cases:
        if case.checks and not case.broken:
            yield from _fails_ideal(case)
            yield from _passes_current(case)


def _fails_ideal(case: Case) -> Iterator[Problem]:
    for ideal in case.ideal:
        for finding in _findings(case, ideal):
            if finding.verdict is Verdict.FAIL:
                yield problem(
                    "check-fails-ideal",
                    finding.where,
                    f"{quoted(finding.check)} fails the row's own ideal answer: {finding.reason}.",
                    f"Correct the check, or the ideal in {ideal.where}.",
                )


def _passes_current(case: Case) -> Iterator[Problem]:
    if not any(_testable(case, ideal) for ideal in case.ideal):
        return
    for current in (
        one for one in case.current if not one.target
    ):  # a version's good answer is no bad example
        graded = [finding for finding in _findings(case, current) if finding.verdict is not Verdict.UNGRADED]
        if graded and not current.acceptable and all(found.verdict is Verdict.PASS for found in graded):
            yield problem(
                "check-passes-current",
                graded[0].where,
                f"The checks of {quoted(case.id)} all pass on today's answer in {current.where}, "
                "so they cannot tell it from the ideal.",
                "Add a check for what is wrong with it, or mark it acceptable.",
            )


def _findings(case: Case, example: Ideal | Current) -> list[Finding]:
    response = Response(example.text, example.tool_calls)
    return [find(check, response, case) for check in _testable(case, example)]


def _testable(case: Case, example: Ideal | Current) -> list[Check]:
    """The checks that the example can be held against: a description or a blank shows at most its calls."""
    if example.text and (isinstance(example, Current) or example.shows):
        return list(case.checks)
    if example.tool_calls is None:
        return []
    return [check for check in case.checks if check.kind in OF_CALLS]
