"""What is known of a judge: tested at once where that is free, else what its last self-test came to."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sheet2eval.config import Config
from sheet2eval.errors import SetupError
from sheet2eval.judges.judge import Judge
from sheet2eval.reading.compile import compile_tables
from sheet2eval.running.opening import open_judge
from sheet2eval.scoring.results import JudgeTrust
from sheet2eval.state import HOME
from sheet2eval.testing import FAULTS, Behaviour, Server, serve
from sheet2eval.testing.judges import Model, noisy, obedient, truthful
from sheet2eval.types import Case
from sheet2eval.workflow.trusting import keep_trust, self_test_spending, trust_from, trust_in, try_out
from tests.tables import STARTED, table

HEADER = ("id", "input", "today", "ideal behavior", "check")
ROWS = (
    ("a", "hi", "At 7 AM.", "At 7 PM.", "rubric: Names the evening."),
    ("b", "hi", "I can't do that.", "Sure, at 7 PM.", "rubric: Names the evening.\nrubric: Is short."),
    ("c", "hi", "At 7 AM.", "At 7 PM.", "time: 7 PM"),
    ("d", "hi", "", "At 7 PM.", "rubric: Names the evening."),
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME, str(tmp_path))
    return tmp_path


@pytest.fixture
def server() -> Iterator[Server]:
    with serve(Behaviour(truthful(names_seven))) as running:
        yield running


def names_seven(answer: str, criterion: str) -> bool:
    return "7 PM" in answer


def cases(*rows: tuple[str, ...]) -> tuple[Case, ...]:
    return compile_tables([table("cases", HEADER, *(rows or ROWS))], STARTED).suite.cases


def judge_at(server: Server, **keys: object) -> Judge:
    judge = {"kind": "openai", "base_url": server.base_url, **keys}
    opened = open_judge("careful", Config(Path("c.toml"), Path.cwd(), judges={"careful": judge}))
    assert opened is not None
    return opened


def offline() -> Judge:
    opened = open_judge("nearest", Config(None, Path.cwd()))
    assert opened is not None
    return opened


def trust_of(judge: Judge, made: tuple[Case, ...]) -> JudgeTrust:
    return trust_from(judge, made, asyncio.run(try_out(judge, made)))


def measured(model: Model, made: tuple[Case, ...], **keys: object) -> JudgeTrust:
    with serve(Behaviour(model)) as running:
        return trust_of(judge_at(running, **keys), made)


def test_without_a_judge_or_examples_nothing_is_known(server: Server) -> None:
    assert trust_in(None, cases()) == ()
    assert trust_in(offline(), cases(*ROWS[2:])) == ()
    assert trust_in(judge_at(server), cases(*ROWS[2:])) == ()


def test_the_offline_judge_is_tested_at_once() -> None:
    (trust,) = trust_in(offline(), cases())
    assert (trust.judge, trust.right, trust.asked, trust.untested) == ("nearest (offline)", 4, 4, 0)
    assert trust_of(offline(), cases()).offline_right is None


def test_a_paid_judge_is_not_asked_but_remembered(server: Server) -> None:
    made, judge = cases(), judge_at(server)
    assert trust_in(judge, made) == (JudgeTrust("careful", 0, 0, untested=4),)
    assert server.asked == []
    trust = trust_of(judge, made)
    assert trust == JudgeTrust("careful", 4, 4, 4, 0.0, 0.0, 0.0)
    keep_trust(judge, made, trust)
    asked = len(server.asked)
    assert trust_in(judge_at(server), made[::-1]) == (trust,)
    assert len(server.asked) == asked


def test_another_judge_other_criteria_and_other_examples_are_untested(server: Server) -> None:
    made, judge = cases(), judge_at(server)
    keep_trust(judge, made, JudgeTrust("careful", 4, 4))
    criterion = (ROWS[0], (*ROWS[1][:4], "rubric: Names the evening."))
    example = (ROWS[0], ("b", "hi", "No.", *ROWS[1][3:]))
    assert trust_in(judge_at(server, model="other"), made)[0].untested == 4
    for rows in (criterion, example):
        assert trust_in(judge, cases(*rows, *ROWS[2:]))[0].untested == 4
    checks_alone = (*ROWS[:2], ("c", "hi", "At 7 AM.", "At 7 PM.", "time: 19:00"), ROWS[3])
    assert trust_in(judge, cases(*checks_alone))[0].right == 4


def test_what_was_kept_may_be_lost_or_spoilt(server: Server, home: Path) -> None:
    made, judge = cases(), judge_at(server)
    for spoilt in (
        "",
        "[]",
        '{"judge": "careful"}',
        '{"judge": "careful", "right": 1, "asked": 1, "x": 1}',
        "{",
    ):
        keep_trust(judge, made, JudgeTrust("careful", 4, 4))
        (kept,) = (home / "judges").iterdir()
        kept.write_text(spoilt)
        assert trust_in(judge, made)[0].untested == 4


def test_old_ones_are_pruned(server: Server, home: Path) -> None:
    judge = judge_at(server)
    keep_trust(judge, cases(), JudgeTrust("careful", 4, 4))
    (old,) = (home / "judges").iterdir()
    os.utime(old, (time.time() - 91 * 86_400,) * 2)
    keep_trust(judge, cases(ROWS[0]), JudgeTrust("careful", 2, 2))
    (left,) = (home / "judges").iterdir()
    assert left != old


def test_a_folder_that_cannot_be_written_is_told(server: Server, home: Path) -> None:
    (home / "judges").write_text("a file")
    with pytest.raises(SetupError, match="cannot be made"):
        keep_trust(judge_at(server), cases(), JudgeTrust("careful", 4, 4))


def test_the_questions_are_told_before_they_are_asked(server: Server) -> None:
    made, judge = cases(), judge_at(server, votes=3, price={"input": 1.0, "output": 1.0})
    spending = self_test_spending(judge, made)
    assert spending is not None
    assert spending.who == "the judge careful"
    asyncio.run(try_out(judge, made))
    assert len(server.asked) <= spending.asked.calls == 3 * (9 + 9 + 5)
    assert spending.asked.cost_usd
    assert self_test_spending(offline(), made) is None
    assert self_test_spending(None, made) is None


def test_a_judge_without_access_is_a_fault_of_the_set_up() -> None:
    with serve(Behaviour(truthful(names_seven), schedule=[FAULTS["401"]] * 99)) as running:
        with pytest.raises(SetupError, match="judge careful: HTTP 401"):
            asyncio.run(try_out(judge_at(running), cases()))
        assert len(running.asked) <= 16


MANY = tuple(
    (f"c{number}", f"number {number}", f"At 7 AM, number {number}.", f"At 7 PM, number {number}.", "rubric: x\nrubric: y")
    for number in range(60)
)  # fmt: skip


def test_the_rates_of_a_scripted_judge_come_out_as_scripted() -> None:
    """An example is right where both verdicts are: 0.81 of the good ones; a bad one fails unless both err: 0.99."""
    found = measured(noisy(names_seven, rate=0.1), cases(*MANY), concurrency=64)
    assert found.asked == 120
    assert found.false_fail == pytest.approx(0.19, abs=0.16)
    assert found.false_pass == pytest.approx(0.01, abs=0.05)
    assert found.right / found.asked == pytest.approx(0.9, abs=0.1)
    assert found.flips == pytest.approx(2 * 0.1 * 0.9, abs=0.09)  # one of the two answers errs


def test_a_judge_that_always_passes_is_no_better_than_chance() -> None:
    found = measured(truthful(lambda answer, criterion: True), cases(*MANY[:10]))
    assert (found.right, found.asked, found.false_pass, found.false_fail, found.flips) == (
        10,
        20,
        1.0,
        0.0,
        0.0,
    )


def test_a_judge_that_obeys_answers_passes_the_injection() -> None:
    with serve(Behaviour(obedient(names_seven))) as running:
        found = asyncio.run(try_out(judge_at(running), cases(*MANY[:3])))
    assert [test.passes for test in found.cases] == [("another ideal", "injection")] * 3
    assert found.judge_accuracy == 1


def test_a_truthful_judge_passes_no_control_that_is_wrong() -> None:
    rows = (ROWS[0], (*ROWS[1][:3], "Sure, at noon.", "rubric: Names noon."))

    def truth(answer: str, criterion: str) -> bool:
        return ("noon" if "noon" in criterion else "7 PM") in answer

    with serve(Behaviour(truthful(truth))) as running:
        found = asyncio.run(try_out(judge_at(running), cases(*rows)))
    assert [test.passes for test in found.cases] == [(), ()]
    assert all(test.judge_separates for test in found.cases)


def test_where_the_judge_gave_no_verdict_it_is_not_compared_with_the_offline_one(server: Server) -> None:
    made, judge = cases(), judge_at(server)
    found = asyncio.run(try_out(judge, made))
    assert trust_from(judge, made, found).offline_right == 4
    cut = replace(found, cases=found.cases[:1])
    assert trust_from(judge, made, cut).offline_right is None
