from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.refusal import declines
from tests.growth import is_linear, repeated
from tests.text.phrases import phrases

DECLINING = [text for text, _ in phrases("refusals")]
NOT_DECLINING = [text for text, _ in phrases("no_refusals")]

LONGER_AND_NOT_DECLINING = (
    "",
    '```\nraise Error("I cannot do that")\n```\nThat is the code.',
    "> I can't do this\nHow long have you felt like that?",
    "Here is your note:\nI can't come to work today because I'm ill.",
    "One. Two. Three. Four. Five. Six. I can't help with that.",
)


@pytest.mark.parametrize("text", DECLINING)
def test_declining(text: str) -> None:
    sentence = declines(text)
    assert sentence
    assert sentence in text.replace("’", "'")


@pytest.mark.parametrize("text", [*NOT_DECLINING, *LONGER_AND_NOT_DECLINING])
def test_not_declining(text: str) -> None:
    assert declines(text) is None


def test_layout_and_kinds_of_quotes_do_not_matter() -> None:
    for text in DECLINING:
        assert declines(f"\n\n  {text.replace(chr(39), '’').replace(' ', '  ')}\n")


def test_quotation_marks_around_the_whole_text_do_not_matter() -> None:
    assert declines("“Sorry, I can't help with that.”") == "Sorry, I can't help with that."
    assert declines('"I can\'t" is what they said.') is None


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert declines(text) is None or declines(text)


@pytest.mark.parametrize(
    "unit", ["I can't wait ", "ich kann a ", "I ", '"', "```", "can't say ", "I can't. ", "if I "]
)
def test_reading_takes_linear_time(unit: str) -> None:
    assert is_linear(declines, repeated(unit), 100_000)
