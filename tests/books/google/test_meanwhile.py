"""People edit while results are written: nothing of theirs is lost, and each score stands beside its id."""

from __future__ import annotations

from contextlib import suppress

import pytest

from sheet2eval.errors import BookError
from sheet2eval.testing.sheets import Effort
from tests.books.google.trial import IDS, plan, started

EDITS = {
    "sort": lambda person: person.do(
        "sortRange",
        {
            "range": {"sheetId": 0, "startRowIndex": 1},
            "sortSpecs": [{"dimensionIndex": 0, "sortOrder": "DESCENDING"}],
        },
    ),
    "insert a row": lambda person: person.insert_rows("input", 2),
    "insert rows above the header": lambda person: person.insert_rows("input", 1, 2),
    "delete a row": lambda person: person.delete_rows("input", 3),
    "insert a column at the left": lambda person: person.insert_columns("input", "A"),
    "insert a column before ours": lambda person: person.insert_columns("input", "D"),
    "delete a column": lambda person: person.delete_columns("input", "B"),
    "delete a column of ours": lambda person: person.delete_columns("input", "D"),
    "rename the tab": lambda person: person.rename_tab("input", "prompts"),
    "add a tab": lambda person: person.add_tab("mine"),
    "write beside": lambda person: person.type("input", "B2", "Changed"),
}
MOMENTS = {"between our looks": (2, Effort.READ), "before our edits": (1, Effort.WRITE)}


def edited(name):
    """What the person has after this edit where nobody else writes."""
    with started() as trial:
        EDITS[name](trial.person)
        return trial.theirs(trial.titles()[0])


@pytest.mark.parametrize(
    ("moment", "is_written"),
    [("between our looks", True), ("before our edits", False), ("before our edits", True)],
)
@pytest.mark.parametrize("name", EDITS)
def test_an_edit_meanwhile_loses_nothing_and_moves_no_score(name, moment, is_written):
    with started() as trial:
        if is_written:
            trial.write("old")
        trial.announce()
        nth, effort = MOMENTS[moment]
        trial.server.before(nth, lambda: EDITS[name](trial.person), effort)
        trial.write("new")
        assert trial.server.script.is_done
        title = trial.titles()[0]
        assert trial.theirs(title) == edited(name)
        trial.write("new")  # the next sync
        assert trial.theirs(title) == edited(name)
        ids = [each for each in IDS if name != "delete a row" or each != "r2"]
        assert trial.scores(title) == {each: f"new {each}" for each in ids}
        assert trial.strays(title) == []
        assert sorted(each for each in trial.titles() if each.startswith("eval")) == [
            "eval-scores",
            "eval-summary",
        ]


def test_where_google_does_not_say_how_rows_stand_after_a_write_they_are_read(monkeypatch):
    monkeypatch.setattr("sheet2eval.books.google.api.columns_shown", lambda _said: {})
    with started() as trial:
        trial.announce()
        trial.server.before(1, lambda: EDITS["sort"](trial.person), Effort.WRITE)
        trial.write("new")
        assert trial.server.script.is_done
        assert trial.scores() == {each: f"new {each}" for each in IDS}


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("tab", ["eval-scores", "eval-summary"])
def test_a_tab_of_ours_that_is_deleted_is_made_again(tab, moment):
    with started() as trial:
        trial.write("old")
        trial.announce()
        nth, effort = MOMENTS[moment]
        trial.server.before(nth, lambda: trial.person.delete_tab(tab), effort)
        trial.write("new")
        assert sorted(trial.titles()) == ["eval-scores", "eval-summary", "input", "notes"]
        assert [line[1] for line in trial.texts("eval-scores")[1:]] == ["new"] * 5


VERDICTS_BY_PEOPLE = {
    "sort": lambda person: person.do(
        "sortRange",
        {
            "range": {"sheetId": person.document.titled("eval-scores").id, "startRowIndex": 1},
            "sortSpecs": [{"dimensionIndex": 0, "sortOrder": "DESCENDING"}],
        },
    ),
    "insert a row": lambda person: person.insert_rows("eval-scores", 3),
    "insert a column": lambda person: person.insert_columns("eval-scores", "B"),
    "insert a column before theirs": lambda person: person.insert_columns("eval-scores", "D"),
    "judge another": lambda person: person.type("eval-scores", "D4", "pass"),
    "write beside": lambda person: person.type("eval-scores", "F2", "my remark"),
}


