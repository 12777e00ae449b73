from __future__ import annotations

from dataclasses import replace

import pytest

from sheet2eval.scoring.moves import Move, moves
from sheet2eval.scoring.people import overruling
from sheet2eval.scoring.results import Prior
from sheet2eval.types import Verdict
from tests.scoring.made import case, judged, result

PASS, FAIL = Verdict.PASS, Verdict.FAIL


def row(name, verdict, **texts):
    return Prior({"id": name, "target": "bot", "verdict": verdict, **texts})


def now(name, given):
    return replace(given, case=case(name))


def test_what_was_graded_otherwise_has_moved():
    before = [row("a", "fail"), row("b", "pass"), row("c", "fail"), row("d", "error"), row("gone", "pass")]
    after = [now("a", result("pass")), now("b", result("flaky")), now("c", result("fail"))]
    found = moves(before, [*after, now("d", result("pass")), now("new", result("pass"))])
    assert found.moved == (
        Move("a", "bot", FAIL, PASS, None),
        Move("b", "bot", PASS, Verdict.FLAKY, None),
    )
    assert (found.before, found.after) == (None, None)


@pytest.mark.parametrize(("was", "lost"), [("pass", ("a",)), ("error", ()), ("ungraded", ())])
def test_a_verdict_that_is_not_given_again_has_not_moved_but_is_lost(was, lost):
    found = moves([row("a", was)], [now("a", result("error"))])
    assert (found.moved, found.lost) == ((), lost)


def test_a_persons_verdict_hides_no_move():
    """Before, a person had overruled the grading; now it says the same as they."""
    before = [row("a", "pass", why=overruling(PASS, "", FAIL, "too long"))]
    found = moves(before, [now("a", judged("pass", by_machine="pass"))])
    assert found.moved == (Move("a", "bot", FAIL, PASS, PASS),)
    assert (found.before.accuracy, found.after.accuracy) == (0, 1)


def test_agreement_is_compared_over_the_same_cases():
    before = [row("a", "pass"), row("b", "pass"), row("c", "error")]
    after = [
        now("a", judged("fail", by_machine="fail")),
        now("b", judged("pass", by_machine="pass")),
        now("c", judged("pass", by_machine="pass")),
    ]
    found = moves(before, after)
    assert (found.before.n, found.before.accuracy) == (2, 0.5)
    assert (found.after.n, found.after.accuracy) == (2, 1)


@pytest.mark.parametrize("target", ["bot", "other"])
def test_targets_are_told_apart(target):
    before = [replace(row("a", "pass"), texts={"id": "a", "target": target, "verdict": "pass"})]
    assert bool(moves(before, [now("a", result("fail"))]).moved) is (target == "bot")
