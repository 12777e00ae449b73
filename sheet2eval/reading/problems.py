"""The codes of problems and how severe each is."""

from __future__ import annotations

from collections.abc import Callable

from sheet2eval.types import CellRef, Problem, Severity

SEVERITIES = {
    **dict.fromkeys(
        (
            "missing-tab", "missing-column", "no-id", "blank-input", "unknown-check", "bad-argument",
            "bad-pattern", "bad-json", "bad-schema", "bad-role", "bad-weight", "bad-setting",
            "unknown-rubric",
            "unknown-variable", "formula-error", "uncalculated-formula", "ragged-row", "contradiction", "tab-taken",
        ),
        Severity.ERROR,
    ),
    **dict.fromkeys(
        (
            "duplicate-column", "duplicate-id", "unknown-id", "nothing-to-grade", "cell-too-long",
            "same-as-ideal", "check-fails-ideal", "check-passes-current",
        ),
        Severity.WARNING,
    ),
}  # fmt: skip

FATAL = frozenset({"tab-taken"})
"""Faults of the sheet itself, beside a missing input tab or column: no case can be run."""


Report = Callable[[str, CellRef, str, str], None]
"""Takes what `problem` takes: code, place, what is wrong, what to do."""


def problem(code: str, where: CellRef, what: str, mend: str) -> Problem:
    """A problem of the severity that its code usually has; `what` need not end with a full stop."""
    sentence = what if what.endswith((".", "?", "…")) else f"{what}."
    return Problem(SEVERITIES[code], where, code, sentence, mend)


def info(code: str, where: CellRef, what: str, mend: str) -> Problem:
    """A problem worth knowing that keeps nothing from running."""
    return Problem(Severity.INFO, where, code, what, mend)
