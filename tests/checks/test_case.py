from __future__ import annotations

import pytest

from sheet2eval.checks.check import BadArgument
from tests.checks.graded import check, grade, passes


@pytest.mark.parametrize(
    ("line", "response", "passed"),
    [
        ("case: upper", "DONE AT 7 PM — 好, Ω!", True),
        ("case: upper", "DoNE", False),
        ("case: upper", "STRAßE", False),
        ("case: upper", "Nº 7", True),
        ("case: upper", "", True),
        ("case: lower", "done ω ß", True),
        ("case: lower", "done É", False),
        ("case: lower", "123 好", True),
        ("case: UPPERCASE", "A", True),
        ("case: Lower-case", "a", True),
        ("case: all caps", "A", True),
        ("not case: upper", "Done.", True),
    ],
)  # fmt: skip
def test_case(line: str, response: str, passed: bool) -> None:
    assert passes(line, response) is passed


def test_words() -> None:
    assert grade("case: upper", "IT IS Done.\nOK").reason == "has lower-case letters, the first in “Done.”"
    assert (
        grade("case: lower", f"\n{'a' * 99}B").reason == f"has upper-case letters, the first in “{'a' * 30}…”"
    )
    assert grade("case: lower", "ok").reason == "has no upper-case letter"
    assert check("case: upper").says == "the answer has no lower-case letter"
    assert check("not case: upper").says == "the answer has lower-case letters"


@pytest.mark.parametrize("line", ["case: title", "case: uper", "case: upper lower"])
def test_no_case(line: str) -> None:
    with pytest.raises(BadArgument, match="no case of letters"):
        check(line)
