"""Spans of days in running text; `phrases_datespans.txt` is the table of what is a span and what is none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.datespans import DateSpan, find_date_spans, parse_date_span
from tests.growth import is_linear, repeated
from tests.text.phrases import phrases

NOW = datetime(2025, 4, 9, 12, tzinfo=UTC)  # a Wednesday
HOSTILE = (
    "april 11 to ",
    "4/11-",
    "11.4.-",
    "2025-04-11/",
    "between april 11 and ",
    "mon-",
    "the 1st to the ",
)


def shown(span: DateSpan) -> str:
    """The readings of a span as the table writes them: `2025-04-11..2025-04-14`."""
    return "/".join(f"{first}..{last}" for first, last in span.ends)


def shown_all(text: str, now: datetime = NOW) -> str:
    return " ".join(map(shown, find_date_spans(text, now)))


@pytest.mark.parametrize(("text", "spans"), phrases("datespans"))
def test_what_a_text_mentions(text: str, spans: str) -> None:
    assert shown_all(text) == spans


@pytest.mark.parametrize(("text", "spans"), [row for row in phrases("datespans") if row[1]])
def test_in_a_sentence_it_is_the_same(text: str, spans: str) -> None:
    assert shown_all(f"It says: {text}\nThat is all.") == spans


@pytest.mark.parametrize(
    ("text", "now", "spans"),
    [
        ("Monday to Friday", "2025-04-16", "2025-04-21..2025-04-25"),
        ("Friday to Monday", "2025-04-09", "2025-04-11..2025-04-14"),
        ("December 30 to January 3", "2025-06-15", "2024-12-30..2025-01-03"),
        ("December 30 to January 3", "2025-08-15", "2025-12-30..2026-01-03"),
        ("today to tomorrow", "9999-12-31", ""),
        ("April 11 to April 14", "9999-12-31", "9999-04-11..9999-04-14"),
        ("February 29 to March 2, 2025", "2025-03-01", "2024-02-29..2025-03-02"),
        ("tomorrow to yesterday", "2025-04-09", ""),
    ],
)
def test_seen_from_another_day(text: str, now: str, spans: str) -> None:
    assert shown_all(text, datetime.fromisoformat(now)) == spans


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("April 11..April 14", "2025-04-11..2025-04-14"),
        ("April 11..14", "2025-04-11..2025-04-14"),
        (" April 11 to 14 ", "2025-04-11..2025-04-14"),
        ("11–14 April", "2025-04-11..2025-04-14"),
        ("2025-04-11..2025-04-14", "2025-04-11..2025-04-14"),
        ("from the 11th to the 14th", "2025-04-11..2025-04-14"),
        ("between April 11 and 14", "2025-04-11..2025-04-14"),
        ("tomorrow..Friday", "2025-04-10..2025-04-11"),
        ("11.4.-14.4.", "2025-04-11..2025-04-14"),
        ("April 11", None),
        ("April 11 or 12", None),
        ("April 11 to 14 at noon", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_text_that_is_a_span_or_none(text: str, span: str | None) -> None:
    mention = parse_date_span(text, NOW)
    assert (mention and shown(mention)) == span
    assert mention is None or mention.text == text.strip()


@given(st.dates(date(1900, 1, 1), date(2199, 1, 1)), st.integers(1, 300))
def test_every_span_is_found_in_its_forms(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    for text in (
        f"{first} to {last}",
        f"{first}/{last}",
        f"from {first:%B} {first.day}, {first.year} through {last:%B} {last.day}, {last.year}",
        f"{first:%B} {first.day} – {last:%B} {last.day}, {last.year}",
        f"{first.day} {first:%b} {first.year}–{last.day} {last:%b} {last.year}",
        f"vom {first:%d.%m.%Y} bis zum {last:%d.%m.%Y}",
    ):
        if (first.month, first.day) != (2, 29) and (last.month, last.day) != (2, 29):
            (span,) = find_date_spans(f"It runs {text}, I think.", NOW)
            assert span.ends == ((first, last),) or "–" in text


@given(st.text(st.sampled_from("0123459/.-–, aprilmonthe5tdfsb\n"), max_size=60))
def test_mentions_are_where_they_say(text: str) -> None:
    for span in find_date_spans(text, NOW):
        assert text[span.start : span.end] == span.text
        assert span.ends


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_work_grows_with_the_text_alone(unit: str) -> None:
    assert is_linear(lambda text: find_date_spans(text, NOW), repeated(unit), 8_000)
