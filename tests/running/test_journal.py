"""What was answered is not asked again, and nothing is held for longer than it is needed."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheet2eval.running.journal import FILE_NAME, Journal, journal_bytes
from sheet2eval.running.journal_run import KEPT_DAYS
from sheet2eval.types import Response
from tests.running.made import RESPONSES, TEXTS, key

STARTED = datetime(2025, 4, 10, 9, 30, tzinfo=UTC)


@pytest.fixture
def reopen(tmp_path):
    """Opens the journal anew, as the next process would."""
    opened = []

    def open_again():
        if opened:
            opened.pop().close()
        opened.append(Journal(tmp_path))
        return opened[-1]

    yield open_again
    for journal in opened:
        journal.close()


def begin(journal, sheet="a.xlsx", targets=("bot",), repeats=1, started=STARTED):
    return journal.begin(sheet, targets, repeats, started)


def keep(run, answers, *, judge_broke=False):
    async def work():
        await asyncio.gather(
            *(run.keep(at, answer, judge_broke=judge_broke) for at, answer in answers.items())
        )

    asyncio.run(work())


def test_an_unfinished_run_goes_on(reopen):
    run = begin(reopen())
    keep(run, {key("a"): Response("Hello"), key("b", 2): Response("Bye")})
    again = begin(reopen(), started=STARTED + timedelta(days=1))
    assert (again.id, again.started) == (run.id, STARTED)
    assert again.answer(key("a")) == Response("Hello")
    assert again.answer(key("b", 2)) == Response("Bye")
    assert key("a") in again


@pytest.mark.parametrize(
    "other", [key("b"), key("a", 2), key("a", target="cat"), key("a", asked="other")], ids=str
)
def test_only_what_was_asked_is_answered(reopen, other):
    keep(begin(reopen()), {key("a"): Response("Hello")})
    again = begin(reopen())
    assert again.answer(other) is None
    assert other not in again


def test_what_is_asked_again_in_other_words_replaces_the_answer(reopen):
    keep(begin(reopen()), {key("a"): Response("Hello")})
    keep(begin(reopen()), {key("a", asked="other"): Response("Bye")})
    again = begin(reopen())
    assert again.answer(key("a")) is None
    assert again.answer(key("a", asked="other")) == Response("Bye")


@pytest.mark.parametrize("other", [{"sheet": "b.xlsx"}, {"targets": ("bot", "cat")}, {"repeats": 2}], ids=str)
def test_another_run_begins_anew(reopen, other):
    run = begin(reopen())
    keep(run, {key("a"): Response("Hello")})
    assert begin(reopen(), **other).id != run.id
    assert begin(reopen(), **other).answer(key("a")) is None
    assert begin(reopen()).id == run.id


def test_targets_are_the_same_in_any_order(reopen):
    run = begin(reopen(), targets=("bot", "cat"))
    keep(run, {key("a"): Response("Hello")})
    assert begin(reopen(), targets=("cat", "bot")).id == run.id


def test_a_finished_run_is_not_gone_on_with(reopen):
    run = begin(reopen())
    keep(run, {key("a"): Response("Hello")})
    run.finish()
    again = begin(reopen())
    assert again.id != run.id
    assert again.answer(key("a")) is None


def test_a_run_that_holds_nothing_is_not_gone_on_with(reopen):
    begin(reopen())
    later = STARTED + timedelta(days=1)
    assert begin(reopen(), started=later).started == later


def test_what_was_postponed_is_left_to_the_next_run(reopen):
    first = begin(reopen())
    keep(first, {key(name): Response(name) for name in "abc"})
    asyncio.run(first.judgements.keep("b", b"good"))
    second = begin(reopen())
    second.finish(postponed=[key("b"), key("c", asked="other words"), key("d")])
    third = begin(reopen())
    assert third.id != first.id
    assert third.started == first.started
    assert [third.answer(key(name)) for name in "abc"] == [None, Response("b"), None]
    assert third.judgements.get("b") == b"good"
    assert {case_id for case_id, _ in last_answers(reopen())} == {"a", "b", "c"}


def test_no_older_answer_stands_for_a_case_that_broke(reopen):
    first = begin(reopen())
    keep(first, {key("a"): Response("a"), key("b"): Response("b")})
    first.finish()
    second = begin(reopen())
    keep(second, {key("a"): Response(error="status 500")})
    second.finish()
    assert {case_id for case_id, _ in last_answers(reopen())} == {"b"}


def test_errors_are_not_kept(reopen):
    keep(begin(reopen()), {key("a"): Response(error="status 500")})
    assert begin(reopen()).answer(key("a")) is None


def test_where_the_judge_broke_the_next_run_has_the_answer(reopen):
    run = begin(reopen())
    keep(run, {key("a"): Response("Hello"), key("b"): Response("Bye")})
    keep(run, {key("a"): Response("Hello")}, judge_broke=True)
    run.finish()
    second = begin(reopen())
    assert second.id != run.id
    assert second.answer(key("b")) is None
    assert [second.answer(key("a")) for _ in range(2)] == [Response("Hello")] * 2
    assert begin(reopen()).answer(key("a")) == Response("Hello")  # it is the second run's now
    second = begin(reopen())
    second.answer(key("a"))
    second.finish()
    assert begin(reopen()).answer(key("a")) is None


def test_a_run_that_does_not_need_the_answer_leaves_it_for_the_next(reopen):
    run = begin(reopen())
    keep(run, {key("a"): Response("Hello")}, judge_broke=True)
    run.finish()
    begin(reopen()).finish()
    assert begin(reopen(), sheet="b.xlsx").answer(key("a")) is None
    assert begin(reopen()).answer(key("a")) == Response("Hello")


def test_where_the_judge_breaks_again_so_does_the_run_after(reopen):
    for _ in range(3):
        run = begin(reopen())
        keep(run, {key("a"): Response("Hello")}, judge_broke=True)
        run.finish()
    assert begin(reopen()).answer(key("a")) == Response("Hello")


def last_answers(journal, sheet="a.xlsx", target="bot"):
    return {(kept.key.case_id, kept.key.trial): kept for kept in journal.last_answers(sheet, target)}


def test_the_last_answers_of_each_case(reopen):
    first = begin(reopen(), repeats=2)
    keep(first, {key("a"): Response("a1"), key("a", 2): Response("a2"), key("b"): Response("b1")})
    first.finish()
    second = begin(reopen(), started=STARTED + timedelta(hours=1))
    keep(second, {key("a", asked="new words"): Response("A1"), key("c"): Response(error="broke")})
    second.finish()
    keep(begin(reopen(), repeats=3), {key("d"): Response("d1"), key("d", target="cat"): Response("cat's")})
    kept = last_answers(reopen())
    assert {at: answer.response.text for at, answer in kept.items()} == {
        ("a", 1): "A1",
        ("b", 1): "b1",
        ("d", 1): "d1",
    }
    assert kept["a", 1].key == key("a", asked="new words")
    assert kept["a", 1].started == STARTED + timedelta(hours=1)
    assert not last_answers(reopen(), sheet="b.xlsx")
    assert [answer.response.text for answer in last_answers(reopen(), target="cat").values()] == ["cat's"]


def test_what_was_asked_again_takes_no_room(reopen, tmp_path):
    sizes = []
    for number in range(12):
        run = begin(reopen())
        keep(run, {key(str(case)): Response(chr(97 + number) * 20_000) for case in range(10)})
        run.finish()
        reopen()
        sizes.append(journal_bytes(tmp_path))
    assert sizes[-1] <= 1.2 * sizes[2]
    assert len(last_answers(reopen())) == 10


def test_what_is_old_is_pruned(reopen):
    old = begin(reopen(), sheet="old.xlsx")
    keep(old, {key("a"): Response("Hello")})
    young = begin(reopen(), sheet="young.xlsx", started=STARTED + timedelta(days=2))
    keep(young, {key("a"): Response("Hello")})
    begin(reopen(), started=STARTED + timedelta(days=KEPT_DAYS + 1)).finish()
    assert begin(reopen(), sheet="old.xlsx").id != old.id
    assert not last_answers(reopen(), "old.xlsx")
    assert begin(reopen(), sheet="young.xlsx").answer(key("a")) == Response("Hello")


@settings(max_examples=10)
@given(TEXTS, st.dictionaries(st.builds(key, TEXTS, st.integers(1, 3), TEXTS), RESPONSES, max_size=5))
def test_any_names_and_responses(sheet, answers):
    targets = {at.target for at in answers}
    with tempfile.TemporaryDirectory() as folder:
        with closing(Journal(Path(folder))) as journal:
            keep(begin(journal, sheet, targets), answers)
        with closing(Journal(Path(folder))) as journal:
            run = begin(journal, sheet, targets)
            for at, answer in answers.items():
                assert run.answer(at) == (answer if answer.error is None else None)


def test_what_was_not_waited_for_is_kept_when_the_journal_is_closed(reopen):
    async def interrupted():
        run = begin(reopen())
        tasks = [asyncio.create_task(run.keep(key(str(n)), Response("x"))) for n in range(50)]
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()

    asyncio.run(interrupted())
    again = begin(reopen())
    assert all(key(str(n)) in again for n in range(50))


def test_the_journal_is_one_file_when_it_is_closed(reopen, tmp_path):
    run = begin(reopen())
    keep(run, {key("a"): Response("Hello")})
    assert journal_bytes(tmp_path) > (tmp_path / FILE_NAME).stat().st_size
    reopen().close()
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
    assert journal_bytes(tmp_path) == (tmp_path / FILE_NAME).stat().st_size
