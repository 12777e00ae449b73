"""Every check is tested on the row's own examples before it is trusted (section 3 of the contract)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sheet2eval.checks.check import find
from sheet2eval.reading.problems import problem
from sheet2eval.text.normalise import quoted
from sheet2eval.types import Case, Check, Current, Finding, Ideal, Problem, Response, Verdict

OF_CALLS = frozenset({"calls", "triggers"})
"""The kinds that can be tested on calls alone, where an example has no text."""


def self_test(cases: Iterable[Case]) -> Iterator[Problem]:
    """What the examples say against the checks: one that fails an ideal, a set that passes a bad answer."""
    for case in cases:
        if case.checks and not case.broken:
            yield from _fails_ideal(case)
            yield from _passes_current(case)


def checks_separate(case: Case) -> bool | None:
    """Whether the checks pass every ideal of the case and none of today's answers that are not acceptable.

    None where that cannot be tested: no check, no example of one side, or nothing that an example can show.
    """
    if case.broken or not any(_graded(case, ideal) for ideal in case.ideal):
        return None
    if any(self_test((case,))):
        return False
    return True if any(_graded(case, current) for current in bad_examples(case)) else None


def bad_examples(case: Case) -> tuple[Current, ...]:
    """Today's answers that are not acceptable. Those of named targets are not known to be wrong."""
    return tuple(row for row in case.current if not (row.acceptable or row.target))


def graded(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that say something: those of checks that had something to go by."""
    return [finding for finding in findings if finding.verdict is not Verdict.UNGRADED]


def all_pass(findings: Iterable[Finding]) -> bool:
    """Whether there is something graded, and nothing of it fails."""
    told = graded(findings)
    return bool(told) and all(finding.verdict is Verdict.PASS for finding in told)


def _fails_ideal(case: Case) -> Iterator[Problem]:
    for ideal in case.ideal:
        for finding in _graded(case, ideal):
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
    for current in bad_examples(case):
        findings = _graded(case, current)
        if all_pass(findings):
            yield problem(
                "check-passes-current",
                findings[0].where,
                f"The checks of {quoted(case.id)} all pass on today's answer in {current.where}, "
                "so they cannot tell it from the ideal.",
                "Add a check for what is wrong with it, or mark it acceptable.",
            )


def _graded(case: Case, example: Ideal | Current) -> list[Finding]:
    response = Response(example.text, example.tool_calls)
    return graded(find(check, response, case) for check in _testable(case, example))


def _testable(case: Case, example: Ideal | Current) -> list[Check]:
    """The checks that the example can be held against: a description or a blank shows at most its calls."""
    if example.text and (isinstance(example, Current) or example.shows):
        return list(case.checks)
    if example.tool_calls is None:
        return []
    return [check for check in case.checks if check.kind in OF_CALLS]
