"""Responses and keys as targets give them and as hostile ones might."""

from __future__ import annotations

from hypothesis import strategies as st

from sheet2eval.running.answer_key import AnswerKey
from sheet2eval.types import Response, ToolCall, Usage

TEXTS = st.text(st.characters())  # all of Unicode, halves of surrogate pairs too
FIGURES = st.floats(allow_nan=False) | st.integers(-(10**30), 10**30)
JSON = st.recursive(
    st.none() | st.booleans() | FIGURES | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
CALLS = st.builds(ToolCall, TEXTS, st.dictionaries(TEXTS, JSON, max_size=3))
RESPONSES = st.builds(
    Response,
    text=TEXTS,
    tool_calls=st.none() | st.lists(CALLS, max_size=2).map(tuple),
    triggered=st.lists(TEXTS, max_size=2).map(tuple),
    latency_s=st.none() | st.floats(0, 1e6),
    usage=st.none() | st.builds(Usage, st.integers(0), st.integers(0)),
    cost_usd=st.none() | st.floats(0, 1e6),
    error=st.none() | TEXTS,
)


def key(case_id="a", trial=1, target="bot", asked="hello"):
    return AnswerKey(target, case_id, trial, asked)
