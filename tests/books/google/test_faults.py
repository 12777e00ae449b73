"""Google fails, or its answer gets lost: nothing is doubled, nothing half done, and there is an end to trying."""

from __future__ import annotations

from contextlib import suppress

import pytest

from sheet2eval.books.google.book import GoogleBook
from sheet2eval.books.google.waiting import Pace
from sheet2eval.errors import BookError
from sheet2eval.testing.sheets import (
    ACCOUNT,
    DENIED,
    EXHAUSTED,
    INTERNAL,
    LOST_500,
    LOST_503,
    LOST_RESET,
    NOT_FOUND,
    RESET,
    UNAUTHENTICATED,
    UNAVAILABLE,
    Access,
    ApiError,
    Effort,
    SheetsFault,
)
from tests.books.google.trial import IDS, plan, started

LOST = {"500": LOST_500, "503": LOST_503, "reset": LOST_RESET}
PASSING = {"429": EXHAUSTED, "500": INTERNAL, "503": UNAVAILABLE, "reset": RESET}
MOST_S, MOST_REQUESTS = 180, 60  # until a fault that lasts is given up


def outline(trial):
    """All that a person sees, and what it is made of."""
    document = trial.server.document(trial.key)
    texts = {title: trial.texts(title) for title in trial.titles()}
    sizes = {tab.title: tab.properties["gridProperties"] for tab in document.tabs}
    laid = {
        tab.title: (len(tab.protected_ranges), len(tab.conditional_formats), len(tab.charts), len(tab.merges))
        for tab in document.tabs
    }
    return texts, sizes, laid, len(document.metadata)


@pytest.fixture(scope="module", params=[0, 1], ids=["first run", "later run"])
def written_before(request):
    return request.param


@pytest.fixture(scope="module")
def wanted(written_before):
    """What stands there where nothing goes wrong."""
    with started() as trial:
        for _ in range(written_before):
            trial.write("old")
        trial.write("new")
        return outline(trial)


@pytest.mark.parametrize(("name", "times"), [("500", 1), ("503", 2), ("reset", 1), ("reset", 2)])
def test_an_edit_whose_answer_is_lost_is_not_made_twice(name, times, written_before, wanted):
    with started() as trial:
        for _ in range(written_before):
            trial.write("old")
        trial.server.fail(*[LOST[name]] * times, effort=Effort.WRITE)
        trial.write("new")
        assert outline(trial) == wanted
        trial.write("new")
        assert outline(trial) == wanted


@pytest.mark.parametrize(("name", "nth"), [("429", 1), ("500", 2), ("503", 3), ("reset", 3)])
def test_what_passes_is_waited_out(name, nth, written_before, wanted):
    with started() as trial:
        for _ in range(written_before):
            trial.write("old")
        trial.server.fail(*[None] * (nth - 1), PASSING[name], PASSING[name])
        trial.write("new")
        assert outline(trial) == wanted
        assert 0 < sum(trial.clock.slept) < MOST_S


@pytest.mark.parametrize(
    ("name", "effort"),
    [("429", None), ("500", None), ("503", Effort.READ), ("reset", Effort.WRITE), ("429", Effort.WRITE)],
)
def test_what_lasts_is_given_up_in_one_line(name, effort):
    with started() as trial:
        trial.write("old")
        before = outline(trial)
        asked, began = len(trial.server.log), trial.clock.now()
        if effort is None:
            trial.server.troubles.lasting = PASSING[name]
        else:
            trial.server.fail(*[PASSING[name]] * 100, effort=effort)
        with pytest.raises(BookError) as given_up:
            trial.write("new")
        assert len(str(given_up.value).splitlines()) == 1
        assert len(trial.server.log) - asked <= MOST_REQUESTS
        assert trial.clock.now() - began <= MOST_S
        assert outline(trial) == before


