from __future__ import annotations

import pytest

from sheet2eval.checks.check import BadArgument
from tests.checks.graded import check, grade, passes


@pytest.mark.parametrize(
    ("line", "response", "passed"),
    [
        ("starts with: Sure", "\n sure, why not", True),
        ("starts with: Sure", "For sure", False),
        ('starts with: "Hi "', "Hi  there", True),
        ('starts with: "Hi "', "Hiking", False),
        ("starts with exactly: Sure", "Sure", True),
        ("starts with exactly: Sure", " Sure", False),
        ("starts with any: Hi | Sure", "Sure.", True),
        ("starts with any: Hi | Sure", "For sure", False),
        ("starts with any exactly: Hi | Sure", "sure.", False),
        ("not starts with: Sure", "", True),
    ],
)
def test_starts_with(line: str, response: str, passed: bool) -> None:
    assert passes(line, response) is passed


def test_words() -> None:
    assert grade("starts with: a", "b c").reason == "begins with “b c”"
    assert grade("starts with: a", "").reason == "is empty"
    assert check("not starts with: a").says == "the answer does not begin with “a”"


def test_no_text() -> None:
    with pytest.raises(BadArgument, match="names no text"):
        check('starts with: ""')
    with pytest.raises(BadArgument, match="leaves a place of its list empty"):
        check("starts with any: a | | b")
