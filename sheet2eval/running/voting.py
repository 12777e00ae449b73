"""Several who judge the same: the majority of all of them counts, broken ones included, else it is an error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from sheet2eval.judges.judge import Judgement, Preference, Winner
from sheet2eval.types import Grade, Outcome, Verdict

_SAID: Mapping[StrEnum, str] = {Winner.FIRST: "answer 1", Winner.SECOND: "answer 2"}  # as reasons call them


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one voter says; `choice` is None where it broke."""

    voter: str
    choice: StrEnum | None
    reason: str

    @property
    def word(self) -> str:
        """The choice as people are told it; "" where there is none."""
        return _SAID.get(self.choice, self.choice) if self.choice else ""


def majority(voters: Sequence[str], judgements: Sequence[Judgement]) -> Judgement:
    """The majority's outcome of each criterion; `judgements` are in the order of the voters."""
    columns = zip(*(judgement.outcomes for judgement in judgements), strict=True)
    outcomes = tuple(_decided(voters, column) for column in columns)
    return Judgement(outcomes, _sum(judgement.cost_usd for judgement in judgements))


def preferred(voters: Sequence[str], preferences: Sequence[Preference]) -> Preference:
    """The majority's preference; without a winner where there is no majority."""
    ballots = [Ballot(name, each.winner, each.reason) for name, each in zip(voters, preferences, strict=True)]
    chosen = _chosen(ballots)
    winner = next((each.winner for each in preferences if each.winner == chosen), None)
    return Preference(winner, _told(ballots, chosen), _sum(each.cost_usd for each in preferences))


def _decided(voters: Sequence[str], outcomes: Sequence[Outcome]) -> Outcome:
    """Its reason is of the majority, first of those who proved it; its grade is the mean of all who gave one."""
    by_proof = sorted(zip(voters, outcomes, strict=True), key=lambda ballot: ballot[1].unproven)
    ballots = [
        Ballot(name, None if outcome.verdict is Verdict.ERROR else outcome.verdict, outcome.reason)
        for name, outcome in by_proof
    ]
    chosen = _chosen(ballots)
    winners = [outcome for outcome in outcomes if outcome.verdict == chosen]
    return Outcome(
        winners[0].verdict if winners else Verdict.ERROR,
        _told(ballots, chosen),
        disputed=len({ballot.choice for ballot in ballots} - {None}) > 1,
        unproven=bool(winners) and all(outcome.unproven for outcome in winners),
        grade=_mean([outcome.grade for outcome in outcomes if outcome.grade]),
    )


def _mean(grades: Sequence[Grade]) -> Grade | None:
    return Grade(fmean(grade.value for grade in grades), grades[0].pass_at) if grades else None


def _chosen(ballots: Sequence[Ballot]) -> StrEnum | None:
    """What more than half of all voters say."""
    choice, votes = Counter(ballot.choice for ballot in ballots).most_common(1)[0]
    return choice if 2 * votes > len(ballots) else None


def _told(ballots: Sequence[Ballot], chosen: StrEnum | None) -> str:
    """`2 of 3 say pass: it greets; strict says fail: no name`."""
    agree = [ballot for ballot in ballots if ballot.choice == chosen]
    others = [_said(ballot) for ballot in ballots if chosen is None or ballot.choice != chosen]
    if chosen is None:
        return f"no majority: {'; '.join(others)}"
    number = f"{len(agree)} of {len(ballots)} say" if others else f"all {len(ballots)} say"
    return "; ".join([f"{number} {agree[0].word}: {agree[0].reason}", *others])


def _said(ballot: Ballot) -> str:
    return f"{ballot.voter}{f' says {ballot.word}' if ballot.word else ''}: {ballot.reason}"


def _sum(costs: Iterable[float | None]) -> float | None:
    known = list(costs)
    return None if None in known else sum(cost for cost in known if cost is not None)
