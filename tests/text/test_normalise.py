from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.normalise import comparable, comparable_untrimmed, normalise, normalise_untrimmed, quoted
from tests.growth import is_linear


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  a \t\n b  ", "a b"),
        ("7:00\u202fPM", "7:00 PM"),
        ("a\u00a0\u2003b", "a b"),
        ("don’t “say” ‘so’ „gut“", 'don\'t "say" \'so\' "gut"'),
        ("ﬁne １２", "fine 12"),
        ("cafe\u0301", "café"),
        ("wait…", "wait..."),
        ("", ""),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_what_is_quoted_is_normalised_but_not_trimmed() -> None:
    assert normalise_untrimmed(" \n a  b\t") == " a b "
    assert comparable_untrimmed("  PM") == " pm"


@pytest.mark.parametrize(("one", "other"), [("STRASSE", "straße"), ("İstanbul", "i̇stanbul"), ("Ok", "OK")])
def test_comparable_ignores_case(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


@given(st.text(st.characters(codec="ascii")))
def test_ascii_is_compared_as_any_text_is(text: str) -> None:
    assert comparable(text) == normalise(text).casefold()


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert normalise_untrimmed(text).strip() == normalise(text)
    assert unicodedata.is_normalized("NFKC", comparable(text))


@pytest.mark.parametrize("marks", ["\u0315\u0300", "\uff9e\u0327"])
def test_heaps_of_marks_take_linear_time(marks: str) -> None:
    assert is_linear(comparable, lambda times: "a" + marks * times)
    assert len(comparable("a" + marks * 50_000)) < 100 or marks.startswith("\uff9e")


def test_quoted_is_short_and_on_one_line() -> None:
    assert quoted("a\nb") == "“a b”"
    assert quoted("x" * 100, 10) == "“xxxxxxxxxx…”"
    assert quoted(" " * 1000 + "x", 10).endswith("…”")
