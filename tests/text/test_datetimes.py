"""Moments in running text; `phrases_datetimes.txt` is the table of what is a moment and what is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.datetimes import DatetimeMention, find_datetimes, parse_datetime
from tests.growth import is_linear, repeated
from tests.text.phrases import phrases

NOW = datetime(2025, 4, 9, 12, tzinfo=UTC)  # a Wednesday
HOSTILE = (
    "tomorrow at 8 ",
    "tomorrow, ",
    "april 11 and ",
    "8:00 on ",
    "monday at ",
    "in 2 hours ",
    "tomorrow at 8, 9, ",
    "2025-04-11t08:00 ",
)


def shown(mention: DatetimeMention) -> str:
    return "/".join(f"{moment:%Y-%m-%dT%H:%M}" for moment in mention.moments)


def shown_all(text: str, now: datetime = NOW) -> str:
    return " ".join(map(shown, find_datetimes(text, now)))


@pytest.mark.parametrize(("text", "moments"), phrases("datetimes"))
def test_what_a_text_mentions(text: str, moments: str) -> None:
    assert shown_all(text) == moments


@pytest.mark.parametrize(("text", "moments"), [row for row in phrases("datetimes") if row[1]])
def test_in_a_sentence_it_is_the_same(text: str, moments: str) -> None:
    assert shown_all(f"It says: {text}\nThat is all.") == moments


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        ("Date: April 11\nTime: 8:00 AM", "2025-04-11T08:00"),
        ("- **Date:** April 11\n- **Time:** 8:00 AM", "2025-04-11T08:00"),
        ('{\n  "date": "2025-04-11",\n  "time": "08:00"\n}', "2025-04-11T08:00"),
        ("Time: 8:00 AM\nDate: April 11", "2025-04-11T08:00"),
        ("Lunch tomorrow\n8:00 AM is taken", ""),
        ("- Monday\n- 8:00 AM call", ""),
        ("Tomorrow.\n\nTime: 8 AM", ""),
    ],
)
def test_on_two_lines_a_label_is_needed(text: str, moments: str) -> None:
    assert shown_all(text) == moments


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("tomorrow 8:00 AM", "2025-04-10T08:00"),
        (" Tomorrow at 8:00 AM. ", "2025-04-10T08:00"),
        ("tomorrow 8", "2025-04-10T08:00/2025-04-10T20:00"),
        ("8 AM on Friday", "2025-04-11T08:00"),
        ("2025-04-11T08:00:00Z", "2025-04-11T08:00"),
        ("2025-04-11 08:00", "2025-04-11T08:00"),
        ("Mon, 14 Apr 2025 08:00:00 GMT", "2025-04-14T08:00"),
        ("April 11, 2025, 8 AM PT", "2025-04-11T08:00"),
        ("8 tomorrow morning", "2025-04-10T08:00"),
        ("in two hours", "2025-04-09T14:00"),
        ("morgen um 8", "2025-04-10T08:00/2025-04-10T20:00"),
        ("tomorrow", None),
        ("8:00 AM", None),
        ("tomorrow at 8 and 9", None),
        ("tomorrow at 8 in the office", None),
        ("tomorrow at the office", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_text_that_is_a_moment_or_none(text: str, moment: str | None) -> None:
    mention = parse_datetime(text, NOW)
    assert (mention and shown(mention)) == moment
    assert mention is None or mention.text == text.strip()


def test_moments_after_the_last_are_none() -> None:
    last = datetime(9999, 12, 31, 23, tzinfo=UTC)
    assert shown_all("in two hours", last) == ""
    assert shown_all("today at midnight", last) == "9999-12-31T00:00"


@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)))  # noqa: DTZ001 - clock times
def test_every_moment_is_found_in_its_forms(moment: datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    for text in (
        f"{moment:%Y-%m-%dT%H:%M}",
        f"{moment:%Y-%m-%d %I:%M %p}",
        f"{moment:%A}, {moment:%B} {moment.day}, {moment.year} at {moment:%I:%M %p}",
        f"{moment:%I:%M %p} on {moment.day} {moment:%b} {moment.year}",
    ):
        (mention,) = find_datetimes(f"So {text}, then.", NOW)
        assert mention.moments == (moment,)


@given(st.integers(1, 500))
def test_every_wait_is_counted_from_now(minutes: int) -> None:
    (mention,) = find_datetimes(f"I will call in {minutes} minutes.", NOW)
    assert mention.moments == ((NOW + timedelta(minutes=minutes)).replace(tzinfo=None),)


@given(st.text(st.sampled_from("0123459:/.-, aprilmonthe5tdfsbw\n"), max_size=60))
def test_mentions_are_where_they_say(text: str) -> None:
    for mention in find_datetimes(f"tomorrow {text} at 8", NOW):
        assert mention.start < mention.end
        assert mention.moments


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_work_grows_with_the_text_alone(unit: str) -> None:
    assert is_linear(lambda text: find_datetimes(text, NOW), repeated(unit), 8_000)
