"""A comparison in words: who did better on a case, why, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator

from sheet2eval.scoring.comparison import (
    POINTS,
    SURE,
    By,
    Comparison,
    Decided,
    Match,
    MatchOutcome,
    Preferences,
    Tally,
    by_score,
    worth,
)
from sheet2eval.scoring.results import CaseResult
from sheet2eval.writing.words import counted, one_line, percent

_WORD_OF = {By.SCORE: "by scores", By.JUDGE: "by the judge", By.HUMAN: "by people"}
_APART = {
    MatchOutcome.ERROR: "ended in an error",
    MatchOutcome.UNGRADED: "could not be graded",
    MatchOutcome.SKIPPED: "left out by “skip”",
    MatchOutcome.UNREACHED: "not reached before it was stopped",
}
_SMALLEST_P = 0.001
_UNREACHED = "the comparison was stopped before the judge was asked"


def named_reason(each: Decided) -> str:
    """Why a match ended as it did, with the names of the targets."""
    own, other = each.match.own.target, each.match.other.target
    if each.by is By.HUMAN:
        tie = each.outcome is MatchOutcome.TIE
        return f"a person {'calls it a tie' if tie else f'prefers {_winner(each.outcome, own, other)}'}"
    if each.outcome is MatchOutcome.UNREACHED:
        return _UNREACHED
    if each.preferences is None:
        return _scored(each.match, own, other)
    told = f"{each.preferences.own_first.reason} (answer 1 is that of {own})"
    return _judged(each.preferences, told, own, other)


def blind_reason(each: Decided, *, own_is_1: bool) -> str:
    """What scores and judge say of a match, without a name; people's own choice stands beside it."""
    own, other = ("answer 1", "answer 2") if own_is_1 else ("answer 2", "answer 1")
    if each.outcome is MatchOutcome.UNREACHED:
        return _UNREACHED
    if each.preferences is None:
        return _scored(each.match, own, other)
    asked = each.preferences.own_first if own_is_1 else each.preferences.own_second
    return _judged(each.preferences, asked.reason, own, other)


def counts(tally: Tally) -> str:
    """Wins, losses and ties of the target that was named first."""
    wins, losses, ties = map(tally.count, (MatchOutcome.WIN, MatchOutcome.LOSS, MatchOutcome.TIE))
    if not tally.points:
        return f"{tally.target} and {tally.against} could be compared on no case"
    cases = counted(len(tally.points), "case")
    return f"{tally.target} does better than {tally.against} on {wins} of {cases}, worse on {losses}, {ties} tied"


def sureness(tally: Tally) -> str:
    """The win rate with its interval, and whether it may be luck; "" where there is none."""
    if tally.win_rate is None or tally.low is None or tally.high is None or tally.p_value is None:
        return ""
    likely = f"likely between {percent(tally.low)} and {percent(tally.high)}"
    rate = f"It wins {percent(tally.win_rate)}, a tie counting half; the true rate is {likely}."
    if tally.count(MatchOutcome.WIN) == tally.count(MatchOutcome.LOSS):
        return f"{rate} Neither is ahead."
    luck = "is hardly luck" if tally.p_value < SURE else "may be luck"
    return f"{rate} The difference {luck} ({_p(tally.p_value)})."


def decided_by(tally: Tally) -> str:
    """How many cases were compared by what, ties included; "" where none was."""
    numbers = {by: sum(tally.count(outcome, by) for outcome in MatchOutcome) for by in By}
    parts = [f"{number} {_WORD_OF[by]}" for by, number in numbers.items() if number]
    return f"Compared: {', '.join(parts)}." if parts else ""


def not_compared(tally: Tally) -> str:
    """How many cases count for neither side, and why; "" where there is none."""
    parts = [f"{number} {words}" for outcome, words in _APART.items() if (number := tally.count(outcome))]
    return f"Not compared: {', '.join(parts)}." if parts else ""


def ranking(comparison: Comparison) -> Iterator[str]:
    """All targets, the strongest first, and what their strengths leave open; nothing where there are but two."""
    if len(comparison.tallies) < 2:
        return
    if comparison.strengths is None:
        yield "No ranking: one of them never lost a point, never won one, or was never compared."
        return
    strengths = (f"{target} ({strength:+.2f})" for target, strength in comparison.strengths.items())
    yield f"Ranking by Bradley–Terry strength: {', '.join(strengths)}."
    if comparison.intervals:
        likely = (
            f"{target} between {low:+.2f} and {high:+.2f}"
            for target, (low, high) in comparison.intervals.items()
        )
        yield f"The true strengths are likely: {', '.join(likely)}."


def _p(value: float) -> str:
    """A p-value as papers print it: below a thousandth, its digits say nothing more."""
    return f"p = {value:.2g}" if value >= _SMALLEST_P else f"p < {_SMALLEST_P}"


def _winner(outcome: MatchOutcome, own: str, other: str) -> str:
    return own if outcome is MatchOutcome.WIN else other


def _judged(asked: Preferences, told: str, own: str, other: str) -> str:
    if asked.outcome is MatchOutcome.ERROR:
        broken = asked.own_second if asked.own_second.winner is None else asked.own_first
        return f"no verdict: {one_line(broken.reason)}"
    if asked.turns:
        return "the judge decides otherwise when the answers change places: a tie"
    if asked.outcome is MatchOutcome.TIE:
        return f"the judge calls it a tie: {one_line(told)}"
    return f"the judge prefers {_winner(asked.outcome, own, other)}: {one_line(told)}"


def _scored(match: Match, own: str, other: str) -> str:
    outcome = by_score(match)
    if outcome is MatchOutcome.TIE:
        return "both answers are the same" if match.alike else f"both score {worth(match.own):.2f}"
    sides = [(own, match.own), (other, match.other)]
    if outcome in POINTS:
        better, worse = sides if outcome is MatchOutcome.WIN else reversed(sides)
        return _better(*better, *worse)
    name, open_result = next(side for side in sides if side[1].verdict.value == outcome.value)
    return f"{name}: {one_line(open_result.why)}"


def _better(better: str, ahead: CaseResult, worse: str, behind: CaseResult) -> str:
    scores = f"{better} scores {worth(ahead):.2f}, {worse} {worth(behind):.2f}"
    return f"{scores}: {one_line(behind.why)}" if behind.why else scores
