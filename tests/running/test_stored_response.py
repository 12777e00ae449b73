"""A response is the same after it was stored, whatever is in it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given

from sheet2eval.running.stored_response import packed, response_object, unpacked
from sheet2eval.types import Response, ToolCall, Usage
from tests.running.made import RESPONSES


@given(RESPONSES)
def test_what_is_packed_is_unpacked(response):
    assert unpacked(packed(response)) == response


@pytest.mark.parametrize(
    "response",
    [
        Response(),
        Response(text="\ud83d\ude00 \udc80 \x00"),  # halves that stand side by side stay halves
        Response(text="x" * 2_000_000),
        Response(tool_calls=(ToolCall("f", {"a": math.inf, "b": [[[[]]]] * 50}),)),
        Response(usage=Usage(10**20, 0, 7), cut=True),
    ],
)
def test_what_is_odd_is_unpacked_too(response):
    assert unpacked(packed(response)) == response


def test_the_object_has_every_field():
    response = Response("Hi", (ToolCall("f", {"a": 1}),), ("canvas",), 0.5, Usage(1, 2), 0.1)
    assert response_object(response) == {
        "text": "Hi",
        "tool_calls": [{"name": "f", "arguments": {"a": 1}}],
        "triggered": ["canvas"],
        "latency_s": 0.5,
        "usage": {"input_tokens": 1, "output_tokens": 2, "cached_tokens": 0},
        "cost_usd": 0.1,
        "error": None,
        "cut": False,
    }
    assert list(response_object(response)) == list(Response.__slots__)
