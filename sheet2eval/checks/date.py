"""The response mentions a day.

The days are compared, not the letters: April 11 is also 2025-04-11, Fri, Apr 11, the 11th of April, 11.04.2025
or 11. April. Relative days ("tomorrow", "next Monday", "in two days"), in the check and in the response, are
read against the case's `now`. A date without a year is the one nearest to `now`, a bare weekday the coming
one; "next Friday" fits the coming Friday and the Friday of next week; 11/4/2025 fits either order, and the
finding says so. `date any:` wants one of several days, separated by `|`. `date only:` wants one of them and no
other day. `date range:` wants a span from one day to another, its ends separated by `..`, "to" or a dash; both
ends must fit.

PASS  date: 2025-04-11
      Your reminder is set for Friday, April 11th, 2025.
PASS  date: 2025-04-11
      Your reminder is set for 11/4/2025.
FAIL  date: 2025-04-11
      Your reminder is set for April 12, 2025.
PASS  date: tomorrow
      I will remind you tomorrow at 9.
FAIL  date: tomorrow
      I will remind you today at 9.
FAIL  date: 2025-05-04
      You may order 4 of them.
PASS  date any: April 11 | April 12
      Let us meet on the 12th of April.
PASS  date only: Monday | Tuesday
      Monday and Tuesday are free.
FAIL  date only: Monday
      Monday and Tuesday are free.
PASS  date range: April 11..April 14
      The conference runs from 11 to 14 April.
FAIL  date range: April 11..April 14
      The conference runs April 11–13.
FAIL  date range: April 11..April 14
      We meet on April 11 or on April 14.
PASS  not date: yesterday
      It happens today.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.agreement import Agreement
from sheet2eval.text.arguments import listed, single
from sheet2eval.text.date_pattern import YEARLESS
from sheet2eval.text.dates import DateMention, find_dates, parse_date
from sheet2eval.text.datespans import DateSpan, find_date_spans, parse_date_span
from sheet2eval.text.datetimes import moments_from_now
from sheet2eval.text.mentions import Quote, lowered
from sheet2eval.text.normalise import quoted
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

FORMS = ("", "any", "only", "range")
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "date: April 11"

_RANGE_EXAMPLE = "date range: April 11..April 14"
_ANY_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - whether words are a date hangs on no time zone


@dataclass(frozen=True, slots=True)
class Date:
    """The days are kept as written: which days they are is known when the case says what day it is."""

    wanted: tuple[Quote, ...]
    agreement: Agreement

    def grade(self, response: Response, case: Case) -> Outcome:
        days = [_day(quote, case.now) for quote in self.wanted]
        implied = list(_days_from_now(response.text, case.now))
        mentioned = find_dates(response.text, case.now)
        outcome = self.agreement.outcome(mentioned, days, implied)
        remark = _other_year(mentioned, days) if outcome.verdict is Verdict.FAIL else ""
        return replace(outcome, reason=outcome.reason + remark)

    def says(self) -> Says:
        return self.agreement.says(self.wanted)


@dataclass(frozen=True, slots=True)
class DateRange:
    """The span is kept as written, like the days of `Date`."""

    wanted: Quote

    def grade(self, response: Response, case: Case) -> Outcome:
        span = parse_date_span(self.wanted.text, case.now)
        wanted = span or DateSpan(self.wanted.text, 0, len(self.wanted.text), ())
        return _RANGE.outcome(find_date_spans(response.text, case.now), [wanted])

    def says(self) -> Says:
        return _RANGE.says([self.wanted])


_RANGE = Agreement("date range")


def parse(line: Line) -> Date | DateRange:
    argument = line.argument or ""
    if line.form == "range":
        return DateRange(_span(single(argument, line.fill).text))
    tokens = listed(argument, line.fill) if line.form else (single(argument, line.fill),)
    wanted = tuple(_date(token.text) for token in tokens)
    return Date(wanted, Agreement("date", only=line.form == "only"))


def _day(quote: Quote, now: datetime) -> DateMention:
    """The day that is meant at that moment; without readings where there is none (the day after 9999-12-31)."""
    return parse_date(quote.text, now) or DateMention(quote.text, 0, len(quote.text), ())


def _other_year(mentioned: Sequence[DateMention], wanted: Sequence[DateMention]) -> str:
    """What a reason adds where a day is a wanted one in another year, and one of them names no year."""
    days = {(day.month, day.day): (one, day) for one in wanted for day in one.days}
    for mention in mentioned:
        day = mention.days[0]
        one, wanted_day = days.get((day.month, day.day), (mention, day))
        if day != wanted_day:
            pairs = ((mention, day), (one, wanted_day))
            bare = ((said, meant) for said, meant in pairs if YEARLESS.match(lowered(said.text)))
            return "".join(
                f"; without a year {said.text} is {meant}, the nearest one" for said, meant in bare
            )
    return ""


def _days_from_now(text: str, now: datetime) -> Iterator[DateMention]:
    for moment in moments_from_now(text, now):
        days = tuple(reading.date() for reading in moment.moments)
        yield DateMention(moment.text, moment.start, moment.end, days)


def _date(text: str) -> Quote:
    if parse_date(text, _ANY_DAY):
        return Quote(text)
    example = "date any: April 11 | April 12" if len(find_dates(text, _ANY_DAY)) > 1 else EXAMPLE
    raise BadArgument(
        f"{quoted(text)} is no date", f"Write a day such as 2025-04-11 or tomorrow, as in “{example}”."
    )


def _span(text: str) -> Quote:
    if parse_date_span(text, _ANY_DAY):
        return Quote(text)
    raise BadArgument(
        f"{quoted(text)} is no span from one day to another",
        f"Write both ends with .. between them, as in “{_RANGE_EXAMPLE}”.",
    )
