"""The file of answers for the test server."""

from __future__ import annotations

import re

import pytest

from sheet2eval.testing import Answer
from sheet2eval.testing.answers import read_answers


def test_an_answer_is_a_text_or_calls_or_both():
    written = """{
      "Hi": "Hello!",
      "Wake me at 7": {"text": "Done.", "tool_calls": [{"name": "alarm", "arguments": {"time": "7:00"}}]},
      "Stop": {"tool_calls": [{"name": "stop"}, {"name": "broken", "arguments": "{"}]},
      "Bye": {"text": "See you."}
    }"""
    assert read_answers(written) == {
        "Hi": Answer("Hello!"),
        "Wake me at 7": Answer("Done.", (("alarm", '{"time": "7:00"}'),)),
        "Stop": Answer(None, (("stop", "{}"), ("broken", "{"))),
        "Bye": Answer("See you."),
    }


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "it is no JSON: Expecting value"),
        ("[" * 100_000, "it is no JSON: "),
        ("[]", "it must be a JSON object"),
        ('{"Hi": 7}', 'the answer to "Hi" is neither a text nor {"text": '),
        ('{"Hi": {}}', 'the answer to "Hi" is neither'),
        ('{"Hi": {"text": 7}}', 'the answer to "Hi" is neither'),
        ('{"Hi": {"text": 7, "tool_calls": []}}', 'the answer to "Hi" is neither'),
        ('{"Hi": {"tool_calls": [{"arguments": {}}]}}', 'the answer to "Hi" is neither'),
    ],
)
def test_anything_else_is_told(written, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        read_answers(written)
