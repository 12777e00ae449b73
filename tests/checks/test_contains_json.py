from __future__ import annotations

import pytest

from tests.checks.graded import check, grade, passes


@pytest.mark.parametrize(
    ("line", "response", "passed"),
    [
        ("contains json", 'So: {"a": 1}.', True),
        ("Contains JSON", "```json\n[1]\n```", True),
        ("contains json", "So: [1].", False),
        ("contains json", '{"a": {"b": 1},}', False),
        ("contains json", "", False),
        ("not contains json", "Hello.", True),
    ],
)
def test_contains_json(line: str, response: str, passed: bool) -> None:
    assert passes(line, response) is passed


def test_words() -> None:
    assert grade("contains json", 'So: {"a": 1}.').reason == 'holds the JSON “{"a": 1}”'
    assert grade("contains json", "So.").reason == "holds no valid JSON: it has no object and no list"
    assert grade("contains json", '{"a": [').reason == 'holds no valid JSON: “{"a": [” is never closed'
    assert check("not contains json").says == "the answer holds no JSON block"
