"""What a plan is going to spend, and whether it may: known before anything is spent."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sheet2eval.contract import key
from sheet2eval.errors import SetupError, SheetError
from sheet2eval.judges.judge import Judge
from sheet2eval.running.estimate import Forecast, forecast, judge_forecast
from sheet2eval.running.kept_judge import KeptJudge
from sheet2eval.types import Problem, Severity
from sheet2eval.workflow.plan import Plan

_BUDGET = key("budget")


@dataclass(frozen=True, slots=True)
class Spending:
    """What a target or a judge is going to be asked; `at_most` where it may turn out that less is needed."""

    who: str
    asked: Forecast
    at_most: bool = False


def spendings(plan: Plan) -> tuple[Spending, ...]:
    """What is to be asked of each target, answers that are held left out, and of a judge that is paid.

    Raises:
        SetupError: there is a budget, and what it is for has no price.
        SheetError: something is paid for, and the sheet sets a budget that cannot be read.
    """
    spent = tuple(_spendings(plan))
    if math.isfinite(plan.budget_usd):
        _check_prices(spent)
    elif paid_calls(spent) and (misread := _misread_budget(plan)):
        raise SheetError(f"{misread.where}: {misread.problem} {misread.mend}")
    return spent


def paid_calls(spent: Sequence[Spending]) -> int:
    return sum(each.asked.calls for each in spent)


def _spendings(plan: Plan) -> Iterator[Spending]:
    for part in plan.parts:
        asked = forecast(part.target, part.work.cases, part.work.repeats, plan.kept)
        if asked != Forecast():
            yield Spending(part.target.name, asked)
    if plan.judge and (judged := _judged(plan, plan.judge)).calls:
        yield Spending(f"the judge {plan.judge.label}", judged)


def _judged(plan: Plan, judge: Judge) -> Forecast:
    of_targets = KeptJudge(judge, plan.judgements)
    judged = sum((judge_forecast(of_targets, part.work, plan.kept) for part in plan.parts), Forecast())
    if plan.today is None:
        return judged
    return judged + judge_forecast(KeptJudge(judge, plan.kept.lasting_judgements), plan.today, plan.kept)


def _misread_budget(plan: Plan) -> Problem | None:
    settings = plan.compiled.layout.settings
    records = settings.records() if settings else ()
    cells = {record.where("value") for record in records if key(record.text("setting")) == _BUDGET}
    found = (problem for problem in plan.compiled.suite.problems if problem.where in cells)
    return next((problem for problem in found if problem.severity is Severity.ERROR), None)


def _check_prices(spent: Sequence[Spending]) -> None:
    for each in spent:
        if each.asked.cost_usd is None:
            raise SetupError(
                f"a budget is set, and what {each.who} costs is not known: give it a price in sheet2eval.toml, "
                "as in price = { input = 0.25, output = 2.0 }"
            )
