"""The response mentions a length of time.

The lengths are compared, not the letters: 90 minutes is also 1.5 hours, 1h30, 90 min, an hour and a half or
PT90M. Comparisons want a length that fits: `<= 2 hours`, at most 90 minutes, more than a week, `1..2 hours`.
What says how often something happens ("every two hours", "twice a day") is no length of time, nor is a time of
day. 2:30 counts where a unit or a word such as "lasts" says that it is a length. 12 months are a year and 7 days
a week, but 30 days are no month; in comparisons a month has 30.44 days.

PASS  duration: 90 minutes
      The meeting takes 1.5 hours.
PASS  duration: 90 minutes
      Set for an hour and a half.
FAIL  duration: 90 minutes
      The meeting takes 1 hour and 15 minutes.
FAIL  duration: 2 hours
      I will remind you at 2:00, and every two hours.
PASS  duration: <= 2 hours
      It takes about 45 minutes.
FAIL  duration: <= 2 hours
      It takes two and a half hours.
PASS  duration: 1..2 hours
      Das dauert eineinhalb Stunden.
PASS  not duration: more than a day
      It takes ten minutes.
"""

from __future__ import annotations

from dataclasses import dataclass

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.agreement import Agreement
from sheet2eval.text.arguments import ArgumentFault, single
from sheet2eval.text.comparison import Comparison, parse_comparison
from sheet2eval.text.durations import (
    DurationMention,
    find_durations,
    parse_duration,
    spoken_duration,
    unit_of,
)
from sheet2eval.text.mentions import Quote, found
from sheet2eval.text.normalise import quoted
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "duration: 90 minutes"

_EQUAL = Agreement("duration")


@dataclass(frozen=True, slots=True)
class Duration:
    wanted: DurationMention

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        return _EQUAL.outcome(find_durations(response.text), [self.wanted])

    def says(self) -> Says:
        return _EQUAL.says([self.wanted])


@dataclass(frozen=True, slots=True)
class DurationCompared:
    """`wanted` is in seconds."""

    wanted: Comparison

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        mentioned = find_durations(response.text)
        fitting = [length for length in mentioned if any(map(self.wanted.fits, length.seconds))]
        verdict = Verdict.PASS if fitting else Verdict.FAIL
        return Outcome(verdict, found("duration", mentioned, fitting, [Quote(self._words())]))

    def says(self) -> Says:
        wanted = f"a duration of {self._words()}"
        return Says(f"mentions {wanted}", f"does not mention {wanted}")

    def _words(self) -> str:
        low, high = spoken_duration(self.wanted.low), spoken_duration(self.wanted.high)
        if low and high:
            return f"between {low} and {high}"
        if low:
            return f"{'more than' if self.wanted.open_low else 'at least'} {low}"
        return f"{'under' if self.wanted.open_high else 'at most'} {high}"


def parse(line: Line) -> Duration | DurationCompared:
    typed = single(line.argument or "", line.fill).text
    if length := parse_duration(typed):
        return Duration(length)
    compared = _compared(typed)
    if compared is None:
        raise BadArgument(
            f"{quoted(typed)} is no length of time and no comparison with one",
            f"Write a number with its unit, as in “{EXAMPLE}”, “duration: <= 2 hours” or “duration: 1..2 hours”.",
        )
    if compared.low == compared.high:
        return Duration(_exactly(compared.low))
    return DurationCompared(compared)


def _exactly(seconds: float) -> DurationMention:
    words = spoken_duration(seconds)
    return DurationMention(words, 0, len(words), (seconds,))


def _compared(typed: str) -> Comparison | None:
    unit = unit_of(typed)
    try:
        return parse_comparison(typed, lambda text: _seconds(text, unit))
    except ArgumentFault:
        raise BadArgument(
            f"{quoted(typed)} runs backwards", "Put the shorter length first, as in “duration: 1..2 hours”."
        ) from None


def _seconds(text: str, unit: str) -> float | None:
    """The seconds of a length; a number alone has the unit that the line ends with: 1..2 hours."""
    length = parse_duration(text) or parse_duration(f"{text} {unit}")
    return length.seconds[0] if length else None
