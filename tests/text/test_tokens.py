from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.tokens import estimated_tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", 0),
        ("Hi", 1),
        ("Remind me to call Anna at 7 PM.", 8),
        ("明天早上八点提醒我", 9),
        ("Привет", 4),
        ("Grüße", 3),
        ("🎉", 2),
        ("\ud83d", 1),
    ],
)
def test_about_so_many(text, tokens):
    assert estimated_tokens(text) == tokens


@given(st.text(), st.text())
def test_more_text_is_never_fewer_tokens(text, more):
    assert estimated_tokens(text) <= estimated_tokens(text + more)
