"""The tab `eval-summary`: a page for a meeting, the answer first, then what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sheet2eval.books.book import Look, OutCell, OutColumn, OwnTab
from sheet2eval.scoring.results import RunSummary, total
from sheet2eval.types import CellRef
from sheet2eval.writing.cells import cut
from sheet2eval.writing.history import moment
from sheet2eval.writing.places import InputPlaces
from sheet2eval.writing.scores import Key
from sheet2eval.writing.sections import BLANK, Line, sections
from sheet2eval.writing.words import apart, duration, headline, money, names, readiness

SUMMARY = "eval-summary"

_COLUMNS = (OutColumn("", 24), OutColumn("", 66), *(OutColumn("", 11) for _ in range(11)))


def summary_tab(run: RunSummary, links: Mapping[Key, CellRef], places: InputPlaces, limit: int) -> OwnTab:
    """The page; `links` lead to a case's row on `eval-scores`."""
    lines = (*_top(run), BLANK, *_facts(run, places), *sections(run, links))
    return OwnTab(SUMMARY, _COLUMNS, [_fitting(line, limit) for line in lines], header_row=0)


def _top(run: RunSummary) -> Iterator[Line]:
    yield (OutCell("How well does it do?", Look.TITLE),)
    several = len(run.targets) > 1
    for summary in run.targets:
        yield (OutCell((f"{summary.target}: " if several else "") + headline(summary), Look.HEADING),)
        if words := readiness(summary):
            yield (OutCell(words, Look.HEADING),)
        if words := apart(summary):
            yield (OutCell(words, Look.NOTE),)


def _facts(run: RunSummary, places: InputPlaces) -> Iterator[Line]:
    facts = {
        "Started": moment(run.started_at),
        "Target": names(summary.target for summary in run.targets),
        "Judge": names(summary.judge for summary in run.targets if summary.judge),
        "Cases": _scope(run, places),
        "Time": duration(sum(summary.seconds for summary in run.targets)),
        "Cost": money(total(summary.cost_usd for summary in run.targets)),
        "Run": run.id,
    }
    for label, value in facts.items():
        yield OutCell(label, Look.ID), OutCell(value)


def _scope(run: RunSummary, places: InputPlaces) -> str:
    """How many cases the run took up; a few, or all of them."""
    ran = len({result.case.id for result in run.results})
    there = len(places.rows)
    return f"{ran} (the whole sheet)" if ran >= there else f"{ran} of the sheet's {there}"


def _fitting(line: Line, limit: int) -> Line:
    return tuple(
        OutCell(cut(cell.value, limit), cell.look, cell.link) if isinstance(cell.value, str) else cell
        for cell in line
    )
