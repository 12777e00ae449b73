"""How strong each of several is, from who won against whom (Bradley and Terry 1952).

The chance that one wins against another depends on the difference of their strengths alone. Ties count as half
a win for each side, the usual way to go on using the model without a parameter for ties (Davidson 1970 has one).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from operator import mul
from statistics import fmean

from sheet2eval.scoring.student import t_quantile

Wins = Mapping[tuple[str, str], float]
"""How often the first won against the second; half a win for a tie."""

_ROUNDS = 10_000
_SETTLED = 1e-10  # largest change of a strength in the last round
_NO_SPREAD = 1e-12  # a variance below it is a rounding error


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


def strength_intervals(
    strengths: Mapping[str, float], by_case: Iterable[Wins]
) -> Mapping[str, tuple[float, float]] | None:
    """Where each of these strengths likely lies (95 %); `by_case` are the wins that they come from, case by case.

    The inverse observed information on either side of what the cases differ by (the sandwich estimate: Huber 1967,
    by clusters Liang and Zeger 1986), with Student's t for one degree of freedom less than there are cases. So a case
    on which all met is one piece of evidence, and a tie is no coin that was tossed. None where there is no telling:
    a single case, or cases that all tell the same.
    """
    cases = [wins for wins in by_case if any(wins.values())]
    if len(cases) < 2:
        return None
    spread = _inverse(_information(strengths, cases))
    variances = [0.0] * len(strengths)
    for wins in cases:
        surplus = _surplus(strengths, wins)
        for at, row in enumerate(spread):
            variances[at] += sum(map(mul, row, surplus)) ** 2
    if min(variances) < _NO_SPREAD:
        return None
    freedom = len(cases) - 1
    errors = (math.sqrt(variance * len(cases) / freedom) for variance in variances)
    return {
        name: (strength - t_quantile(freedom) * error, strength + t_quantile(freedom) * error)
        for (name, strength), error in zip(strengths.items(), errors, strict=True)
    }


def _surplus(strengths: Mapping[str, float], wins: Wins) -> list[float]:
    """How much more each won than its strength promises."""
    surplus = dict.fromkeys(strengths, 0.0)
    for (winner, loser), number in wins.items():
        more = number * (1 - _chance(strengths[winner] - strengths[loser]))
        surplus[winner] += more
        surplus[loser] -= more
    return list(surplus.values())


def _information(strengths: Mapping[str, float], cases: Iterable[Wins]) -> list[list[float]]:
    """The observed information on the strengths, and one for their mean, which is 0: so that it has an inverse."""
    places = {name: place for place, name in enumerate(strengths)}
    information = [[1.0] * len(places) for _ in places]
    for wins in cases:
        for (winner, loser), number in wins.items():
            chance = _chance(strengths[winner] - strengths[loser])
            told = number * chance * (1 - chance)
            one, other = places[winner], places[loser]
            information[one][one] += told
            information[other][other] += told
            information[one][other] -= told
            information[other][one] -= told
    return information


def _inverse(matrix: Sequence[Sequence[float]]) -> list[list[float]]:
    """Of a positive definite matrix, by Gauss and Jordan."""
    size = len(matrix)
    rows = [[*row, *(float(at == other) for other in range(size))] for at, row in enumerate(matrix)]
    for at in range(size):
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for other in range(size):
            if other != at:
                factor = rows[other][at]
                rows[other] = [value - factor * own for value, own in zip(rows[other], rows[at], strict=True)]
    return [row[size:] for row in rows]


def _chance(difference: float) -> float:
    """That one wins against another who is weaker by so much."""
    return 1 / (1 + math.exp(-difference))


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
