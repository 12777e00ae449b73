"""What a run is going to cost: said beforehand, and to be confirmed where it is much."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from sheet2eval.cli.output import say
from sheet2eval.errors import Interrupted, UsageError
from sheet2eval.workflow.plan import Plan
from sheet2eval.workflow.spending import Spending, paid_calls, spendings
from sheet2eval.writing.words import money

PAID_UNASKED = 1_000  # calls


def say_spending(plan: Plan, besides: Sequence[Spending] = (), *, agreed: bool) -> None:
    """Say what is going to be asked; over `PAID_UNASKED` paid calls, ask whether to, unless it is agreed.

    `besides` is what is asked on top of what the plan says.

    Raises:
        UsageError: there is nobody to ask.
        Interrupted: the answer is no.
    """
    say_spent((*spendings(plan), *besides), agreed=agreed)


def say_spent(spent: Sequence[Spending], *, agreed: bool) -> None:
    """The same, where it is known what is spent. Raises as `say_spending`."""
    for each in spent:
        say(f"{each.who}: {_words(each)}")
    calls = paid_calls(spent)
    if calls > PAID_UNASKED and not agreed:
        _agree(calls)


def _words(each: Spending) -> str:
    """`57 calls, at most $0.12`."""
    asked = each.asked
    calls = asked.calls + asked.free_calls
    words = f"{'up to ' if each.at_most else ''}{calls:,} call{'' if calls == 1 else 's'}"
    if not asked.calls:
        return words
    if asked.cost_usd is None:
        return f"{words}; what they cost is not known: sheet2eval.toml has no price"
    words += f", at most {money(asked.cost_usd)}"
    return words if asked.limited else f"{words} (an estimate: answers may be longer than usual)"


def _agree(calls: int) -> None:
    question = f"These are {calls:,} paid calls"
    if not sys.stdin.isatty():
        raise UsageError(f"{question}, and nobody can be asked whether to make them: add --yes")
    if not click.confirm(f"{question}. Make them?", err=True):
        raise Interrupted("nothing was asked; the sheet is as it was")
