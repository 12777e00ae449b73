from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icu4py.breakers import CharacterBreaker

from sheet2eval.text.measures import (
    count_bullets,
    count_characters,
    count_lines,
    count_paragraphs,
    whole_number,
)
from tests.growth import is_linear

COUNTS = (count_bullets, count_characters, count_lines, count_paragraphs)


@pytest.mark.parametrize(
    ("text", "lines", "paragraphs"),
    [
        ("", 0, 0),
        (" \n\t\n", 0, 0),
        ("a", 1, 1),
        ("a\nb", 2, 1),
        ("a\r\nb\rc", 3, 1),
        ("\n\na\n\n", 1, 1),
        ("a\n\nb", 3, 2),
        ("a\n \t\n\n\nb\nc", 6, 2),
        ("- a\n- b\n\n- c", 4, 2),
        ("a\u2028b", 2, 1),
    ],
)
def test_lines_and_paragraphs(text: str, lines: int, paragraphs: int) -> None:
    assert count_lines(text) == lines
    assert count_paragraphs(text) == paragraphs


@pytest.mark.parametrize(
    "line",
    ["- a", "* a", "• a", "– a", "1. a", "1) a", "12. a", "  - a", "\t* a", "-a", "•a", "*a", "1.a", "-", "•", "- **a** b",
     "* a * b", "*a and b", "- 5 apples", "- [ ] a", "1. 5 apples"],
)  # fmt: skip
def test_bullets(line: str) -> None:
    assert count_bullets(line) == 1
    assert count_bullets(f"text\n{line}\n\n{line}\ntext - a\n") == 2


@pytest.mark.parametrize(
    "line",
    ["", "a", "a - b", "**a** b", "*a* b", "*a b* c", "-5 degrees", "–5 degrees", "1.5 km", "1)2", "---", "- - -", "***", "* * *",
     "--flag", "2025. a", "a. b", "(1) a", "+ a", "#1. a", "> - a", "|-|"],
)  # fmt: skip
def test_no_bullets(line: str) -> None:
    assert count_bullets(line) == 0


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" a\n", 1),
        ("a b", 3),
        ("a\nb", 3),
        ("a\r\nb", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("👍🏽", 1),
        ("👩‍👩‍👧 ok", 4),
        ("🇩🇪🇫🇷", 2),
        ("❤️", 1),
        ("한국", 2),
        ("\u1112\u1161\u11ab", 1),
        ("नमस्ते", 3),
        ("我要。", 3),
        ("“a” — b…", 8),
        ("a\u200bb", 3),
    ],
)
def test_characters(text: str, count: int) -> None:
    assert count_characters(text) == count


MIXED = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("ae\u0301\u200d\ufe0f👍🏽👩🇩🇪❤\u1112\u1161\u11ab한नस्\r\n\u0600\u0d4e\u0e33か\u3099ｶﾞ"),
    )
)


@given(MIXED)
@example("\ud7a4\r0\ud7a4")
def test_characters_are_clusters_of_uax_29(text: str) -> None:
    whole = text.strip().encode("utf-8", "replace").decode()
    assert count_characters(text) == sum(1 for _ in CharacterBreaker(whole, "en"))


@given(MIXED)
def test_any_text_can_be_measured(text: str) -> None:
    assert all(0 <= count(text) <= len(text) for count in COUNTS)


@pytest.mark.parametrize(
    "unit", ["a\n", "\n", " ", "-", "* ", "*a", "- \n", "1.", "e\u0301", "👍🏽", "👍", "\u200d"]
)
@pytest.mark.parametrize("count", COUNTS)
def test_measuring_takes_linear_time(count, unit: str) -> None:
    assert is_linear(count, lambda times: unit * times)


@pytest.mark.parametrize(
    ("text", "value"), [("3", 3), ("1,200", 1200), ("3.0", 3), ("3.5", None), ("-3", None), ("few", None)]
)
def test_whole_numbers(text: str, value: float | None) -> None:
    assert whole_number(text) == value
