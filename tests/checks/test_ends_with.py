from __future__ import annotations

import pytest

from sheet2eval.checks.check import BadArgument
from tests.checks.graded import check, grade, passes


@pytest.mark.parametrize(
    ("line", "response", "passed"),
    [
        ("ends with: anything else?", "Done. Anything else?\n", True),
        ("ends with: done", "Done.", False),
        ('ends with: " art"', "modern  art", True),
        ('ends with: " art"', "start", False),
        ("ends with exactly: end", "end", True),
        ("ends with exactly: end", "end\n", False),
        (r"ends with exactly: end\n", "end\n", True),
        (r'ends with exactly: "end\n"', "the end\n", True),
        ("ends with any: ? | !", "Which day?", True),
        ("ends with any: ? | !", "Monday.", False),
        ("not ends with: ?", "Done.", True),
    ],
)
def test_ends_with(line: str, response: str, passed: bool) -> None:
    assert passes(line, response) is passed


def test_words() -> None:
    assert grade("ends with exactly: a", "b \n").reason == r"ends with “b \n”"
    assert check("not ends with any: a | b").says == "the answer does not end with “a” or “b”"
    assert grade("ends with: a", "b c").reason == "ends with “b c”"
    assert grade("ends with: a", "x" * 200 + " the end").reason.endswith("x the end”")
    assert grade("ends with: a", " ").reason == "is empty"
    assert check("ends with exactly: a").says == "the answer ends with exactly “a”"


def test_no_text() -> None:
    with pytest.raises(BadArgument, match="names no text"):
        check('ends with: ""')
