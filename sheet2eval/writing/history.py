"""The tab `eval-history`: one row a run and target, the oldest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sheet2eval.books.book import Look, OwnTab, Table, Value
from sheet2eval.scoring.results import RunSummary, TargetSummary
from sheet2eval.types import Verdict
from sheet2eval.writing.cells import Field, columns, filled, header, restored
from sheet2eval.writing.prior import own_rows

HISTORY = "eval-history"

_FIELDS = (
    Field("run", 25, Look.ID),
    Field("started at", 23),
    Field("target", 16),
    Field("judge", 18),
    Field("cases", 10, Look.COUNT),
    Field("pass", 10, Look.COUNT),
    Field("fail", 10, Look.COUNT),
    Field("flaky", 10, Look.COUNT),
    Field("error", 10, Look.COUNT),
    Field("ungraded", 12, Look.COUNT),
    Field("pass rate", 12, Look.RATE),
    Field("low", 10, Look.RATE),
    Field("high", 10, Look.RATE),
    Field("fixed", 10, Look.COUNT),
    Field("broken", 10, Look.COUNT),
    Field("cost usd", 12, Look.MONEY),
    Field("seconds", 11, Look.SECONDS),
    Field("version", 11, Look.NOTE),
)


def history_tab(run: RunSummary, tables: Sequence[Table], limit: int) -> OwnTab:
    """The rows that stand there, then this run's; what stands there of this very run is replaced."""
    now = {(run.id, summary.target) for summary in run.targets}
    before = (
        restored(_FIELDS, texts, limit)
        for texts in own_rows(tables, HISTORY, "run")
        if (texts.get("run"), texts.get("target")) not in now
    )
    rows = (header(_FIELDS), *before, *(filled(_FIELDS, values, limit) for values in _rows(run)))
    return OwnTab(HISTORY, columns(_FIELDS), rows, frozen_columns=1, identity=("run", "target"))


def moment(when: datetime) -> str:
    """A moment for people and machines: ISO 8601 to the minute, with its offset from UTC."""
    return when.isoformat(sep=" ", timespec="minutes")


def _rows(run: RunSummary) -> Iterator[Mapping[str, Value]]:
    for summary in run.targets:
        yield {
            "run": run.id,
            "started at": moment(run.started_at),
            "version": run.version,
            **_figures(summary),
        }


def _figures(summary: TargetSummary) -> Mapping[str, Value]:
    counts = summary.counts
    return {
        "target": summary.target,
        "judge": summary.judge,
        "cases": summary.cases,
        "pass": counts[Verdict.PASS],
        "fail": counts[Verdict.FAIL],
        "flaky": counts[Verdict.FLAKY],
        "error": counts[Verdict.ERROR],
        "ungraded": counts[Verdict.UNGRADED],
        "pass rate": summary.rate.rate,
        "low": summary.rate.low,
        "high": summary.rate.high,
        "fixed": len(summary.fixed),
        "broken": len(summary.broken),
        "cost usd": summary.cost_usd,
        "seconds": summary.seconds,
    }
