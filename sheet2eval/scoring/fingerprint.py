"""What a verdict depends on, as a digest: it tells a later run whether the case has to be graded again."""

from __future__ import annotations

from collections.abc import Sequence

from sheet2eval.digest import digest
from sheet2eval.judges.judge import Judge
from sheet2eval.targets.target import Target
from sheet2eval.text.transcript import answer
from sheet2eval.types import Case, Response


def run_fingerprint(target: Target, judge: Judge | None) -> str:
    """Of who answers and who judges, as they are configured."""
    return digest(target.fingerprint, judge.fingerprint if judge else "")


def result_fingerprint(case: Case, run: str, recorded: Sequence[Response] | None) -> str:
    """Of the case in a run of that fingerprint; recorded answers are part of it, as they stand in the sheet."""
    return digest(case.fingerprint, run, [answer(response) for response in recorded or ()])