def by_id(trial, header):
    headers, *rows = [line for line in trial.texts("eval-scores") if line]
    at, wanted = headers.index("id"), headers.index(header)
    return {line[at]: line[wanted] for line in rows if len(line) > wanted and line[at] and line[wanted]}


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("name", VERDICTS_BY_PEOPLE)
def test_what_people_judged_stays_beside_its_id(name, moment):
    with started() as trial:
        trial.write("old")
        trial.person.type("eval-scores", "D3", "fail")  # of r2
        trial.announce()
        nth, effort = MOMENTS[moment]
        trial.server.before(nth, lambda: VERDICTS_BY_PEOPLE[name](trial.person), effort)
        trial.write("new")
        trial.write("new")
        expected = {"r2": "fail"} | ({"r3": "pass"} if name == "judge another" else {})
        assert by_id(trial, "human verdict") == expected
        assert by_id(trial, "verdict") == dict.fromkeys(IDS, "new")
        assert by_id(trial, "fingerprint") == {each: f"print {each}" for each in IDS}


def test_a_person_who_never_stops_does_not_hold_us_for_ever():
    with started() as trial:
        trial.write("old")
        for number in range(1, 60):
            trial.server.before(number, lambda: trial.person.insert_columns("input", "A"), Effort.WRITE)
        with suppress(BookError):
            trial.write("new")
        assert len(trial.server.log) < 60


def test_a_tab_of_theirs_with_the_name_of_ours_is_left_alone():
    with started() as trial:
        trial.person.add_tab("eval-scores")
        trial.person.type("eval-scores", "A1", "mine")
        with pytest.raises(BookError, match="eval-scores"):
            trial.write("new")
        assert trial.texts("eval-scores") == [["mine"]]


def test_a_protection_put_up_meanwhile_leaves_nothing_half_done():
    with started() as trial:
        trial.write("old")
        trial.announce()
        before = {title: trial.texts(title) for title in trial.titles()}
        trial.server.before(1, lambda: trial.person.protect("input", "", "Ask Ada first"), Effort.WRITE)
        with pytest.raises(BookError, match="Ask Ada first"):
            trial.write("new")
        assert {title: trial.texts(title) for title in trial.titles()} == before


def test_our_texts_are_texts():
    with started() as trial:
        trial.write("=SUM(1)")
        values = [
            cell["userEnteredValue"]
            for tab in trial.server.document(trial.key).tabs
            for row in tab.cells.values()
            for cell in row.values()
            if "userEnteredValue" in cell
        ]
        assert not any("formulaValue" in value for value in values)
        assert {"stringValue": "=SUM(1) r1"} in values


MANY = [["id", "input"], *([f"r{number}", "Hi"] for number in range(60))]


@pytest.mark.parametrize("name", VERDICTS_BY_PEOPLE)
def test_an_edit_between_the_parts_of_a_large_write(name):
    with started(rows=MANY) as trial:
        trial.book.write(plan("old", cells=10))
        trial.person.type("eval-scores", "D3", "fail")  # of r1
        trial.announce()
        trial.server.before(2, lambda: VERDICTS_BY_PEOPLE[name](trial.person), Effort.WRITE)
        trial.book.write(plan("new", cells=49_000))
        assert trial.server.script.is_done
        trial.book.write(plan("new", cells=49_000))
        ids = [line[0] for line in MANY[1:]]
        assert by_id(trial, "human verdict") == {"r1": "fail"} | (
            {"r2": "pass"} if name == "judge another" else {}
        )
        assert by_id(trial, "verdict") == dict.fromkeys(ids, "new")
        responses = by_id(trial, "response")
        assert {each: text.rstrip("x") for each, text in responses.items()} == {
            each: f"+new {each}" for each in ids
        }


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_between_reading_and_the_check_before_spending(name):
    with started() as trial:
        trial.write("old")
        tables = trial.book.read()
        EDITS[name](trial.person)
        trial.book.check_writable(plan("")(tables), tables)
        trial.write("new")
        assert trial.theirs(trial.titles()[0]) == edited(name)
