"""Two targets on the same cases: which did better on each, and whether that is more than luck.

What people say comes first. Then the score, where it differs: the sheet's own checks and criteria know best what
matters. Where it does not, the judge, asked in both orders. Cases that cannot be compared are counted apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations
from statistics import fmean

from sheet2eval.judges.judge import Preference, Winner
from sheet2eval.scoring.bradley_terry import Wins, bradley_terry, strength_intervals
from sheet2eval.scoring.results import CaseResult
from sheet2eval.scoring.statistics import mcnemar_exact, standard_error, wilson
from sheet2eval.text.transcript import answer
from sheet2eval.types import Case, Response, Verdict

SURE = 0.05  # a p-value below it is no luck any more


class MatchOutcome(StrEnum):
    """How a match went for the target that was named first; all but the first three count apart.

    It is `unreached` where the comparison was stopped before the judge was asked.
    """

    WIN = "win"
    LOSS = "loss"
    TIE = "tie"
    ERROR = "error"
    UNGRADED = "ungraded"
    SKIPPED = "skipped"
    UNREACHED = "unreached"


class By(StrEnum):
    """Who decided a match."""

    SCORE = "score"
    JUDGE = "judge"
    HUMAN = "human"


POINTS: Mapping[MatchOutcome, float] = {MatchOutcome.WIN: 1.0, MatchOutcome.TIE: 0.5, MatchOutcome.LOSS: 0.0}
"""What a match counts, for those that could be decided."""

_TURNED = {MatchOutcome.WIN: MatchOutcome.LOSS, MatchOutcome.LOSS: MatchOutcome.WIN}
_STEADY = {(Winner.FIRST, Winner.SECOND), (Winner.SECOND, Winner.FIRST), (Winner.TIE, Winner.TIE)}
_SHOWN_FIRST = {
    Winner.FIRST: MatchOutcome.WIN,
    Winner.SECOND: MatchOutcome.LOSS,
    Winner.TIE: MatchOutcome.TIE,
}
_APART = (
    (Verdict.SKIPPED, MatchOutcome.SKIPPED),
    (Verdict.ERROR, MatchOutcome.ERROR),
    (Verdict.UNGRADED, MatchOutcome.UNGRADED),
)


@dataclass(frozen=True, slots=True)
class Match:
    """One case, as two targets answered it: `own` is the target that was named first, whose wins are counted."""

    own: CaseResult
    other: CaseResult

    @property
    def case(self) -> Case:
        return self.own.case

    @property
    def responses(self) -> tuple[Response, Response] | None:
        """The two responses that are shown to judge and people; None where one of them is missing."""
        own, other = self.own.shown, self.other.shown
        if own is None or other is None or own.response.error is not None or other.response.error is not None:
            return None
        return own.response, other.response

    @property
    def alike(self) -> bool:
        """Whether both gave the very same answer."""
        responses = self.responses
        return responses is not None and answer(responses[0]) == answer(responses[1])


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the judge prefers, asked in both orders: with the own answer first, and with it second."""

    own_first: Preference
    own_second: Preference

    @property
    def outcome(self) -> MatchOutcome:
        """What both orders agree on, else a tie; an error where the judge gave no verdict."""
        first, second = self.own_first.winner, self.own_second.winner
        if first is None or second is None:
            return MatchOutcome.ERROR
        return MatchOutcome.TIE if self.turns else _SHOWN_FIRST[first]

    @property
    def turns(self) -> bool:
        """Whether the preference changes with the order of the answers."""
        return (self.own_first.winner, self.own_second.winner) not in _STEADY


@dataclass(frozen=True, slots=True)
class Decided:
    """A match with its outcome; `by` is None where it counts apart, `preferences` where the judge was not asked."""

    match: Match
    outcome: MatchOutcome
    by: By | None
    preferences: Preferences | None = None


def turned(outcome: MatchOutcome) -> MatchOutcome:
    """The same outcome from the other side."""
    return _TURNED.get(outcome, outcome)


def matches(results: Iterable[CaseResult]) -> tuple[Match, ...]:
    """Every two targets on every case of both: by pair as the targets come up, then as the cases do."""
    by_target: dict[str, dict[str, CaseResult]] = {}
    for result in results:
        by_target.setdefault(result.target, {})[result.case.id] = result
    return tuple(
        Match(result, other[case_id])
        for own, other in combinations(by_target.values(), 2)
        for case_id, result in own.items()
        if case_id in other
    )


def by_score(match: Match) -> MatchOutcome:
    """The better score wins; where one of the two could not be graded, that.

    What a person said of one of two answers that are the same holds for both.
    """
    verdicts = {match.own.verdict, match.other.verdict}
    for verdict, outcome in _APART:
        if verdict in verdicts:
            return outcome
    by_people = match.own.machine_verdict or match.other.machine_verdict
    if match.alike and by_people:
        return MatchOutcome.TIE
    own, other = worth(match.own), worth(match.other)
    if math.isclose(own, other, abs_tol=1e-9):
        return MatchOutcome.TIE
    return MatchOutcome.WIN if own > other else MatchOutcome.LOSS


