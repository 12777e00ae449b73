"""What people are told of a run: cases that passed before, and a gate that was crossed.

An event is known by its `key`, made from what stood in the sheet before: the same change found again, after a write
that failed or by a run that was broken off, is the same event; the same case that breaks anew is another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sheet2eval.books.book import Table
from sheet2eval.digest import digest
from sheet2eval.scoring.rates import pass_rate
from sheet2eval.scoring.results import CaseResult, Change, Prior, RunSummary, TargetSummary
from sheet2eval.types import Verdict
from sheet2eval.writing.history import HISTORY
from sheet2eval.writing.prior import own_rows, prior_scores

_VERDICTS = frozenset(verdict.value for verdict in Verdict)


@dataclass(frozen=True, slots=True)
class Broken:
    """A case that does not pass any more, and how its row stood before."""

    key: str
    result: CaseResult
    before: Prior


@dataclass(frozen=True, slots=True)
class GateCrossed:
    """A target whose rate fell below the gate, or came back: rates of 0..1 over the same cases."""

    key: str
    target: str
    before: float
    rate: float
    gate: float

    @property
    def met(self) -> bool:
        return self.rate >= self.gate


Event = Broken | GateCrossed


@dataclass(frozen=True, slots=True)
class Before:
    """How the sheet of that identity stood: its rows, and the id of the run that wrote them last, if any did."""

    sheet: str
    rows: Mapping[tuple[str, str], Prior]
    last_run: str

    def row_of(self, result: CaseResult) -> Prior | None:
        return self.rows.get((result.case.id, result.target))

    def key(self, *parts: object) -> str:
        """The key of an event that begins from here."""
        return digest(self.sheet, self.last_run, *parts)


def before(sheet: str, tables: Sequence[Table]) -> Before:
    """From the sheet's identity, and the reading that a run was made from."""
    rows = {(row.id, row.target): row for row in prior_scores(tables)}
    runs = [row.get("run", "") for row in own_rows(tables, HISTORY, "run")]
    return Before(sheet, rows, runs[-1] if runs else "")


def events(run: RunSummary, stood: Before, gate: float | None) -> tuple[Event, ...]:
    """The events of a run of a sheet that stood so before it."""
    crossed = () if gate is None else (_crossed(run, summary, stood, gate) for summary in run.targets)
    return (*_broken(run, stood), *(event for event in crossed if event))


def _broken(run: RunSummary, stood: Before) -> Iterator[Broken]:
    for result in run.results:
        row = stood.row_of(result)
        if result.change is Change.BROKEN and row is not None:
            yield Broken(stood.key("broken", row.id, row.target), result, row)


def _crossed(run: RunSummary, summary: TargetSummary, stood: Before, gate: float) -> GateCrossed | None:
    own = [result for result in run.standing if result.target == summary.target]
    rate, now = pass_rate(_as_they_stood(own, stood)).rate, summary.rate.rate
    if rate is None or now is None or (rate >= gate) is (now >= gate):
        return None
    return GateCrossed(stood.key("gate", summary.target, now >= gate), summary.target, rate, now, gate)


def _as_they_stood(results: Sequence[CaseResult], stood: Before) -> list[CaseResult]:
    """The same cases with the verdicts that stood in the sheet."""
    rows = ((result, stood.row_of(result)) for result in results)
    verdicts = ((result, row.texts.get("verdict", "")) for result, row in rows if row)
    return [replace(result, verdict=Verdict(text)) for result, text in verdicts if text in _VERDICTS]
