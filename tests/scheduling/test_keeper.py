"""The loop on a clock of its own: what is due, what is caught up, what people ask for, what goes wrong."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from sheet2eval.errors import BookError, SetupError
from sheet2eval.scheduling.diary import Entry, entries, place_of, recall, remember
from sheet2eval.scheduling.keeper import LOOK_S, Keeper, Sheet
from sheet2eval.scheduling.timetable import cron, every

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)  # a Monday
SHEET = Sheet("a.xlsx", "/home/a.xlsx")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SHEET2EVAL_HOME", str(tmp_path))
    return tmp_path


class Clock:
    """Goes on by what is slept, for all sheets together, up to its end."""

    def __init__(self, hours, start=START):
        self.start = start
        self.passed_s = 0.0
        self.end_s = 3_600 * hours
        self.ended = asyncio.Event()

    def now(self):
        return self.start + timedelta(seconds=self.passed_s)

    async def sleep(self, seconds):
        wake = self.passed_s + seconds
        await asyncio.sleep(0)
        self.passed_s = max(self.passed_s, wake)
        if self.passed_s > self.end_s:
            self.ended.set()
            await asyncio.Event().wait()


class Desk:
    """Syncs that take `takes` seconds; `does(sheet, turn)` says how each ends."""

    def __init__(self, clock, takes=0.0, does=lambda sheet, turn: 0, asked=lambda sheet: False):
        self.clock, self.takes, self.does, self.asked = clock, takes, does, asked
        self.synced = []
        self.looks = 0
        self.said = []

    async def sync(self, sheet):
        self.synced.append((sheet, (self.clock.now() - self.clock.start).total_seconds()))
        await self.clock.sleep(self.takes)
        return self.does(sheet, len(self.synced))

    async def is_asked(self, sheet):
        self.looks += 1
        return self.asked(sheet)


def keep(timetable, desk, sheets=(SHEET,)):
    async def work():
        keeper = Keeper(timetable, desk, desk.clock, desk.said.append)
        async with asyncio.TaskGroup() as tasks:
            keeping = tasks.create_task(keeper.keep(sheets))
            await desk.clock.ended.wait()
            keeping.cancel()

    asyncio.run(work())
    return [seconds / 3_600 for _, seconds in desk.synced]


def test_an_interval_begins_at_once_and_a_cron_expression_waits():
    assert keep(every("1h"), Desk(Clock(3.5))) == [0, 1, 2, 3]
    assert keep(cron("0 10,12 * * *", UTC), Desk(Clock(5)), [Sheet("b", "b")]) == [2, 4]


def test_a_soak_of_two_hundred_turns_with_looks_that_stay_within_the_quota():
    desk = Desk(Clock(199.5), takes=7)
    begun = keep(every("1h"), desk)
    assert len(begun) == 200
    assert desk.looks <= 200 * 60 * 2
    assert desk.looks > 0.9 * 200 * 3_600 / LOOK_S
    assert max(abs(later - earlier - 1) for earlier, later in pairwise(begun)) < 1e-9


def entry(last=None, due=START, timetable=""):
    """A sheet that was kept before; by default by another timetable."""
    return Entry(SHEET.identity, timetable, due, last and START + last, 0)


@pytest.mark.parametrize(
    ("known", "hours", "begun"),
    [
        (entry(timedelta(hours=-100.5)), 2.5, [0, 1, 2]),  # missed many times: caught up once
        (entry(timedelta(hours=-0.5)), 2, [0.5, 1.5]),
        (entry(timedelta(days=400)), 1.5, [0, 1]),  # by a clock that was wrong
        (entry(None, START + timedelta(hours=0.25), "every 1 h"), 2, [0.25, 1.25]),
        (entry(None, START - timedelta(hours=9), "every 1 h"), 1.5, [0, 1]),  # killed before it ended
        (entry(timedelta(hours=-1), START + timedelta(days=400), "every 1 h"), 2.5, [1, 2]),
    ],
)
def test_a_start_goes_by_what_was_before(known, hours, begun):
    remember(known)
    assert keep(every("1h"), Desk(Clock(hours))) == begun


@pytest.mark.parametrize("last", [None, timedelta(days=-3)])
def test_what_a_cron_expression_missed_overnight_is_caught_up_once_and_then_it_goes_on(last):
    timetable = cron("0 6 * * *", UTC)
    remember(entry(last, START - timedelta(hours=2), str(timetable)))
    assert keep(timetable, Desk(Clock(24))) == [0, 22]


def test_turns_missed_during_a_long_sync_are_one():
    assert keep(every("1h"), Desk(Clock(9), takes=3.5 * 3_600)) == [0, 3.5, 7]


def test_a_sync_that_is_broken_off_is_done_again_at_the_next_start():
    class Killed(BaseException):
        pass

    def killed(sheet, turn):
        raise Killed

    with pytest.raises(BaseExceptionGroup):
        keep(every("1h"), Desk(Clock(2), does=killed))
    assert recall(SHEET.identity).last is None
    assert keep(every("1h"), Desk(Clock(0.5))) == [0]


def test_people_who_ask_are_heard_within_a_minute_and_the_timetable_goes_on_from_there():
    clock = Clock(2)
    asked_at = 600.0
    desk = Desk(clock, asked=lambda sheet: asked_at < clock.passed_s < asked_at + LOOK_S + 1)
    begun = keep(every("1h"), desk)
    assert begun[0] == 0
    assert asked_at < begun[1] * 3_600 <= asked_at + 60
    assert begun[2] == begun[1] + 1


def test_a_tick_that_cannot_be_cleared_is_heard_once_until_it_is_seen_cleared():
    clock = Clock(4)
    desk = Desk(clock, asked=lambda sheet: not 9_000 < clock.passed_s < 9_060)
    begun = keep(cron("0 3 * * *", UTC), desk)
    assert len(begun) == 2
    assert begun[0] == 0
    assert 9_060 <= begun[1] * 3_600 <= 9_060 + 2 * LOOK_S


def test_a_sheet_that_fails_stops_no_other_and_is_tried_when_it_is_due():
    def does(sheet, turn):
        if sheet == "bad":
            raise SetupError("no program can be started")
        return 4 if sheet == "poor" else 0

    desk = Desk(Clock(2.2), does=does)
    keep(every("1h"), desk, [Sheet(name, name) for name in ("bad", "poor", "good")])
    synced = [sheet for sheet, _ in desk.synced]
    assert synced.count("good") == synced.count("poor") == 3
    assert synced.count("bad") <= 2.2 * 3_600 / LOOK_S + 1  # not in a circle
    assert sum("no program" in line for line in desk.said) == 1
    assert recall("poor").exit_code == 4


def test_a_look_that_fails_is_said_once_as_long_as_it_is_the_same():
    def broken(sheet):
        raise BookError("no access")

    desk = Desk(Clock(3), asked=broken)
    assert keep(every("1h"), desk)[:3] == pytest.approx([0, 1, 2], abs=0.01)
    assert sum("no access" in line for line in desk.said) <= 4


def test_a_full_disk_does_not_make_it_run_in_circles(home, monkeypatch):
    def full(entry):
        raise SetupError("the disk is full")

    monkeypatch.setattr("sheet2eval.scheduling.keeper.remember", full)
    desk = Desk(Clock(2.5))
    assert keep(every("1h"), desk) == [0, 1, 2]
    assert any("the disk is full" in line for line in desk.said)


def test_the_diary_keeps_what_it_was_told_and_forgets_what_is_damaged(home):
    entry = Entry("x", "every 1 h", START, START, 1)
    remember(entry)
    assert recall("x") == entry
    assert entries() == (entry,)
    for damage in ("", "{", "[]", '{"identity": 1}', '"text"', "\udcff"):
        place_of("x").write_text(damage, errors="surrogateescape")
        assert recall("x") is None
        assert entries() == ()
    place_of("x").write_text(
        '{"identity":"x","timetable":"","due":"2026-01-01","last":null,"exit_code":null}'
    )
    assert recall("x") is None  # a moment without a zone
