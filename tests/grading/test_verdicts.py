"""States are honest: broken, failed and ungraded never mix."""

import pytest

from sheet2eval.grading.verdicts import case_score, case_verdict, trial_score, trial_verdict
from sheet2eval.types import CellRef, Finding, Response, Trial, Verdict

WHERE = CellRef("ideal-behavior", 2, 3)
LETTERS = {"p": Verdict.PASS, "f": Verdict.FAIL, "e": Verdict.ERROR, "u": Verdict.UNGRADED}


def trial(letters, *, error=None, weights=None):
    weights = weights or [1] * len(letters)
    findings = tuple(
        Finding("line", "kind", LETTERS[letter], "reason", WHERE, weight)
        for letter, weight in zip(letters, weights, strict=True)
    )
    return Trial("a", "t", 1, Response("x", error=error), findings)


@pytest.mark.parametrize(
    ("letters", "verdict", "score"),
    [
        ("p", "pass", 1.0), ("pp", "pass", 1.0), ("pf", "fail", 0.5), ("f", "fail", 0.0), ("", "ungraded", None),
        ("u", "ungraded", None), ("pu", "pass", 1.0), ("fu", "fail", 0.0), ("pe", "error", None),
        ("fe", "error", None), ("ppf", "fail", 2 / 3),
    ],
)  # fmt: skip
def test_a_trial(letters, verdict, score):
    assert trial_verdict(trial(letters)) == verdict
    assert trial_score(trial(letters)) == score


def test_weights_count_in_the_score():
    assert trial_score(trial("pf", weights=[3, 1])) == 0.75


def test_a_broken_target_has_no_score_whatever_was_found():
    broken = trial("", error="no answer within 60 s")
    assert trial_verdict(broken) is Verdict.ERROR
    assert trial_score(broken) is None


@pytest.mark.parametrize(
    ("trials", "verdict", "score"),
    [
        ("p p p", "pass", 1.0), ("p f p", "flaky", 2 / 3), ("f f", "fail", 0.0), ("p e", "error", 1.0),
        ("f e", "fail", 0.0), ("p f e", "flaky", 0.5), ("e e", "error", None), ("u u", "ungraded", None),
        ("p u", "pass", 1.0),
    ],
)  # fmt: skip
def test_a_case(trials, verdict, score):
    tried = [trial(letters) for letters in trials.split()]
    assert case_verdict(tried) == verdict
    assert case_score(tried) == score


def test_a_case_without_a_trial_is_ungraded():
    assert case_verdict(()) is Verdict.UNGRADED
    assert case_score(()) is None
