from __future__ import annotations

import pytest

from sheet2eval.text.tokens import estimated_tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [("", 0), ("a", 1), ("Remind me at 7 PM", 5), ("明日七時", 4), ("Привет", 4), ("🎉", 2), ("\ud83d", 1)],
)
def test_tokens_by_rule(text, tokens):
    assert estimated_tokens(text) == tokens
