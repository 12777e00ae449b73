"""What recurs in running text; `phrases_recurrences.txt` is the table of what is a recurrence and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.recurrence_rule import read_rule
from sheet2eval.text.recurrences import RecurrenceMention, find_recurrences
from tests.growth import is_linear, repeated
from tests.text.phrases import phrases

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
HOSTILE = (
    "every ",
    "every monday and ",
    "mondays, ",
    "every monday at 9 and ",
    "on monday, weekly ",
    "weekly on ",
    "monthly on the ",
    "1st of every ",
    "first monday of ",
    "daily at 7 ",
    "freq=weekly;",
    "byday=mo;",
    "3 times a ",
    "monday to ",
    "1st and ",
    "every 1st, 2nd, ",
    "twice a week on monday and ",
)


def shown(mention: RecurrenceMention) -> str:
    """A mention as the table writes it: `7 days MO,WE 9:00/21:00`, `1 month 1`, `1 month MO#1`, `12 months 4-11`."""
    turns = mention.turns
    texts = [f"{turns.every} {turns.unit}" + ("s" if turns.every > 1 else "")]
    texts += [f"x{turns.count}"] if turns.count > 1 else []
    days = ",".join(DAYS[day] for day in sorted(turns.days))
    texts += [days + (f"#{turns.nth}" if turns.nth else "")] if days else []
    month = f"{turns.month}-" if turns.month else ""
    texts += [",".join(f"{month}{day}" for day in sorted(turns.month_days))] if turns.month_days else []
    return " ".join([*texts, *map(clock, mention.times)])


def clock(readings: tuple[int, ...]) -> str:
    return "/".join(f"{seconds // 3600}:{seconds // 60 % 60:02}" for seconds in readings)


def shown_all(text: str) -> str:
    return "; ".join(map(shown, find_recurrences(text)))


@pytest.mark.parametrize(("text", "recurrences"), phrases("recurrences"))
def test_what_a_text_mentions(text: str, recurrences: str) -> None:
    assert shown_all(text) == recurrences


@pytest.mark.parametrize(("text", "recurrences"), [row for row in phrases("recurrences") if row[1]])
def test_in_a_sentence_it_is_the_same(text: str, recurrences: str) -> None:
    assert shown_all(f"It says: {text}\nThat is all.") == recurrences


@pytest.mark.parametrize(
    ("text", "recurrences"),
    [
        ("Repeats: Weekly\nDay: Monday\nTime: 9:00 AM", "7 days MO 9:00"),
        ("**Repeats:** Weekly\n**Day:** Monday\n**Time:** 9:00 AM", "7 days MO 9:00"),
        ("- Every Monday\n- Time: 9:00 AM", "7 days MO 9:00"),
        ("It is weekly.\n\nMonday is free.", "7 days"),
        ("Every Monday\n9:00 AM is taken", "7 days MO"),
    ],
)
def test_on_two_lines_a_label_is_needed(text: str, recurrences: str) -> None:
    assert shown_all(text) == recurrences


@pytest.mark.parametrize(
    "rule",
    [
        "freq=sometimes",
        "freq=weekly;byday=xx",
        "freq=daily;interval=0",
        "freq=daily;interval=-2",
        "byday=mo",
        "",
        ";;=;",
    ],
)
def test_a_rule_that_says_nothing_sound_is_none(rule: str) -> None:
    assert read_rule(rule) is None


@given(st.integers(0, 6), st.integers(1, 4), st.integers(0, 23))
def test_every_weekly_rule_is_read(day: int, weeks: int, hour: int) -> None:
    (mention,) = find_recurrences(f"RRULE:FREQ=WEEKLY;INTERVAL={weeks};BYDAY={DAYS[day]};BYHOUR={hour}")
    assert shown(mention) == f"{7 * weeks} days {DAYS[day]} {hour}:00"


@given(st.text(st.sampled_from("0129:.,-– everymondayslwkthfui1st=;\n"), max_size=60))
def test_mentions_are_where_they_say(text: str) -> None:
    for mention in find_recurrences(f"every Monday {text} daily"):
        assert mention.start < mention.end


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_work_grows_with_the_text_alone(unit: str) -> None:
    assert is_linear(find_recurrences, repeated(unit), 8_000)
