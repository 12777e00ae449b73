from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from sheet2eval.config import Config
from sheet2eval.running.opening import open_target
from sheet2eval.types import ToolCall
from tests.targets.made_up import ask, case, row

CALL = ToolCall("create_reminder", {"time": "7:00 PM"})
CASE = case(
    current=[
        row("today's", (CALL,)),
        row("v2 first", target="GPT-4 "),
        row("v2 second", (), target="gpt-4"),
        row("v3", target="v3"),
    ]
)


def opened(name):
    return open_target(name, Config(None, Path.cwd(), {"named": {"kind": "recorded", "target": "V3"}}))


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("recorded", ["today's"]),
        ("recorded:", ["today's"]),
        ("recorded:gpt-4", ["v2 first", "v2 second"]),
        ("recorded: GPT-4", ["v2 first", "v2 second"]),
        ("named", ["v3"]),
        ("recorded:v4", []),
    ],
)
def test_the_rows_of_a_target_are_its_trials(name, texts):
    target = opened(name)
    assert target.name == name
    assert [response.text for response in target.recorded(CASE)] == texts
    answers = [asyncio.run(target.answer(CASE, number + 1)) for number in range(len(texts))]
    assert [answer.text for answer in answers] == texts


def test_calls_are_those_of_the_cell_and_a_blank_one_says_that_none_was_made():
    assert ask(opened("recorded"), CASE)[0].tool_calls == (CALL,)
    assert ask(opened("recorded:v3"), CASE)[0].tool_calls == ()


def test_a_recorded_answer_has_no_latency_usage_or_cost():
    [response] = ask(opened("recorded"), CASE)
    assert (response.latency_s, response.usage, response.cost_usd) == (None, None, None)


def test_a_case_without_a_recorded_answer_has_no_trial():
    assert ask(opened("recorded"), case()) == []


def test_fingerprints_tell_names_apart_and_not_their_spelling():
    prints = [opened(name).fingerprint for name in ("recorded", "recorded:v3", "recorded:V3 ", "named")]
    assert prints[0] != prints[1] == prints[2] == prints[3]
