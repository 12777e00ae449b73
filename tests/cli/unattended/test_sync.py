"""Unattended: nothing without a change, everything that changed, and a word to people when something breaks."""

import os
import subprocess
import sys

import openpyxl
import pytest

from tests.cli.conftest import cells, make_book
from tests.cli.unattended.conftest import COUNTING, asked, edit
from tests.waiting import until


def break_target(folder):
    """Every case is asked again, since the configuration names another app."""
    (folder / "worse.py").write_text("def reply(messages, case):\n    return 'no'\n")
    text = (folder / "sheet2eval.toml").read_text()
    (folder / "sheet2eval.toml").write_text(text.replace("bot:reply", "worse:reply"))


def test_the_second_sync_asks_nobody_and_leaves_the_file_as_it_is(cli, folder, book):
    assert cli("sync", book).code == 0
    before = book.read_bytes()
    told = cli("sync", book)
    assert (told.code, told.out) == (0, f"{book}: nothing changed\n")
    assert asked(folder) == ["a", "b"]
    assert book.read_bytes() == before


@pytest.mark.parametrize("name", ["book.csv", "tabs"])
def test_files_of_separated_values_are_left_alone_as_well(cli, folder, name):
    if name == "tabs":
        (folder / "tabs").mkdir()
        (folder / "tabs" / "input.csv").write_text("id,input,weight\na,one?,1\n")
        (folder / "tabs" / "ideal-behavior.csv").write_text(
            "id,ideal behavior,check\na,At 7:00 AM.,contains: at\n"
        )
    else:
        (folder / name).write_text("id,input,ideal behavior,check\na,one?,At 7:00 AM.,contains: at\n")
    assert cli("sync", folder / name).code == 0
    assert cli("sync", folder / name).out.endswith("nothing changed\n")


def test_only_what_was_edited_is_asked_again(cli, folder, book):
    cli("sync", book)
    edit(book, "input", "B3", "two, please?")
    told = cli("sync", book)
    assert asked(folder) == ["a", "b", "b"]
    assert "1 of 2 cases graded anew" in told.out
    assert "2 of 2 cases pass" in told.out


@pytest.mark.parametrize(
    ("tab", "cell", "value", "then"),
    [
        ("eval-scores", "P2", "fail", lambda path: cells(path, "input")[0]["eval: verdict"] == "fail"),
        ("input", "C1", "skip", None),
        (
            "ideal-behavior",
            "C2",
            "contians: yes",
            lambda path: cells(path, "input")[0]["eval: verdict"] == "error",
        ),
        ("input", "A2", "a2", lambda path: [row["id"] for row in cells(path, "eval-scores")] == ["a2", "b"]),
        (
            "ideal-behavior",
            "A9",
            "gone",
            lambda path: "unknown-id" in {row["code"] for row in cells(path, "eval-problems")},
        ),
    ],
)
def test_what_needs_no_answer_is_written_too_and_then_it_is_quiet(cli, folder, book, tab, cell, value, then):
    cli("sync", book)
    edit(book, tab, cell, value)
    cli("sync", book)
    if then:
        assert then(book)
    assert cli("sync", book).out == f"{book}: nothing changed\n"


def test_a_tab_of_ours_that_was_deleted_comes_back(cli, folder, book):
    cli("sync", book)
    workbook = openpyxl.load_workbook(book)
    del workbook["eval-summary"]
    workbook.save(book)
    cli("sync", book)
    assert "eval-summary" in openpyxl.load_workbook(book).sheetnames
    assert asked(folder) == ["a", "b"]


def test_weights_change_the_rate_without_a_call(cli, folder, book):
    edit(book, "ideal-behavior", "C3", "contains: never")
    edit(book, "input", "C1", "weight")
    cli("sync", book)
    edit(book, "input", "C2", 9)
    assert "by weight" in cli("sync", book).out
    assert asked(folder) == ["a", "b"]
    assert cli("sync", book).out == f"{book}: nothing changed\n"


def test_the_gate_counts_the_whole_sheet_whether_or_not_something_changed(cli, folder, book):
    edit(book, "ideal-behavior", "C3", "contains: never")
    assert cli("sync", book, "--gate", "50%").code == 0
    told = cli("sync", book, "--gate", "60%")
    assert (told.code, "Gate missed" in told.err) == (1, True)
    edit(book, "input", "B3", "two, please?")
    assert cli("sync", book, "--gate", "50%").code == 0  # the one that was asked fails, the sheet does not


def test_what_broke_is_exit_1_once(cli, folder, book):
    cli("sync", book)
    break_target(folder)
    told = cli("sync", book)
    assert (told.code, "passed a, b before" in told.err) == (1, True)
    assert cli("sync", book).code == 0


