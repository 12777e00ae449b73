"""The protocol of a judge: it grades all criteria of one response at once, and may compare two responses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from sheet2eval.targets.target import Estimate, Pace
from sheet2eval.types import Case, Outcome, Response

_WAITS_FOR_NOTHING = Pace(16)


class Winner(StrEnum):
    """The better one of two responses, by the order in which they were shown."""

    FIRST = "first"
    SECOND = "second"
    TIE = "tie"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One outcome for each criterion, in their order. `cost_usd` is None where the price is unknown."""

    outcomes: tuple[Outcome, ...]
    cost_usd: float | None = 0.0


@dataclass(frozen=True, slots=True)
class Preference:
    """`winner` is None where the judge gave no verdict: then `reason` says why, and it is no tie."""

    winner: Winner | None
    reason: str
    cost_usd: float | None = 0.0


class Judge(Protocol):
    """Grades criteria. `label` is how it is shown to people; the rest is as in `Target`.

    Where there are `voters`, they are asked in its place, each for itself, and the majority of all of them counts.
    What goes wrong is raised as `TargetError` (or any exception): whoever asks makes it data.
    """

    label: str
    timeout: float
    fingerprint: str
    pace: Pace = _WAITS_FOR_NOTHING
    tries: int = 1
    voters: tuple[Judge, ...] = ()

    def estimate(self, case: Case) -> Estimate | None:  # noqa: ARG002 - some are free
        """What grading one response to the case takes; None where that costs nothing."""
        return None

    def rest_s(self) -> float:
        """How many seconds the judge wants to be left alone, going by its last answers; 0 where it does not."""
        return 0.0

    async def grade(self, case: Case, response: Response) -> Judgement:
        """The judgement on each of `case.criteria`. UNGRADED where the judge is not able to tell."""

    async def grade_turned(self, case: Case, response: Response) -> Judgement:
        """As `grade`, with what it is shown in the opposite order: a judge that goes by the order says otherwise."""
        return turned_judgement(await self.grade(turned(case), response))

    async def prefer(self, case: Case, first: Response, second: Response) -> Preference | None:  # noqa: ARG002
        """Which of two responses to the case is better; None from a judge that does not compare."""
        return None

    def stop(self) -> None:
        """Begin no more questions: whoever waits for one is cancelled. Most do not keep anybody waiting."""
        return

    async def close(self) -> None:
        """Release connections, where any are kept. Closing twice is no fault."""
        return


def turned(case: Case) -> Case:
    """The case with criteria and examples in the opposite order."""
    return replace(case, criteria=case.criteria[::-1], ideal=case.ideal[::-1], current=case.current[::-1])


def turned_judgement(judgement: Judgement) -> Judgement:
    """The judgement on a case, from that on the case when it is turned."""
    return replace(judgement, outcomes=judgement.outcomes[::-1])


Member = Callable[[str], Judge]
"""Opens the judge of that name, for one that is made of others. Raises SetupError where it cannot be one of them."""
