"""The main job, end to end, on workbooks made by another program."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import cells, make_book
from tests.waiting import SOON_S, until


def test_the_scores_stand_beside_the_rows(cli, sheet):
    told = cli("run", sheet, "--target", "bot")
    assert told.code == 0
    assert "bot: 2 of 3 cases pass" in told.out
    rows = cells(sheet, "input")
    assert [row["eval: verdict"] for row in rows] == ["pass", "pass", "fail", "error"]
    assert [row["eval: score"] for row in rows] == [1, 1, 0, None]
    assert "does not contain" in rows[2]["eval: why"]
    assert "ValueError: no such day" in rows[3]["eval: why"]
    assert openpyxl.load_workbook(sheet).sheetnames[:3] == ["input", "current-behavior", "ideal-behavior"]


def test_eval_scores_has_the_columns_of_the_contract(cli, sheet):
    cli("run", sheet, "--target", "bot")
    rows = cells(sheet, "eval-scores")
    assert list(rows[0]) == [
        "id", "target", "verdict", "score", "trials", "input", "response", "ideal", "why", "current verdict", "change",
        "judge", "latency s", "cost usd", "graded at", "human verdict", "human note", "fingerprint",
    ]  # fmt: skip
    assert [
        (row["id"], row["verdict"], row["trials"], row["change"], row["current verdict"]) for row in rows
    ] == [
        ("a", "pass", "1/1", "new", "fail"),
        ("b", "pass", "1/1", "new", "pass"),
        ("c", "fail", "0/1", "new", "fail"),
        ("d", "error", "0/1", None, "fail"),
    ]


def test_a_second_run_compares_with_the_first_and_adds_to_the_history(cli, sheet, folder):
    cli("run", sheet, "--target", "bot")
    (folder / "bot.py").write_text(
        "def reply(messages, case):\n    return 'In the evening at 7:00 AM, on a day.'\n"
    )
    for name in [name for name in sys.modules if name == "bot"]:
        del sys.modules[name]
    told = cli("run", sheet, "--target", "bot", "--json").json
    assert (told["targets"][0]["fixed"], told["targets"][0]["broken"]) == (["c"], ["a"])
    history = cells(sheet, "eval-history")
    assert [(row["pass"], row["fail"], row["error"]) for row in history] == [(2, 1, 1), (3, 1, 0)]


def test_json_is_one_object_of_the_contracts_form(cli, sheet):
    told = cli("run", sheet, "--target", "bot", "--json", "--no-write").json
    assert set(told) == {"run", "targets", "cases", "problems"}
    target = told["targets"][0]
    assert {key: target[key] for key in ("target", "cases", "pass", "fail", "flaky", "error", "ungraded", "skipped")} == {
        "target": "bot", "cases": 4, "pass": 2, "fail": 1, "flaky": 0, "error": 1, "ungraded": 0, "skipped": 0,
    }  # fmt: skip
    assert target["pass_rate"] == pytest.approx(2 / 3)
    assert target["low"] < target["pass_rate"] < target["high"]
    assert target["pass_at_k"] is None
    assert target["cost_usd"] is None
    case = told["cases"][2]
    assert set(case) == {"id", "target", "verdict", "score", "trials", "response", "why", "findings"}
    assert set(case["findings"][0]) == {"check", "kind", "verdict", "reason", "where"}
    assert case["findings"][0]["where"] == "ideal-behavior!C4"
    assert told["cases"][3]["response"] is None


def test_no_write_leaves_the_file_alone_and_out_writes_a_copy(cli, sheet, folder):
    before = sheet.read_bytes()
    assert cli("run", sheet, "--no-write").code == 0
    assert cli("run", sheet, "--out", folder / "graded.xlsx").code == 0
    assert sheet.read_bytes() == before
    assert cells(folder / "graded.xlsx", "input")[0]["eval: verdict"]


@pytest.mark.parametrize("when", ["", "    "])
def test_an_app_may_change_the_working_folder(cli, sheet, folder, when):
    lines = ["import os", "def reply(messages, case):", "    pass", f"{when}os.chdir('/')"]
    (folder / "bot.py").write_text("\n".join([*lines, "    return 'x'" if when else ""]))
    sys.modules.pop("bot", None)
    assert cli("run", sheet.name, "--out", "graded.xlsx", "--json").json["targets"][0]["cases"] == 4
    assert cells(folder / "graded.xlsx", "input")[0]["eval: verdict"]


def test_without_a_target_those_of_the_configuration_are_run(cli, sheet):
    told = cli("run", sheet, "--no-write", "--json").json
    assert [target["target"] for target in told["targets"]] == ["bot"]


def test_recorded_answers_and_those_of_a_named_target(cli, folder):
    book = make_book(
        folder / "r.xlsx",
        inputs=[("a", "hi"), ("b", "ho")],
        current=[("a", "one"), ("a", "two", "v2"), ("a", "three", "v2")],
        ideal=[("a", "two", "contains: two"), ("b", "x", "contains: x")],
    )
    told = cli("run", book, "--target", "recorded", "--target", "recorded:v2", "--json").json
    found = [(case["target"], case["id"], case["verdict"], case["trials"]) for case in told["cases"]]
    assert found == [
        ("recorded", "a", "fail", "0/1"), ("recorded", "b", "ungraded", None),
        ("recorded:v2", "a", "flaky", "1/2"), ("recorded:v2", "b", "ungraded", None),
    ]  # fmt: skip
    assert [row["eval: verdict"] for row in cells(book, "input")] == ["fail", "ungraded"]


def test_settings_choose_targets_and_gate(cli, folder):
    book = make_book(
        folder / "s.xlsx",
        inputs=[("a", "7 am")],
        current=[("a", "no")],
        ideal=[("a", "x", "contains: PM")],
        settings=(("setting", "value"), ("targets", "recorded"), ("gate", "50%")),
    )
    told = cli("run", book, "--json")
    assert told.json["targets"][0]["target"] == "recorded"
    assert told.code == 1


def test_a_setting_that_cannot_be_read_is_said(cli, folder):
    settings = [("setting", "value"), ("targets", "bot"), ("gate", "high")]
    book = make_book(
        folder / "s.xlsx", inputs=[("a", "7 pm")], ideal=[("a", "x", "time: 7 PM")], settings=settings
    )
    told = cli("run", book)
    assert "settings!B3: “high” is no value for “gate”. Write a share such as 95%." in told.err.splitlines()


@pytest.mark.parametrize(("gate", "code"), [("60%", 0), ("0.6667", 1), ("95 %", 1), ("100%", 1)])
def test_the_gate(cli, sheet, gate, code):
    assert cli("run", sheet, "--gate", gate, "--no-write").code == code


def test_repeats(cli, folder):
    (folder / "bot.py").write_text(
        "n = 0\ndef reply(m, c):\n    global n\n    n += 1\n    return str(n % 2)\n"
    )
    sys.modules.pop("bot", None)
    book = make_book(folder / "f.xlsx", inputs=[("a", "hi")], ideal=[("a", "1", "equals: 1")])
    told = cli("run", book, "--target", "bot", "--repeats", "4", "--concurrency", "1", "--json").json
    assert told["cases"][0]["verdict"] == "flaky"
    assert told["cases"][0]["trials"] == "2/4"
    assert told["targets"][0]["pass_at_k"]["1"] == 0.5
    assert told["targets"][0]["pass_hat_k"]["4"] == 0


def test_only_runs_some_cases_and_keeps_what_stands_beside_the_others(cli, sheet):
    cli("run", sheet, "--target", "bot")
    told = cli("run", sheet, "--target", "bot", "--only", "C", "--json").json
    assert [case["id"] for case in told["cases"]] == ["c"]
    assert [row["eval: verdict"] for row in cells(sheet, "input")] == ["pass", "pass", "fail", "error"]
    assert [row["id"] for row in cells(sheet, "eval-scores")] == ["a", "b", "c", "d"]


def test_people_beat_the_graders_and_keep_their_words(cli, sheet):
    cli("run", sheet, "--target", "bot")
    book = openpyxl.load_workbook(sheet)
    scores = book["eval-scores"]
    headers = [cell.value for cell in scores[1]]
    scores.cell(4, headers.index("human verdict") + 1, "pass")
    scores.cell(4, headers.index("human note") + 1, "fine by me")
    book.save(sheet)
    told = cli("run", sheet, "--target", "bot", "--json").json
    assert told["cases"][2]["verdict"] == "pass"
    assert told["agreement"] == {"n": 1, "accuracy": 0, "kappa": 0, "false_pass": None, "false_fail": 1}
    row = cells(sheet, "eval-scores")[2]
    assert (row["id"], row["human verdict"], row["human note"]) == ("c", "pass", "fine by me")


def test_rows_that_were_sorted_meanwhile_get_their_own_scores(cli, sheet):
    cli("run", sheet, "--target", "bot")
    book = openpyxl.load_workbook(sheet)
    tab = book["input"]
    tab.move_range("A2:B2", rows=6)
    book.save(sheet)
    cli("run", sheet, "--target", "bot")
    by_id = {row["id"]: row["eval: verdict"] for row in cells(sheet, "input") if row["id"]}
    assert by_id == {"a": "pass", "b": "pass", "c": "fail", "d": "error"}


def test_a_broken_row_does_not_keep_the_others_from_running(cli, folder):
    book = make_book(
        folder / "b.xlsx",
        inputs=[("a", "7 pm"), ("b", "7 am")],
        ideal=[("a", "x", "contians: 7"), ("b", "x", "contains: 7")],
    )
    told = cli("run", book, "--target", "bot", "--json")
    assert [case["verdict"] for case in told.json["cases"]] == ["error", "pass"]
    assert told.json["problems"][0]["code"] == "unknown-check"
    assert cells(book, "eval-problems")[0]["where"] == "ideal-behavior!C2"


def test_nothing_to_run_is_exit_3_and_written_all_the_same(cli, folder):
    book = make_book(folder / "n.xlsx", inputs=[("a", "hi")], ideal=[("a", "x", "contians: 7")])
    told = cli("run", book, "--target", "bot")
    assert told.code == 3
    assert cells(book, "input")[0]["eval: verdict"] == "error"


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ([], "the sheet holds none"),
        ([("a", "hi", "yes")], "left out by “skip”"),
        ([("a", "hi", "")], "no answers of recorded"),
        ([("a", "", "")], "validate says what to mend"),
    ],
)
def test_why_nothing_could_be_run_is_said(cli, folder, inputs, said):
    rows = (("id", "input", "skip"), *inputs)
    book = make_book(folder / "n.xlsx", ideal=[("a", "x", "contains: x")], input=rows)
    told = cli("run", book, "--target", "recorded")
    assert told.code == 3
    assert told.err.splitlines()[-1].startswith("sheet2eval: no case could be run: ")
    assert said in told.err


def test_when_everything_breaks_it_is_exit_4_and_written_back(cli, folder):
    book = make_book(folder / "e.xlsx", inputs=[("a", "boom")], ideal=[("a", "x", "contains: 7")])
    told = cli("run", book, "--target", "bot", "--json")
    assert told.code == 4
    assert told.json["cases"][0]["verdict"] == "error"
    assert "no such day" in told.err
    assert cells(book, "input")[0]["eval: verdict"] == "error"


def test_text_stays_text(cli, folder):
    (folder / "bot.py").write_text("def reply(messages, case):\n    return '=1+1'\n")
    sys.modules.pop("bot", None)
    book = make_book(folder / "t.xlsx", inputs=[("a", "hi")], ideal=[("a", "x", "contains: 2")])
    cli("run", book, "--target", "bot")
    cell = openpyxl.load_workbook(book)["eval-scores"]["G2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_ctrl_c_leaves_the_sheet_as_it_was(folder):
    (folder / "bot.py").write_text("import time\ndef reply(messages, case):\n    time.sleep(600)\n")
    book = make_book(folder / "c.xlsx", inputs=[("a", "hi")], ideal=[("a", "x", "contains: 2")])
    before = book.read_bytes()
    command = [sys.executable, "-m", "sheet2eval", "run", str(book), "--target", "bot"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={**os.environ, "NO_COLOR": "1"}
    ) as process:
        assert "1 case to run" in process.stderr.readline()
        assert "1 call" in process.stderr.readline()
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        assert process.stderr.readline().startswith("Stopping")
        process.send_signal(signal.SIGINT)
        told = process.stderr.read()
        assert process.wait(SOON_S) == 5
    assert "Traceback" not in told
    assert told.strip().endswith("the sheet is as it was")
    assert book.read_bytes() == before
    assert sorted(path.name for path in folder.iterdir() if not path.name.startswith("__")) == [
        "bot.py", "c.xlsx", "sheet2eval.toml",
    ]  # fmt: skip


SLOW = """\
import pathlib, time

def reply(messages, case):
    pathlib.Path("began").touch()
    while not pathlib.Path("go").exists():
        time.sleep(0.01)
    return "At 7:00 PM."
"""


def test_of_two_runs_at_once_the_second_waits_and_none_is_lost(sheet, folder):
    (folder / "bot.py").write_text(SLOW)
    command = [sys.executable, "-m", "sheet2eval", "run", str(sheet), "--target", "bot"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True, "env": environment}
    with subprocess.Popen(command, **pipes) as first:
        until((folder / "began").exists)
        with subprocess.Popen(command, **pipes) as second:
            said = second.stderr.readline()
            (folder / "go").touch()
            assert "is in use by another run on this machine: waiting" in said
            assert first.wait() == second.wait() == 0
    assert len(cells(sheet, "eval-history")) == 2
