"""One run at a time on a sheet, whatever machine it is on; a run that has died holds nobody up for long."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sheet2eval.books.book import Updates
from sheet2eval.books.google.book import GoogleBook
from sheet2eval.books.google.holder import has_died
from sheet2eval.books.google.lock import LEASE_S, RENEW_AFTER_S, THIS_PROCESS, Lock
from sheet2eval.books.google.structure import CLAIM_ID, Claim
from sheet2eval.books.google.waiting import Pace
from sheet2eval.errors import BookError, InUseError
from sheet2eval.testing.sheets import DENIED, LOST_500, Effort
from tests.books.google.trial import Clock, claim, from_now, plan, started


def opened(trial) -> GoogleBook:
    return GoogleBook(f"gsheet:{trial.key}", Pace(trial.clock.now, trial.clock.sleep))


def elsewhere(trial) -> GoogleBook:
    """The same sheet as a run on another machine sees it; time passes for both."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sheet2eval.books.google.lock.THIS_PROCESS", "sheet2eval-run-elsewhere")
        return opened(trial)


def announce(book) -> None:
    tables = book.read()
    book.check_writable(plan("")(tables), tables)


def claims(trial) -> list[str]:
    """Who holds the lock."""
    marks = trial.server.document(trial.key).metadata
    return [mark["metadataKey"] for mark in marks if mark["metadataId"] == CLAIM_ID]


@pytest.mark.parametrize("ahead_s", [LEASE_S, 10 * LEASE_S], ids=["lease", "a clock that is fast"])
def test_a_claim_holds_until_its_time(ahead_s):
    lock = Lock("sheet", Clock().now)
    lock.saw(Claim("somebody", from_now(ahead_s)))
    assert not lock.is_free
    with pytest.raises(InUseError, match="sheet is in use by a run on another machine"):
        lock.take()


@pytest.mark.parametrize("until", ["2020-01-01T00:00:00+00:00", "2020-01-01T00:00:00", "", "until noon"])
def test_a_claim_that_has_lapsed_or_says_no_time_is_free(until):
    lock = Lock("sheet", Clock().now)
    lock.saw(Claim("somebody", until))
    assert lock.is_free
    assert len(lock.take()) == 2


def test_a_claim_that_nobody_renews_lapses_whatever_the_clocks_say():
    clock = Clock()
    lock, far = Lock("sheet", clock.now), from_now(86_400)
    lock.saw(Claim("somebody", far))
    clock.sleep(LEASE_S - 1)
    lock.saw(Claim("somebody", far))
    assert not lock.is_free
    clock.sleep(2)
    assert lock.is_free
    lock.saw(Claim("somebody", from_now(86_401)))
    assert not lock.is_free


def test_the_second_is_kept_away_until_the_first_has_written():
    with started() as trial:
        other = elsewhere(trial)
        trial.announce()
        with pytest.raises(InUseError):
            announce(other)
        other.give_back()
        assert len(claims(trial)) == 1
        trial.write("new")
        assert claims(trial) == []
        other.wait_until_free()
        announce(other)
        assert len(claims(trial)) == 1


def test_who_opens_a_sheet_anew_is_not_in_their_own_way():
    with started() as trial:
        trial.announce()
        announce(opened(trial))
        assert len(claims(trial)) == 1


def test_who_writes_nothing_gives_it_back_when_asked():
    with started() as trial:
        trial.announce()
        trial.book.give_back()
        announce(elsewhere(trial))
        assert len(claims(trial)) == 1


def test_of_two_in_the_same_instant_google_lets_one():
    with started() as trial:
        tables = trial.book.read()
        trial.server.before(1, lambda: trial.person.do("createDeveloperMetadata", claim()), Effort.WRITE)
        with pytest.raises(InUseError):
            trial.book.check_writable(plan("")(tables), tables)
        assert claims(trial) == ["sheet2eval-run-other"]


