"""Figures in words that can be read out in a meeting, honest about what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sheet2eval.scoring.results import Agreement, JudgeTrust, Rate, TargetSummary
from sheet2eval.types import Verdict

_NOTABLE = 0.005  # from here on a weighted rate is no longer what the plain count looks like
_EXCERPT = 160
_FEW = 5


def percent(share: float) -> str:
    """A share of 0..1 in per cent; 0 % and 100 % are said only where they are exact."""
    whole = round(share * 100)
    if 0 < whole < 100 or share in {0, 1}:
        return f"{whole} %"
    return f"{min(max(share * 100, 0.1), 99.9):.1f} %"


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    if minutes:
        return f"{minutes} min {rest} s"
    return f"{rest} s" if seconds >= 1 else "under a second"


def money(cost_usd: float | None) -> str:
    if cost_usd is None:
        return "not known"
    return f"${cost_usd:,.2f}" if cost_usd >= 1 or not cost_usd else f"${cost_usd:.4f}"


def headline(summary: TargetSummary) -> str:
    """How many cases pass, and how sure that is."""
    if summary.rate.rate is None:
        return "Nothing could be graded, so there is no pass rate"
    return f"{share(summary.counts[Verdict.PASS], summary.graded, summary.rate)}{_likely(summary.rate)}"


def readiness(summary: TargetSummary) -> str:
    """What may be built on such a rate, as a line of its own; "" where there is none."""
    return f"{summary.band[0].upper()}{summary.band[1:]}" if summary.band else ""


def share(passed: int, graded: int, rate: Rate) -> str:
    """`31 of 44 cases pass (70 %)`; it is said where weights make the rate another one than the count's."""
    if rate.rate is None:
        return "nothing graded"
    weighted = " by weight" if abs(rate.rate - passed / graded) > _NOTABLE else ""
    verb = "passes" if graded == 1 else "pass"
    return f"{passed} of {counted(graded, 'case')} {verb} ({percent(rate.rate)}{weighted})"


def apart(summary: TargetSummary) -> str:
    """What is not in the rate and why; "" where every case is in it."""
    said = {
        Verdict.ERROR: "ended in an error",
        Verdict.UNGRADED: "could not be graded",
        Verdict.SKIPPED: "left out by “skip”",
    }
    parts = [
        f"{summary.counts[verdict]} {words}" for verdict, words in said.items() if summary.counts[verdict]
    ]
    return f"Not in the rate: {', '.join(parts)}." if parts else ""


def changes(summary: TargetSummary) -> str:
    """What turned since the last run, by id; "" where nothing did."""
    turned = {"fixed": summary.fixed, "broken": summary.broken}
    parts = [f"{len(ids)} {word} ({_few(ids)})" for word, ids in turned.items() if ids]
    return f"Since the last run: {', '.join(parts)}." if parts else ""


def trust(judge: JudgeTrust) -> str:
    if not judge.asked:
        return "not tested: the sheet holds no pair of a good and a bad example"
    return f"right on {judge.right} of {judge.asked} of the sheet's own examples"


def agreement(people: Agreement) -> str:
    if people.accuracy is None:
        return f"people judged {counted(people.n, 'case')}, but none of them can be compared"
    judged = counted(people.n, "case")
    return f"agrees with people on {percent(people.accuracy)} of {judged} they judged{_kappa(people.kappa)}"


def one_line(reasons: str) -> str:
    """Reasons that stand a line each, on one line."""
    return "; ".join(reasons.splitlines())


def excerpt(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text[: 4 * _EXCERPT].split())
    if len(line) <= _EXCERPT:
        return line
    whole_words = line[: _EXCERPT + 1].rpartition(" ")[0]
    return f"{whole_words or line[:_EXCERPT]} …"


def names(some: Iterable[str]) -> str:
    """Names in the order in which they come up, each once."""
    return ", ".join(dict.fromkeys(some)) or "none"


def _few(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _FEW} more" if len(ids) > _FEW else ""
    return ", ".join(ids[:_FEW]) + more


def _likely(rate: Rate) -> str:
    if rate.low is None or rate.high is None:
        return ""
    return f"; the true rate is likely between {percent(rate.low)} and {percent(rate.high)}"


def _kappa(kappa: float | None) -> str:
    return "" if kappa is None else f" (kappa {kappa:.2f}: 0 is chance, 1 full agreement)"
