"""How a run is told of while it goes on."""

from __future__ import annotations

import asyncio
import re

import pytest

from sheet2eval.cli.progress import Lines, Tally, Telling
from sheet2eval.running.budget import Budget
from sheet2eval.running.pacing import Pacer
from sheet2eval.targets.target import Pace, TransientFault
from sheet2eval.types import CellRef, Finding, Response, Trial, Verdict
from sheet2eval.workflow.running import Pulse
from tests.running.fake_time import run_at_once

WHERE = CellRef("ideal-behavior", 2, 3)


def trial(case_id, verdict, error=None):
    found = () if error else (Finding("time: 7 PM", "time", verdict, "mentions no time", WHERE),)
    return Trial(case_id, "bot", 1, Response(error=error), found)


PASS, FAIL = trial("a", Verdict.PASS), trial("b", Verdict.FAIL)
ERROR = trial("c", Verdict.ERROR, error="no connection")


def test_a_line_every_so_often_says_where_the_run_stands(capsys):
    async def work():
        lines, pacer, budget = Lines(between_s=10), Pacer(Pace(4)), Budget()
        lines.begin("bot", 20, Pulse(pacer, budget))
        async with pacer.turn():
            for one in (PASS, PASS, FAIL, ERROR):
                lines.trial(one)
            budget.settle(await budget.reserve(1), 0.25)
            await asyncio.sleep(25)
        lines.end()
        await asyncio.sleep(100)

    run_at_once(work())
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert re.fullmatch(
        r"bot: 4/20 · 2 pass, 1 fail, 1 error · [\d,]+(\.\d)?/s · .+ left · \$0\.2500 · 1 in flight", said[0]
    )


def test_matches_are_counted_alike(capsys):
    async def work():
        lines, budget = Lines(between_s=10), Budget()
        lines.begin("careful, comparing", 20, Pulse(None, budget))
        for _ in range(5):
            lines.matched()
        budget.settle(await budget.reserve(1), 0.25)
        await asyncio.sleep(15)
        lines.end()

    run_at_once(work())
    [said] = capsys.readouterr().err.splitlines()
    assert re.fullmatch(r"careful, comparing: 5/20 · [\d,]+(\.\d)?/s · .+ left · \$0\.2500", said)


def test_that_the_target_is_asked_less_is_said():
    async def work():
        pacer = Pacer(Pace(8))
        with pytest.raises(TransientFault):
            async with pacer.turn():
                raise TransientFault("busy", busy=True, after_s=5)
        return Tally(3, Pulse(pacer, Budget())).state()

    assert run_at_once(work()) == "slowed to 4 at once: the target is busy"


def test_what_fails_is_told_as_it_happens(capsys):
    telling = Telling(Lines())
    for one in (PASS, FAIL, ERROR):
        telling.trial(one)
    assert capsys.readouterr().err.splitlines() == [
        "fail b (try 1 of bot): time: 7 PM — mentions no time",
        "error c (try 1 of bot): the target broke: no connection",
    ]
