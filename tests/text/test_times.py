"""The times of day in running text; `phrases_times.txt` is the table of what is a time and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.times import TimeMention, find_times, parse_time
from tests.growth import is_linear, repeated
from tests.text.phrases import phrases

HOSTILE = (
    "1:",
    "7:",
    "7 ",
    "7-",
    "7, ",
    "7, 8 and ",
    "7 to ",
    "at 7 ",
    "10:10 ",
    "7:30 ",
    "half past ",
    "ten minutes ",
    "a. m",
    "@ ",
    "from 9 to ",
    "20250411t",
)
UNICODE = (
    ("7:00\u202fPM", "19:00"),
    ("7:00\u00a0pm", "19:00"),
    ("İ İ at 7:00 PM", "19:00"),
    ("7:00 PM 🎉", "19:00"),
    ("\uff17\uff1a\uff10\uff10 \uff30\uff2d", "19:00"),
    ("\uff11\uff19：00", "19:00"),
    ("at 7 🎉", "7:00/19:00"),
    ("half\npast\nseven", "7:30/19:30"),
)


def shown(mention: TimeMention) -> str:
    """The readings of a mention as the table writes them: `7:30/19:30`, `7:00:30`."""
    texts = []
    for seconds in mention.seconds:
        hour, minute, second = seconds // 3600, seconds // 60 % 60, seconds % 60
        texts.append(f"{hour}:{minute:02}" + (f":{second:02}" if second else ""))
    return "/".join(texts)


@pytest.mark.parametrize(("text", "times"), [*phrases("times"), *UNICODE])
def test_what_a_text_mentions(text: str, times: str) -> None:
    assert " ".join(map(shown, find_times(text))) == times


@pytest.mark.parametrize(("text", "times"), [row for row in phrases("times") if row[1]])
def test_in_a_sentence_it_is_the_same(text: str, times: str) -> None:
    assert " ".join(map(shown, find_times(f"It says: {text}\nThat is all."))) == times


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("7", "7:00/19:00"),
        ("at 7", "7:00/19:00"),
        ("@7", "7:00/19:00"),
        (" 7:00 PM ", "19:00"),
        ("7:00 PM.", "19:00"),
        ("19", "19:00"),
        ("07", "7:00"),
        ("19.30", "19:30"),
        ("1930", "19:30"),
        ("seven", "7:00/19:00"),
        ("seven thirty", "7:30/19:30"),
        ("half past seven", "7:30/19:30"),
        ("8h", "8:00/20:00"),
        ("19h", "19:00"),
        ("midi", "12:00"),
        ("noon", "12:00"),
        ("around 7 pm", "19:00"),
        ("um 19 Uhr", "19:00"),
        ("a las 7", "7:00/19:00"),
        ("2025-04-11T08:00-07:00", "8:00"),
        ("2025-04-11T08:00:00Z", "8:00"),
        ("2025-04-11 08:00", "8:00"),
        ("7:00 PM PT", "19:00"),
        ("7:00 PM UTC+2", "19:00"),
        ("7:00 PM Pacific Time", "19:00"),
        ("7:00 PM (Pacific)", "19:00"),
        ("7:00 PM sharp", "19:00"),
        ("exactly 7 PM", "19:00"),
        ("tonight at 7", "19:00"),
        ("a quarter to eight PM", "19:45"),
    ],
)
def test_a_text_that_is_a_time(text: str, time: str) -> None:
    mention = parse_time(text)
    assert mention is not None
    assert shown(mention) == time
    assert mention.text == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "at",
        "7:00 PM and 8:00 PM",
        "3–5 pm",
        "tomorrow at 7",
        "25:00",
        "99",
        "10:75",
        "2575",
        "7 reminders",
        "after 5 PM",
        "before noon",
    ],
)
def test_a_text_that_is_no_time(text: str) -> None:
    assert parse_time(text) is None


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_clock_time_is_found_in_its_forms(hour: int, minute: int) -> None:
    seconds = (hour * 60 + minute) * 60
    half = "AM" if hour < 12 else "PM"
    twelve = f"{(hour - 1) % 12 + 1}:{minute:02}"
    for text in (
        f"{hour:02}:{minute:02}:00Z",
        f"{twelve} {half}",
        f"{twelve.replace(':', '.')} {half[0]}.m.",
    ):
        (mention,) = find_times(f"So at {text}, then.")
        assert mention.seconds == (seconds,)
        assert mention.sure
    (mention,) = find_times(twelve)
    assert seconds in mention.seconds
    assert not mention.sure


@given(st.text(st.sampled_from("0123579:.-–,/ @hapm'toundhalfsevńİT+Z\n"), max_size=60))
def test_mentions_are_where_they_say(text: str) -> None:
    end = 0
    for mention in find_times(text):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert all(0 <= seconds < 86_400 for seconds in mention.seconds)
        end = mention.end


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_work_grows_with_the_text_alone(unit: str) -> None:
    assert is_linear(find_times, repeated(unit), 8_000)
