"""What a row of `eval-scores` says of a case that was left as it was."""

from __future__ import annotations

import pytest

from sheet2eval.scoring.carried import carried_result
from sheet2eval.scoring.results import Change, Prior
from tests.scoring.made import case


def carried(**texts):
    row = {"id": "a", "target": "bot", "verdict": "pass", **texts}
    return carried_result(case(), Prior({name.replace("_", " "): text for name, text in row.items()}))


@pytest.mark.parametrize(
    ("shown", "score"), [("0.67", 0.67), ("0,67", 0.67), ("1", 1), ("67 %", 0.67), ("", None), ("good", None)]
)
def test_its_score_is_read_as_the_sheet_shows_it(shown, score):
    assert carried(score=shown).score == score


def test_nothing_of_it_is_counted_twice():
    found = carried(cost_usd="$0.25", trials="2/3", judge="careful")
    assert (found.trials, found.cost_usd, found.judge, found.change) == ((), None, "careful", Change.SAME)


@pytest.mark.parametrize(
    ("texts", "verdict", "machine"),
    [
        ({"verdict": "fail"}, "fail", None),
        ({"verdict": "fail", "human_verdict": "pass"}, "pass", "fail"),
        ({"verdict": "whatever"}, "ungraded", None),
    ],
)
def test_people_win(texts, verdict, machine):
    found = carried(**texts)
    assert (found.verdict, found.machine_verdict) == (verdict, machine)


@pytest.mark.parametrize(
    ("graded", "human", "change"),
    [
        ("fail", "pass", Change.FIXED),
        ("pass", "fail", Change.BROKEN),
        ("flaky", "fail", Change.SAME),
        ("error", "pass", Change.NEW),
        ("error", "", None),
    ],
)
def test_people_can_fix_and_break_what_was_left(graded, human, change):
    assert carried(verdict=graded, human_verdict=human).change is change
