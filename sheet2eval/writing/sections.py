"""The sections of `eval-summary` that hold figures: by target, by tag, repeats, and trust in the grading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sheet2eval.books.book import Look, OutCell
from sheet2eval.scoring.results import Agreement, JudgeTrust, Rate, RunSummary, TargetSummary
from sheet2eval.types import Verdict
from sheet2eval.writing.layout import Line, section
from sheet2eval.writing.words import agreement, counted, offline, percent, share, trust

_COUNTED = (Verdict.PASS, Verdict.FAIL, Verdict.FLAKY, Verdict.ERROR, Verdict.UNGRADED, Verdict.SKIPPED)
_TARGET_HEADER = (
    *("target", "readiness", "pass rate", "low", "high", "cases"),
    *(verdict.value for verdict in _COUNTED),
    "mean score",
)
_TAG_HEADER = ("tag", "in words", "pass rate", "low", "high", "graded")
_REPEATS_HEADER = ("target", "in words", "tries", "one passes", "all pass")
_TRUST_HEADER = ("judge", "in words", "share")


def by_target(targets: Iterable[TargetSummary]) -> Iterator[Line]:
    yield from section("By target", _TARGET_HEADER, map(_target, targets))


def by_tag(targets: Sequence[TargetSummary]) -> Iterator[Line]:
    yield from section("By tag", _TAG_HEADER, _tags(targets))


def repeats(targets: Iterable[TargetSummary]) -> Iterator[Line]:
    yield from section("When asked several times", _REPEATS_HEADER, _repeats(targets))


def trusted(run: RunSummary) -> Iterator[Line]:
    """How often the judges are right on the sheet's own examples, and how often the grading agrees with people."""
    rows = [line for judge in run.trust for line in _judge(judge)]
    rows += _people("against people", run.agreement)
    if run.judge_agreement != run.agreement:
        rows += _people("judge against people", run.judge_agreement)
    yield from section("Trust in the judge", _TRUST_HEADER, rows)


def _target(summary: TargetSummary) -> Line:
    return (
        OutCell(summary.target, Look.ID),
        OutCell(summary.band or "nothing graded"),
        *_rate(summary.rate),
        OutCell(summary.cases, Look.COUNT),
        *(OutCell(summary.counts[verdict], Look.COUNT) for verdict in _COUNTED),
        OutCell(summary.mean_score, Look.SCORE),
    )


def _rate(rate: Rate) -> Line:
    return tuple(OutCell(value, Look.RATE) for value in (rate.rate, rate.low, rate.high))


def _tags(targets: Sequence[TargetSummary]) -> Iterator[Line]:
    """A row a tag and target, the targets of a tag together."""
    for tag in dict.fromkeys(tag for summary in targets for tag in summary.by_tag):
        for summary in targets:
            if tag in summary.by_tag:
                passed, graded, rate = summary.by_tag[tag]
                words = _of(summary, targets) + share(passed, graded, rate)
                yield OutCell(tag, Look.ID), OutCell(words), *_rate(rate), OutCell(graded, Look.COUNT)


def _of(summary: TargetSummary, targets: Sequence[TargetSummary]) -> str:
    return f"{summary.target}: " if len(targets) > 1 else ""


def _repeats(targets: Iterable[TargetSummary]) -> Iterator[Line]:
    """pass@k and pass^k, k by k."""
    for summary in targets:
        every = summary.pass_hat_k or {}
        for k, one in (summary.pass_at_k or {}).items():
            if k in every:
                words = f"at least one of {k} passes: {percent(one)}; all of them pass: {percent(every[k])}"
                words = words if k > 1 else f"a single try passes: {percent(one)}"
                words += f" (of {counted(summary.repeated[k], 'case')})" if k in summary.repeated else ""
                rates = (OutCell(one, Look.RATE), OutCell(every[k], Look.RATE))
                yield OutCell(summary.target, Look.ID), OutCell(words), OutCell(k, Look.COUNT), *rates


def _judge(judge: JudgeTrust) -> list[Line]:
    asked = judge.asked
    shares = {
        trust(judge): judge.right / asked if asked else None,
        "false passes: of the wrong examples, the judge passes": judge.false_pass,
        "false fails: of the right examples, the judge fails": judge.false_fail,
        "flips: verdicts that change when it is shown everything in the opposite order": judge.flips,
        offline(judge): judge.offline_right / asked if asked and judge.offline_right is not None else None,
    }
    return _shares(judge.judge, shares)


def _people(name: str, people: Agreement | None) -> list[Line]:
    if people is None or not people.n:
        return []
    shares = {
        agreement(people): people.accuracy,
        "false passes: of the cases people fail, the grading passes": people.false_pass,
        "false fails: of the cases people pass, the grading fails": people.false_fail,
    }
    return _shares(name, shares)


def _shares(name: str, shares: Mapping[str, float | None]) -> list[Line]:
    """A line a share; of those that are not known only the first, which says so."""
    first, *_ = shares
    return [
        (OutCell(name, Look.ID), OutCell(words), OutCell(value, Look.RATE))
        for words, value in shares.items()
        if value is not None or words == first
    ]
