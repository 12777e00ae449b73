"""How a verdict compares with the last one of the same case and target.

A row that nothing could grade says in the last line of `why` how it was graded before. So what passed before an
outage, and fails after it, is still told as broken.
"""

from __future__ import annotations

import re

from sheet2eval.scoring.rates import GRADED
from sheet2eval.scoring.results import Change, Prior
from sheet2eval.types import Verdict

_REMEMBERED = re.compile(r"when last graded: (pass|fail|flaky)")


def change(prior: Prior | None, verdict: Verdict) -> Change | None:
    """None where nothing could grade the case now: that is no change."""
    if verdict not in GRADED:
        return None
    before = _last_graded(prior)
    if before is None:
        return Change.NEW
    if (before is Verdict.PASS) is (verdict is Verdict.PASS):
        return Change.SAME
    return Change.FIXED if verdict is Verdict.PASS else Change.BROKEN


def memory(prior: Prior | None, verdict: Verdict) -> str:
    """The last line of `why` where the verdict is no grade and an earlier one was; else ""."""
    before = None if verdict in GRADED else _last_graded(prior)
    return f"when last graded: {before}" if before else ""


def _last_graded(row: Prior | None) -> Verdict | None:
    if row is None:
        return None
    said = row.texts.get("verdict", "")
    if said in GRADED:
        return Verdict(said)
    *_, last = ("", *row.texts.get("why", "").splitlines())
    remembered = _REMEMBERED.fullmatch(last.strip())
    return Verdict(remembered[1]) if remembered else None