def worth(result: CaseResult) -> float:
    """The score of a graded case, 0..1; where a person's verdict counts instead, 1 for a pass and 0 for a fail."""
    if result.machine_verdict is not None or result.score is None:
        return float(result.verdict is Verdict.PASS)
    return result.score


def asks_judge(match: Match) -> bool:
    """Whether the judge has a say: both answers are equally good by score, but not the same, and it grades the case."""
    return by_score(match) is MatchOutcome.TIE and bool(match.case.criteria) and not match.alike


def decide(match: Match, human: MatchOutcome | None, preferences: Preferences | None) -> Decided:
    """The outcome that counts, and who decided it."""
    if human is not None:
        return Decided(match, human, By.HUMAN, preferences)
    by = By.SCORE if preferences is None else By.JUDGE
    outcome = by_score(match) if preferences is None else preferences.outcome
    return Decided(match, outcome, by if outcome in POINTS else None, preferences)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one target did better than another; figures are None where nothing could be compared.

    `win_rate` (0..1) is wins and half the ties over all that were decided, `low` and `high` its 95 % interval by
    Wilson. `p_value` is how likely wins and losses are at least this far apart where neither target is better.
    """

    target: str
    against: str
    decided: tuple[Decided, ...]
    win_rate: float | None = None
    standard_error: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: float | None = None

    def count(self, outcome: MatchOutcome, by: By | None = None) -> int:
        """How many matches ended so; with `by`, of those that it decided."""
        return sum(each.outcome is outcome and by in {None, each.by} for each in self.decided)

    @property
    def points(self) -> Sequence[float]:
        """What each match counts that could be decided: 1, ½ or 0."""
        return [POINTS[each.outcome] for each in self.decided if each.outcome in POINTS]

    @property
    def is_won(self) -> bool:
        """Whether the target is better beyond doubt: more wins than losses, and hardly by luck."""
        ahead = self.count(MatchOutcome.WIN) > self.count(MatchOutcome.LOSS)
        return ahead and self.p_value is not None and self.p_value < SURE


@dataclass(frozen=True, slots=True)
class Comparison:
    """All targets against each other, each pair once, as they were named.

    `strengths` are Bradley and Terry's, the best first; None for two targets, and where they cannot be estimated.
    `intervals` are where they likely lie (95 %); None without strengths, and where the cases are too few or too much
    alike to tell. `halted` says in words why the judge was not asked to the end; "" where it was.
    """

    tallies: tuple[Tally, ...]
    strengths: Mapping[str, float] | None
    intervals: Mapping[str, tuple[float, float]] | None = None
    halted: str = ""

    @property
    def decided(self) -> tuple[Decided, ...]:
        return tuple(each for tally in self.tallies for each in tally.decided)


def compared(targets: Sequence[str], decided: Iterable[Decided]) -> Comparison:
    """The figures of every two of the targets."""
    by_pair: dict[tuple[str, str], list[Decided]] = {pair: [] for pair in combinations(targets, 2)}
    for each in decided:
        by_pair[each.match.own.target, each.match.other.target].append(each)
    tallies = tuple(_tally(Tally(*pair, tuple(each))) for pair, each in by_pair.items())
    strengths = bradley_terry(_won(tallies)) if len(tallies) > 1 else None
    intervals = strength_intervals(strengths, _won_by_case(tallies)) if strengths else None
    return Comparison(tallies, strengths, intervals)


def _tally(counts: Tally) -> Tally:
    """The tally with its figures, from its counts."""
    points = counts.points
    if not points:
        return counts
    low, high = wilson(sum(points), len(points))
    return replace(
        counts,
        win_rate=fmean(points),
        standard_error=standard_error(points),
        low=low,
        high=high,
        p_value=mcnemar_exact(counts.count(MatchOutcome.WIN), counts.count(MatchOutcome.LOSS)),
    )


def _won(tallies: Iterable[Tally]) -> Wins:
    """How often each target won against each other; half a win for a tie."""
    won: dict[tuple[str, str], float] = {}
    for tally in tallies:
        points = tally.points
        won[tally.target, tally.against] = sum(points)
        won[tally.against, tally.target] = len(points) - sum(points)
    return won


def _won_by_case(tallies: Iterable[Tally]) -> Iterable[Wins]:
    """The same, case by case."""
    cases: dict[str, dict[tuple[str, str], float]] = {}
    for tally in tallies:
        for each in tally.decided:
            if (points := POINTS.get(each.outcome)) is not None:
                won = cases.setdefault(each.match.case.id, {})
                won[tally.target, tally.against] = points
                won[tally.against, tally.target] = 1 - points
    return cases.values()
