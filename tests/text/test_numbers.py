"""The numbers in running text; `phrases_numbers.txt` is the table of what is a number and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.numbers import NumberMention, find_numbers
from tests.growth import is_linear, repeated
from tests.text.phrases import phrases

HOSTILE = (
    "1",
    "1,",
    "1,111",
    "1.",
    "1.111",
    "1-",
    "1/",
    "1a",
    "1:1",
    "$1",
    "'1",
    "1 ",
    "1 000 ",
    "a.bc/",
    "one ",
    "a ",
    "a million ",
    "1 234 ",
    "+1 23 ",
    "(123) ",
    "vinte e ",
)
UNICODE = (
    ("1\u00a0234,5", "1234.5"),
    ("1\u202f234\u202f567", "1234567"),
    ("1\u2009234.5", "1234.5"),
    ("2\u00a0milhões", "2000000"),
    ("İ 42", "42"),
    ("42🎉", "42"),
    ("\uff14\uff12\uff05", "42%"),
    ("1e99", "1e+99"),
    ("9" * 31, ""),
)


def shown(mention: NumberMention) -> str:
    return f"{mention.value:.10g}" + ("%" if mention.percent else "")


@pytest.mark.parametrize(("text", "numbers"), [*phrases("numbers"), *UNICODE])
def test_what_a_text_mentions(text: str, numbers: str) -> None:
    assert " ".join(map(shown, find_numbers(text))) == numbers


@pytest.mark.parametrize(("text", "numbers"), [row for row in phrases("numbers") if row[1]])
def test_in_a_sentence_it_is_the_same(text: str, numbers: str) -> None:
    assert " ".join(map(shown, find_numbers(f"It says: {text}\nThat is all."))) == numbers


@given(st.integers(-(10**12), 10**12), st.integers(0, 99))
def test_every_amount_is_found_in_its_forms(whole: int, cents: int) -> None:
    sign, digits = ("-" if whole < 0 else ""), f"{abs(whole):,}"
    value = float(f"{whole}.{cents:02}") if whole else cents / 100
    for text in (
        f"{sign}{digits}.{cents:02}",
        f"{sign}${digits}.{cents:02}",
        f"{sign}{abs(whole)}.{cents:02}",
    ):
        (mention,) = find_numbers(f"It is {text}, all told.")
        assert mention.value == value
    continental = f"{sign}{digits.replace(',', '.')},{cents:02} €"
    (mention,) = find_numbers(continental)
    assert mention.value == value


@given(st.text(st.sampled_from("0123456789.,:-−–/+ $€%½eEkMaonedhuf'’İ\n"), max_size=60))
def test_mentions_are_where_they_say(text: str) -> None:
    for mention in find_numbers(text):
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_work_grows_with_the_text_alone(unit: str) -> None:
    assert is_linear(find_numbers, repeated(unit), 8_000)
