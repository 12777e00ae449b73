"""Runs that are cut off and gone on with, cases that are left alone, answers that are graded again, money."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from sheet2eval.testing import Behaviour, serve
from tests.cli.conftest import cells, make_book
from tests.waiting import until

CASES = 30
BOT = """\
import asyncio

async def reply(messages, case):
    with open("asked", "a") as file:
        file.write(case["id"] + "\\n")
    await asyncio.sleep(0.1)
    return "At 7:00 PM." if int(case["id"]) % 3 else "At 8:00 PM."
"""
CONFIG = '[targets.bot]\nkind = "python"\ncall = "bot:reply"\nconcurrency = 4\n'


@pytest.fixture
def sheet(folder):
    (folder / "bot.py").write_text(BOT)
    (folder / "sheet2eval.toml").write_text(CONFIG)
    ids = [str(number) for number in range(CASES)]
    return make_book(
        folder / "sheet.xlsx",
        inputs=[(name, f"at 7 pm, {name}") for name in ids],
        ideal=[(name, None, "time: 7:00 PM") for name in ids],
    )


@pytest.fixture
def asked(folder):
    def read():
        path = folder / "asked"
        return Counter(path.read_text().split()) if path.exists() else Counter()

    return read


@pytest.fixture
def process(sheet, folder):
    """Starts `run` as a process of its own; ended when the test is over."""
    started = []

    def start(*options):
        command = [sys.executable, "-m", "sheet2eval", "run", str(sheet), *options]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        started.append(subprocess.Popen(command, env=environment, **pipes))
        return started[-1]

    yield start
    for one in started:
        one.kill()
        one.communicate()


def edit(sheet, tab, cell, value):
    book = openpyxl.load_workbook(sheet)
    book[tab][cell] = value
    book.save(sheet)


@pytest.mark.parametrize("at", [1, 9, 22])
def test_after_a_kill_nothing_that_was_answered_is_asked_again(cli, sheet, asked, process, at):
    victim = process()
    until(lambda: asked().total() >= at)
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    told = cli("run", sheet, "--json")
    assert told.code == 0
    assert set(asked()) == {str(number) for number in range(CASES)}
    assert asked().total() <= CASES + 4  # what was in flight
    [target] = told.json["targets"]
    assert (target["cases"], target["pass"], target["fail"]) == (CASES, 20, 10)
    verdicts = Counter(row["verdict"] for row in cells(sheet, "eval-scores"))
    assert verdicts == {"pass": 20, "fail": 10}
    assert len(cells(sheet, "eval-history")) == 1


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_run_that_is_stopped_writes_what_is_done_and_the_next_goes_on(cli, sheet, asked, process, name):
    stopped = process("--json")
    until(lambda: asked().total() >= 6)
    stopped.send_signal(getattr(signal, name))
    out, said = stopped.communicate()
    done = {row["id"] for row in cells(sheet, "eval-scores")}
    assert stopped.returncode == 5
    assert done == set(asked())
    assert "what was done is kept, and the next run goes on from it" in said
    assert '"stopped": "stopped by hand"' in out
    again = cli("run", sheet, "--json")
    assert (again.code, len(again.json["cases"])) == (0, CASES)
    assert asked() == Counter({str(number): 1 for number in range(CASES)})


def test_a_finished_run_is_not_gone_on_with(cli, sheet, asked):
    cli("run", sheet, "--no-write")
    cli("run", sheet)
    assert set(asked().values()) == {2}


def test_only_what_changed_is_asked_and_all_counts(cli, sheet, asked):
    cli("run", sheet)
    unchanged = cli("run", sheet, "--changed", "--json")
    assert (unchanged.code, unchanged.json["cases"], asked().total()) == (0, [], CASES)
    assert unchanged.json["targets"][0]["pass"] == 20
    edit(sheet, "ideal-behavior", "C2", "time: 8:00 PM")  # case 0, which failed
    one = cli("run", sheet, "--changed", "--json").json
    assert [(case["id"], case["verdict"]) for case in one["cases"]] == [("0", "pass")]
    assert (one["targets"][0]["pass"], one["targets"][0]["cases"]) == (21, CASES)
    assert one["targets"][0]["fixed"] == ["0"]
    assert asked() == Counter({str(number): 1 for number in range(CASES)} | {"0": 2})
    assert Counter(row["verdict"] for row in cells(sheet, "eval-scores")) == {"pass": 21, "fail": 9}


def test_an_error_is_never_unchanged(cli, sheet, folder, asked):
    (folder / "bot.py").write_text(BOT.replace("    await", "    assert case['id'] != '3'\n    await"))
    cli("run", sheet)
    cli("run", sheet, "--changed")
    assert {name for name, count in asked().items() if count > 1} == {"3"}


def test_what_a_person_says_since_counts_without_asking(cli, sheet, asked):
    cli("run", sheet)
    scores = openpyxl.load_workbook(sheet)["eval-scores"]
    column = next(cell.column_letter for cell in scores[1] if cell.value == "human verdict")
    edit(sheet, "eval-scores", f"{column}2", "pass")
    told = cli("run", sheet, "--changed", "--json").json
    assert (told["targets"][0]["pass"], told["agreement"]["n"], asked().total()) == (21, 1, CASES)
    [row] = [row for row in cells(sheet, "eval-scores") if row["id"] == "0"]
    assert (row["verdict"], row["human verdict"]) == ("pass", "pass")
    assert row["why"].startswith("a person said pass")
    assert cells(sheet, "input")[0]["eval: verdict"] == "pass"


def test_answers_are_graded_again_without_asking(cli, sheet, asked):
    cli("run", sheet)
    edit(sheet, "ideal-behavior", "C2", "time: 8:00 PM")
    told = cli("regrade", sheet, "--json")
    assert (told.code, asked().total()) == (0, CASES)
    assert (told.json["targets"][0]["pass"], told.json["targets"][0]["fixed"]) == (21, ["0"])
    assert "1 verdict moved" in told.err


def test_an_answer_to_another_question_is_not_graded(cli, sheet, asked):
    cli("run", sheet)
    edit(sheet, "input", "B3", "at half past nine")
    told = cli("regrade", sheet, "--json")
    assert [case["id"] for case in told.json["cases"]] == [
        str(number) for number in range(CASES) if number != 1
    ]
    assert told.json["targets"][0]["cases"] == CASES
    assert "bot: no answer is stored to 1 case as asked now (1)" in told.err
    assert asked().total() == CASES


def test_what_was_never_asked_is_no_part_of_grading_again(cli, sheet, folder):
    config = folder / "sheet2eval.toml"
    config.write_text(config.read_text() + config.read_text().replace("targets.bot", "targets.other"))
    cli("run", sheet, "--target", "bot", "--only", "0", "--only", "2")
    told = cli("regrade", sheet, "--json")
    assert [(target["target"], target["cases"]) for target in told.json["targets"]] == [("bot", 2)]
    assert [(row["id"], row["target"]) for row in cells(sheet, "eval-scores")] == [("0", "bot"), ("2", "bot")]


def test_nothing_stored_is_exit_3(cli, sheet):
    told = cli("regrade", sheet)
    assert (told.code, told.err.count("\n")) == (3, 1)
    assert "`run` asks for them" in told.err


def test_what_breaks_is_exit_1_where_nothing_may(cli, sheet, folder):
    assert cli("run", sheet, "--no-regressions").code == 0
    (folder / "bot.py").write_text(BOT.replace("% 3", "% 2"))
    sys.modules.pop("bot", None)
    told = cli("run", sheet, "--no-regressions")
    assert told.code == 1
    assert re.search(r"Broken since the last run: bot passed 2, 4, .* before", told.err)


PAID = """\
[targets.model]
kind = "openai"
model = "test-model"
base_url = "{}"
max_tokens = 100
price = {{ input = 100.0, output = 1000.0 }}
"""


@pytest.fixture
def model(folder, monkeypatch):
    """A server that every configured model is asked at; `model.asked` are those that came."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with serve(Behaviour()) as server:
        (folder / "sheet2eval.toml").write_text(PAID.format(server.base_url))
        yield server


