from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.words import count_words
from tests.growth import is_linear


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("  \n", 0),
        ("-- ... !", 0),
        ("Your reminder is set.", 4),
        ("don't", 1),
        ("don’t", 1),
        ("rock-and-roll", 1),
        ("rock ‑ roll", 2),
        ("well--known", 2),
        ("dogs' bowls", 2),
        ("at 7:00 PM", 4),
        ("3.5", 2),
        ("snake_case", 2),
        ("café", 1),
        ("cafe\u0301s", 1),
        ("नमस्ते दुनिया", 2),
        ("می\u200cخواهم", 1),
        ("co\u00adoperate", 1),
        ("one\u200btwo", 2),
        ("안녕하세요 세계", 2),
        ("我要提醒", 2),
        ("我要提醒 at 8 o'clock", 5),
        ("私は明日の朝8時に起きます", 10),
        ("ฉันจะเตือน", 3),
        ("🙂 ok 👍🏽", 1),
    ],
)
def test_count_words(text: str, count: int) -> None:
    assert count_words(text) == count


@given(st.text())
def test_any_text_can_be_counted(text: str) -> None:
    assert 0 <= count_words(text) <= len(text)


@given(st.text("aB1'-_ .\n"))
def test_ascii_is_counted_as_any_text_is(text: str) -> None:
    assert count_words(text) + 1 == count_words(f"{text} é")


@given(st.lists(st.from_regex(r"[a-zé]+(['-][a-z]+)?", fullmatch=True)))
def test_words_between_spaces(words: list[str]) -> None:
    assert count_words(" ".join(words)) == len(words)


@pytest.mark.parametrize("unit", ["a'", "a-", "é ", "\u0301", "提醒", "-"])
def test_counting_takes_linear_time(unit: str) -> None:
    assert is_linear(count_words, lambda times: unit * times)
