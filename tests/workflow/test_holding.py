"""The lock of a live book beside a run: renewed, and given back however the run ends."""

from __future__ import annotations

import threading

import pytest

from sheet2eval.books.google.lock import RENEW_AFTER_S
from sheet2eval.books.google.structure import CLAIM_ID
from sheet2eval.books.memory import MemoryBook
from sheet2eval.errors import InUseError
from sheet2eval.testing.sheets import DENIED, Effort
from sheet2eval.workflow.holding import held, planned_alone
from tests.books.google.trial import claim, started


def is_claimed(trial):
    return any(mark["metadataId"] == CLAIM_ID for mark in trial.server.document(trial.key).metadata)


def test_what_is_held_is_renewed_while_it_goes_on_and_then_given_back():
    with started() as trial:
        renewed = threading.Event()
        with held(trial.book, between_s=0.01):
            trial.announce()
            trial.server.after(1, renewed.set, Effort.WRITE)
            trial.clock.sleep(RENEW_AFTER_S)
            assert renewed.wait(10)
            assert is_claimed(trial)
        assert not is_claimed(trial)


def test_it_is_given_back_where_the_run_breaks():
    def run(book, announce):
        with held(book):
            announce()
            raise KeyboardInterrupt

    with started() as trial:
        with pytest.raises(KeyboardInterrupt):
            run(trial.book, trial.announce)
        assert not is_claimed(trial)


def test_a_fault_in_giving_it_back_is_no_fault_of_the_run():
    with started() as trial, held(trial.book):
        trial.announce()
        trial.server.fail(*[DENIED] * 9)


def test_who_takes_no_lock_sends_nothing():
    with started() as trial:
        with held(trial.book, between_s=0.01):
            pass
        assert trial.server.log == []


def test_a_plan_is_made_anew_after_each_wait():
    with started() as trial:
        trial.person.do("createDeveloperMetadata", claim())
        plans, told = [], []

        def plan():
            plans.append(len(plans))
            trial.announce()
            return plans[-1]

        assert planned_alone(trial.book, plan, told.append) == 1
        assert told == [f"{trial.book.name} is in use by a run on another machine"]


def test_a_book_without_a_lock_is_waited_for_by_nobody():
    def plan():
        raise InUseError("taken")

    with pytest.raises(InUseError), held(MemoryBook([])):
        planned_alone(MemoryBook([]), plan, print)
