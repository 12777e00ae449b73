"""A run in the words of the terminal: the headline of each target, then the cases that did not pass."""

from __future__ import annotations

import click

from sheet2eval.cli.output import coloured
from sheet2eval.scoring.results import CaseResult, Change, RunSummary, TargetSummary
from sheet2eval.types import Verdict
from sheet2eval.writing.words import apart, headline

SHOWN_CASES = 20
_ORDER = (Verdict.FAIL, Verdict.FLAKY, Verdict.ERROR, Verdict.UNGRADED)


def print_run(run: RunSummary) -> None:
    for summary in run.targets:
        results = [result for result in run.results if result.target == summary.target]
        _print_target(summary)
        _print_cases(results)


def _print_target(summary: TargetSummary) -> None:
    click.echo(click.style(summary.target, bold=True) + f": {headline(summary)}.")
    if summary.band:
        click.echo(f"  {summary.band[0].upper()}{summary.band[1:]}.")
    counts = [f"{summary.counts[verdict]} {verdict}" for verdict in Verdict if summary.counts[verdict]]
    judge = f" · judge: {summary.judge}" if summary.judge else ""
    click.echo(f"  {' · '.join(counts)}{judge}")
    if words := apart(summary):
        click.echo(f"  {words}")


def _print_cases(results: list[CaseResult]) -> None:
    """What broke since the last run first, then fails, flaky ones, errors and what could not be graded."""
    open_cases = [result for result in results if result.verdict in _ORDER]
    open_cases.sort(key=lambda result: (result.change is not Change.BROKEN, _ORDER.index(result.verdict)))
    width = max((len(result.case.id) for result in open_cases[:SHOWN_CASES]), default=0)
    for result in open_cases[:SHOWN_CASES]:
        broke = click.style(" (passed before)", fg="red") if result.change is Change.BROKEN else ""
        lines = result.why.splitlines() or [""]
        click.echo(f"  {coloured(result.verdict, 8)} {result.case.id:<{width}}  {lines[0]}{broke}")
        for line in lines[1:]:
            click.echo(f"  {'':8} {'':{width}}  {line}")
    if len(open_cases) > SHOWN_CASES:
        click.echo(f"  … and {len(open_cases) - SHOWN_CASES} more; the tab eval-scores has them all")
