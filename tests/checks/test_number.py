"""The check `number`: which responses fit, and what the findings say."""

from __future__ import annotations

import pytest

from sheet2eval.checks.check import BadArgument
from tests.checks.graded import check, grade, passes


@pytest.mark.parametrize(
    ("line", "response", "passed", "reason"),
    [
        ("number: 42", "It is 42%.", True, "mentions 42%"),
        ("number: 42", "It is forty-two.", True, "mentions forty-two"),
        ("number: 42", "It is 0.42.", False, "mentions 0.42, not 42"),
        ("number: 42", "It is 41, or 1,200.", False, "mentions 41 and 1,200, not 42"),
        ("number: 42", "In 1,042 cases of v1.42.", False, "mentions 1,042, not 42"),
        ("number: 42", "None.", False, "mentions no number"),
        ("number: 1,234.5", "It is 1.234,5.", True, "mentions 1.234,5"),
        ("number: 3.20", "It is $3.20.", True, "mentions $3.20"),
        ("number: $3.20", "It is 3,20 €.", True, "mentions 3,20 €"),
        ("number: 12%", "It is 12 %.", True, "mentions 12 %"),
        ("number: 42 reminders", "There are 42.", True, "mentions 42"),
        ("number: −5", "It is -5°C.", True, "mentions -5"),
        ("number: -5", "It is 5.", False, "mentions 5, not -5"),
        ("number: 3M", "It is 3,000,000.", True, "mentions 3,000,000"),
        ("number: 42 ± 0.5", "About 42.5.", True, "mentions 42.5"),
        ("number: 42 ± 0.5", "About 42.6.", False, "mentions 42.6, not 42 ± 0.5"),
        ("number: 0.7 ± 0.1", "About 0.8.", True, "mentions 0.8"),
        ("number: 42 +/- 1%", "About 42.4.", True, "mentions 42.4"),
        ("number: 42 +/- 1%", "About 42.5.", False, "mentions 42.5, not 42 +/- 1%"),
        ("number: 40% ± 2%", "About 42%.", True, "mentions 42%"),
        ("number: 40% ± 2%", "About 43%.", False, "mentions 43%, not 40% ± 2%"),
        ("number: 40..45", "It is 45.", True, "mentions 45"),
        ("number: 40..45", "It is 46.", False, "mentions 46, not between 40 and 45"),
        ("number: between 40 and 45", "It is 40.", True, "mentions 40"),
        ("number: >= 3", "There are three.", True, "mentions three"),
        ("number: at most $50", "It is $51.", False, "mentions $51, not at most 50"),
        ("number any: 3 | 4", "There are 4.", True, "mentions 4"),
        ("number any: 3 | 4", "There are 5.", False, "mentions 5, not 3 or 4"),
        ("number any: 3 | >= 10", "There are 12.", True, "mentions 12"),
        ("number: 7", "At 7:00 PM on 7/7/2025.", False, "mentions no number"),
    ],
)
def test_what_it_finds(line: str, response: str, passed: bool, reason: str) -> None:
    assert passes(line, response) is passed
    assert grade(line, response).reason == reason


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("number: 42", "the answer mentions a number that is 42"),
        ("not number: 42", "the answer does not mention a number that is 42"),
        ("number: 42 ± 0.5", "the answer mentions a number that is 42 ± 0.5"),
        ("number: >= 3", "the answer mentions a number that is at least 3"),
        ("number any: 3 | 5..7", "the answer mentions a number that is 3 or between 5 and 7"),
    ],
)
def test_what_it_says(line: str, says: str) -> None:
    assert check(line).says == says


@pytest.mark.parametrize(
    "line",
    ["number: many", "number: v1.42", "number: 42 ± -1", "number: 42 ±", "number: 3 or 4", "number any: 3 |"],
)
def test_what_is_no_number_is_refused(line: str) -> None:
    with pytest.raises(BadArgument, match="is no number") as caught:
        check(line)
    assert "number: 42" in caught.value.mend


def test_several_numbers_without_any_are_shown_how_to_be_written() -> None:
    with pytest.raises(BadArgument) as caught:
        check("number: 3 or 4")
    assert "“number any: 3 | 4”" in caught.value.mend
