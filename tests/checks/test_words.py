from __future__ import annotations

import pytest

from sheet2eval.checks.check import BadArgument
from tests.checks.graded import check, grade, passes


@pytest.mark.parametrize(
    ("line", "response", "passed"),
    [
        ("words: <= 3", "one two three", True),
        ("words: <= 3", "one two three four", False),
        ("words: at most 3 words", "one two three", True),
        ("words: under 3", "one two three", False),
        ("words: 2..3", "one two", True),
        ("words: between 2 and 3", "one", False),
        ("words: 1", "one", True),
        ("words: = 0", "--", True),
        ("not words: > 3", "one", True),
        ('words: "<= 3"', "one", True),
    ],
)
def test_words(line: str, response: str, passed: bool) -> None:
    assert passes(line, response) is passed


def test_a_variable_may_be_the_number() -> None:
    ready = check("words: <= {{limit}}", {"limit": "2"})
    assert ready.says == "the answer has at most 2 words"
    assert not passes(ready, "one two three")


def test_what_it_says() -> None:
    assert grade("words: 1", "one").reason == "has 1 word"
    assert grade("words: 1", "").reason == "has 0 words"
    assert check("not words: 3..5").says == "the answer does not have between 3 and 5 words"
    assert check("words: 1").says == "the answer has exactly 1 word"


@pytest.mark.parametrize(
    "line", ["words: fifty", "words: < fifty", "words: few", "words: 3 4", "words: -1", "words: 2.5"]
)
def test_no_number(line: str) -> None:
    with pytest.raises(BadArgument, match="no number of words") as caught:
        check(line)
    assert "words: <= 5" in caught.value.mend
