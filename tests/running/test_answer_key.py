"""An answer is taken for another's only where nothing that can change it differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sheet2eval.running.answer_key import answer_key
from sheet2eval.targets.scripted import ScriptedTarget
from sheet2eval.types import Case, CellRef, Message

STARTED = datetime(2025, 4, 10, 9, 30, tzinfo=UTC)
TARGET = ScriptedTarget("bot", {})
CASE = Case("a", CellRef("input", 2), (Message("user", "Hi"),), STARTED, variables={"city": "Ulm"})


@pytest.mark.parametrize(
    ("target", "changed", "trial"),
    [
        (ScriptedTarget("bot", {"a": "new prompt"}), {}, 1),
        (ScriptedTarget("cat", {}), {}, 1),
        (TARGET, {}, 2),
        (TARGET, {"id": "b"}, 1),
        (TARGET, {"messages": (Message("user", "Bye"),)}, 1),
        (TARGET, {"messages": (Message("system", "Hi"),)}, 1),
        (TARGET, {"messages": CASE.messages * 2}, 1),
        (TARGET, {"now": STARTED + timedelta(days=1)}, 1),
        (TARGET, {"variables": {"city": "Bonn"}}, 1),
    ],
)
def test_all_that_can_change_an_answer_is_in_its_key(target, changed, trial):
    assert answer_key(target, replace(CASE, **changed), trial) != answer_key(TARGET, CASE, 1)


def test_what_can_not_change_an_answer_is_not_in_its_key():
    graded_otherwise = replace(CASE, where=CellRef("input", 9), now=STARTED + timedelta(hours=3), notes="new")
    assert answer_key(TARGET, graded_otherwise, 1) == answer_key(TARGET, CASE, 1)
