"""Findings to the verdict and score of a trial; trials to those of a case. Broken and failed never mix."""

from __future__ import annotations

from collections.abc import Sequence

from sheet2eval.types import Trial, Verdict


def trial_verdict(trial: Trial) -> Verdict:
    """ERROR where the target or the judge broke, FAIL where a finding failed, PASS where one passed.

    Ungraded findings decide only where there is nothing else.
    """
    found = {finding.verdict for finding in trial.findings}
    if trial.response.error is not None or Verdict.ERROR in found:
        return Verdict.ERROR
    if Verdict.FAIL in found:
        return Verdict.FAIL
    return Verdict.PASS if Verdict.PASS in found else Verdict.UNGRADED


def trial_score(trial: Trial) -> float | None:
    """The weighted share, 0..1, of graded findings that pass; None where the trial is not graded."""
    if trial_verdict(trial) in {Verdict.ERROR, Verdict.UNGRADED}:
        return None
    graded = [finding for finding in trial.findings if finding.verdict in {Verdict.PASS, Verdict.FAIL}]
    passed = sum(finding.weight for finding in graded if finding.verdict is Verdict.PASS)
    return passed / sum(finding.weight for finding in graded)


def case_verdict(trials: Sequence[Trial]) -> Verdict:
    """FLAKY where some trials pass and some fail. A broken trial keeps a case from passing, not failing."""
    found = {trial_verdict(trial) for trial in trials}
    if {Verdict.PASS, Verdict.FAIL} <= found:
        return Verdict.FLAKY
    for verdict in (Verdict.FAIL, Verdict.ERROR, Verdict.PASS):
        if verdict in found:
            return verdict
    return Verdict.UNGRADED


def case_score(trials: Sequence[Trial]) -> float | None:
    """The mean of the trials' scores; None where no trial is graded."""
    scores = [score for trial in trials if (score := trial_score(trial)) is not None]
    return sum(scores) / len(scores) if scores else None
