"""Targets compared on the cases of a sheet: by their scores, by the judge, by people."""

from __future__ import annotations

import math
import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from sheet2eval.books.book import Book, Table, Updates
from sheet2eval.config import Config
from sheet2eval.errors import SetupError
from sheet2eval.judges.judge import Judge, Preference
from sheet2eval.running.budget import Budget
from sheet2eval.running.estimate import Forecast, calls_like
from sheet2eval.running.judging import settled_preference
from sheet2eval.running.together import all_of
from sheet2eval.scoring.blind import human_winner, standing
from sheet2eval.scoring.comparison import (
    Comparison,
    Decided,
    Match,
    Preferences,
    asks_judge,
    compared,
    decide,
    matches,
)
from sheet2eval.scoring.results import RunSummary
from sheet2eval.targets.target import EndsRun
from sheet2eval.types import Case, Response
from sheet2eval.workflow.archive import Archive
from sheet2eval.workflow.compiling import compile_read
from sheet2eval.workflow.placing import input_places
from sheet2eval.workflow.plan import Plan, Request, runnable
from sheet2eval.workflow.planning import plan_run
from sheet2eval.workflow.running import OUT_OF_BUDGET
from sheet2eval.workflow.spending import Spending
from sheet2eval.writing.compare import OUTLINE, compare_updates, prior_comparison
from sheet2eval.writing.places import InputPlaces


def plan_comparison(
    book: Book, config: Config, request: Request, started: datetime, archive: Archive | None = None
) -> Plan:
    """As `plan_run`, for what writes nothing but `eval-compare`. Raises as that does."""
    plan = plan_run(book, config, replace(request, write=False), started, archive)
    if request.write:
        book.check_writable(OUTLINE, plan.tables, request.out)
    return replace(plan, request=request, today=None)


async def compare(plan: Plan, run: RunSummary) -> Comparison:
    """The plan's targets against each other, by their results in the run of that plan.

    The judge is asked about those cases alone that neither people nor scores decide.

    Raises:
        SetupError: the judge refuses in a way that every other case would meet as well.
    """
    stood = standing(prior_comparison(plan.tables))
    budget = Budget(plan.budget_usd - sum(result.cost_usd or 0.0 for result in run.results))
    pairwise = _Pairwise(plan.judge, budget) if plan.judge else None

    async def settled(match: Match) -> Decided:
        human = human_winner(match, stood)
        preferences = None
        if pairwise and human is None and asks_judge(match):
            preferences = await pairwise.in_both_orders(match)
        return decide(match, human, preferences)

    try:
        decided = await all_of(settled(match) for match in matches(run.results))
    except EndsRun as refusal:
        raise SetupError(str(refusal)) from refusal
    finally:
        if pairwise:
            await pairwise.judge.close()
    comparison = compared([part.target.name for part in plan.parts], decided)
    return replace(comparison, halted=OUT_OF_BUDGET if budget.exhausted else "")


def pairwise_spending(plan: Plan) -> tuple[Spending, ...]:
    """What a paid judge is asked on top of grading, if no score decides; nothing where it is free."""
    if plan.judge is None:
        return ()
    pairs = math.comb(len(plan.parts), 2)
    estimates = (plan.judge.estimate(case) for case in runnable(plan.cases) if case.criteria)
    asked = sum((calls_like(each, 2 * pairs) for each in estimates if each), Forecast())
    return (Spending(f"the judge {plan.judge.label}, comparing", asked),) if asked.calls else ()


def write_comparison(book: Book, plan: Plan, comparison: Comparison) -> str:
    """Put the pairs of answers onto `eval-compare`, as the cases stand now; returns where they were written."""
    secret = secrets.token_hex()

    def fresh(tables: tuple[Table, ...]) -> Updates:
        compiled = plan.compiled if tables == plan.tables else compile_read(tables, plan.config, plan.started)
        places = input_places(compiled) or _unplaced(plan)
        return compare_updates(comparison, secret, tables, places, book.cell_limit)

    return book.write(fresh, plan.request.out)


def _unplaced(plan: Plan) -> InputPlaces:
    return InputPlaces("", 0, {case.id: number for number, case in enumerate(plan.cases)}, {})


@dataclass(frozen=True, slots=True)
class _Pairwise:
    """Asks the judge which of two answers is better, as long as there is money for it."""

    judge: Judge
    budget: Budget

    async def in_both_orders(self, match: Match) -> Preferences | None:
        """None where the judge does not compare answers, or one of the two is missing."""
        if match.responses is None:
            return None
        own, other = match.responses
        own_first = await self._preference(match.case, own, other)
        own_second = await self._preference(match.case, other, own)
        return Preferences(own_first, own_second) if own_first and own_second else None

    async def _preference(self, case: Case, first: Response, second: Response) -> Preference | None:
        estimate = self.judge.estimate(case)
        room = await self.budget.reserve(estimate.cost_usd or 0.0 if estimate else 0.0)
        if room is None:
            return Preference(None, OUT_OF_BUDGET)
        preference = None
        try:
            preference = await settled_preference(self.judge.prefer(case, first, second), self.judge, case)
        finally:
            self.budget.settle(room, preference.cost_usd if preference else None)
        return preference
