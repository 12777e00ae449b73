"""Fixed, broken, same and new, whatever lies between two grades."""

import pytest

from sheet2eval.scoring.change import change, memory
from sheet2eval.scoring.results import Prior
from sheet2eval.types import Verdict


def stood(verdict, why=""):
    return Prior({"verdict": verdict, "why": why})


def after(verdicts):
    """The change that the last of the verdicts is, when each run finds the row of the one before it."""
    row, found = None, None
    for verdict in map(Verdict, verdicts.split()):
        found = change(row, verdict)
        row = stood(verdict, f"because of {verdict}\n{memory(row, verdict)}")
    return found


@pytest.mark.parametrize(
    ("verdicts", "found"),
    [
        ("pass fail", "broken"),
        ("pass error fail", "broken"),
        ("pass error error ungraded flaky", "broken"),
        ("fail error pass", "fixed"),
        ("flaky skipped pass", "fixed"),
        ("pass skipped pass", "same"),
        ("pass error pass error fail", "broken"),
        ("error error fail", "new"),
        ("pass error", None),
        ("pass", "new"),
    ],
)
def test_what_nothing_could_grade_is_looked_past(verdicts, found):
    assert after(verdicts) == found


def test_a_verdict_that_grades_nothing_remembers_the_last_one_that_did():
    assert memory(stood("pass"), Verdict.ERROR) == "when last graded: pass"
    assert memory(None, Verdict.ERROR) == memory(stood("error"), Verdict.ERROR) == ""
    assert memory(stood("pass"), Verdict.FAIL) == ""


@pytest.mark.parametrize(
    "why", ["the target broke: when last graded: pass", "when last graded: passable", ""]
)
def test_only_our_own_line_is_read(why):
    assert change(stood("error", why), Verdict.FAIL) == "new"
