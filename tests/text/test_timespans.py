"""Spans of time in running text; `phrases_timespans.txt` is the table of what is a span and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.timespans import TimeSpan, find_time_spans, parse_time_span
from tests.growth import is_linear, repeated
from tests.text.phrases import phrases

HOSTILE = (
    "3-",
    "3 to ",
    "from 3 to 5 ",
    "between 3 and ",
    "3 pm to 5 ",
    "15:00/",
    "3 pm, end: ",
    "3 pm for 2 hours ",
    "2 hours from ",
    "3 pm (",
)


def shown(span: TimeSpan) -> str:
    """The readings of a span as the table writes them: `3:00-5:00/15:00-17:00`."""
    return "/".join(f"{clock(begin)}-{clock(finish)}" for begin, finish in span.ends)


def clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}"


def shown_all(text: str) -> str:
    return " ".join(map(shown, find_time_spans(text)))


@pytest.mark.parametrize(("text", "spans"), phrases("timespans"))
def test_what_a_text_mentions(text: str, spans: str) -> None:
    assert shown_all(text) == spans


@pytest.mark.parametrize(("text", "spans"), [row for row in phrases("timespans") if row[1]])
def test_in_a_sentence_it_is_the_same(text: str, spans: str) -> None:
    assert shown_all(f"It says: {text}\nThat is all.") == spans


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("3 PM..5 PM", "15:00-17:00"),
        ("3..5 pm", "15:00-17:00"),
        ("3 PM .. 5 PM", "15:00-17:00"),
        ("3-5", "3:00-5:00/15:00-17:00"),
        ("15..17", "15:00-17:00"),
        ("15:00–17:00", "15:00-17:00"),
        (" from 3 pm to 5 pm. ", "15:00-17:00"),
        ("between 3 and 5 pm", "15:00-17:00"),
        ("noon..midnight", "12:00-0:00"),
        ("15-17 Uhr", "15:00-17:00"),
        ("3 PM for two hours", "15:00-17:00"),
        ("de 9h à 17h30", "9:00-17:30"),
        ("8h..12h", "8:00-12:00/20:00-0:00"),
        ("6h..22h", "6:00-22:00"),
        ("3 PM", None),
        ("3 PM or 5 PM", None),
        ("3 PM to 5 PM to 6 PM", None),
        ("3 PM to 5 PM tomorrow", None),
        ("25..26", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_text_that_is_a_span_or_none(text: str, span: str | None) -> None:
    mention = parse_time_span(text)
    assert (mention and shown(mention)) == span
    assert mention is None or mention.text == text.strip()


@given(st.integers(0, 23), st.integers(1, 11))
def test_every_span_is_found_in_its_forms(begin: int, hours: int) -> None:
    finish = (begin + hours) % 24
    for text in (
        f"from {begin:02}:00 to {finish:02}:00",
        f"{begin:02}:00–{finish:02}:00",
        f"between {begin:02}:00 and {finish:02}:00",
        f"from {(begin - 1) % 12 + 1} {'ap'[begin > 11]}m to {(finish - 1) % 12 + 1} {'ap'[finish > 11]}m",
    ):
        (span,) = find_time_spans(f"It is free {text}, I think.")
        assert (begin * 3600, finish * 3600) in span.ends


@given(st.text(st.sampled_from("01359:.-–, apmtofrbewnduil\n"), max_size=60))
def test_mentions_are_where_they_say(text: str) -> None:
    end = 0
    for span in find_time_spans(text):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        end = span.end


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_work_grows_with_the_text_alone(unit: str) -> None:
    assert is_linear(find_time_spans, repeated(unit), 8_000)
