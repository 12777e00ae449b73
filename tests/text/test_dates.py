"""The days in running text; `phrases_dates.txt` is the table of what is a date and what is none."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.dates import DateMention, find_dates, parse_date
from tests.growth import is_linear, repeated
from tests.text.phrases import phrases

NOW = datetime(2025, 4, 9, 12, tzinfo=UTC)  # a Wednesday
HOSTILE = (
    "1/1/",
    "4/11 ",
    "1-1-",
    "1.1.",
    "1 1 ",
    "11, 12 and ",
    "april 1 to ",
    "in 1 ",
    "on mon ",
    "next ",
    "the 1",
    "on the 1st ",
)


def shown(mention: DateMention) -> str:
    return "/".join(map(str, mention.days))


def shown_all(text: str, now: datetime = NOW) -> str:
    return " ".join(map(shown, find_dates(text, now)))


@pytest.mark.parametrize("text", ["Fri", "Fri.", "fri", " Fri!"])
def test_a_short_weekday_counts_where_it_is_the_whole_text(text: str) -> None:
    assert shown_all(text) == "2025-04-11"


@pytest.mark.parametrize(("text", "days"), phrases("dates"))
def test_what_a_text_mentions(text: str, days: str) -> None:
    assert shown_all(text) == days


@pytest.mark.parametrize(("text", "days"), [row for row in phrases("dates") if row[1]])
def test_in_a_sentence_it_is_the_same(text: str, days: str) -> None:
    assert shown_all(f"It says: {text}\nThat is all.") == days


@pytest.mark.parametrize(
    ("text", "now", "days"),
    [
        ("December 30", "2025-01-02", "2024-12-30"),
        ("January 2", "2024-12-30", "2025-01-02"),
        ("February 29", "2025-03-01", "2024-02-29"),
        ("February 29", "1898-06-01", "1896-02-29"),
        ("Monday", "2025-04-14", "2025-04-21"),
        ("this Monday", "2025-04-14", "2025-04-14"),
        ("last Monday", "2025-04-14", "2025-04-07"),
        ("next Monday", "2025-04-14", "2025-04-21"),
        ("next Sunday", "2025-04-12", "2025-04-13/2025-04-20"),
        ("next Friday", "2025-04-13", "2025-04-18"),
        ("on the 15th", "2025-04-16", "2025-05-15"),
        ("on the 31st", "2025-12-31", "2025-12-31"),
        ("on the 30th", "2025-01-31", "2025-03-30"),
        ("the 1st of next month", "2025-12-09", "2026-01-01"),
        ("the end of next month", "2025-12-09", "2026-01-31"),
        ("the last day of the month", "2024-02-10", "2024-02-29"),
        ("tomorrow", "9999-12-31", ""),
        ("two weeks ago", "0001-01-05", ""),
        ("April 11", "9999-12-31", "9999-04-11"),
        ("April 11", "0001-01-05", "0001-04-11"),
    ],
)
def test_seen_from_another_day(text: str, now: str, days: str) -> None:
    assert shown_all(text, datetime.fromisoformat(now)) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2025-04-11", "2025-04-11"),
        ("2025-04-11T08:00:00Z", "2025-04-11"),
        ("2025-04-11T08:00-07:00", "2025-04-11"),
        ("2025-04-11 08:00", "2025-04-11"),
        (" April 11 ", "2025-04-11"),
        ("on April 11, 2025.", "2025-04-11"),
        ("Fri, Apr 11", "2025-04-11"),
        ("11/4/2025", "2025-04-11/2025-11-04"),
        ("3/4", "2025-03-04/2025-04-03"),
        ("11.4.", "2025-04-11"),
        ("tomorrow", "2025-04-10"),
        ("next fri", "2025-04-11/2025-04-18"),
        ("monday", "2025-04-14"),
        ("fri", "2025-04-11"),
        ("mar 3", "2025-03-03"),
        ("the 15th", "2025-04-15"),
        ("may 4", "2025-05-04"),
        ("in two days", "2025-04-11"),
        ("heute", "2025-04-09"),
        ("am 15.", "2025-04-15"),
        ("el lunes", "2025-04-14"),
        ("le 11 avril", "2025-04-11"),
    ],
)
def test_a_text_that_is_a_date(text: str, days: str) -> None:
    mention = parse_date(text, NOW)
    assert mention is not None
    assert shown(mention) == days
    assert mention.text == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "42",
        "April",
        "April 11 or 12",
        "April 11 to 14",
        "tomorrow at 7",
        "31 April",
        "7:00 PM",
        "before Friday",
    ],
)
def test_a_text_that_is_no_date(text: str) -> None:
    assert parse_date(text, NOW) is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_is_found_in_its_forms(day: date) -> None:
    for text in (
        f"{day:%Y-%m-%d}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%a}, {day:%b} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%d.%m.%Y}",
    ):
        (mention,) = find_dates(f"So on {text}, then.", NOW)
        assert mention.days == (day,)
        assert mention.sure
    (mention,) = find_dates(f"{day:%m/%d/%Y}", NOW)
    assert day in mention.days


@given(
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    st.sampled_from(("Monday", "Friday", "Sunday")),
)
def test_weekdays_are_ahead_or_behind(today: date, name: str) -> None:
    now = datetime.combine(today, time(12), UTC)
    week = timedelta(days=7)
    for text, first, last in (
        (name, today + timedelta(days=1), today + week),
        (f"this {name}", today, today + timedelta(days=6)),
        (f"last {name}", today - week, today - timedelta(days=1)),
        (f"next {name}", today + timedelta(days=1), today + 2 * week),
    ):
        (mention,) = find_dates(text, now)
        assert all(first <= day <= last and f"{day:%A}" == name for day in mention.days)


@given(st.text(st.sampled_from("0123459/.-–, aprilmyonthe5tdMİ\n"), max_size=60))
def test_mentions_are_where_they_say(text: str) -> None:
    for mention in find_dates(text, NOW):
        assert text[mention.start : mention.end] == mention.text
        assert mention.days


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_work_grows_with_the_text_alone(unit: str) -> None:
    assert is_linear(lambda text: find_dates(text, NOW), repeated(unit), 8_000)
