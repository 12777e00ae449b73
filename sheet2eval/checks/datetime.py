"""The response mentions a moment: a day and a time that stand together.

The moments are compared, not the letters: tomorrow 8:00 AM is also "tomorrow at 8 in the morning", "08:00 on
Friday" or 2025-04-11T08:00, each read as by `date` and `time`, against the case's `now`. A day and a time stand
together where nothing but words such as "at" links them, else where they are nearest to each other in one
sentence; a day here and a time elsewhere are no moment. "In two hours" is one too. `datetime any:` wants one of
several moments, separated by `|`. `datetime only:` wants one of them and no other moment. 8:00 without am or pm
fits either half of the day, 11/4/2025 either order, and the finding says so; `datetime exactly:` wants a moment
that cannot be mistaken. Times are compared as written: time zones are not converted.

PASS  datetime: tomorrow 8:00 AM
      I will remind you on Friday, April 11 at 08:00.
PASS  datetime: 2025-04-11T08:00
      Date: Friday, April 11
      Time: 8:00 AM
PASS  datetime: tomorrow 8:00 AM
      I will call you tomorrow at 8.
FAIL  datetime exactly: tomorrow 8:00 AM
      I will call you tomorrow at 8.
FAIL  datetime: tomorrow 8:00 AM
      I will remind you today at 8:00 AM, and tomorrow at noon.
FAIL  datetime: tomorrow 8:00 AM
      Tomorrow is your day off. Breakfast is at 8:00 AM.
PASS  datetime any: tomorrow noon | Saturday noon
      Lunch is on Saturday at 12:00 PM.
PASS  datetime only: Friday 3 PM
      See you at 3 PM on Friday.
FAIL  datetime only: Friday 3 PM
      See you at 3 PM on Friday and at 4 PM on Saturday.
PASS  datetime: today 11 AM
      I will remind you in two hours.
PASS  not datetime: today 8 PM
      I will remind you tomorrow at 8 PM.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.agreement import Agreement
from sheet2eval.text.arguments import listed, single
from sheet2eval.text.datetimes import DatetimeMention, find_datetimes, parse_datetime
from sheet2eval.text.mentions import Quote
from sheet2eval.text.normalise import quoted
from sheet2eval.types import Case, Outcome, Response, Says

FORMS = ("", "any", "only")
EXACTLY = True
ARGUMENT = "needed"
EXAMPLE = "datetime: tomorrow 8:00 AM"

_ANY_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - whether words are a moment hangs on no time zone


@dataclass(frozen=True, slots=True)
class Datetime:
    """The moments are kept as written: which they are is known when the case says what day it is."""

    wanted: tuple[Quote, ...]
    agreement: Agreement

    def grade(self, response: Response, case: Case) -> Outcome:
        moments = [_moment(quote, case.now) for quote in self.wanted]
        return self.agreement.outcome(find_datetimes(response.text, case.now), moments)

    def says(self) -> Says:
        return self.agreement.says(self.wanted)


def parse(line: Line) -> Datetime:
    argument = line.argument or ""
    tokens = listed(argument, line.fill) if line.form else (single(argument, line.fill),)
    wanted = tuple(_datetime(token.text) for token in tokens)
    agreement = Agreement("date with a time", only=line.form == "only", exactly=line.exactly)
    return Datetime(wanted, agreement)


def _moment(quote: Quote, now: datetime) -> DatetimeMention:
    """The moment that is meant at that moment; without readings where there is none."""
    return parse_datetime(quote.text, now) or DatetimeMention(quote.text, 0, len(quote.text), ())


def _datetime(text: str) -> Quote:
    if parse_datetime(text, _ANY_DAY):
        return Quote(text)
    several = len(find_datetimes(text, _ANY_DAY)) > 1
    example = "datetime any: Friday 8 AM | Friday 8 PM" if several else EXAMPLE
    raise BadArgument(
        f"{quoted(text)} is no day with one time of day",
        f"Write both, such as 2025-04-11 08:00, as in “{example}”.",
    )