def test_answers_that_are_always_lost_are_given_up_with_all_or_nothing_written(wanted, written_before):
    with started() as trial:
        for _ in range(written_before):
            trial.write("old")
        before = outline(trial)
        trial.server.fail(*[LOST_500] * 100, effort=Effort.WRITE)
        with suppress(BookError):
            trial.write("new")
        assert trial.clock.now() <= MOST_S
        assert outline(trial)[:-1] in (before[:-1], wanted[:-1])  # but for the marks that nobody sees


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (UNAUTHENTICATED, "credentials"),
        (DENIED, "share it with"),
        (NOT_FOUND, "finds no such sheet"),
        (SheetsFault(ApiError(400, "This operation is not supported")), "not supported"),
    ],
)
@pytest.mark.parametrize("nth", [1, 3])
def test_what_does_not_pass_is_told_at_once_and_changes_nothing(fault, said, nth):
    with started() as trial:
        trial.write("old")
        before, asked = outline(trial), len(trial.server.log)
        trial.server.fail(*[None] * (nth - 1), *[fault] * 100)
        with pytest.raises(BookError, match=said) as refused:
            trial.write("new")
        assert len(str(refused.value).splitlines()) == 1
        assert len(trial.server.log) - asked <= 20
        assert outline(trial) == before


def test_access_that_is_taken_away_between_reading_and_writing(monkeypatch):
    with started() as trial:
        trial.write("old")
        before = outline(trial)
        trial.server.before(3, lambda: trial.person.share(Access.READER))
        with pytest.raises(BookError, match="access"):
            trial.write("new")
        assert outline(trial) == before


def test_who_may_only_read_is_told_before_anything_is_paid_for():
    with started() as trial:
        trial.person.share(Access.READER)
        tables = trial.book.read()
        with pytest.raises(BookError, match="as an editor"):
            trial.book.check_writable(plan("new")(tables), tables)


@pytest.mark.parametrize("cells", ["", "D1:D6", "A1:H1"])
def test_a_protection_is_found_before_anything_is_paid_for(cells):
    with started() as trial:
        trial.person.protect("input", cells, "Ask Ada first")
        before = outline(trial)
        tables = trial.book.read()
        with pytest.raises(BookError, match="Ask Ada first"):
            trial.book.check_writable(plan("new")(tables), tables)
        with pytest.raises(BookError, match="Ask Ada first"):
            trial.write("new")
        assert outline(trial) == before


def test_a_protection_of_other_cells_is_no_hindrance():
    with started() as trial:
        trial.person.protect("input", "B2:B6", "Ada's")
        trial.write("new")
        assert trial.scores() == {each: f"new {each}" for each in IDS}


def test_a_protection_that_names_us_is_none():
    with started() as trial:
        held = {"range": {"sheetId": 0}, "editors": {"users": [ACCOUNT]}}
        trial.person.do("addProtectedRange", {"protectedRange": held})
        trial.write("new")
        assert trial.scores() == {each: f"new {each}" for each in IDS}


def test_a_sheet_in_the_trash_is_told():
    with started() as trial:
        trial.person.trash()
        with pytest.raises(BookError, match="trash"):
            trial.book.read()


def test_a_key_that_nobody_has(monkeypatch):
    with started() as trial, pytest.raises(BookError, match="finds no such sheet"):
        GoogleBook("gsheet:nobody", Pace(trial.clock.now, trial.clock.sleep)).read()


@pytest.mark.parametrize(("name", "nth"), [("500", 1), ("reset", 2), ("503", 3)])
def test_large_results_come_in_several_requests_each_of_which_may_get_lost(name, nth):
    rows = [["id", "input"], *([f"r{number}", "Hi"] for number in range(60))]
    with started(rows=rows) as trial:
        trial.server.fail(*[None] * (nth - 1), LOST[name], effort=Effort.WRITE)
        trial.book.write(plan("new", cells=49_000))
        scores = trial.texts("eval-scores")
        assert [line[0] for line in scores] == ["id", *(f"r{number}" for number in range(60))]
        assert {len(line[2]) for line in scores[1:]} <= {49_000 + len("+new r1"), 49_000 + len("+new r10")}
        assert all(len(entry.asked.sent) <= 2_100_000 for entry in trial.server.log)
        assert trial.server.count(Effort.WRITE) >= 2


def test_a_quota_that_others_use_up_is_waited_for():
    with started() as trial:
        for _ in range(60):
            trial.server.quota.take(Effort.WRITE)
            trial.server.quota.take(Effort.READ)
        trial.write("new")
        assert trial.scores() == {each: f"new {each}" for each in IDS}
        assert sum(trial.clock.slept) >= 59