@pytest.mark.parametrize("lost", [0, 1])
def test_a_lapsed_claim_is_taken_over_and_a_renewed_one_is_not(lost):
    with started() as trial:
        trial.person.do("createDeveloperMetadata", claim(until=from_now(-1)))
        trial.server.fail(*[LOST_500] * lost, effort=Effort.WRITE)
        trial.announce()
        (ours,) = claims(trial)
        assert ours != "sheet2eval-run-other"
        trial.book.give_back()
        trial.person.do("createDeveloperMetadata", claim(until=from_now(-1)))
        tables = trial.book.read()
        trial.server.before(1, lambda: renewed_by_other(trial.person), Effort.WRITE)
        with pytest.raises(InUseError):
            trial.book.check_writable(plan("")(tables), tables)


def renewed_by_other(person):
    lookup = {"developerMetadataLookup": {"metadataId": CLAIM_ID}}
    person.do("deleteDeveloperMetadata", {"dataFilter": lookup})
    person.do("createDeveloperMetadata", claim())


def test_a_dead_holder_is_waited_for_no_longer_than_its_lease():
    with started() as trial:
        other = elsewhere(trial)
        trial.announce()
        with pytest.raises(InUseError):
            announce(other)
        began = trial.clock.now()
        other.wait_until_free()
        assert LEASE_S < trial.clock.now() - began < LEASE_S + 30
        announce(other)
        assert len(claims(trial)) == 1


def test_a_holder_that_lives_renews_it_when_that_is_due():
    with started() as trial:
        other = elsewhere(trial)
        trial.announce()
        with pytest.raises(InUseError):
            announce(other)
        trial.server.log.clear()
        for _ in range(5):
            trial.clock.sleep(RENEW_AFTER_S / 2)
            trial.book.renew()
        assert trial.server.count(Effort.WRITE) == 2
        trial.clock.sleep(LEASE_S - RENEW_AFTER_S)
        with pytest.raises(InUseError):
            announce(other)


def test_the_status_line_renews_it_on_its_way():
    with started() as trial:
        trial.announce()
        trial.book.show_status("running, 1 of 2")
        trial.clock.sleep(RENEW_AFTER_S)
        trial.server.log.clear()
        trial.book.show_status("running, 2 of 2")
        trial.book.renew()
        assert trial.server.count(Effort.WRITE) == 1


def test_a_lock_that_others_took_meanwhile_is_left_to_them_and_the_scores_are_written():
    with started() as trial:
        trial.announce()
        renewed_by_other(trial.person)
        trial.clock.sleep(RENEW_AFTER_S)
        trial.book.renew()
        trial.write("new")
        trial.book.give_back()
        assert claims(trial) == ["sheet2eval-run-other"]
        assert trial.scores()["r1"] == "new r1"


def test_who_only_looks_takes_no_lock():
    with started() as trial:
        tables = trial.book.read()
        trial.book.check_writable(Updates(None, ()), tables)
        trial.book.renew()
        trial.book.give_back()
        assert claims(trial) == []


def test_a_write_that_was_refused_has_not_given_it_back():
    with started() as trial:
        trial.announce()
        trial.server.fail(DENIED, effort=Effort.WRITE)
        with pytest.raises(BookError):
            trial.write()
        assert len(claims(trial)) == 1
        trial.book.give_back()
        assert claims(trial) == []


NAMED = "from sheet2eval.books.google.holder import own_name; print(own_name(), flush=True); input()"


@pytest.mark.skipif(sys.platform == "win32", reason="there nobody can ask whether a process lives")
def test_a_process_of_this_machine_holds_it_only_while_it_lives():
    command = [sys.executable, "-c", NAMED]
    with (
        started() as trial,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other,
    ):
        name = other.stdout.readline().strip()
        trial.person.do("createDeveloperMetadata", claim(name))
        with pytest.raises(InUseError):
            trial.announce()
        other.communicate("\n")
        trial.announce()
        assert claims(trial) == [THIS_PROCESS]


@pytest.mark.parametrize("name", ["sheet2eval-run-0123456789abcdef-1-00", "somebody", ""])
def test_of_who_works_elsewhere_nobody_knows_whether_they_live(name):
    assert not has_died(name)
