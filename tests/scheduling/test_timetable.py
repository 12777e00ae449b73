"""When a sheet is due: intervals and cron expressions, summer time, and what is no time at all."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheet2eval.errors import UsageError
from sheet2eval.scheduling.timetable import Cron, cron, every, local_zone, time_zone

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 27, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "seconds", "said"),
    [
        ("1h", 3_600, "every 1 h"),
        ("30m", 1_800, "every 30 min"),
        ("90s", 90, "every 90 s"),
        ("1h30m", 5_400, "every 90 min"),
        (" 15 min ", 900, "every 15 min"),
        ("1.5 hours", 5_400, "every 90 min"),
        ("1d", 86_400, "every 1 d"),
        ("2 days", 172_800, "every 2 d"),
        ("1 week", 604_800, "every 7 d"),
        ("2H", 7_200, "every 2 h"),
    ],
)
def test_an_interval(text, seconds, said):
    timetable = every(text)
    assert timetable.interval == timedelta(seconds=seconds)
    assert str(timetable) == said
    assert timetable.first(NOW) == NOW
    assert timetable.after(NOW) == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text", ["", "0", "15", "-1h", "1x", "h", "1h and", "0.2s", "0h", "9999d", "٣h", "1h" * 9_999]
)
def test_what_is_no_interval(text):
    with pytest.raises(UsageError, match="is no length of time: write it like 30m, 1h or 2 days"):
        every(text)


@pytest.mark.parametrize(
    ("expression", "after", "due"),
    [
        ("0 6 * * 1-5", "2026-03-27T12:00+00:00", "2026-03-30T06:00+02:00"),  # a Friday, then a Monday
        ("0 6 * * mon-fri", "2026-03-27T12:00+00:00", "2026-03-30T06:00+02:00"),
        ("*/15 * * * *", "2026-03-27T12:00:01+00:00", "2026-03-27T13:15+01:00"),
        ("0 0 29 2 *", "2026-03-27T12:00+00:00", "2028-02-29T00:00+01:00"),
        ("30 2 * * *", "2026-03-28T12:00+00:00", "2026-03-29T03:00+02:00"),  # is skipped: right after
        ("30 2 * * *", "2026-10-24T12:00+00:00", "2026-10-25T02:30+02:00"),  # comes twice: the first
        ("30 2 * * *", "2026-10-25T00:30+00:00", "2026-10-26T02:30+01:00"),  # and not once more
        ("30 2 * * *", "2026-10-25T01:10+00:00", "2026-10-26T02:30+01:00"),
        ("30 * * * *", "2026-10-25T00:30+00:00", "2026-10-25T02:30+01:00"),  # each hour that passes
    ],
)
def test_a_cron_expression_in_a_time_zone(expression, after, due):
    timetable = cron(expression, BERLIN)
    assert timetable.after(datetime.fromisoformat(after)) == datetime.fromisoformat(due)


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("0 0 30 2 *", "no moment has such a day of month"),
        ("61 * * * *", "no moment has such a minute"),
        ("0 0 31 4,6,9,11 *", "no moment has such a day of month"),
        ("0 24 * * *", "no moment has such a hour"),
        ("0 0 * * 8", "no moment has such a day of week"),
        ("*/0 * * * *", "no moment has such a minute"),
        ("٣ * * * *", "no moment has such a minute"),
        ("* * * *", "must have five fields"),
        ("* * * * * *", "must have five fields"),
        ("@daily", "must have five fields"),
        ("", "must have five fields"),
    ],
)
def test_what_is_no_cron_expression_or_never_comes_true(expression, said):
    with pytest.raises(UsageError, match=said) as raised:
        cron(expression, UTC)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["Nowhere", "", "../x", "/etc/passwd", "Europe", "x\0y", "a" * 5_000])
def test_what_is_no_time_zone(name):
    with pytest.raises(UsageError, match="there is no time zone"):
        time_zone(name)


def test_a_machine_that_does_not_know_its_zone(monkeypatch):
    monkeypatch.setattr("tzlocal.get_localzone", lambda: ZoneInfo("Mars/Olympus"))
    with pytest.raises(UsageError, match="name one with --time-zone"):
        local_zone()


MOMENTS = st.integers(0, 2 * 365 * 86_400).map(lambda seconds: NOW + timedelta(seconds=seconds))


@settings(max_examples=60)
@given(MOMENTS, st.sampled_from(["30 2 * * *", "*/7 * * * *", "0 */3 * * *", "15 1-3 * * 0", "5 0 1 * *"]))
def test_due_is_always_later_and_the_same_wherever_the_clock_is(moment, expression):
    timetable = Cron(expression, BERLIN)
    due = timetable.after(moment)
    assert due > moment
    assert timetable.after(moment.astimezone(ZoneInfo("Asia/Kathmandu"))) == due
