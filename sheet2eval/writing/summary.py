"""The tab `eval-summary`: a page for a meeting, the answer first, then what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sheet2eval.books.book import Look, OutCell, OutColumn, OwnTab
from sheet2eval.scoring.results import RunSummary, TargetSummary, total
from sheet2eval.types import CellRef
from sheet2eval.writing.advice import advice
from sheet2eval.writing.case_sections import changes, disputes, reviews, verdicts
from sheet2eval.writing.cells import cut
from sheet2eval.writing.history import moment
from sheet2eval.writing.layout import BLANK, Line
from sheet2eval.writing.places import InputPlaces
from sheet2eval.writing.runs import CHART_ROWS, PastRun, runs_chart, runs_table
from sheet2eval.writing.scores import Key
from sheet2eval.writing.sections import by_tag, by_target, repeats, trusted
from sheet2eval.writing.words import (
    apart,
    duration,
    headline,
    mean_score,
    money,
    names,
    readiness,
    undecided,
)

SUMMARY = "eval-summary"

_COLUMNS = tuple(
    OutColumn("", width) for width in (24, 66, 11, 16, *(11,) * 9)
)  # the fourth may name a target


def summary_tab(
    run: RunSummary,
    runs: Sequence[PastRun],
    links: Mapping[Key, CellRef],
    places: InputPlaces,
    limit: int,
) -> OwnTab:
    """The page; `links` lead to a case's row on `eval-scores`, `runs` are those to draw, this one the last."""
    lines = [*_top(run), *changes(run.standing, links), BLANK]
    chart_top = len(lines) + 1
    lines += [BLANK] * (CHART_ROWS + 1 if run.targets else 0)
    lines += [*_facts(run, places), *_sections(run, links)]
    chart = None
    if run.targets:
        chart = runs_chart(runs, chart_top, len(lines) + 2)
        lines += [BLANK, *runs_table(runs)]
    return OwnTab(SUMMARY, _COLUMNS, [_fitting(line, limit) for line in lines], header_row=0, chart=chart)


def _top(run: RunSummary) -> Iterator[Line]:
    yield (OutCell("How well does it do?", Look.TITLE),)
    for place, summary in enumerate(run.targets):
        if place:
            yield BLANK
        name = f"{summary.target}: " if len(run.targets) > 1 else ""
        yield (OutCell(name + headline(summary), Look.HEADING),)
        if words := readiness(summary):
            yield (OutCell(words, Look.HEADING),)
        yield from ((OutCell(words, Look.NOTE),) for words in _notes(summary) if words)
    stopped = (
        [f"Stopped before its end: {run.halted}. The figures are of what was done."] if run.halted else []
    )
    for words in (*stopped, *advice(run)):
        yield OutCell("Mind", Look.AMBER), OutCell(words)


def _notes(summary: TargetSummary) -> tuple[str, ...]:
    return undecided(summary), mean_score(summary), apart(summary)


def _sections(run: RunSummary, links: Mapping[Key, CellRef]) -> Iterator[Line]:
    """In the order in which a meeting asks for them."""
    yield from by_target(run.targets)
    yield from by_tag(run.targets)
    yield from repeats(run.targets)
    yield from verdicts(run.standing, links)
    yield from disputes(run.standing, links)
    yield from reviews(run.standing, links)
    yield from trusted(run)


def _cost(run: RunSummary) -> str:
    """All targets together, and the judge's part where it was paid."""
    trials = (trial for result in run.results for trial in result.trials)
    if all(trial.recorded and trial.judge_cost_usd == 0 for trial in trials):
        return "nothing"
    judged = total(summary.judge_cost_usd for summary in run.targets)
    of_which = f", of which the judge {money(judged)}" if judged else ""
    return money(total(summary.cost_usd for summary in run.targets)) + of_which


def _facts(run: RunSummary, places: InputPlaces) -> Iterator[Line]:
    facts = {
        "Started": moment(run.started_at),
        "Target": names(summary.target for summary in run.targets),
        "Judge": names(summary.judge for summary in run.targets if summary.judge),
        "Cases": _scope(run, places),
        "Time": duration(sum(summary.seconds for summary in run.targets)),
        "Cost": _cost(run),
        "Run": run.id,
    }
    for label, value in facts.items():
        yield OutCell(label, Look.ID), OutCell(value)


def _scope(run: RunSummary, places: InputPlaces) -> str:
    """How many cases the run took up; a few, or all of them."""
    ran = len({result.case.id for result in run.standing})
    there = len(places.rows)
    return f"{ran} (the whole sheet)" if ran >= there else f"{ran} of the sheet's {there}"


def _fitting(line: Line, limit: int) -> Line:
    return tuple(
        OutCell(cut(cell.value, limit), cell.look, cell.link) if isinstance(cell.value, str) else cell
        for cell in line
    )
