"""A Google Sheet that people have open: ticked, edited and read while it is graded, on a server of our own."""

import pytest

from sheet2eval.books.google.book import GoogleBook
from sheet2eval.books.google.waiting import NO_LATER, Pace
from sheet2eval.testing.sheets import EXHAUSTED, Access, Effort, SheetsServer
from tests.books.google.trial import Clock
from tests.cli.unattended.conftest import COUNTING, asked

TABS = {
    "input": [["id", "input"], ["a", "one?"], ["b", "two?"]],
    "ideal-behavior": [
        ["id", "ideal behavior", "check"],
        ["a", "yes", "contains: yes"],
        ["b", "yes", "contains: yes"],
    ],
    "settings": [["setting", "value"], ["targets", "bot"], ["re-grade now", False]],
}


@pytest.fixture
def server(folder, monkeypatch):
    (folder / "bot.py").write_text(COUNTING)
    (folder / "says.txt").write_text("yes")
    with SheetsServer() as server:
        monkeypatch.setenv("SHEET2EVAL_GOOGLE_API", server.url)
        yield server
        assert not server.violations


@pytest.fixture
def sheet(server):
    return f"gsheet:{server.create('Reminders', TABS)}"


def key(sheet):
    return sheet.removeprefix("gsheet:")


def setting(server, sheet, name):
    return next(row[1] for row in server.texts(key(sheet), "settings") if row[0] == name)


def test_nothing_is_written_where_nothing_changed(cli, server, folder, sheet):
    assert cli("sync", sheet).code == 0
    reads, writes = server.count(Effort.READ), server.count(Effort.WRITE)
    assert reads <= 6
    assert writes <= 4
    told = cli("sync", sheet)
    assert (told.code, told.out) == (0, f"{sheet}: nothing changed\n")
    assert server.count(Effort.WRITE) == writes
    assert asked(folder) == ["a", "b"]


def test_a_tick_grades_every_case_tells_how_far_it_is_and_is_cleared(cli, server, folder, sheet):
    (folder / "bot.py").write_text(f"import time\n{COUNTING.replace('return', 'time.sleep(0.5); return')}")
    cli("sync", sheet)
    server.person(key(sheet)).tick("re-grade now")
    statuses = []
    for number in (1, 2, 3):
        server.after(
            number, lambda: statuses.extend(server.texts(key(sheet), "eval-summary")[0]), Effort.WRITE
        )
    told = cli("sync", sheet)
    assert told.code == 0
    assert asked(folder) == ["a", "a", "b", "b"]
    assert "running, 0 of 2" in statuses
    assert setting(server, sheet, "re-grade now") == "FALSE"
    assert not any("running" in text for row in server.texts(key(sheet), "eval-summary") for text in row)
    assert cli("sync", sheet).out.endswith("nothing changed\n")


def test_a_fault_of_set_up_stands_in_the_sheet_in_words_until_it_is_mended(cli, server, folder, sheet):
    cli("sync", sheet)
    server.person(key(sheet)).tick("re-grade now")
    good = (folder / "sheet2eval.toml").read_text()
    (folder / "sheet2eval.toml").write_text("[targets.other]\nkind = 'recorded'\n")
    assert cli("sync", sheet).code == 4
    assert "could not be graded: " in " ".join(server.texts(key(sheet), "eval-summary")[0])
    assert setting(server, sheet, "re-grade now") == "FALSE"
    (folder / "sheet2eval.toml").write_text(good)
    assert cli("sync", sheet).code == 0
    assert "could not be graded" not in " ".join(server.texts(key(sheet), "eval-summary")[0])


def test_people_are_told_by_the_title_of_the_sheet_with_links_into_it(cli, server, folder, sheet, hook):
    cli("sync", sheet)
    server.person(key(sheet)).type("ideal-behavior", "C2", "contains: no")
    assert cli("sync", sheet).code == 1
    (text,) = hook.texts
    address = f"https://docs.google.com/spreadsheets/d/{key(sheet)}/edit#gid="
    assert text.startswith(f"*<{address}")
    assert "&range=A1|Reminders>*" in text
    assert f"<{address}0&range=A2|a>" in text


def test_a_google_that_never_answers_is_waited_for_once(cli, server, sheet, monkeypatch):
    clock = Clock()
    monkeypatch.setattr(GoogleBook.__init__, "__defaults__", (Pace(clock.now, clock.sleep),))
    server.troubles.lasting = EXHAUSTED
    told = cli("sync", sheet)
    assert (told.code, "run again later" in told.err) == (4, True)
    assert clock.now() <= NO_LATER


def test_access_that_was_revoked_is_one_line(cli, server, sheet):
    cli("sync", sheet)
    server.person(key(sheet)).share(Access.NONE)
    told = cli("sync", sheet)
    assert told.code == 4
    assert len(told.err.splitlines()) == 1
