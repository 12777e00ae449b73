"""Cases for targets, and how a test asks one."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from sheet2eval.running.asking import Conduct, Grader
from sheet2eval.running.kept import Unkept
from sheet2eval.running.pacing import Pacer
from sheet2eval.running.runner import Work, run_trials
from sheet2eval.targets.target import Pace
from sheet2eval.types import Case, CellRef, Current, Graded, Message, Response

NOW = datetime(2025, 4, 10, 9, 30, tzinfo=UTC)


def case(case_id="greet", current=(), variables=None):
    return Case(
        id=case_id,
        where=CellRef("input", 2, 1),
        messages=(Message("user", "Hi"), Message("assistant", "Yes?"), Message("user", "At 7 PM «ü»")),
        now=NOW,
        current=tuple(current),
        variables={"city": "Ulm"} if variables is None else variables,
    )


def row(text, tool_calls=None, target="", acceptable=False):
    return Current(text, CellRef("current-behavior", 2, 2), tool_calls, acceptable, target)


async def asked(target, *cases) -> list[Response]:
    """The responses of one trial each, by way of the runner, which closes the target; asked once each."""
    target.tries = 1

    async def no_grade(_case, _response):
        return Graded()

    conduct = Conduct(Unkept(NOW, "run"), Grader(no_grade))
    trials = await run_trials(Work(target, cases, 1), Pacer(Pace(len(cases))), conduct, lambda _trial: None)
    return [trial.response for trial in trials]


def ask(target, *cases) -> list[Response]:
    return asyncio.run(asked(target, *cases))
