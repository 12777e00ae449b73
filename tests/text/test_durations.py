"""The lengths of time in running text; `phrases_durations.txt` is the table of what is one and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.durations import (
    DurationMention,
    find_durations,
    find_waits,
    parse_duration,
    spoken_duration,
    unit_of,
)
from tests.growth import is_linear, repeated
from tests.text.phrases import phrases

HOSTILE = (
    "1h",
    "1 h ",
    "2 hours and ",
    "1:30 ",
    "p1",
    "pt1h",
    "a quarter of an ",
    "2-3 ",
    "1,000",
    "½ ",
    "for 30m ",
    "ten minutes to ",
)


def shown(mention: DurationMention) -> str:
    """The readings of a mention as the table writes them: `90 minutes`, `150 minutes/150 seconds`."""
    return "/".join(map(spoken_duration, mention.seconds))


def shown_all(text: str) -> str:
    return "; ".join(map(shown, find_durations(text)))


@pytest.mark.parametrize(("text", "lengths"), phrases("durations"))
def test_what_a_text_mentions(text: str, lengths: str) -> None:
    assert shown_all(text) == lengths


@pytest.mark.parametrize(("text", "lengths"), [row for row in phrases("durations") if row[1]])
def test_in_a_sentence_it_is_the_same(text: str, lengths: str) -> None:
    assert shown_all(f"It says: {text}\nThat is all.") == lengths


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("90 minutes", "90 minutes"),
        (" 90 minutes. ", "90 minutes"),
        ("an hour and a half", "90 minutes"),
        ("about 2 hours", "2 hours"),
        ("1h30", "90 minutes"),
        ("7h30", "450 minutes"),
        ("19h", "19 hours"),
        ("2:30", "150 minutes/150 seconds"),
        ("1:30:00", "90 minutes"),
        ("30m", "30 minutes"),
        ("45s", "45 seconds"),
        ("PT90M", "90 minutes"),
        ("1,5 Stunden", "90 minutes"),
        ("une heure et demie", "90 minutes"),
        ("hora y media", None),
        ("2-3 hours", None),
        ("every 2 hours", None),
        ("7 PM", None),
        ("90", None),
        ("soon", None),
        ("", None),
        ("2 hours or 3 hours", None),
        ("2 hours of work", None),
    ],
)
def test_a_text_that_is_a_length_or_none(text: str, length: str | None) -> None:
    mention = parse_duration(text)
    assert (mention and shown(mention)) == length
    assert mention is None or mention.text == text.strip()


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("I will remind you in two hours.", ["in two hours"]),
        ("An hour from now it rings.", ["An hour from now"]),
        ("dans 30 minutes", ["dans 30 minutes"]),
        ("in 2 days", []),
        ("for two hours", []),
        ("It takes two hours.", []),
    ],
)
def test_what_is_a_wait(text: str, waits: list[str]) -> None:
    assert [wait.text for wait in find_waits(text)] == waits


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (5400, "90 minutes"),
        (7200, "2 hours"),
        (86_400, "1 day"),
        (14 * 86_400, "2 weeks"),
        (0.5, "0.5 seconds"),
        (float("inf"), ""),
        (float("-inf"), ""),
    ],
)
def test_lengths_in_plain_words(seconds: float, words: str) -> None:
    assert spoken_duration(seconds) == words


@pytest.mark.parametrize(
    ("text", "unit"), [("1..2 hours", "hours"), ("1-2 h", "h"), ("<= 30m", "m"), ("1..2", "")]
)
def test_the_unit_at_the_end(text: str, unit: str) -> None:
    assert unit_of(text) == unit


@given(st.integers(1, 4), st.integers(1, 59))
def test_every_length_is_found_in_its_forms(hours: int, minutes: int) -> None:
    for text in (
        f"{hours}h{minutes:02}",
        f"{hours}h {minutes}m",
        f"{hours} hours and {minutes} minutes",
        f"{hours} hr {minutes} min",
        f"{hours}:{minutes:02} h",
        f"PT{hours}H{minutes}M",
        f"{hours * 60 + minutes} minutes",
        f"{hours} Stunden {minutes} Minuten",
    ):
        (mention,) = find_durations(f"It takes {text}, then.")
        assert mention.seconds == (hours * 3600 + minutes * 60,), text


@given(st.text(st.sampled_from("0123579:.,-–½ hminsecoudayaPTn'twehlf\n"), max_size=60))
def test_mentions_are_where_they_say(text: str) -> None:
    for mention in find_durations(text):
        assert text[mention.start : mention.end] == mention.text
        assert all(seconds >= 0 for seconds in mention.seconds)


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_work_grows_with_the_text_alone(unit: str) -> None:
    assert is_linear(find_durations, repeated(unit), 8_000)
