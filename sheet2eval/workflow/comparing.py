"""Targets compared on the cases of a sheet: by their scores, by the judge, by people."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from itertools import combinations

from sheet2eval.books.book import Book, Table, Updates
from sheet2eval.config import Config
from sheet2eval.running.budget import Budget
from sheet2eval.running.estimate import Forecast, calls_like
from sheet2eval.running.halt import Halt
from sheet2eval.running.kept_judge import KeptJudge
from sheet2eval.scoring.blind import human_winner, standing
from sheet2eval.scoring.comparison import (
    Comparison,
    Decided,
    MatchOutcome,
    Preferences,
    asks_judge,
    compared,
    decide,
    matches,
)
from sheet2eval.scoring.results import RunSummary
from sheet2eval.workflow.archive import Archive
from sheet2eval.workflow.compiling import compile_read
from sheet2eval.workflow.pairwise import MatchWatcher, Pairwise, is_open
from sheet2eval.workflow.placing import input_places
from sheet2eval.workflow.plan import Plan, Request, runnable
from sheet2eval.workflow.planning import plan_run
from sheet2eval.workflow.running import OUT_OF_BUDGET, UNWATCHED
from sheet2eval.workflow.spending import Spending
from sheet2eval.writing.compare import OUTLINE, compare_updates, prior_comparison
from sheet2eval.writing.places import InputPlaces


def plan_comparison(
    book: Book, config: Config, request: Request, started: datetime, archive: Archive | None = None
) -> Plan:
    """As `plan_run`, for what writes nothing but `eval-compare`. Raises as that does.

    What a paid judge has said of the same answers stands from one comparison to the next.
    """
    plan = plan_run(book, config, replace(request, write=False), started, archive)
    if request.write:
        book.check_writable(OUTLINE, plan.tables, request.out)
    return replace(plan, request=request, today=None, judgements=plan.kept.lasting_judgements)


async def compare(
    plan: Plan,
    run: RunSummary,
    watcher: MatchWatcher = UNWATCHED,
    halt: Halt | None = None,
    budget: Budget | None = None,
) -> Comparison:
    """The plan's targets against each other, by their results in the run of that plan.

    The judge is asked about those cases alone that neither people nor scores decide, within what is left of the
    budget. What a paid one says is kept before it counts.

    Raises:
        SetupError: the judge refuses in a way that every other case would meet as well.
    """
    stood = standing(prior_comparison(plan.tables))
    found = [(match, human_winner(match, stood)) for match in matches(run.results)]
    halt, budget = halt or Halt(), budget or Budget(plan.budget_usd)
    undecided = {
        place: match for place, (match, human) in enumerate(found) if human is None and asks_judge(match)
    }
    preferences: Mapping[int, Preferences | None] = dict.fromkeys(undecided)
    if plan.judge and undecided:
        pairwise = Pairwise(KeptJudge(plan.judge, plan.judgements), halt, budget)
        preferences = await pairwise.preferences(undecided, watcher)
    decided = [
        Decided(match, MatchOutcome.UNREACHED, None)
        if place in undecided and place not in preferences
        else decide(match, human, preferences.get(place))
        for place, (match, human) in enumerate(found)
    ]
    comparison = compared([part.target.name for part in plan.parts], decided)
    return replace(comparison, halted=halt.reason or (OUT_OF_BUDGET if budget.exhausted else ""))


def pairwise_spending(plan: Plan) -> tuple[Spending, ...]:
    """What a paid judge is asked on top of grading, if no score decides; nothing where it is free."""
    if plan.judge is None:
        return ()
    judge = KeptJudge(plan.judge, plan.judgements)
    targets = [part.target for part in plan.parts]
    asked = Forecast()
    for case in runnable(plan.cases):
        if case.criteria and (estimate := judge.estimate(case)):
            pairs = sum(is_open(judge, case, *pair) for pair in combinations(targets, 2))
            asked += calls_like(estimate, 2 * pairs)
    return (Spending(f"the judge {judge.label}, comparing", asked, at_most=True),) if asked.calls else ()


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
