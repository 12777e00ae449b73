"""A Google Sheet that people have open: ticked, edited and read while it is graded, on a server of our own."""

import os
import subprocess
import sys

import pytest

from sheet2eval.books.google.book import GoogleBook
from sheet2eval.books.google.structure import CLAIM_ID
from sheet2eval.books.google.waiting import NO_LATER, Pace
from sheet2eval.testing.sheets import EXHAUSTED, Access, Effort, SheetsServer
from tests.books.google.trial import Clock
from tests.cli.unattended.conftest import COUNTING, asked
from tests.waiting import until

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
    server.log.clear()
    told = cli("sync", sheet)
    assert told.code == 0
    assert server.count(Effort.READ) <= 6
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


@pytest.mark.parametrize("is_ticked", [False, True])
def test_a_google_that_refuses_the_scores_is_given_up_and_the_next_sync_writes_them(
    cli, server, folder, sheet, monkeypatch, is_ticked
):
    clock = Clock()
    monkeypatch.setattr(GoogleBook.__init__, "__defaults__", (Pace(clock.now, clock.sleep),))
    if is_ticked:
        server.person(key(sheet)).tick("re-grade now")
    server.after(1, lambda: setattr(server.troubles, "lasting", EXHAUSTED), Effort.WRITE)
    told = cli("sync", sheet)
    assert (told.code, "run again later" in told.err) == (4, True)
    assert clock.now() <= 180
    assert len(server.log) <= 60
    server.troubles.lasting = None
    assert cli("sync", sheet).code == 0
    assert asked(folder) == ["a", "b"]
    assert [row[1] for row in server.texts(key(sheet), "eval-scores")[1:]] == ["bot", "bot"]
    assert setting(server, sheet, "re-grade now") == "FALSE"


def test_a_tick_that_we_may_not_clear_is_found_before_anything_is_asked(cli, server, folder, sheet):
    person = server.person(key(sheet))
    person.tick("re-grade now")
    person.protect("settings", "", "Ada only")
    told = cli("sync", sheet)
    assert (told.code, "is protected (Ada only)" in told.err) == (4, True)
    assert asked(folder) == []


def test_a_tick_is_cleared_where_it_stands_when_the_scores_are_written(cli, server, folder, sheet):
    person = server.person(key(sheet))
    person.tick("re-grade now")
    server.after(1, lambda: person.insert_rows("settings", 2), Effort.WRITE)
    assert cli("sync", sheet).code == 0
    assert server.texts(key(sheet), "settings")[1:] == [[], ["targets", "bot"], ["re-grade now", "FALSE"]]


def test_access_that_was_revoked_is_one_line(cli, server, sheet):
    cli("sync", sheet)
    server.person(key(sheet)).share(Access.NONE)
    told = cli("sync", sheet)
    assert told.code == 4
    assert len(told.err.splitlines()) == 1


HELD = "while not pathlib.Path(__file__).with_name('go').exists(): time.sleep(0.01)"


@pytest.fixture
def machine(folder, sheet):
    """Starts a sync as another machine does, with a state of its own; what it says stands in a file of that name."""
    (folder / "bot.py").write_text(
        "import time\n" + COUNTING.replace("    return", f"    {HELD}\n    return")
    )
    begun = []

    def start(name):
        env = {**os.environ, "SHEET2EVAL_HOME": str(folder / name)}
        with (folder / f"{name}.txt").open("w") as said:
            command = [sys.executable, "-m", "sheet2eval", "sync", sheet]
            begun.append(subprocess.Popen(command, stdout=said, stderr=said, cwd=folder, env=env))
        return begun[-1]

    yield start
    for process in begun:
        process.kill()
        process.wait()


def is_waiting(folder, name):
    return "in use by a run on another machine: waiting" in (folder / f"{name}.txt").read_text()


def test_the_second_machine_waits_and_finds_nothing_to_do(server, folder, sheet, machine):
    first = machine("first")
    until(lambda: asked(folder))
    second = machine("second")
    until(lambda: is_waiting(folder, "second"))
    (folder / "go").touch()
    assert first.wait(60) == 0
    assert second.wait(60) == 0
    assert (folder / "second.txt").read_text().endswith(f"{sheet}: nothing changed\n")
    assert asked(folder) == ["a", "b"]


def change_claim(person, name, value):
    """Let whoever holds the lock be somebody else, or hold it until another time."""
    lookup = {"developerMetadataLookup": {"metadataId": CLAIM_ID}}
    changed = {"dataFilters": [lookup], "developerMetadata": {name: value}, "fields": name}
    person.do("updateDeveloperMetadata", changed)


@pytest.mark.skipif(sys.platform == "win32", reason="there nobody can ask whether a process lives")
def test_a_run_that_was_killed_holds_nobody_up_on_its_machine(server, folder, sheet, machine):
    first = machine("first")
    until(lambda: asked(folder))
    first.kill()
    first.wait()
    (folder / "go").touch()
    assert machine("second").wait(60) == 0
    assert not is_waiting(folder, "second")
    assert "2 of 2 cases graded anew" in (folder / "second.txt").read_text()


def test_a_machine_that_died_holds_the_others_up_only_until_its_lock_lapses(server, folder, sheet, machine):
    first = machine("first")
    until(lambda: asked(folder))
    first.kill()
    first.wait()
    person = server.person(key(sheet))
    change_claim(person, "metadataKey", "sheet2eval-run-elsewhere")
    second = machine("second")
    until(lambda: is_waiting(folder, "second"))
    change_claim(person, "metadataValue", "2020-01-01T00:00:00+00:00")
    (folder / "go").touch()
    assert second.wait(60) == 0
    assert "2 of 2 cases graded anew" in (folder / "second.txt").read_text()
    assert not [mark for mark in person.document.metadata if mark["metadataId"] == CLAIM_ID]
