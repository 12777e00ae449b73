"""The response has at most that many tokens, as its model counts them.

Written with a comparison in front or without: `tokens: 500` is at most 500, `tokens: 2k` at most 2,000. Counted
are the tokens of the answer, not those of the question. Where they are not known, as for recorded responses, the
check grades nothing.

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

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.arguments import single
from sheet2eval.text.comparison import figure, plain_number
from sheet2eval.text.limits import Expense, Limit, at_most
from sheet2eval.text.measures import whole_number
from sheet2eval.text.normalise import quoted
from sheet2eval.types import Rule

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "tokens: <= 500"

TOKENS = Expense(
    unknown="how many tokens it used is not known",
    verb="use",
    past="used",
    of=lambda response: response.usage.output_tokens if response.usage else None,
    shown=lambda count: f"{figure(count)} {'token' if count == 1 else 'tokens'}",
)


def parse(line: Line) -> Rule:
    typed = single(line.argument or "", line.fill).text
    wanted = at_most(typed, _count)
    if wanted is None:
        raise BadArgument(
            f"{quoted(typed)} is no number of tokens",
            f"Write a number or a comparison, as in “{EXAMPLE}” or “tokens: between 100 and 500”.",
        )
    return Limit(wanted, TOKENS)


def _count(text: str) -> float | None:
    bare = text.removesuffix(" tokens").removesuffix(" token")
    if not bare.endswith("k"):
        return whole_number(bare)
    thousands = plain_number(bare.removesuffix("k").rstrip())
    return None if thousands is None or thousands < 0 else round(thousands * 1000)
