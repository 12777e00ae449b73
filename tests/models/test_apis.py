"""Whatever JSON a server makes up, reading it gives a response or a fault in plain words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.models.chat import CHAT
from sheet2eval.models.responses import RESPONSES
from sheet2eval.targets.target import TargetError

WORDS = (
    *(
        "choices",
        "message",
        "content",
        "refusal",
        "tool_calls",
        "function",
        "name",
        "arguments",
        "finish_reason",
    ),
    *("usage", "prompt_tokens", "completion_tokens", "output", "type", "text", "status", "error", "summary"),
    *(
        "message",
        "function_call",
        "web_search_call",
        "output_text",
        "failed",
        "content_filter",
        "{",
        '{"a": 1}',
    ),
)
SCALARS = st.none() | st.booleans() | st.integers(-1, 9) | st.floats(allow_nan=False) | st.sampled_from(WORDS)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4),
    max_leaves=12,
)
MESSAGES = st.dictionaries(st.sampled_from(WORDS), JSON, max_size=4)
CHATS = st.fixed_dictionaries(
    {
        "choices": st.lists(st.fixed_dictionaries({"message": MESSAGES | JSON}), max_size=2) | JSON,
        "usage": JSON,
    }
)
OUTPUTS = st.fixed_dictionaries(
    {"output": st.lists(MESSAGES, max_size=3) | JSON, "status": JSON, "usage": JSON}
)


@pytest.mark.parametrize("api", [CHAT, RESPONSES], ids=["chat", "responses"])
@given(document=st.dictionaries(st.sampled_from(WORDS), JSON, max_size=4) | CHATS | OUTPUTS)
def test_any_object_is_read_or_refused(api, document):
    try:
        response = api.read(document)
    except TargetError:
        return
    assert (response.error, type(response.text)) == (None, str)
    assert response.text.strip() or response.tool_calls or response.triggered
    assert all(isinstance(call.name, str) for call in response.tool_calls)
