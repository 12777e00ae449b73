from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.checks.check import BadArgument
from sheet2eval.text.arguments import ArgumentFault
from sheet2eval.types import Ideal, Verdict
from tests.checks.graded import HERE, check, grade, passes

IDEAL = "I'll remind you tomorrow at 7:00 PM."
GUIDANCE = Ideal("Should say 7 PM", HERE, shows=False)


@pytest.mark.parametrize(
    ("line", "response", "passed"),
    [
        ("similar: 0.8", IDEAL, True),
        ("similar: 1", IDEAL.upper(), True),
        ("similar: 100%", f"  {IDEAL}\n", True),
        ("similar: 80 %", "Tomorrow at 7:00 PM I'll remind you.", True),
        ("similar: 80%", "Which day?", False),
        ("similar: >= 0.8", "Which day?", False),
        ("similar: at least 80 percent", IDEAL, True),
        ("similar: under 50%", "Which day?", True),
        ("similar: 0.1..0.6", "Which day?", True),
        ("not similar: 0.9", "Which day?", True),
        ("similar: 0", "", True),
    ],
)
def test_similar(line: str, response: str, passed: bool) -> None:
    assert passes(line, response, [IDEAL]) is passed


def test_the_most_similar_ideal_counts() -> None:
    assert grade("similar: 1", "Which day?", [IDEAL, "Which day?"]).reason == (
        "is 100 % similar to the ideal “Which day?”"
    )


def test_descriptions_are_left_out() -> None:
    assert grade("similar: 1", "Should say 7 PM", [GUIDANCE]).verdict is Verdict.UNGRADED
    assert grade("similar: 1", "Should say 7 PM", [GUIDANCE, IDEAL]).verdict is Verdict.FAIL


@pytest.mark.parametrize("ideals", [(), (GUIDANCE,), (Ideal("", HERE, ()),)])
def test_without_an_ideal_there_is_nothing_to_compare(ideals: tuple[Ideal, ...]) -> None:
    outcome = grade("similar: 0.8", IDEAL, ideals)
    assert outcome.verdict is Verdict.UNGRADED
    assert outcome.reason == "there is no ideal answer to compare it with"


def test_what_it_says() -> None:
    assert check("similar: 0.8").says == "the answer is at least 80 % similar to the ideal answer"
    assert check("not similar: > 55%").says == (
        "the answer is not more than 55 % similar to the ideal answer"
    )
    assert grade("similar: 80%", "I'll remind you at 7", [IDEAL]).reason.startswith("is 71.4 % similar")


@pytest.mark.parametrize(
    "line", ["similar: very", "similar: 80", "similar: 1.5", "similar: -0.2", "similar: 120%", "similar: < 2"]
)
def test_what_is_no_share_is_refused(line: str) -> None:
    with pytest.raises(BadArgument, match="is no share") as caught:
        check(line)
    assert "similar: 80%" in caught.value.mend


def test_a_span_that_runs_backwards_is_refused() -> None:
    with pytest.raises((BadArgument, ArgumentFault), match="backwards"):
        check("similar: 90%..50%")


def test_long_texts_are_compared() -> None:
    long = "word and more " * 150_000
    ready = check("similar: 0.5")
    assert grade(ready, long, [long[::-1]])


@given(st.text(max_size=80), st.text(min_size=1, max_size=80))
def test_any_text_is_compared_and_is_like_itself(text: str, ideal: str) -> None:
    assert grade("similar: 0.5", text, [ideal]).verdict in {Verdict.PASS, Verdict.FAIL}
    assert passes("similar: 1", ideal, [ideal])
