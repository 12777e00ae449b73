"""The reason of a verdict, in the words of the findings: what a PM reads beside the row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sheet2eval.grading.verdicts import trial_verdict
from sheet2eval.types import Case, Finding, Trial, Verdict

CUT = "the answer ends early: it reached the limit of tokens"
NO_RESPONSE = "no answer to grade: the sheet holds none of this target to this case"


def case_why(case: Case, verdict: Verdict, trials: Sequence[Trial], shown: Trial | None) -> str:
    """A line a reason. A pass says how much was graded, and what stayed open."""
    if verdict is Verdict.SKIPPED:
        return "left out by “skip”"
    if case.faults:
        return "\n".join(f"{fault.where}: {fault.problem}" for fault in case.faults)
    if shown is None:
        return NO_RESPONSE
    if verdict is Verdict.UNGRADED and not shown.findings:
        return "nothing to grade it by: no ideal, check or rubric"
    return "\n".join([*([_tally(trials)] if len(trials) > 1 else []), *trial_why(shown)])


def trial_why(trial: Trial) -> list[str]:
    """The reasons of a trial's verdict, a line each."""
    if trial.response.error is not None:
        return [f"the target broke: {trial.response.error}"]
    verdict = trial_verdict(trial)
    passed = [_passed(trial)] if verdict is Verdict.PASS else []
    decisive = Verdict.UNGRADED if verdict is Verdict.PASS else verdict
    found = [finding for finding in trial.findings if finding.verdict is decisive]
    return [*passed, *_lines(found), *([CUT] if trial.response.cut else [])]


def _tally(trials: Sequence[Trial]) -> str:
    verdicts = [trial_verdict(trial) for trial in trials]
    counted = ((verdict, verdicts.count(verdict)) for verdict in dict.fromkeys(verdicts))
    return f"{len(trials)} trials: " + ", ".join(f"{number} {verdict}" for verdict, number in counted)


def _passed(trial: Trial) -> str:
    passed = [finding for finding in trial.findings if finding.verdict is Verdict.PASS]
    if len(passed) == 1:
        return passed[0].reason
    nouns = dict.fromkeys("criteria" if finding.kind == "rubric" else "checks" for finding in passed)
    if len(passed) == len(nouns):
        return "meets the check and the criterion"
    every = "both" if len(passed) == 2 else f"all {len(passed)}"
    number = every if len(passed) == len(trial.findings) else str(len(passed))
    return f"meets {number} {' and '.join(nouns)}"


def _lines(found: Sequence[Finding]) -> list[str]:
    """A line a finding; what a judge says of several criteria alike it says once."""
    criteria = Counter(finding.reason for finding in found if finding.kind == "rubric")
    lines = (
        f"{criteria[finding.reason]} criteria — {finding.reason}"
        if finding.kind == "rubric" and criteria[finding.reason] > 1
        else f"{finding.check} — {finding.reason}"
        for finding in found
    )
    return list(dict.fromkeys(lines))