def test_the_cost_is_said_before_anything_is_spent(cli, sheet, model):
    said = cli("run", sheet).err
    assert re.search(r"model: 30 calls, at most \$3\.\d\d\n", said)


def test_a_budget_is_a_hard_stop_and_the_next_run_goes_on(cli, sheet, model):
    told = cli("run", sheet, "--budget", "0.2", "--json")
    assert told.code == 5
    assert "the budget is spent; what was done is kept" in told.err
    done = len(told.json["cases"])
    assert 0 < done < CASES
    assert told.json["targets"][0]["cost_usd"] <= 0.2
    assert len(model.asked) == done
    rest = cli("run", sheet, "--budget", "100", "--json")
    assert (rest.code, len(rest.json["cases"]), len(model.asked)) == (0, CASES, CASES)


def test_without_a_price_a_budget_is_refused(cli, sheet, folder, model):
    config = folder / "sheet2eval.toml"
    config.write_text(config.read_text().replace("price", "# price"))
    told = cli("run", sheet, "--budget", "1")
    assert (told.code, len(model.asked)) == (4, 0)
    assert "a budget is set, and what model costs is not known: give it a price" in told.err


def test_over_a_thousand_paid_calls_are_agreed_to_first(cli, sheet, model):
    told = cli("run", sheet, "--repeats", "34")
    assert (told.code, len(model.asked)) == (2, 0)
    assert "These are 1,020 paid calls, and nobody can be asked" in told.err
    assert cli("run", sheet, "--repeats", "34", "--yes", "--json").json["targets"][0]["pass_hat_k"]
    assert len(model.asked) == 1_020
