"""Numbers as a check wants them: alone, with a tolerance, as a span or a comparison."""

import pytest

from sheet2eval.text.wanted_number import parse_wanted_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("42", 42),
        (" -1,234.5 ", -1234.5),
        ("$3.20", 3.2),
        ("12 %", 12),
        ("forty-two", 42),
        ("half", 0.5),
        ("3k", 3000),
        ("42 reminders", 42),
        ("US$1,234.50", 1234.5),
        ("R$ 1.234,50", 1234.5),
        ("zweiundvierzig", 42),
    ],
)
def test_a_text_that_is_a_number(text, value):
    wanted = parse_wanted_number(text)
    assert wanted is not None
    assert (wanted.comparison.low, wanted.comparison.high) == (value, value)
    assert wanted.text == text


@pytest.mark.parametrize(
    ("text", "words", "fits", "fails"),
    [
        ("42 ± 0.5", "42 ± 0.5", 41.5, 42.6),
        ("42 +/- 1%", "42 +/- 1%", 42.42, 42.5),
        ("40..45", "between 40 and 45", 45, 46),
        ("42+-1", "42+-1", 43, 43.5),
        ("3+", "at least 3", 4, 2),
        ("1,000 +", "at least 1000", 1001, 999),
        (">= 3", "at least 3", 3, 2),
        ("under $5", "under 5", 4, 5),
    ],
)
def test_tolerances_spans_and_comparisons(text, words, fits, fails):
    wanted = parse_wanted_number(text)
    assert wanted is not None
    assert wanted.text == words
    assert wanted.comparison.fits(fits)
    assert not wanted.comparison.fits(fails)


@pytest.mark.parametrize(
    "text", ["", "many", "3 or 4", "v1.42", "7:00 PM", "2025-04-11", "42 ± x", "42 ± -1", "3 | 4"]
)
def test_a_text_that_is_no_number(text):
    assert parse_wanted_number(text) is None
