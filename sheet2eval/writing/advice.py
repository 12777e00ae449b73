"""What a run says of the sheet and its judge that somebody should act on, in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from sheet2eval.scoring.outlook import Baseline, outgrown
from sheet2eval.scoring.results import JudgeTrust, RunSummary
from sheet2eval.writing.words import counted, few

_ENOUGH = 5  # examples; of fewer, which judge is better is luck


def advice(run: RunSummary) -> Iterator[str]:
    """A sentence or two for each thing to act on; none where all is well."""
    if baseline := outgrown(run):
        yield _outgrown(baseline)
    yield from filter(None, map(no_better, run.trust))
    if run.alike:
        yield _alike(run)


def _outgrown(baseline: Baseline) -> str:
    passed = f"{baseline.passed} of {counted(baseline.graded, 'case')}"
    if baseline.name:
        return (
            f"Even {baseline.name}, the weakest, passes {passed}: this eval no longer measures progress. "
            "Add cases that it gets wrong."
        )
    return (
        f"Today's answers already pass {passed}: this eval no longer measures progress. "
        "Add cases that the product gets wrong today."
    )


def no_better(judge: JudgeTrust) -> str:
    """What to think of a judge that errs and is no better than the offline one; "" of any other."""
    offline = judge.offline_right
    if judge.asked < _ENOUGH or offline is None or judge.right > offline or judge.right == judge.asked:
        return ""
    return (
        f"The judge {judge.judge} is right on {judge.right} of {judge.asked} of the sheet's own examples; the "
        f"offline one, which compares letters, on {offline}. Do not rely on it: mend the criteria, or choose "
        "another judge."
    )


def _alike(run: RunSummary) -> str:
    cases = sum(map(len, run.alike))
    groups = few([" = ".join(group) for group in run.alike])
    return f"{cases} cases ask nearly the same as another one, so they count more than they tell: {groups}."
