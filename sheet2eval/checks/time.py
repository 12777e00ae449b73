"""The response mentions a time of day.

The times are compared, not the letters: 7:00 PM is also 19:00, 7pm, 7.00 p.m., "seven in the evening", 19 Uhr
or 2025-04-11T19:00. `time any:` wants one of several times, separated by `|`. `time only:` wants one of them
and no other time. A time without am or pm and without a leading zero, such as 7:30, fits either half of the
day, and the finding says so; `time exactly:` wants a time that cannot be mistaken. `time range:` wants a span
from one time to another, its ends separated by `..`, "to" or a dash; both ends must fit. Times are compared as
written: time zones are not converted. "In two hours" is a time as well, seen from the case's `now`; for `time
only:` it is never the other time.

PASS  time: 7:00 PM
      Done. I will remind you at 19:00.
PASS  time: 7:00 PM
      See you at half past six, then dinner at seven in the evening.
FAIL  time: 7:00 PM
      Done. I will remind you at 7:00 AM.
FAIL  time: 7:00 PM
      You have 7 reminders.
PASS  time: 7:30 PM
      Your reminder is set for 7:30.
FAIL  time exactly: 7:30 PM
      Your reminder is set for 7:30.
PASS  time any: 8 AM | noon
      I will call you at 12:00 PM.
PASS  time only: 3 PM | 5 PM
      The room is free 3–5 pm.
FAIL  time only: 3 PM
      The room is free 3–5 pm.
PASS  time range: 3 PM..5 PM
      The room is free between 3 and 5 in the afternoon.
FAIL  time range: 3 PM..5 PM
      The room is free from 15:00 to 16:30.
FAIL  time range: 3 PM..5 PM
      The room is free at 3 PM or 5 PM.
PASS  time: 11 AM
      I will remind you in two hours.
PASS  not time: midnight
      Your reminder is set for noon.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.agreement import Agreement
from sheet2eval.text.arguments import listed, single
from sheet2eval.text.datetimes import moments_from_now
from sheet2eval.text.normalise import quoted
from sheet2eval.text.times import TimeMention, find_times, parse_time
from sheet2eval.text.timespans import TimeSpan, find_time_spans, parse_time_span
from sheet2eval.types import Case, Outcome, Response, Says

FORMS = ("", "any", "only", "range")
EXACTLY = True
ARGUMENT = "needed"
EXAMPLE = "time: 7:00 PM"

_RANGE_EXAMPLE = "time range: 3 PM..5 PM"


@dataclass(frozen=True, slots=True)
class Time:
    """`wanted` in the person's words, `readings` the same as seconds after midnight: 7 PM is 19:00."""

    wanted: tuple[TimeMention, ...] = field(compare=False)
    readings: frozenset[frozenset[object]]
    agreement: Agreement

    def grade(self, response: Response, case: Case) -> Outcome:
        implied = list(_times_from_now(response.text, case.now))
        return self.agreement.outcome(find_times(response.text), self.wanted, implied)

    def says(self) -> Says:
        return self.agreement.says(self.wanted)


@dataclass(frozen=True, slots=True)
class TimeRange:
    wanted: TimeSpan
    agreement: Agreement

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        return self.agreement.outcome(find_time_spans(response.text), [self.wanted])

    def says(self) -> Says:
        return self.agreement.says([self.wanted])


def parse(line: Line) -> Time | TimeRange:
    argument = line.argument or ""
    if line.form == "range":
        wanted_span = _span(single(argument, line.fill).text)
        return TimeRange(wanted_span, Agreement("time range", exactly=line.exactly))
    tokens = listed(argument, line.fill) if line.form else (single(argument, line.fill),)
    wanted = tuple(_time(token.text) for token in tokens)
    readings = frozenset(mention.readings for mention in wanted)
    return Time(wanted, readings, Agreement("time", only=line.form == "only", exactly=line.exactly))


def _times_from_now(text: str, now: datetime) -> Iterator[TimeMention]:
    for moment in moments_from_now(text, now):
        seconds = tuple((reading - datetime.combine(reading, time())).seconds for reading in moment.moments)
        yield TimeMention(moment.text, moment.start, moment.end, seconds)


def _time(text: str) -> TimeMention:
    if mention := parse_time(text):
        return mention
    example = "time any: 7:00 PM | 8:00 PM" if len(find_times(text)) > 1 else EXAMPLE
    raise BadArgument(
        f"{quoted(text)} is no time of day", f"Write a time such as 7:00 PM or 19:00, as in “{example}”."
    )


def _span(text: str) -> TimeSpan:
    if span := parse_time_span(text):
        return span
    raise BadArgument(
        f"{quoted(text)} is no span from one time of day to another",
        f"Write both ends with .. between them, as in “{_RANGE_EXAMPLE}”.",
    )
