"""A paid judge is asked once for the same thing, and what it said comes back as it was."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from sheet2eval.judges.judge import Judge, Judgement, Preference, Winner
from sheet2eval.running.kept_judge import KeptJudge
from sheet2eval.targets.target import Estimate
from sheet2eval.types import Criterion, Grade, Outcome, Response, Verdict
from tests.scoring.made import WHERE, case

ASKED = case(criteria=(Criterion("Goes deep", WHERE, scale="1-5", pass_at=4),), fingerprint="f")
MINE, THEIRS = Response("mine"), Response("theirs")
JUDGEMENT = Judgement(
    (Outcome(Verdict.FAIL, "half", disputed=True, unproven=True, grade=Grade(3.5, 4)),), 0.25
)


class Held(dict):
    async def keep(self, asked, said):
        self[asked] = said


class Scripted(Judge):
    label, timeout, fingerprint = "scripted", 60.0, "scripted"

    def __init__(self, *, judgement=JUDGEMENT, preference=None, is_paid=True):
        self.judgement, self.preference, self.is_paid = judgement, preference, is_paid
        self.asked = 0

    def estimate(self, case):
        return Estimate(100, 10, 0.25, limited=True) if self.is_paid else None

    async def grade(self, case, response):
        self.asked += 1
        return self.judgement

    async def prefer(self, case, first, second):
        self.asked += 1
        return self.preference


def again(judge, question):
    """What is said to the same question the first time and the second."""
    held = Held()
    return [asyncio.run(question(KeptJudge(judge, held))) for _ in range(2)]


def test_a_judgement_comes_back_as_it_was():
    judge = Scripted()
    assert again(judge, lambda kept: kept.grade(ASKED, MINE)) == [JUDGEMENT] * 2
    assert judge.asked == 1


@pytest.mark.parametrize("winner", Winner)
def test_a_preference_comes_back_as_it_was(winner):
    judge = Scripted(preference=Preference(winner, "kinder", 0.25))
    assert again(judge, lambda kept: kept.prefer(ASKED, MINE, THEIRS)) == [judge.preference] * 2
    assert judge.asked == 1


@pytest.mark.parametrize(
    ("judge", "question"),
    [
        (Scripted(is_paid=False), lambda kept: kept.grade(ASKED, MINE)),
        (Scripted(is_paid=False), lambda kept: kept.prefer(ASKED, MINE, THEIRS)),
        (Scripted(preference=None), lambda kept: kept.prefer(ASKED, MINE, THEIRS)),
        (Scripted(preference=Preference(None, "broke")), lambda kept: kept.prefer(ASKED, MINE, THEIRS)),
        (
            Scripted(judgement=Judgement((Outcome(Verdict.ERROR, "broke"),))),
            lambda kept: kept.grade(ASKED, MINE),
        ),
        (Scripted(), lambda kept: kept.grade_turned(ASKED, MINE)),
    ],
)
def test_what_is_free_what_broke_and_what_is_tried_twice_is_asked_again(judge, question):
    again(judge, question)
    assert judge.asked == 2


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        (ASKED, (THEIRS, MINE)),
        (ASKED, (MINE, MINE)),
        (ASKED, (MINE, Response("theirs", triggered=("canvas",)))),
        (replace(ASKED, fingerprint="g"), (MINE, THEIRS)),
        (replace(ASKED, now=ASKED.now + timedelta(days=1)), (MINE, THEIRS)),
    ],
)
def test_another_question_is_another_one(asked, answers):
    kept = KeptJudge(Scripted(preference=Preference(Winner.FIRST, "kinder")), Held())
    asyncio.run(kept.prefer(ASKED, MINE, THEIRS))
    assert kept.holds_preference(ASKED, MINE, THEIRS)
    assert not kept.holds_preference(asked, *answers)
    assert not kept.holds(ASKED, MINE)