def test_json_has_an_object_a_sheet(cli, folder, book):
    first, second = cli("sync", book, "--json").json, cli("sync", book, "--json").json
    assert [sheet["changed"] for sheet in (*first["sheets"], *second["sheets"])] == [True, False]
    assert second["sheets"][0]["targets"][0]["pass_rate"] == 1
    assert second["sheets"][0]["exit"] == 0


def test_of_several_sheets_those_are_graded_that_can_be(cli, folder, book):
    (folder / "poor.xlsx").write_bytes(b"no workbook")
    told = cli("sync", folder / "poor.xlsx", book, folder / "missing.xlsx", "--json")
    assert told.code == 4
    assert [sheet["exit"] for sheet in told.json["sheets"]] == [4, 0, 4]
    last = told.err.splitlines()[-1]
    assert "poor.xlsx" in last
    assert "missing.xlsx" in last
    assert str(book) not in last
    assert cells(book, "input")[0]["eval: verdict"] == "pass"


def test_the_worst_end_counts_and_a_gate_is_no_fault(cli, folder, book):
    empty = make_book(folder / "empty.xlsx")
    assert cli("sync", empty, book).code == 3
    assert cli("sync", book, "--gate", "100%").code == 0


def test_one_sheet_ends_as_a_run_of_it_would(cli, folder, book):
    told = cli("sync", folder / "missing.xlsx")
    assert (told.code, told.err) == (4, f"sheet2eval: {folder / 'missing.xlsx'}: there is no such file\n")


def test_people_are_told_once_what_broke_and_that_the_gate_is_missed(cli, folder, book, hook):
    cli("sync", book, "--gate", "80%")
    assert hook.texts == []
    break_target(folder)
    told = cli("sync", book, "--gate", "80%")
    (text,) = hook.texts
    assert "2 cases that passed do not pass any more" in text
    assert "• a (input!A2), bot: pass → fail. contains: yes" in text
    assert "before: yes" in text
    assert "now: no" in text
    assert "Gate of 80 % missed by bot: 0 % of the cases pass, 100 % before" in text
    assert "s3cret" not in told.out + told.err
    cli("sync", book, "--gate", "80%")
    assert len(hook.texts) == 1


def test_a_gate_that_is_met_again_is_told_and_what_breaks_anew_is_another_event(cli, folder, book, hook):
    cli("sync", book, "--gate", "80%")
    good = (folder / "sheet2eval.toml").read_text()
    for turn in (1, 2):
        break_target(folder)
        cli("sync", book, "--gate", "80%")
        (folder / "sheet2eval.toml").write_text(good)
        cli("sync", book, "--gate", "80%")
        assert len(hook.texts) == 2 * turn
        assert "met again by bot" in hook.texts[-1]


def test_a_write_that_fails_tells_no_event_twice(cli, folder, book, hook, monkeypatch):
    from sheet2eval.books.xlsx.book import XlsxBook
    from sheet2eval.errors import BookError

    cli("sync", book)
    break_target(folder)

    def full(*_):
        raise BookError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(XlsxBook, "write", full)
        assert cli("sync", book).code == 4
    assert cli("sync", book).code == 1
    assert len(hook.texts) == 1


def test_a_webhook_that_is_down_is_said_and_stops_nothing(cli, folder, book, hook, monkeypatch):
    monkeypatch.setattr("sheet2eval.notifying.outbox.FIRST_PAUSE_S", 0.01)
    cli("sync", book)
    break_target(folder)
    hook.answers = [500] * 4
    told = cli("sync", book)
    assert "the webhook was not told: HTTP 500, tried 4 times; it is sent with the next sync" in told.err
    assert cells(book, "input")[0]["eval: verdict"] == "fail"
    cli("sync", book)
    assert len(hook.texts) == 1


def test_a_webhook_that_is_not_set_is_found_before_anything_is_asked(cli, folder, book, hook, monkeypatch):
    monkeypatch.delenv("HOOK")
    told = cli("sync", book)
    assert (told.code, "set the environment variable HOOK" in told.err) == (4, True)
    assert asked(folder) == []


def test_the_second_of_two_at_once_waits_and_finds_nothing_to_do(folder, book):
    held = "while not pathlib.Path(__file__).with_name('go').exists(): time.sleep(0.01)"
    (folder / "bot.py").write_text(
        f"import time\n{COUNTING.replace('    return', f'    {held}{chr(10)}    return')}"
    )

    def start(number):
        said = (folder / f"said{number}.txt").open("w")
        with said:
            command = [sys.executable, "-m", "sheet2eval", "sync", str(book)]
            return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True, env=os.environ)

    first = start(1)
    until(lambda: asked(folder))
    second = start(2)
    until(lambda: "waiting for it to end" in (folder / "said2.txt").read_text())
    (folder / "go").touch()
    assert "2 of 2 cases graded anew" in first.communicate(timeout=60)[0]
    assert second.communicate(timeout=60)[0] == f"{book}: nothing changed\n"
    assert asked(folder) == ["a", "b"]
