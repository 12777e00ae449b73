"""How strong each of several is, from who won against whom (Bradley and Terry 1952).

The chance that one wins against another depends on the difference of their strengths alone. Ties count as half
a win for each side, the usual way to go on using the model without a parameter for ties (Davidson 1970 has one).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import fmean

Wins = Mapping[tuple[str, str], float]
"""How often the first won against the second; half a win for a tie."""

_ROUNDS = 10_000
_SETTLED = 1e-10  # largest change of a strength in the last round


def bradley_terry(wins: Wins) -> Mapping[str, float] | None:
    """The strengths, the best first; their mean is 0.

    A strength is a logarithm of odds: a wins against b with a chance of 1 / (1 + exp(b - a)). None where the
    comparisons allow no estimate: a group never lost a point to the others, or never met them (Ford 1957).
    """
    names = list(dict.fromkeys(name for pair in wins for name in pair))
    if not names:
        return {}
    if not (_leads_to_all(wins, names) and _leads_to_all(_turned(wins), names)):
        return None
    strengths = dict.fromkeys(names, 0.0)
    for _ in range(_ROUNDS):
        before, strengths = strengths, _improved(strengths, wins)
        if all(abs(strengths[name] - before[name]) < _SETTLED for name in names):
            break
    return dict(sorted(strengths.items(), key=lambda item: -item[1]))


def _improved(strengths: Mapping[str, float], wins: Wins) -> dict[str, float]:
    """One round of the minorisation-maximisation algorithm (Hunter 2004)."""
    won = dict.fromkeys(strengths, 0.0)
    expected = dict.fromkeys(strengths, 0.0)  # wins, by the present strengths, per unit of own strength
    for (winner, loser), number in wins.items():
        won[winner] += number
        together = math.exp(strengths[winner]) + math.exp(strengths[loser])
        expected[winner] += number / together
        expected[loser] += number / together
    raw = {name: math.log(won[name] / expected[name]) if expected[name] else 0.0 for name in strengths}
    middle = fmean(raw.values())
    return {name: strength - middle for name, strength in raw.items()}


def _turned(wins: Wins) -> Wins:
    return {(loser, winner): number for (winner, loser), number in wins.items()}


def _leads_to_all(wins: Wins, names: Sequence[str]) -> bool:
    """Whether chains of wins lead from the first name to every other."""
    reached, ahead = {names[0]}, [names[0]]
    while ahead:
        winner = ahead.pop()
        beaten = {loser for (first, loser), number in wins.items() if first == winner and number > 0}
        ahead += beaten - reached
        reached |= beaten
    return len(reached) == len(names)
