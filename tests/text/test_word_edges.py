from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.breakers import WordBreaker

from sheet2eval.text.word_edges import stands_alone, surrounding_word, word_edges
from tests.growth import is_linear


@pytest.mark.parametrize(
    ("part", "text", "alone"),
    [
        ("rock", "rock-and-roll", True),
        ("rock", "rocket", False),
        ("rock", "shamrock", False),
        ("rock", "a rocket and a rock", True),
        ("don", "don't", False),
        ("dog", "the dog's bowl", False),
        ("dog", "dogs' bowls", False),
        ("dogs", "dogs' bowls", True),
        ("7", "17:00", False),
        ("7", "at 7:00", True),
        ("1", "1,000", False),
        ("3", "3.5", False),
        ("5 pm", "15 pm", False),
        ("rock and", "rock and roll", True),
        ("snake", "snake_case", False),
        ("c++", "in c++ or c", True),
        (".net", "use .net now", True),
        ("www", "www.example.com", False),
        ("café", "le café noir", True),
        ("caf", "le café noir", False),
        ("提醒", "我要提醒你", True),
        ("我", "我们走", False),
        ("ok", "👍🏽 ok", True),
        ("👍", "👍🏽 ok", False),
        ("b", "a😀b", True),
        ("x", "\ud800x", True),
        ("a", "", False),
    ],
)
def test_stands_alone(part: str, text: str, alone: bool) -> None:
    assert stands_alone(part, text, word_edges(text)) is alone


def test_surrounding_word() -> None:
    assert surrounding_word("rock", "a rocket flies") == "rocket"
    assert surrounding_word("ock", "a shamrockery") == "shamrockery"
    assert surrounding_word("b", "a" * 99 + "b" + "c" * 99) == "a" * 40 + "b" + "c" * 40


ASCII = st.sampled_from("aB1_.':,; \r\n") | st.characters(max_codepoint=127)
MIXED = st.sampled_from("aB1_.':,; é\u0301\u200d👍🏽🇩🇪我要提醒カー’–\u00ad") | st.characters(
    exclude_categories=["Cs"]
)


@given(st.text(ASCII) | st.text(MIXED))
def test_edges_are_those_that_icu_finds(text: str) -> None:
    is_edge = word_edges(text)
    edges = set(accumulate(map(len, WordBreaker(text, "en")), initial=0))
    assert {index for index in range(len(text) + 1) if is_edge(index)} == edges


@pytest.mark.parametrize("unit", ["a", "a ", "a.", "é", "é ", "😀a", "提"])
def test_looking_takes_linear_time(unit: str) -> None:
    def look(text: str) -> None:
        stands_alone("zz", text, word_edges(text))
        stands_alone(unit[0], f"b{text}", word_edges(text))

    assert is_linear(look, lambda times: unit * times)
