from __future__ import annotations

import pytest

from sheet2eval.checks.check import BadArgument
from tests.checks.graded import check, grade, passes


@pytest.mark.parametrize(
    ("line", "response", "passed"),
    [
        ("equals: Yes.", " yes.\n", True),
        ("equals: Yes.", "Yes. Sure.", False),
        ("equals: Yes", "Yes.", False),
        ('equals: ""', " \n", True),
        ('equals: ""', "x", False),
        ("equals any: yes | no", "No", True),
        ('equals any: yes | ""', "", True),
        ("equals any: yes | no", "yes | no", False),
        ("equals: yes | no", "yes | no", True),
        ("equals exactly: Ok", "Ok", True),
        ("equals exactly: Ok", "ok", False),
        ("equals exactly: Ok", "Ok\n", False),
        ("not equals: x", "y", True),
    ],
)
def test_equals(line: str, response: str, passed: bool) -> None:
    assert passes(line, response) is passed


def test_reasons_show_what_was_found() -> None:
    assert grade("equals: a", "b\nc").reason == "is “b c”"
    assert grade("equals: a", " ").reason == "is empty"
    assert grade("equals exactly: a", "a \n").reason == r"is “a \n”"


def test_says() -> None:
    assert check("equals any: a | b").says == "the answer is “a” or “b”"
    assert check('not equals: ""').says == "the answer is not empty"
    assert check("equals exactly: a").says == "the answer is exactly “a”"


def test_an_empty_place_in_the_list() -> None:
    with pytest.raises(BadArgument, match="empty"):
        check("equals any: a || b")
