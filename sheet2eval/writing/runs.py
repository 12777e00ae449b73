"""The pass rate over the runs, from `eval-history` and this run: a table of the page, and the chart of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sheet2eval.books.book import LineChart, Look, OutCell, Table
from sheet2eval.scoring.results import Rate, RunSummary, TargetSummary
from sheet2eval.text.figures import figure
from sheet2eval.types import Verdict
from sheet2eval.writing.cells import headed
from sheet2eval.writing.history import HISTORY, moment
from sheet2eval.writing.layout import Line
from sheet2eval.writing.prior import own_rows
from sheet2eval.writing.words import share

MOST_RUNS = 30  # as many points as can be told apart
MOST_LINES = 6
CHART_ROWS = 15
CHART_COLUMNS = 2

_TITLE = "The runs behind the chart"
_CHART_TITLE = "Pass rate over the runs"
_TO_THE_MINUTE = len("2026-03-02 12:00")
_BESIDE = 2  # columns before the figures: the run, and the same in words


@dataclass(frozen=True, slots=True)
class Standing:
    """How a target stood after a run: `passed` of `graded` cases."""

    passed: int
    graded: int
    rate: Rate


@dataclass(frozen=True, slots=True)
class PastRun:
    """How the targets stood after a run, by name; `started` is for people."""

    started: str
    targets: Mapping[str, Standing]


def past_runs(run: RunSummary, tables: Sequence[Table]) -> tuple[PastRun, ...]:
    """The latest runs of this one's targets, the oldest first and itself at the end.

    A run that graded less than half as many cases of a target says nothing beside this one: it was of a few cases,
    or most of it broke.
    """
    now = {summary.target: _standing(summary) for summary in run.targets[:MOST_LINES]}
    began: dict[str, str] = {}
    stood: dict[str, dict[str, Standing]] = {}
    for texts in own_rows(tables, HISTORY, "run"):
        name, target = texts.get("run", ""), texts.get("target", "")
        if name != run.id and target in now and 2 * (past := _read(texts)).graded >= now[target].graded:
            began.setdefault(name, texts.get("started at", "")[:_TO_THE_MINUTE])
            stood.setdefault(name, {})[target] = past
    before = (PastRun(began[name], targets) for name, targets in stood.items())
    return (*before, PastRun(moment(run.started_at)[:_TO_THE_MINUTE], now))[-MOST_RUNS:]


def runs_table(runs: Sequence[PastRun]) -> list[Line]:
    """The title, the header and a row a run: the rate of the only target with its interval, or that of each."""
    targets = list(runs[-1].targets)
    names = targets if len(targets) > 1 else ["pass rate", "low", "high"]
    header = (
        headed("run", Look.ID),
        headed("in words", Look.PLAIN),
        *(headed(name, Look.RATE) for name in names),
    )
    return [(OutCell(_TITLE, Look.HEADING),), header, *(_row(past, targets) for past in runs)]


def runs_chart(runs: Sequence[PastRun], top: int, table: int) -> LineChart:
    """The chart that begins at row `top`, of the table whose title stands in row `table`."""
    several = len(runs[-1].targets) > 1
    first = _BESIDE + 1
    return LineChart(
        title=_CHART_TITLE,
        top=top,
        bottom=top + CHART_ROWS - 1,
        left=1,
        right=CHART_COLUMNS,
        header_row=table + 1,
        last_row=table + 1 + len(runs),
        labels=1,
        lines=tuple(range(first, first + len(runs[-1].targets))),
        bounds=() if several else (first + 1, first + 2),
    )


def _row(past: PastRun, targets: Sequence[str]) -> Line:
    stood = [past.targets.get(target) for target in targets]
    if len(stood) > 1:
        words, figures = "", [one.rate.rate if one else None for one in stood]
    else:
        one = stood[0] if stood else None
        words = share(one.passed, one.graded, one.rate) if one else ""
        figures = [one.rate.rate, one.rate.low, one.rate.high] if one else []
    return (
        OutCell(past.started, Look.ID),
        OutCell(words or None),
        *(OutCell(each, Look.RATE) for each in figures),
    )


def _standing(summary: TargetSummary) -> Standing:
    return Standing(summary.counts[Verdict.PASS], summary.graded, summary.rate)


def _read(texts: Mapping[str, str]) -> Standing:
    passed, *others = (figure(texts.get(name, "")) for name in ("pass", "fail", "flaky"))
    rate, low, high = (figure(texts.get(name, "")) for name in ("pass rate", "low", "high"))
    graded = (passed or 0) + sum(other or 0 for other in others)
    return Standing(
        int(passed or 0), int(graded), Rate(rate, low, high) if graded else Rate(None, None, None)
    )
