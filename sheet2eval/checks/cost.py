"""The response cost at most that much.

Written in US dollars (`$0.01`, `0.01 USD`) or cents (`2 cents`), with a comparison in front or without:
`cost: $0.01` is at most $0.01. Where the cost is not known, as for recorded responses and targets without
prices, the check grades nothing.

PASS  cost: <= $0.01
      Done.
      COST  0.004
FAIL  cost: <= $0.01
      Done.
      COST  0.012
PASS  cost: under 2 cents
      Done.
      COST  0.019
PASS  not cost: > 0.05 USD
      Done.
      COST  0.05
"""

from __future__ import annotations

import re

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.arguments import single
from sheet2eval.text.comparison import figure, plain_number
from sheet2eval.text.limits import Expense, Limit, at_most
from sheet2eval.text.normalise import quoted
from sheet2eval.types import Rule

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "cost: <= $0.01"

COST = Expense(
    unknown="what it cost is not known",
    verb="cost",
    past="cost",
    of=lambda response: response.cost_usd,
    shown=lambda dollars: f"${figure(dollars)}",
)

_DOLLARS = re.compile(r"(?:(?:us ?)?\$|usd) ?(.+)|(.+?) ?(?:\$|usd|(?:us )?dollars?)")
_CENTS = re.compile(r"(.+?) ?(?:¢|(?:us )?cents?|ct)")


def parse(line: Line) -> Rule:
    typed = single(line.argument or "", line.fill).text
    wanted = at_most(typed, _dollars)
    if wanted is None:
        raise BadArgument(
            f"{quoted(typed)} is no sum in US dollars",
            f"Write dollars or cents, as in “{EXAMPLE}” or “cost: 2 cents”.",
        )
    return Limit(wanted, COST)


def _dollars(text: str) -> float | None:
    if cents := _CENTS.fullmatch(text):
        return _amount(cents[1], 100)
    dollars = _DOLLARS.fullmatch(text)
    return _amount((dollars[1] or dollars[2]) if dollars else text, 1)


def _amount(text: str, parts: int) -> float | None:
    value = plain_number(text)
    return None if value is None or value < 0 else value / parts
