"""The reason beside a row, in words that a PM reads."""

import pytest

from sheet2eval.scoring.why import case_why
from sheet2eval.types import Finding, Response, Trial, Verdict
from tests.scoring.made import WHERE, case, trial

PASS, UNGRADED = Verdict.PASS, Verdict.UNGRADED


def finding(kind, verdict=PASS):
    return Finding(f"{kind}: x", kind, verdict, f"{verdict} by {kind}", WHERE)


def why(*findings, verdict=PASS):
    shown = Trial("a", "bot", 1, Response("x"), findings)
    return case_why(case(), verdict, (shown,), shown)


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["contains"], "pass by contains"),
        (["contains", "time"], "meets both checks"),
        (["contains", "time", "words"], "meets all 3 checks"),
        (["rubric", "rubric"], "meets both criteria"),
        (["contains", "rubric"], "meets the check and the criterion"),
        (["contains", "time", "rubric"], "meets all 3 checks and criteria"),
    ],
)
def test_a_pass_says_what_is_met(kinds, said):
    assert why(*map(finding, kinds)) == said


def test_a_pass_says_what_stayed_open():
    told = why(finding("contains"), finding("time"), finding("rubric", UNGRADED))
    assert told.splitlines() == ["meets 2 checks", "rubric: x — ungraded by rubric"]


def test_an_answer_that_was_cut_says_so():
    shown = Trial("a", "bot", 1, Response("x", cut=True), (finding("contains"),))
    assert case_why(case(), PASS, (shown,), shown).splitlines() == [
        "pass by contains",
        "the answer ends early: it reached the limit of tokens",
    ]


def test_what_broke_is_not_called_an_answer():
    broken = trial("error", error="answered 42 (int), not a text or an object")
    assert case_why(case(), Verdict.ERROR, (broken,), broken) == (
        "the target broke: answered 42 (int), not a text or an object"
    )


def test_what_the_sheet_does_not_hold_and_what_it_leaves_out():
    assert case_why(case(), UNGRADED, (), None).startswith("no answer to grade")
    assert case_why(case(), Verdict.SKIPPED, (), None) == "left out by “skip”"


@pytest.mark.parametrize(
    ("reasons", "lines"),
    [
        (["broke", "broke"], ["2 criteria — broke"]),
        (["broke", "late", "broke"], ["2 criteria — broke", "rubric: x — late"]),
        (["broke"], ["rubric: x — broke"]),
        (["broke", "no verdict"], ["rubric: x — broke", "rubric: x — no verdict"]),
    ],
)
def test_what_a_judge_says_of_several_criteria_alike_is_told_once(reasons, lines):
    found = (Finding("rubric: x", "rubric", Verdict.ERROR, reason, WHERE) for reason in reasons)
    assert why(*found, verdict=Verdict.ERROR).splitlines() == lines
