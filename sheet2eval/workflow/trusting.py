"""How far the judge can be trusted on a sheet: what its self-test on the sheet's own examples came to.

The offline judge is tested in every run. Testing another one costs, so a run takes what `selftest` kept, for as long
as the judge, the cases and their examples stay the same.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from sheet2eval.books.files import beside
from sheet2eval.digest import digest
from sheet2eval.errors import SetupError
from sheet2eval.grading.judgetest import can_be_judged, examples
from sheet2eval.grading.selftest import SelfTest, judge_questions, try_graders
from sheet2eval.judges.judge import Judge
from sheet2eval.judges.nearest import NearestJudge, self_test
from sheet2eval.running.estimate import Forecast, calls_like
from sheet2eval.scoring.results import JudgeTrust
from sheet2eval.state import HOME, state_folder
from sheet2eval.targets.target import EndsRun
from sheet2eval.types import Case
from sheet2eval.workflow.spending import Spending

KEPT_DAYS = 90

_DAY_S = 86_400


def trust_in(judge: Judge | None, cases: Sequence[Case]) -> tuple[JudgeTrust, ...]:
    """What is known of the judge; nothing without one, or where the sheet has no examples of both sides."""
    untested = sum(len(examples(case)) for case in cases if can_be_judged(case))
    if judge is None or not untested:
        return ()
    if _is_offline(judge):
        return (JudgeTrust(judge.label, *self_test(cases)),)
    return (_kept(_path(judge, cases)) or JudgeTrust(judge.label, 0, 0, untested=untested),)


async def try_out(judge: Judge | None, cases: Sequence[Case]) -> SelfTest:
    """The self-test of the checks and of the judge, which is closed then.

    Raises:
        SetupError: the judge refuses in a way that every other question would meet as well.
    """
    try:
        return await try_graders(cases, judge)
    except EndsRun as refusal:
        raise SetupError(str(refusal)) from refusal
    finally:
        if judge:
            await judge.close()


def trust_from(judge: Judge, cases: Sequence[Case], found: SelfTest) -> JudgeTrust:
    """What the self-test found, beside how the offline judge does on the same examples where it is another one."""
    offline_right, asked = self_test(cases)
    comparable = len(found.judged) == asked and not _is_offline(judge)
    return JudgeTrust(
        judge.label,
        found.right,
        len(found.judged),
        offline_right if comparable else None,
        found.false_pass,
        found.false_fail,
        found.flips,
    )


def keep_trust(judge: Judge, cases: Sequence[Case], trust: JudgeTrust) -> None:
    """Keep it for runs to come. Raises SetupError where it cannot be written."""
    path = _path(judge, cases)
    try:
        with beside(path) as unfinished:
            unfinished.write_text(json.dumps(asdict(trust)), "utf-8")
            unfinished.replace(path)
        _prune(path.parent)
    except OSError as fault:
        raise SetupError(
            f"{path} cannot be written ({fault.strerror or fault}): free some space or get write access, "
            f"or set {HOME} to another folder"
        ) from fault


def self_test_spending(judge: Judge | None, cases: Iterable[Case]) -> Spending | None:
    """What testing the judge takes at most; None where it is free."""
    asked = Forecast()
    for case in cases:
        estimate = judge.estimate(case) if judge else None
        if estimate is not None:
            asked += calls_like(estimate, judge_questions(case))
    return Spending(f"the judge {judge.label}", asked, at_most=True) if judge and asked.calls else None


def _is_offline(judge: Judge) -> bool:
    return judge.fingerprint == NearestJudge.fingerprint


def _path(judge: Judge, cases: Iterable[Case]) -> Path:
    judged = sorted(case.fingerprint for case in cases if can_be_judged(case))
    return state_folder("judges") / f"{digest(judge.fingerprint, judge.label, judged)}.json"


def _kept(path: Path) -> JudgeTrust | None:
    try:
        return JudgeTrust(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError):  # none, or one of another version
        return None


def _prune(folder: Path) -> None:
    for path in folder.glob("*.json"):
        if path.stat().st_mtime < time.time() - KEPT_DAYS * _DAY_S:
            path.unlink(missing_ok=True)
