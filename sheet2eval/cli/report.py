"""A run in the words of the terminal: the cases that did not pass, and at the end the headline, where the eye rests."""

from __future__ import annotations

import click

from sheet2eval.cli.output import coloured, print_hanging
from sheet2eval.scoring.results import CaseResult, Change, RunSummary, TargetSummary
from sheet2eval.types import Verdict
from sheet2eval.writing.advice import advice, no_better
from sheet2eval.writing.words import (
    agreement,
    apart,
    changes,
    counted,
    headline,
    mean_score,
    readiness,
    trust,
    undecided,
)

SHOWN_CASES = 20
_LONGEST_REASON = 500
_WIDEST_ID = 24
_ORDER = (Verdict.FAIL, Verdict.FLAKY, Verdict.ERROR, Verdict.UNGRADED)


def print_run(run: RunSummary, rest: str) -> None:
    """`rest` says where the cases stand that the terminal leaves out."""
    for summary in run.targets:
        results = [result for result in run.results if result.target == summary.target]
        if _print_cases(results, summary.target if len(run.targets) > 1 else "", rest):
            click.echo()
    for summary in run.targets:
        _print_target(summary)
    if run.carried:
        click.echo(f"{counted(len(run.carried), 'result')} left as they were: nothing of them has changed.")
    for judge in run.trust:
        if not no_better(judge):  # which says it too
            print_hanging("", f"The judge {judge.judge} is {trust(judge)}.")
    if run.agreement:
        click.echo(f"The grading {agreement(run.agreement)}.")
    for words in advice(run):
        print_hanging(click.style("Mind: ", fg="yellow"), words)


def _print_target(summary: TargetSummary) -> None:
    print_hanging(click.style(summary.target, bold=True) + ": ", f"{headline(summary)}.")
    counts = [f"{summary.counts[verdict]} {verdict}" for verdict in Verdict if summary.counts[verdict]]
    judge = [f"judge: {summary.judge}"] if summary.judge else []
    tally = " · ".join([*counts, *judge])
    ready = readiness(summary)
    told = (
        changes(summary),
        ready and f"{ready}.",
        undecided(summary),
        mean_score(summary),
        tally,
        apart(summary),
    )
    for line in filter(None, told):
        print_hanging("  ", line)


def _print_cases(results: list[CaseResult], title: str, rest: str) -> bool:
    """What broke since the last run first, then fails, flaky ones, errors and what could not be graded."""
    open_cases = [result for result in results if result.verdict in _ORDER]
    open_cases.sort(key=lambda result: (result.change is not Change.BROKEN, _ORDER.index(result.verdict)))
    if open_cases and title:
        click.echo(click.style(title, bold=True))
    shown = open_cases[:SHOWN_CASES]
    width = min(_WIDEST_ID, max((len(result.case.id) for result in shown), default=0))
    for result in shown:
        _print_case(result, width)
    if len(open_cases) > SHOWN_CASES:
        click.echo(f"  … and {len(open_cases) - SHOWN_CASES} more: {rest}")
    return bool(open_cases)


def _print_case(result: CaseResult, width: int) -> None:
    broke = click.style("passed before: ", fg="red") if result.change is Change.BROKEN else ""
    lead = f"  {coloured(result.verdict, 8)} {result.case.id:<{width}}  "
    for line in result.why.splitlines() or [""]:
        text = line if len(line) <= _LONGEST_REASON else f"{line[:_LONGEST_REASON].rstrip()} …"
        print_hanging(lead, broke + text)
        lead, broke = " " * len(click.unstyle(lead)), ""
