"""The result that a row of `eval-scores` stands for, where nothing of its case has changed since.

People may have: what they say of the answer now can fix or break it.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sheet2eval.scoring.change import change
from sheet2eval.scoring.people import (
    HUMAN_NOTE,
    HUMAN_VERDICT,
    graded_reasons,
    graded_verdict,
    human_verdict,
    overruling,
)
from sheet2eval.scoring.results import CaseResult, Prior
from sheet2eval.text.figures import figure
from sheet2eval.types import Case, Verdict

_LONG_AGO = datetime.fromtimestamp(0, UTC)


def carried_result(case: Case, row: Prior) -> CaseResult:
    """As the row says, but people win. It has no trials, so that nothing of it is counted or paid for twice."""
    graded = graded_verdict(row) or Verdict.UNGRADED
    human = human_verdict(row, row.texts.get("response", ""))
    verdict = human or graded
    return CaseResult(
        case=case,
        target=row.target,
        judge=row.texts.get("judge", ""),
        verdict=verdict,
        score=figure(row.texts.get("score", "")),
        trials=(),
        passed_trials=0,
        shown=None,
        why=overruling(human, row.texts.get(HUMAN_NOTE, ""), graded, graded_reasons(row))
        if human
        else graded_reasons(row),
        current_verdict=_verdict(row.texts.get("current verdict", "")),
        change=change(row, verdict),
        graded_at=_moment(row.texts.get("graded at", "")),
        human_verdict=row.texts.get(HUMAN_VERDICT, ""),
        human_note=row.texts.get(HUMAN_NOTE, ""),
        fingerprint=row.texts.get("fingerprint", ""),
        machine_verdict=graded if human else None,
    )


def _verdict(text: str) -> Verdict | None:
    return Verdict(text) if text in set(Verdict) else None


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return _LONG_AGO
