"""Limits, as people write them: a comparison, or a bare figure that is the most (or the least) that will do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sheet2eval.text.comparison import Comparison, parse_comparison
from sheet2eval.text.normalise import normalise
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

Number = Callable[[str], float | None]


def at_most(text: str, number: Number) -> Comparison | None:
    """The comparison that the text is; `2 s` alone is at most 2 s. None, and raises, as `parse_comparison`."""
    bare = number(normalise(text).casefold())
    return parse_comparison(text, number) if bare is None else Comparison(high=bare)


def at_least(text: str, number: Number) -> Comparison | None:
    """The comparison that the text is; `0.8` alone is at least 0.8. None, and raises, as `parse_comparison`."""
    bare = number(normalise(text).casefold())
    return parse_comparison(text, number) if bare is None else Comparison(low=bare)


@dataclass(frozen=True, slots=True)
class Expense:
    """What an answer took of something: `of` reads it from a response, None where it is not known.

    The words are those of sentences: "it take(s)", "it took", and `unknown` is one.
    """

    unknown: str
    verb: str
    past: str
    of: Callable[[Response], float | None]
    shown: Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Limit:
    """The rule that an answer took so much."""

    wanted: Comparison
    expense: Expense

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the response alone decides
        spent = self.expense.of(response)
        if spent is None:
            return Outcome(Verdict.UNGRADED, self.expense.unknown)
        verdict = Verdict.PASS if self.wanted.fits(spent) else Verdict.FAIL
        return Outcome(verdict, f"{self.expense.past} {self.expense.shown(spent)}")

    def says(self) -> Says:
        wanted = self.wanted.says(self.expense.shown)
        return Says(f"{self.expense.verb}s {wanted}", f"does not {self.expense.verb} {wanted}")
