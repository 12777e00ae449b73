"""A comparison on standard output: an object for programs, or the words that a person reads."""

from __future__ import annotations

from collections.abc import Iterable

import click

from sheet2eval.cli.objects import problem_object
from sheet2eval.cli.output import print_hanging
from sheet2eval.scoring.comparison import By, Comparison, Decided, MatchOutcome, Tally
from sheet2eval.types import Problem
from sheet2eval.writing.compare_words import counts, decided_by, named_reason, not_compared, ranking, sureness

SHOWN_CASES = 20
_LONGEST_REASON = 500
_WIDEST_ID = 24
_COLOURS = {MatchOutcome.WIN: "green", MatchOutcome.LOSS: "red"}


def comparison_object(comparison: Comparison, problems: Iterable[Problem]) -> dict[str, object]:
    """What `--json` prints. The figures on top are of the two targets that were named first; all stand in `pairs`.

    Rates are 0..1, what is unknown is null. `strengths` are Bradley and Terry's, null for two targets, and
    `strength_intervals` where each likely lies. `problems` are what cannot be read on `eval-compare`.
    """
    first, *_ = comparison.tallies
    strengths, intervals = comparison.strengths, comparison.intervals
    told: dict[str, object] = {
        **_tally_object(first),
        "pairs": [_tally_object(tally) for tally in comparison.tallies],
        "strengths": strengths and dict(strengths),
        "strength_intervals": intervals
        and {target: {"low": low, "high": high} for target, (low, high) in intervals.items()},
        "cases": [_case_object(each) for each in comparison.decided],
        "problems": [problem_object(problem) for problem in problems],
    }
    if comparison.halted:
        told["stopped"] = comparison.halted
    return told


def _tally_object(tally: Tally) -> dict[str, object]:
    return {
        "target": tally.target,
        "against": tally.against,
        **_counts(tally, None),
        "win_rate": tally.win_rate,
        "standard_error": tally.standard_error,
        "low": tally.low,
        "high": tally.high,
        "p_value": tally.p_value,
        "by": {by.value: _counts(tally, by) for by in By},
        "error": tally.count(MatchOutcome.ERROR),
        "ungraded": tally.count(MatchOutcome.UNGRADED),
        "skipped": tally.count(MatchOutcome.SKIPPED),
        "unreached": tally.count(MatchOutcome.UNREACHED),
    }


def _counts(tally: Tally, by: By | None) -> dict[str, int]:
    return {
        "wins": tally.count(MatchOutcome.WIN, by),
        "losses": tally.count(MatchOutcome.LOSS, by),
        "ties": tally.count(MatchOutcome.TIE, by),
    }


def _case_object(each: Decided) -> dict[str, object]:
    return {
        "id": each.match.case.id,
        "target": each.match.own.target,
        "against": each.match.other.target,
        "outcome": each.outcome,
        "by": each.by,
        "why": named_reason(each),
    }


def print_comparison(comparison: Comparison) -> None:
    """Of each two targets the cases on which they differ, the lost ones first; then the figures."""
    for tally in comparison.tallies:
        _print_cases(tally)
    for tally in comparison.tallies:
        _print_tally(tally)
    for line in ranking(comparison):
        click.echo(line)


def _print_cases(tally: Tally) -> None:
    differ = [each for each in tally.decided if each.outcome in _COLOURS]
    differ.sort(key=lambda each: each.outcome is MatchOutcome.WIN)
    shown = differ[:SHOWN_CASES]
    if not shown:
        return
    click.echo(click.style(f"{tally.target} against {tally.against}", bold=True))
    width = min(_WIDEST_ID, max(len(each.match.case.id) for each in shown))
    for each in shown:
        _print_case(each, width)
    if len(differ) > len(shown):
        click.echo(f"  … and {len(differ) - len(shown)} more: --json prints them all")
    click.echo()


def _print_case(each: Decided, width: int) -> None:
    outcome = click.style(f"{each.outcome:<4}", fg=_COLOURS[each.outcome])
    text = named_reason(each)
    short = text if len(text) <= _LONGEST_REASON else f"{text[:_LONGEST_REASON].rstrip()} …"
    print_hanging(f"  {outcome} {each.match.case.id:<{width}}  ", short)


def _print_tally(tally: Tally) -> None:
    click.echo(click.style(f"{counts(tally)}.", bold=True))
    for line in (sureness(tally), decided_by(tally), not_compared(tally)):
        if line:
            print_hanging("  ", line)
