from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sheet2eval.running.answer_key import answer_key
from sheet2eval.running.estimate import Forecast, forecast
from sheet2eval.targets.scripted import ScriptedTarget
from sheet2eval.targets.target import Estimate
from sheet2eval.types import Case, CellRef, Message, Response

CASE = Case("a", CellRef("input", 2), (Message("user", "Hi"),), datetime(2025, 4, 10, tzinfo=UTC))
CASES = (CASE, replace(CASE, id="b"), replace(CASE, id="c"))


class Paid(ScriptedTarget):
    def __init__(self, cost_usd=0.01, limited=True):
        super().__init__("paid", {})
        self.one = Estimate(100, 20, cost_usd, limited)

    def estimate(self, case):
        return self.one


class Recorded(Paid):
    def recorded(self, case):
        return (Response("Hello"),) if case.id == "a" else ()


@pytest.mark.parametrize(
    ("target", "repeats", "held", "forecasted"),
    [
        (Paid(), 1, (), Forecast(3, 300, 60, pytest.approx(0.03), True)),
        (Paid(), 4, (), Forecast(12, 1200, 240, pytest.approx(0.12), True)),
        (Paid(), 2, (("a", 1), ("b", 1), ("b", 2)), Forecast(3, 300, 60, pytest.approx(0.03), True)),
        (Paid(), 1, (("a", 1), ("b", 1), ("c", 1)), Forecast()),
        (Paid(cost_usd=None), 1, (), Forecast(3, 300, 60, None, True)),
        (Paid(cost_usd=None), 1, (("a", 1), ("b", 1), ("c", 1)), Forecast()),
        (Paid(limited=False), 1, (), Forecast(3, 300, 60, pytest.approx(0.03), False)),
        (Recorded(), 5, (), Forecast()),
        (ScriptedTarget("free", {}), 5, (), Forecast(free_calls=15)),
    ],
)
def test_what_is_going_to_be_asked(target, repeats, held, forecasted):
    by_id = {case.id: case for case in CASES}
    keys = {answer_key(target, by_id[case_id], trial) for case_id, trial in held}
    assert forecast(target, CASES, repeats, keys) == forecasted


def test_several_targets_together():
    known, unknown = Forecast(1, 10, 5, 0.5, True), Forecast(2, 20, 10, None, False)
    assert known + known == Forecast(2, 20, 10, 1.0, True)
    assert known + unknown == Forecast(3, 30, 15, None, False)
    assert sum([known, known], Forecast()) == known + known
