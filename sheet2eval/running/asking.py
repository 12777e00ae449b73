"""One trial: asked, or answered before; kept, graded, paid for."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial

from sheet2eval.running.answer_key import AnswerKey, answer_key
from sheet2eval.running.budget import Budget
from sheet2eval.running.halt import Halt
from sheet2eval.running.kept import Kept
from sheet2eval.running.pacing import Pacer
from sheet2eval.running.retries import ask
from sheet2eval.targets.target import Estimate, Target
from sheet2eval.types import Case, Graded, Response, Trial


def _free(case: Case, response: Response | None) -> None:  # noqa: ARG001 - judges that cost nothing
    return None


def _nobody_waits() -> None:
    """Judges that cost nothing."""


@dataclass(frozen=True, slots=True)
class Grader:
    """How responses are graded, and what that takes; the response is None where it is not known yet.

    After `stop` no judge is asked any more.
    """

    grade: Callable[[Case, Response], Awaitable[Graded]]
    asked_at: Callable[[Case, Response | None], Estimate | None] = _free
    stop: Callable[[], None] = _nobody_waits


@dataclass(frozen=True, slots=True)
class Conduct:
    """How the trials of a run are made: what keeps and what grades them, what may be spent, what stops it."""

    kept: Kept
    grader: Grader
    budget: Budget = field(default_factory=Budget)
    halt: Halt = field(default_factory=Halt)


class Asking:
    """Asks one target, or takes what it answered before."""

    def __init__(self, target: Target, pacer: Pacer, conduct: Conduct) -> None:
        self._target = target
        self._pacer = pacer
        self._conduct = conduct

    async def trial(self, case: Case, number: int) -> Trial | None:
        """The trial; None where it does not fit into the budget."""
        recorded = self._target.recorded(case)
        key = answer_key(self._target, case, number)
        known = self._conduct.kept.answer(key) if recorded is None else recorded[number - 1]
        budget = self._conduct.budget
        price_usd = self._price_usd(case) if budget.is_limited and not known else 0.0
        judging_usd = self._judging_usd(case, known) if budget.is_limited else 0.0
        room = await budget.reserve(price_usd + judging_usd)
        if room is None:
            return None
        judged_before = known is not None and self._conduct.grader.asked_at(case, known) is None
        spent_usd = None
        try:
            response = known or await self._asked(case, key)
            graded = await self._graded(case, response)
            if recorded is None and graded.judge_broke:
                await self._conduct.kept.keep(key, response, judge_broke=True)
            answer_usd = 0.0 if known else _at_most(response.cost_usd, price_usd)
            spent_usd = answer_usd + (0.0 if judged_before else _at_most(graded.judge_cost_usd, judging_usd))
        finally:
            budget.settle(room, spent_usd)
        in_sheet, judge_usd = recorded is not None, graded.judge_cost_usd
        return Trial(case.id, key.target, number, response, graded.findings, in_sheet, judge_usd)

    async def _graded(self, case: Case, response: Response) -> Graded:
        return Graded() if response.error is not None else await self._conduct.grader.grade(case, response)

    async def _asked(self, case: Case, key: AnswerKey) -> Response:
        limited = math.isfinite(self._target.pace.tokens_per_minute)
        estimate = self._target.estimate(case) if limited else None
        tokens = estimate.input_tokens + estimate.output_tokens if estimate else 0
        keep = partial(self._conduct.kept.keep, key)
        price = partial(self._price_usd, case)
        response = await ask(self._target, case, key.trial, self._pacer, tokens, keep, price)
        if response.error is not None:
            await keep(response)  # so that no older answer passes for the one that did not come
        return response

    def _price_usd(self, case: Case) -> float:
        """What one try of the target costs at most."""
        estimate = self._target.estimate(case)
        return estimate.cost_usd or 0.0 if estimate else 0.0

    def _judging_usd(self, case: Case, known: Response | None) -> float:
        """What grading the response costs at most; None is one that is not known yet."""
        estimate = self._conduct.grader.asked_at(case, known)
        return estimate.cost_usd or 0.0 if estimate else 0.0


def _at_most(cost_usd: float | None, price_usd: float) -> float:
    """What it cost; where nobody says, what it may have: an answer that was lost may be billed."""
    return price_usd if cost_usd is None else cost_usd
