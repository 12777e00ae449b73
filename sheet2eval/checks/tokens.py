"""The response has at most that many tokens, as its model counts them.

Written with a comparison in front or without: `tokens: 500` is at most 500. Counted are the tokens of the answer,
not those of the question. Where they are not known, as for recorded responses, the check grades nothing.

PASS  tokens: <= 500
      Done.
      TOKENS  3
FAIL  tokens: <= 500
      A very long answer.
      TOKENS  812
PASS  tokens: between 1 and 10
      Done.
      TOKENS  3
PASS  not tokens: > 500
      Done.
      TOKENS  500
"""

from __future__ import annotations

from dataclasses import dataclass

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.arguments import single
from sheet2eval.text.comparison import Comparison, plain_number
from sheet2eval.text.limits import at_most
from sheet2eval.text.normalise import quoted
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "tokens: <= 500"


@dataclass(frozen=True, slots=True)
class Tokens:
    wanted: Comparison

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the response alone decides
        if response.usage is None:
            return Outcome(Verdict.UNGRADED, "how many tokens it has is not known")
        count = response.usage.output_tokens
        verdict = Verdict.PASS if self.wanted.fits(count) else Verdict.FAIL
        return Outcome(verdict, f"has {count} {'token' if count == 1 else 'tokens'}")

    def says(self) -> Says:
        wanted = f"{self.wanted.says()} tokens"
        return Says(f"has {wanted}", f"does not have {wanted}")


def parse(line: Line) -> Tokens:
    typed = single(line.argument or "", line.fill).text
    wanted = at_most(typed, _count)
    if wanted is None:
        raise BadArgument(
            f"{quoted(typed)} is no number of tokens",
            f"Write a number or a comparison, as in “{EXAMPLE}” or “tokens: between 100 and 500”.",
        )
    return Tokens(wanted)


def _count(text: str) -> float | None:
    value = plain_number(text.removesuffix(" tokens").removesuffix(" token"))
    return value if value is not None and value >= 0 and value.is_integer() else None
