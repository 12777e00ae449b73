from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.arguments import ArgumentFault
from sheet2eval.text.comparison import parse_comparison, plain_number


@pytest.mark.parametrize(
    ("text", "says", "fits", "fits_not"),
    [
        ("<= 50", "at most 50", (0, 50), (51,)),
        ("<= 50.", "at most 50", (0, 50), (51,)),
        ("≤50", "at most 50", (50,), (50.5,)),
        ("At most 50", "at most 50", (50,), (51,)),
        ("no more than 50", "at most 50", (50,), (51,)),
        ("up to 50", "at most 50", (50,), (51,)),
        ("max 50", "at most 50", (50,), (51,)),
        ("< 50", "under 50", (49,), (50,)),
        ("under 50", "under 50", (49,), (50,)),
        ("less than 50", "under 50", (49,), (50,)),
        ("fewer than 50", "under 50", (49,), (50,)),
        (">= 3", "at least 3", (3, 1e9), (2,)),
        ("≥ 3", "at least 3", (3,), (2,)),
        ("at least 3", "at least 3", (3,), (2,)),
        ("not less than 3", "at least 3", (3,), (2,)),
        ("> 3", "more than 3", (4,), (3,)),
        ("more than 3", "more than 3", (4,), (3,)),
        ("over 3", "more than 3", (4,), (3,)),
        ("= 3", "exactly 3", (3,), (2, 4)),
        ("==3", "exactly 3", (3,), (2, 4)),
        ("exactly 3", "exactly 3", (3,), (2, 4)),
        ("3", "exactly 3", (3,), (2, 4)),
        ("3..5", "between 3 and 5", (3, 4, 5), (2, 6)),
        ("3 .. 5", "between 3 and 5", (3, 5), (2, 6)),
        ("3-5", "between 3 and 5", (3, 5), (2, 6)),
        ("3 – 5", "between 3 and 5", (3, 5), (2, 6)),
        ("3 to 5", "between 3 and 5", (3, 5), (2, 6)),
        ("from 3 to 5", "between 3 and 5", (3, 5), (2, 6)),
        ("between 3 and 5", "between 3 and 5", (3, 5), (2, 6)),
        ("3..3", "exactly 3", (3,), (2, 4)),
        ("-5..-3", "between -5 and -3", (-4,), (-6, 4)),
        ("1,200", "exactly 1200", (1200,), (1,)),
        ("<= 0.5", "at most 0.5", (0.5,), (0.51,)),
    ],
)
def test_comparisons(text: str, says: str, fits: tuple[float, ...], fits_not: tuple[float, ...]) -> None:
    comparison = parse_comparison(text)
    assert comparison is not None
    assert comparison.says() == says
    assert all(map(comparison.fits, fits))
    assert not any(map(comparison.fits, fits_not))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fifty",
        "< fifty",
        "under50",
        "<=",
        "..5",
        "3..",
        "between 3",
        "nan",
        "inf",
        "1,2",
        "3 5",
        "9" * 400,
        "!= 3",
    ],
)
def test_what_is_no_comparison(text: str) -> None:
    assert parse_comparison(text) is None


@pytest.mark.parametrize("text", ["5..3", "between 5 and 3"])
def test_a_span_that_runs_backwards_is_a_fault(text: str) -> None:
    with pytest.raises(ArgumentFault, match="backwards") as caught:
        parse_comparison(text)
    assert "3..5" in caught.value.mend


def test_numbers_may_have_a_unit_of_the_callers() -> None:
    comparison = parse_comparison("between 1s and 2s", lambda text: plain_number(text.removesuffix("s")))
    assert comparison is not None
    assert comparison.fits(1.5)


@given(st.text(max_size=40))
def test_any_text_is_a_comparison_or_none(text: str) -> None:
    try:
        comparison = parse_comparison(text)
    except ArgumentFault:
        return
    assert comparison is None or comparison.says()
