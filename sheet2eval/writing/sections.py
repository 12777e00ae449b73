"""The sections of `eval-summary`, each a title, a header and rows; one with nothing to say is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sheet2eval.books.book import Look, OutCell
from sheet2eval.scoring.results import CaseResult, Change, Rate, RunSummary, TargetSummary
from sheet2eval.types import CellRef, Verdict
from sheet2eval.writing.cells import CHANGE_LOOKS, VERDICT_LOOKS, headed
from sheet2eval.writing.scores import Key
from sheet2eval.writing.words import agreement, excerpt, one_line, percent, share, trust

Line = tuple[OutCell, ...]
Links = Mapping[Key, CellRef]

BLANK: Line = ()
MOST_ROWS = 20

_COUNTED = (Verdict.PASS, Verdict.FAIL, Verdict.FLAKY, Verdict.ERROR, Verdict.UNGRADED, Verdict.SKIPPED)
_LISTED = {
    Verdict.FAIL: "Fails most worth reading",
    Verdict.FLAKY: "Flaky: some tries pass, some fail",
    Verdict.ERROR: "Errors: something broke, which is not a fail",
    Verdict.UNGRADED: "Ungraded: nothing was able to tell",
}


def sections(run: RunSummary, links: Links) -> Iterator[Line]:
    """All sections, in the order in which a meeting asks for them, with a blank line before each."""
    yield from _section("By target", _TARGET_HEADER, map(_target, run.targets))
    yield from _section("By tag", _TAG_HEADER, _tags(run.targets))
    yield from _section("When asked several times", _REPEATS_HEADER, _repeats(run.targets))
    yield from _changes(run.results, links)
    for verdict, title in _LISTED.items():
        results = sorted((result for result in run.results if result.verdict is verdict), key=_worth)
        yield from _list(title, _CASE_HEADER, [_case(result, links) for result in results])
    yield from _list("Disputed: people see it otherwise", _DISPUTE_HEADER, _disputes(run.results, links))
    yield from _section("Trust in the judge", ("judge", "in words", "share"), _trust(run))


def _section(title: str, headers: Iterable[str], rows: Iterable[Line]) -> Iterator[Line]:
    lines = list(rows)
    if lines:
        yield BLANK
        yield (OutCell(title, Look.HEADING),)
        yield tuple(headed(name, cell.look) for name, cell in zip(headers, lines[0], strict=True))
        yield from lines


def _list(title: str, headers: Iterable[str], rows: Sequence[Line]) -> Iterator[Line]:
    """A section that stops after some rows and says how many more there are."""
    yield from _section(title, headers, rows[:MOST_ROWS])
    if len(rows) > MOST_ROWS:
        yield (OutCell(f"and {len(rows) - MOST_ROWS} more on eval-scores", Look.NOTE),)


_TARGET_HEADER = (
    *("target", "readiness", "pass rate", "low", "high", "cases"),
    *(verdict.value for verdict in _COUNTED),
    "mean score",
)


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


_TAG_HEADER = ("tag", "in words", "pass rate", "low", "high", "graded")


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


_REPEATS_HEADER = ("target", "in words", "tries", "one passes", "all pass")


def _repeats(targets: Iterable[TargetSummary]) -> Iterator[Line]:
    """pass@k and pass^k, k by k."""
    for summary in targets:
        every = summary.pass_hat_k or {}
        for k, one in (summary.pass_at_k or {}).items():
            if k in every:
                words = f"of {k} tries one at least passes: {percent(one)}; all pass: {percent(every[k])}"
                rates = (OutCell(one, Look.RATE), OutCell(every[k], Look.RATE))
                yield OutCell(summary.target, Look.ID), OutCell(words), OutCell(k, Look.COUNT), *rates


_NO_EARLIER = "There is no earlier run of these cases to compare with."
_CHANGE_HEADER = ("case", "what was asked, and what was found", "change", "target")


def _changes(results: Sequence[CaseResult], links: Links) -> Iterator[Line]:
    """What broke, then what was fixed; a sentence where there is neither."""
    title = "What changed since the last run"
    rows = [
        _changed(result, links)
        for change in (Change.BROKEN, Change.FIXED)
        for result in results
        if result.change is change
    ]
    if rows:
        yield from _list(title, _CHANGE_HEADER, rows)
        return
    compared = any(result.change is Change.SAME for result in results)
    words = "Nothing broke and nothing was fixed." if compared else _NO_EARLIER
    yield from (BLANK, (OutCell(title, Look.HEADING),), (OutCell(words, Look.NOTE),))


def _changed(result: CaseResult, links: Links) -> Line:
    change = result.change.value if result.change else ""
    named = _named(result, links, _found(result))
    return *named, OutCell(change, CHANGE_LOOKS[change]), OutCell(result.target)


_CASE_HEADER = ("case", "what was asked, and what was found", "verdict", "target", "trials", "score")


def _case(result: CaseResult, links: Links) -> Line:
    return (
        *_named(result, links, _found(result)),
        OutCell(result.verdict.value, VERDICT_LOOKS[result.verdict.value]),
        OutCell(result.target),
        OutCell(result.trials_text, Look.COUNT),
        OutCell(result.score, Look.SCORE),
    )


_DISPUTE_HEADER = ("case", "what was asked, and who says what", "verdict", "target")


def _disputes(results: Iterable[CaseResult], links: Links) -> list[Line]:
    return [
        (
            *_named(result, links, f"people say {result.verdict}, the tool says {result.machine_verdict}"),
            OutCell(result.verdict.value, VERDICT_LOOKS[result.verdict.value]),
            OutCell(result.target),
        )
        for result in results
        if result.machine_verdict not in {None, result.verdict}
    ]


def _named(result: CaseResult, links: Links, found: str) -> Line:
    """The case by its id and its words, and below them what was found."""
    link = links.get((result.case.id, result.target))
    words = "\n→ ".join(filter(None, (excerpt(_asked(result)), excerpt(found))))
    return OutCell(result.case.id, Look.LINK if link else Look.ID, link), OutCell(words)


def _found(result: CaseResult) -> str:
    return "" if result.verdict is Verdict.PASS else one_line(result.why)


def _asked(result: CaseResult) -> str:
    """The last thing that the user said: what the answer is an answer to."""
    said = [message.content for message in result.case.messages if message.role == "user"]
    return said[-1] if said else ""


def _worth(result: CaseResult) -> tuple[bool, float, float]:
    """What to read first: what passed before, what weighs most, what is furthest from right."""
    return result.change is not Change.BROKEN, -result.case.weight, result.score or 0.0


def _trust(run: RunSummary) -> Iterator[Line]:
    for judge in run.trust:
        known = judge.right / judge.asked if judge.asked else None
        yield OutCell(judge.judge, Look.ID), OutCell(trust(judge)), OutCell(known, Look.RATE)
    people = run.agreement
    if people is None or not people.n:
        return
    shares = {
        agreement(people): people.accuracy,
        "false passes: of the cases people fail, the tool passes": people.false_pass,
        "false fails: of the cases people pass, the tool fails": people.false_fail,
    }
    for words, value in shares.items():
        yield OutCell("against people", Look.ID), OutCell(words), OutCell(value, Look.RATE)
