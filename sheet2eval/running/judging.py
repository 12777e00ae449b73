"""A judge asked as targets are: at its pace, again after transient faults, its voters in its place."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from functools import reduce
from operator import add
from typing import TypeVar

from sheet2eval.judges.judge import Judge, Judgement, Preference
from sheet2eval.running.pacing import Pacer
from sheet2eval.running.retries import asked
from sheet2eval.running.together import all_of
from sheet2eval.running.voting import majority, preferred
from sheet2eval.targets.target import EndsRun, Estimate, described
from sheet2eval.types import Case, Outcome, Response, Verdict

Said = TypeVar("Said")

_DOES_NOT_COMPARE = Preference(None, "it does not compare answers")


class PacedJudge(Judge):
    """The judge, with one pacer for all that it is asked in a run."""

    def __init__(self, judge: Judge) -> None:
        self.label = judge.label
        self.timeout = judge.timeout
        self.fingerprint = judge.fingerprint
        self.pace = judge.pace
        self.tries = judge.tries
        self._judge = judge
        self._seats = judge.voters or (judge,)
        self._pacer = Pacer(judge.pace)

    def estimate(self, case: Case) -> Estimate | None:
        """All voters together; None where all are free."""
        paid = [estimate for seat in self._seats if (estimate := seat.estimate(case)) is not None]
        return reduce(add, paid) if paid else None

    def rest_s(self) -> float:
        return self._judge.rest_s()

    async def grade(self, case: Case, response: Response) -> Judgement:
        return await self._judgement(case, lambda seat: seat.grade(case, response))

    async def grade_turned(self, case: Case, response: Response) -> Judgement:
        return await self._judgement(case, lambda seat: seat.grade_turned(case, response))

    async def _judgement(self, case: Case, judging: Callable[[Judge], Awaitable[Judgement]]) -> Judgement:
        async def one(seat: Judge) -> Judgement:
            return await self._asked(seat, case, lambda: judging(seat))

        if len(self._seats) == 1:
            return await one(self._judge)
        judgements = await all_of(settled(one(seat), seat, case) for seat in self._seats)
        return majority([seat.label for seat in self._seats], judgements)

    async def prefer(self, case: Case, first: Response, second: Response) -> Preference | None:
        async def one(seat: Judge) -> Preference | None:
            return await self._asked(seat, case, lambda: seat.prefer(case, first, second))

        if len(self._seats) == 1:
            return await one(self._judge)
        said = await all_of(settled_preference(one(seat), seat, case) for seat in self._seats)
        if not any(said):
            return None
        return preferred([seat.label for seat in self._seats], [each or _DOES_NOT_COMPARE for each in said])

    def stop(self) -> None:
        self._pacer.stop()
        self._judge.stop()

    async def close(self) -> None:
        await self._judge.close()

    async def _asked(self, seat: Judge, case: Case, call: Callable[[], Awaitable[Said]]) -> Said:
        limited = math.isfinite(self.pace.tokens_per_minute)
        estimate = seat.estimate(case) if limited else None
        tokens = estimate.input_tokens + estimate.output_tokens if estimate else 0

        def price() -> float:
            paid = seat.estimate(case)
            return paid.cost_usd or 0.0 if paid else 0.0

        try:
            return await asked(seat, call, self._pacer, tokens, price=price)
        except EndsRun as refusal:
            raise EndsRun(f"judge {self.label}: {refusal}") from refusal


async def settled(judging: Awaitable[Judgement], judge: Judge, case: Case) -> Judgement:
    """The judgement; where the judge breaks, an error of each criterion. Only `EndsRun` is raised."""
    try:
        judgement = await judging
    except EndsRun:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a judge does wrong is data of the run
        return _error(case, f"the judge broke: {described(error)}", _cost_of_breaking(judge, case))
    given, wanted = len(judgement.outcomes), len(case.criteria)
    if given != wanted:
        told = f"the judge gave {given} verdicts for {wanted} criteria"
        return _error(case, told, judgement.cost_usd)
    return judgement


async def settled_preference(
    preferring: Awaitable[Preference | None], judge: Judge, case: Case
) -> Preference | None:
    """The preference; without a winner where the judge breaks. Only `EndsRun` is raised."""
    try:
        return await preferring
    except EndsRun:
        raise
    except Exception as error:  # noqa: BLE001 - as above
        return Preference(None, f"the judge broke: {described(error)}", _cost_of_breaking(judge, case))


def _cost_of_breaking(judge: Judge, case: Case) -> float | None:
    """Unknown where it is paid: an answer that was lost may be billed."""
    return 0.0 if judge.estimate(case) is None else None


def _error(case: Case, reason: str, cost_usd: float | None) -> Judgement:
    return Judgement((Outcome(Verdict.ERROR, reason),) * len(case.criteria), cost_usd)
