"""What comes back from a model: texts, calls, tokens and what they cost."""

from __future__ import annotations

import json
import math

import pytest

from sheet2eval.errors import SetupError
from sheet2eval.testing import FAULTS, Answer, Behaviour, body, serve
from sheet2eval.text.callsyntax import NOT_JSON
from sheet2eval.types import ToolCall, Usage
from tests.targets.modelled import APIS, answered, opened, talk


@pytest.mark.parametrize("api", APIS)
def test_text_and_usage_come_back(api):
    response, _ = talk(Answer("At 7 PM «ü».", usage=Usage(11, 5)), api=api)
    assert (response.text, response.tool_calls, response.triggered) == ("At 7 PM «ü».", (), ())
    assert (response.usage, response.cost_usd, response.error) == (Usage(11, 5), None, None)


@pytest.mark.parametrize("api", APIS)
def test_calls_come_back_with_arguments_that_are_json_or_not(api):
    calls = (("create_reminder", '{"time": "7:00 PM", "n": 1}'), ("broken", '{"a": '), ("bare", ""))
    response, _ = talk(Answer(None, calls), api=api)
    assert (response.text, response.tool_calls) == (
        "",
        (
            ToolCall("create_reminder", {"time": "7:00 PM", "n": 1}),
            ToolCall("broken", {NOT_JSON: '{"a": '}),
            ToolCall("bare", {}),
        ),
    )


@pytest.mark.parametrize(
    ("answer", "price", "cost"),
    [
        (Answer("x", usage=Usage(1_000_000, 500_000)), {"input": 0.25, "output": 2.0}, 1.25),
        (Answer("x", usage=Usage(0, 0)), {"input": 0.25, "output": 2.0}, 0.0),
        (Answer("x", usage=Usage(10, 10)), {}, None),
        (Answer("x", counted=False), {"input": 0.25, "output": 2.0}, None),
        (Answer("x", usage=Usage(1_000_000, 0, 400_000)), {"input": 2.0, "output": 1.0}, 2.0),
        (
            Answer("x", usage=Usage(1_000_000, 0, 400_000)),
            {"input": 2.0, "output": 1.0, "cached_input": 0.5},
            1.4,
        ),
    ],
)
@pytest.mark.parametrize("api", APIS)
def test_the_cost_follows_the_price_and_what_is_unknown_is_none(api, answer, price, cost):
    assert talk(answer, price=price, api=api)[0].cost_usd == cost


@pytest.mark.parametrize("price", [{"input": 1}, {"input": 1, "output": -1}, {"input": 1, "output": math.nan},
                                   {"input": 1, "output": 1e300},
                                   {"input": 1, "output": 1, "cached": 1}])  # fmt: skip
def test_what_is_no_price_is_told(price):
    with pytest.raises(SetupError, match="`price` must be "):
        opened(price=price)


@pytest.mark.parametrize("usage", [[], {"prompt_tokens": True, "completion_tokens": 1}, {"prompt_tokens": 1},
                                   {"prompt_tokens": 10**400, "completion_tokens": 1},
                                   {"prompt_tokens": -1, "completion_tokens": 1}])  # fmt: skip
def test_tokens_that_cannot_be_are_not_counted(usage):
    sent = json.dumps({"choices": [{"message": {"content": "x"}}], "usage": usage}).encode()
    with serve(Behaviour(schedule=[body(sent)])) as server:
        response = answered(opened(server.base_url, price={"input": 1, "output": 1}))
    assert (response.text, response.usage, response.cost_usd) == ("x", None, None)


@pytest.mark.parametrize("api", APIS)
def test_a_refusal_and_an_answer_that_was_cut_are_answers(api):
    refused, _ = talk(Answer(None, refusal="I cannot."), api=api)
    assert (refused.text, refused.cut) == ("I cannot.", False)
    cut, _ = talk(Answer("And then", finish_reason="length"), api=api)
    assert (cut.text, cut.cut) == ("And then", True)


def test_tools_of_openai_itself_are_triggered_features():
    output = [
        {"type": "reasoning", "summary": []},
        {"type": "web_search_call", "status": "completed"},
        {"type": "web_search_call", "status": "completed"},
        {"type": "message", "content": [{"type": "output_text", "text": "Sunny."}]},
    ]
    sent = json.dumps({"output": output, "usage": None}).encode()
    with serve(Behaviour(schedule=[body(sent)])) as server:
        response = answered(opened(server.base_url, api="responses"))
    assert (response.text, response.triggered, response.usage) == ("Sunny.", ("web_search",), None)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ([{"type": "text", "text": "Hel"}, {"text": "lo"}], "Hello"),
        (["Hel", "lo"], "Hello"),
        ([{"type": "refusal", "refusal": "I cannot."}], "I cannot."),
        ([{"type": "image_url", "image_url": {}}, {"type": "text", "text": "Hello"}], "Hello"),
    ],
)
def test_text_in_parts_is_put_together(content, text):
    sent = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
    with serve(Behaviour(schedule=[body(sent)])) as server:
        assert answered(opened(server.base_url)).text == text


def test_two_megabytes_are_an_answer():
    with serve(Behaviour(schedule=[FAULTS["huge"]])) as server:
        assert len(answered(opened(server.base_url)).text) == 2_000_000
