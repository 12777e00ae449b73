"""What a run says that it will ask against what models are asked, whose fault it is when they refuse, and what a run
that was cut off, or that broke in part, leaves to the next."""

from __future__ import annotations

import re
import sqlite3

import pytest

from sheet2eval.running.journal import FILE_NAME
from sheet2eval.testing import FAULTS, Behaviour, serve
from sheet2eval.testing.judges import truthful
from tests.cli.conftest import cells, make_book

IDS = ("a", "b", "c", "d")
MODEL = """\
[{section}]
kind = "openai"
model = "test-model"
base_url = "{url}"
max_tokens = 100
concurrency = 1
price = {{ input = 100.0, output = 1000.0 }}
"""


class Models:
    """A target and a judge, each at an address of its own, and what the next requests to them meet."""

    def __init__(self, target, judge):
        self.target, self.judge = target, judge

    def meet(self, server, *faults):
        met = [None] * len(server.asked) + [fault and FAULTS[fault] for fault in faults]
        server.behaviour = Behaviour(server.behaviour.answer, schedule=met)

    def asked(self):
        return len(self.target.asked), len(self.judge.asked)


@pytest.fixture
def models(folder, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    judging = Behaviour(truthful(lambda answer, _criterion: "old" not in answer))
    with serve() as target, serve(judging) as judge:
        sections = [("targets.bot", target), ("judges.careful", judge)]
        tables = [MODEL.format(section=section, url=server.base_url) for section, server in sections]
        (folder / "sheet2eval.toml").write_text("\n".join(tables))
        yield Models(target, judge)


@pytest.fixture
def sheet(folder):
    return make_book(
        folder / "sheet.xlsx",
        inputs=[(name, f"hello {name}") for name in IDS],
        current=[(name, "an old answer") for name in IDS],
        ideal=[(name, f"You said: hello {name}", "Is new") for name in IDS],
    )


@pytest.fixture
def run(cli, sheet):
    return lambda *options: cli("run", sheet, "--judge", "careful", "--json", *options)


def said_calls(told):
    """How many calls are said to be made, to the target and to the judge."""
    found = [
        re.search(rf"^{who}: (\d+) calls?", told.err, re.MULTILINE) for who in ("bot", "the judge careful")
    ]
    return tuple(int(each[1]) if each else 0 for each in found)


def test_as_many_calls_are_made_as_are_said(run, models):
    first = run("--repeats", "2")
    assert said_calls(first) == models.asked() == (8, 12)  # today's answers are judged once
    second = run("--repeats", "2")
    assert said_calls(second) == (8, 8)
    assert models.asked() == (16, 20)


def test_a_run_that_goes_on_says_what_is_left(run, models):
    stopped = run("--budget", "0.5")
    answered, judged = models.asked()
    assert (stopped.code, answered) == (5, judged)
    assert 0 < answered < len(IDS)
    rest = run()
    assert said_calls(rest) == (4 - answered, 8 - judged)
    assert models.asked() == (4, 8)


def test_what_was_judged_needs_no_room_in_the_budget(run, models):
    run()
    held = models.judge.asked[:]
    assert run("--budget", "1.5").code == 0
    assert len(models.judge.asked) - len(held) == len(IDS)


@pytest.mark.parametrize(("who", "before", "fault", "line"), [
    ("target", 0, "401", "bot: HTTP 401"),
    ("target", 1, "quota", "bot: HTTP 429"),
    ("judge", 0, "404", "judge careful: HTTP 404"),
    ("judge", 4, "401", "judge careful: HTTP 401"),  # when it comes to today's answers
])  # fmt: skip
def test_who_refuses_is_named(run, models, who, before, fault, line):
    models.meet(getattr(models, who), *[None] * before, *[fault] * 9)
    told = run()
    assert (told.code, told.out) == (4, "")
    assert told.err.splitlines()[-1].startswith(f"sheet2eval: {line}")


def test_an_error_stays_one_when_answers_are_graded_again(cli, sheet, run, models):
    run("--repeats", "2")
    models.meet(models.target, *[None] * 4, "empty")  # the second time, and only there
    verdicts = {case["id"]: case["verdict"] for case in run("--repeats", "2").json["cases"]}
    assert sorted(verdicts.values()) == ["error", "pass", "pass", "pass"]
    [broken] = [name for name, verdict in verdicts.items() if verdict == "error"]
    told = cli("regrade", sheet, "--judge", "careful")
    assert f"no answer is stored to 1 case as asked now ({broken})" in told.err
    assert {row["id"] for row in cells(sheet, "eval-scores") if row["verdict"] == "error"} == {broken}
    models.meet(models.target)
    assert [case["id"] for case in run("--changed").json["cases"]] == [broken]


def test_grading_again_that_was_stopped_goes_on_and_the_next_one_begins_anew(cli, sheet, run, models):
    def regrade(*options):
        before = models.asked()
        told = cli("regrade", sheet, "--judge", "careful", "--json", *options)
        assert models.asked()[0] == before[0]
        return told, models.asked()[1] - before[1]

    run()
    stopped, some = regrade("--budget", "0.5")
    assert (stopped.code, 0 < some < len(IDS)) == (5, True)
    assert "what was done is kept, and the next regrade goes on from it" in stopped.err
    finished, rest = regrade()
    assert (finished.code, some + rest) == (0, len(IDS))
    assert [case["verdict"] for case in finished.json["cases"]] == ["pass"] * len(IDS)
    assert len(cells(sheet, "eval-history")) == 2  # the run, and grading it again
    assert regrade()[1] == len(IDS)


def test_a_comparison_that_was_made_costs_nothing_to_have_again(cli, folder, models):
    sheet = make_book(
        folder / "duel.xlsx",
        inputs=[(name, f"hello {name}") for name in IDS],
        current=[(name, f"{who} {name}", who) for name in IDS for who in ("new", "newer")],
        ideal=[(name, "Hello", "Is new") for name in IDS],
    )
    compare = ("compare", sheet, "recorded:new", "recorded:newer", "--judge", "careful", "--json")
    first = cli(*compare)
    assert models.asked() == (0, 16)  # graded, and compared in both orders
    assert "the judge careful, comparing: up to 8 calls" in first.err
    again = cli(*compare, "--budget", "0")
    assert (again.code, again.json, models.asked()) == (0, first.json, (0, 16))
    assert "calls" not in again.err


def test_no_older_answer_passes_for_one_that_did_not_come(cli, sheet, run, models):
    run()
    models.meet(models.target, "empty")
    run()
    assert "no answer is stored to 1 case as asked now (a)" in cli("regrade", sheet, "--judge", "careful").err
    assert [row["verdict"] for row in cells(sheet, "eval-scores")] == ["error", "pass", "pass", "pass"]


def test_what_only_leaves_out_is_left_to_the_next_run(run, models):
    run("--budget", "0.5")
    answered, _ = models.asked()
    assert run("--only", "d").code == 0
    assert run().code == 0
    assert models.asked()[0] == len(IDS) + 1  # d was done, and is asked anew
    assert 0 < answered < len(IDS)
    run()
    assert models.asked()[0] == 2 * len(IDS) + 1


def test_a_case_that_was_cut_off_is_no_unchanged_one(run, sheet, models):
    assert run("--repeats", "2", "--budget", "0.85").code == 5
    trials = {row["trials"] for row in cells(sheet, "eval-scores")}
    assert "1/1" in trials
    assert run("--repeats", "2", "--changed").code == 0
    assert {row["trials"] for row in cells(sheet, "eval-scores")} == {"2/2"}
    assert models.asked()[0] == 2 * len(IDS)


def test_a_run_that_was_refused_is_not_gone_on_with(run, models):
    assert run("--budget", "0").code == 5
    assert "Going on with" not in run().err


def test_what_the_judge_took_is_told_apart(run, models):
    target = run().json["targets"][0]
    assert 0 < target["judge_cost_usd"] < target["cost_usd"]


def test_what_was_paid_before_counts_for_the_case_and_not_for_the_budget(run, models):
    whole = run().json["targets"][0]["cost_usd"]
    run("--budget", "0.5")
    assert run().json["targets"][0]["cost_usd"] == pytest.approx(whole)


def test_a_budget_that_cannot_be_read_spends_nothing(cli, folder, models):
    rows = [("setting", "value"), ("targets", "bot"), ("budget", "five")]
    sheet = make_book(
        folder / "five.xlsx", inputs=[("a", "hello")], ideal=[("a", "Hello", "Is new")], settings=rows
    )
    told = cli("run", sheet)
    assert (told.code, models.asked()) == (3, (0, 0))
    assert "settings!B3: “five” is no value for “budget”. Write an amount in US dollars" in told.err
    assert cli("run", sheet, "--budget", "9").code == 0


def test_a_run_that_goes_on_is_graded_when_it_is_graded(cli, sheet, run, models, tmp_path, monkeypatch):
    monkeypatch.setenv("SHEET2EVAL_HOME", str(tmp_path / "home"))
    run("--budget", "0.5")
    with sqlite3.connect(tmp_path / "home" / FILE_NAME) as journal:
        journal.execute("UPDATE runs SET started = '2025-04-10T09:30:00+00:00'")
    journal.close()
    assert "Going on with the run of 2025-04-10 09:30+00:00" in run().err
    assert not any(row["graded at"].startswith("2025-04-10") for row in cells(sheet, "eval-scores"))
    assert cells(sheet, "eval-history")[0]["started at"] == "2025-04-10 09:30+00:00"
