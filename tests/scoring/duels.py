"""Matches made by hand."""

from __future__ import annotations

from dataclasses import replace

from sheet2eval.judges.judge import Preference, Winner
from sheet2eval.scoring.comparison import Match
from sheet2eval.scoring.results import CaseResult, Prior
from sheet2eval.types import CellRef, Criterion, Response, Trial
from tests.scoring.made import case, result

CRITERION = Criterion("Names the day", CellRef("ideal-behavior", 2, 3))


def answered(text, verdict="pass", score=None, *, target="new", name="a", **others):
    """The result of a case that the target answered so; with None as text it gave no answer."""
    shown = None if text is None else Trial(name, target, 1, Response(text))
    scored = {"pass": 1.0, "fail": 0.0}.get(verdict) if score is None else score
    asked = case(name, criteria=(CRITERION,))
    found: CaseResult = replace(result(verdict), case=asked, target=target, score=scored, shown=shown)
    return replace(found, **others)


def match(own, other, name="a"):
    """From two tuples of text, verdict and score."""
    return Match(answered(*own, name=name), answered(*other, target="old", name=name))


def row(answer_1, answer_2, winner="", name="a", **others):
    """A row of `eval-compare`."""
    texts = {"id": name, "answer 1": answer_1, "answer 2": answer_2, "human winner": winner}
    return Prior({**texts, **others})


def preference(winner, reason="names the day"):
    return Preference(None if winner is None else Winner(winner), reason)
