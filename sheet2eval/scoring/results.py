"""What a run comes to: a result a case and target, a summary a target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sheet2eval.types import Case, Problem, Trial, Verdict


class Change(StrEnum):
    """How a verdict compares with the last run's of the same case and target."""

    FIXED = "fixed"
    BROKEN = "broken"
    SAME = "same"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Prior:
    """A row of `eval-scores` as it stood before: its texts by column name ("human verdict", …)."""

    texts: Mapping[str, str]

    @property
    def id(self) -> str:
        return self.texts.get("id", "")

    @property
    def target(self) -> str:
        return self.texts.get("target", "")


@dataclass(frozen=True, slots=True)
class CaseResult:
    """The verdict on one case and target.

    `score` is 0..1 or None where nothing was graded; `shown` is the trial whose response is written down (the
    first that did not pass, else the first; None where there is none). `verdict` has the human verdict in
    it already where that counts. `change` is None where there is nothing to compare (errors, skipped).
    `fingerprint` covers the case, the target and the judge. `machine_verdict` is what checks and judge said
    where a person's verdict counts instead.
    """

    case: Case
    target: str
    judge: str
    verdict: Verdict
    score: float | None
    trials: tuple[Trial, ...]
    passed_trials: int
    shown: Trial | None
    why: str
    current_verdict: Verdict | None
    change: Change | None
    graded_at: datetime
    human_verdict: str
    human_note: str
    fingerprint: str
    machine_verdict: Verdict | None = None

    @property
    def trials_text(self) -> str:
        """Passed of tried, like "2/3"; "" where nothing was tried."""
        return f"{self.passed_trials}/{len(self.trials)}" if self.trials else ""

    @property
    def response(self) -> str:
        return self.shown.response.text if self.shown else ""

    @property
    def latency_s(self) -> float | None:
        """Mean over the trials that were timed, in seconds."""
        times = [trial.response.latency_s for trial in self.trials if trial.response.latency_s is not None]
        return sum(times) / len(times) if times else None

    @property
    def cost_usd(self) -> float | None:
        """All trials together, what the judge took included; None where a price is unknown."""
        return total(trial.cost_usd for trial in self.trials)


def total(amounts: Iterable[float | None]) -> float | None:
    """The sum, or None where one of the amounts is unknown or there is none."""
    known = list(amounts)
    return None if not known or None in known else sum(amount for amount in known if amount is not None)


@dataclass(frozen=True, slots=True)
class Rate:
    """The weighted share of passing cases among those graded, and its 95 % Wilson interval, all 0..1.

    None where nothing was graded. `number` is how many equal cases would tell as much (Kish); None where unknown.
    """

    rate: float | None
    low: float | None
    high: float | None
    number: float | None = None


@dataclass(frozen=True, slots=True)
class TargetSummary:
    """One target's figures. `counts` has all verdicts; `seconds`: wall time; `fixed` and `broken` are ids.

    `judge_cost_usd` is the part of `cost_usd` that the judge took; None where its price is unknown.

    `mean_interval` is where the mean score likely lies (95 %, within 0..1); None where that cannot be told.
    """

    target: str
    judge: str
    counts: Mapping[Verdict, int]
    rate: Rate
    mean_score: float | None
    band: str | None
    fixed: tuple[str, ...]
    broken: tuple[str, ...]
    by_tag: Mapping[str, tuple[int, int, Rate]]  # tag: cases that pass, cases graded, their rate
    pass_at_k: Mapping[int, float] | None
    pass_hat_k: Mapping[int, float] | None
    cost_usd: float | None
    seconds: float
    mean_interval: tuple[float, float] | None = None
    judge_cost_usd: float | None = 0.0
    repeated: Mapping[int, int] = field(default_factory=dict)  # cases with at least k graded trials, by k

    @property
    def cases(self) -> int:
        return sum(self.counts.values())

    @property
    def graded(self) -> int:
        return sum(self.counts[verdict] for verdict in (Verdict.PASS, Verdict.FAIL, Verdict.FLAKY))


@dataclass(frozen=True, slots=True)
class JudgeTrust:
    """How often the judge was right on the sheet's own examples: `right` of `asked`.

    `offline_right`: how many of the same examples the offline judge gets right. Shares are 0..1: `false_pass` of the
    wrong examples, `false_fail` of the right ones, `flips` of the verdicts that change with the order of what it
    is shown. None where it was not tried. `untested`: how many examples there are that it was not tried on.
    """

    judge: str
    right: int
    asked: int
    offline_right: int | None = None
    false_pass: float | None = None
    false_fail: float | None = None
    flips: float | None = None
    untested: int = 0


@dataclass(frozen=True, slots=True)
class Agreement:
    """The grading against people, on the cases that people have judged: shares of 0..1, None where undefined."""

    n: int
    accuracy: float | None
    kappa: float | None
    false_pass: float | None
    false_fail: float | None


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A whole run: `id` names it, `results` are in the order of targets, then cases.

    `agreement` is of all that people have judged, `judge_agreement` of those among them that have criteria.
    `alike` are groups of cases, by id, that ask nearly the same. `carried` are the results of cases that were not
    graded anew because nothing of them changed: they count in every figure. `halted` says in words why the run was
    stopped before its end; "" where it was not.
    """

    id: str
    started_at: datetime
    version: str
    targets: tuple[TargetSummary, ...]
    results: tuple[CaseResult, ...]
    problems: tuple[Problem, ...]
    trust: tuple[JudgeTrust, ...] = ()
    agreement: Agreement | None = None
    judge_agreement: Agreement | None = None
    alike: tuple[tuple[str, ...], ...] = ()
    carried: tuple[CaseResult, ...] = ()
    halted: str = ""

    @property
    def standing(self) -> tuple[CaseResult, ...]:
        """The results of all cases that count: of this run, and those that stay as they were."""
        return (*self.results, *self.carried)
