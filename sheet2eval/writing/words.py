"""Figures in words that can be read out in a meeting, honest about what is not known."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from sheet2eval.scoring.moves import Moves
from sheet2eval.scoring.outlook import READINESS_LINES, close_call
from sheet2eval.scoring.rates import band
from sheet2eval.scoring.results import Agreement, JudgeTrust, Rate, TargetSummary
from sheet2eval.scoring.review import Doubt, Review
from sheet2eval.text.normalise import quoted
from sheet2eval.types import Verdict

_NOTABLE = 0.005  # from here on a weighted rate is no longer what the plain count looks like
_EXCERPT = 160
_FEW = 5
_MOST_DECIMALS = 3
_SMALL_MONEY = 0.0001  # US dollars; what is less is not shown as nothing


def percent(share: float) -> str:
    """A share of 0..1 in per cent, without decimals where these do not matter.

    0 % and 100 % are said only where they are exact, and no share is rounded into another band of readiness.
    """
    if share in {0, 1}:
        return f"{100 * share:g} %"
    inside = min(max(share * 100, 0.1), 99.9)
    rounded = (_half_up(inside, decimals) for decimals in range(_MOST_DECIMALS + 1))
    said = next((each for each in rounded if 0 < each < 100 and band(each / 100) == band(share)), inside)
    return f"{said:g} %"


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
    if 0 < cost_usd < _SMALL_MONEY:
        return f"${float(f'{cost_usd:.2g}'):.10f}".rstrip("0")
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


def mean_score(summary: TargetSummary) -> str:
    """The mean score and where it likely lies; "" where no case has one."""
    if summary.mean_score is None:
        return ""
    words = f"Mean score {summary.mean_score:.2f}"
    if summary.mean_interval is None:
        return f"{words}."
    low, high = summary.mean_interval
    return f"{words}; the true mean is likely between {low:.2f} and {high:.2f}."


def undecided(summary: TargetSummary, lines: Iterable[float] = READINESS_LINES) -> str:
    """That the rate may be on either side of one of the lines, and what would settle it; "" where it may not."""
    call = close_call(summary.rate, summary.graded, lines)
    if call is None:
        return ""
    *lower, highest = map(percent, call.lines)
    at = f"lines at {', '.join(lower)} and {highest}" if lower else f"line at {highest}"
    words = f"Too close to call: the true rate may lie above or below the {at}."
    nearest = f"the one at {percent(call.line)}" if lower else "it"
    if call.more_cases is None:
        return f"{words} The rate is so near to {nearest} that adding cases would hardly settle it."
    more = counted(_rounded(call.more_cases), "more case")
    return f"{words} If the rate stays as it is, about {more} would settle {nearest}."


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
    """What turned since the last run, by id, what broke first; "" where nothing did."""
    turned = {"broken": summary.broken, "fixed": summary.fixed}
    parts = [f"{len(ids)} {word} ({few(ids)})" for word, ids in turned.items() if ids]
    return f"Since the last run: {', '.join(parts)}." if parts else ""


def trust(judge: JudgeTrust) -> str:
    if judge.untested:
        return f"not tested on this sheet: sheet2eval selftest SHEET --judge {judge.judge} tells how far to trust it"
    if not judge.asked:
        return "not tested: the sheet holds no pair of a good and a bad example"
    return f"right on {judge.right} of {judge.asked} of the sheet's own examples"


def offline(judge: JudgeTrust) -> str:
    """How the offline judge does on the same examples."""
    return f"the offline judge on the same examples: right on {judge.offline_right} of {judge.asked}"


def moved(found: Moves) -> tuple[str, ...]:
    """What grading the same answers again changed: a line a kind of move, and one on people."""
    kinds: dict[tuple[Verdict, Verdict], list[str]] = {}
    for move in found.moved:
        kinds.setdefault((move.before, move.after), []).append(move.case_id)
    lines = [
        f"{counted(len(ids), 'verdict')} moved from {before} to {after}: {few(ids)}."
        for (before, after), ids in sorted(kinds.items(), key=lambda kind: kind[0][1] is Verdict.PASS)
    ]
    if found.lost:
        lines.append(f"{counted(len(found.lost), 'verdict')} could not be given again: {few(found.lost)}.")
    return (*(lines or ["No verdict moved."]), *_agreement_moved(found))


def agreement(people: Agreement) -> str:
    if people.accuracy is None:
        return f"people judged {counted(people.n, 'case')}, but none of them can be compared"
    judged = counted(people.n, "case")
    return f"agrees with people on {percent(people.accuracy)} of {judged} they judged{_kappa(people.kappa)}"


def doubts(review: Review) -> str:
    """Why a person should look, the worst first; of grades how they stand to the line: 3.8, passes at 4."""
    grades = [
        f"{each.grade.value:.3g} on {quoted(each.criterion)}, passes at {each.grade.pass_at}"
        for each in review.close
    ]
    said = {Doubt.CLOSE: f"{Doubt.CLOSE}: {'; '.join(grades)}"}
    return "; ".join(said.get(doubt, doubt) for doubt in review.doubts)


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


def few(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return ", ".join(names[:_FEW]) + more


def names(some: Iterable[str]) -> str:
    """Names in the order in which they come up, each once."""
    return ", ".join(dict.fromkeys(some)) or "none"


def _agreement_moved(found: Moves) -> Iterator[str]:
    if (
        found.before
        and found.after
        and found.before.accuracy is not None
        and found.after.accuracy is not None
    ):
        was, now = found.before.accuracy, found.after.accuracy
        cases = counted(found.after.n, "case")
        if was == now:
            yield f"Agreement with people stays at {percent(now)} ({cases})."
        else:
            verb = "rose" if now > was else "fell"
            yield f"Agreement with people {verb} from {percent(was)} to {percent(now)} ({cases})."


def _half_up(value: float, decimals: int) -> float:
    """Rounded as people do it: 62.5 is 63."""
    return float(math.floor(value * 10**decimals + 0.5) / 10**decimals)


def _rounded(number: int) -> int:
    """To two digits, upwards: an estimate claims no more."""
    unit: int = 10 ** max(0, len(str(number)) - 2)
    return math.ceil(number / unit) * unit


def _likely(rate: Rate) -> str:
    if rate.low is None or rate.high is None:
        return ""
    return f"; the true rate is likely between {percent(rate.low)} and {percent(rate.high)}"


def _kappa(kappa: float | None) -> str:
    return "" if kappa is None else f" (kappa {kappa:.2f}: 0 is chance, 1 full agreement)"
