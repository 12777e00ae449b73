from __future__ import annotations

import pytest

from sheet2eval.checks.check import BadArgument
from tests.checks.graded import check, grade, passes


@pytest.mark.parametrize(
    ("line", "response", "passed"),
    [
        ('wrapped in: "', '"Hi."', True),
        ('wrapped in: "', " “Hi.”\n", True),
        ('wrapped in: "', "„Hi.“", True),
        ('wrapped in: "', '"Hi.', False),
        ('wrapped in: "', '"Hi".', False),
        ('wrapped in: "', '"', False),
        ('wrapped in: "', '""', True),
        ('wrapped in: "', "", False),
        ("wrapped in: “", '"Hi."', True),
        ('wrapped in: ""', '"Hi."', True),
        ("wrapped in: “”", "“Hi.”", True),
        (r"wrapped in: \"", '"Hi."', True),
        ("wrapped in: '\"'", '"Hi."', True),
        ("wrapped in: '", "‘Hi.’", True),
        ("wrapped in: (", "(Hi.)", True),
        ("wrapped in: (", "(Hi.(", False),
        ("wrapped in: ()", "(Hi.)", True),
        ("wrapped in: [[", "[[Hi.]]", True),
        ("wrapped in: [[", "[Hi.]", False),
        ("wrapped in: {", '{"a": 1}', True),
        ("wrapped in: «", "«Hi.»", True),
        ("wrapped in: 「", "「はい」", True),
        ("wrapped in: **", "**Hi.**", True),
        ("wrapped in: **", "***", False),
        ("wrapped in: **", "Hi **there**", False),
        ('wrapped in: **"', '**"Hi."**', True),
        ("wrapped in: ```", "```json\n{}\n```", True),
        ("wrapped in: ---", "---\nHi\n---", True),
        ("wrapped in: ->", "->Hi->", True),
        ("wrapped in: 🎉", "🎉 Hi 🎉", True),
        ("wrapped in: <b>", "<b>Hi.</b>", True),
        ("wrapped in: <Answer>", "<answer>Hi.</answer>", True),
        ("wrapped in: <b>", "<b>Hi.<b>", False),
        ("wrapped in: hey", "Hey you, hey", True),
        ("wrapped in exactly: “", "“Hi.”", True),
        ("wrapped in exactly: “", '"Hi."', False),
        ("wrapped in exactly: “", " “Hi.”", False),
        ("wrapped in exactly: „”", "„Hi.”", True),
        ("not wrapped in: (", "Hi.", True),
    ],
)
def test_wrapped_in(line: str, response: str, passed: bool) -> None:
    assert passes(line, response) is passed


def test_words() -> None:
    assert grade("wrapped in: (", "(Hi.").reason == "is “(Hi.”"
    assert (
        grade("wrapped in: (", f"a{'b' * 99}c").reason
        == f"begins with “a{'b' * 29}…” and ends with “…{'b' * 28}c”"
    )
    assert grade("wrapped in: (", " ").reason == "is empty"
    assert check("wrapped in: (").says == "the answer is wrapped in “(” and “)”"
    assert check("not wrapped in exactly: **").says == "the answer is not wrapped in exactly “**”"


def test_a_variable_may_be_the_sign() -> None:
    assert passes(check("wrapped in: {{sign}}", {"sign": "["}), "[a]")


def test_no_sign() -> None:
    with pytest.raises(BadArgument, match="names no sign"):
        check('wrapped in: " "')
