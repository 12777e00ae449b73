"""The response mentions a number that fits.

Written as a number (42), a number with a tolerance (`42 ± 0.5`, `42 +/- 1%`), a span (`40..45`) or a comparison
(`>= 3`, at most 50). Numbers are compared by value: 1,234.5 is also 1.234,5, $1,234.50 or "three" for 3; a
percent sign, a currency or a unit does not change the value, so 42 fits 42%, and not 0.42. Dates, times,
versions, phone numbers and ordinals are no numbers. `number any:` wants one of several, separated by `|`.

PASS  number: 42
      42% of the reminders were kept.
FAIL  number: 42
      There were 1,042 reminders in v1.42.
PASS  number: 1234.5
      The total is €1.234,50.
PASS  number: 42 ± 0.5
      The answer is about 41.7.
PASS  number: 42 +/- 1%
      The answer is 42.4.
FAIL  number: 40..45
      The answer is 46.
PASS  number: >= 3
      You have three reminders.
PASS  number any: 3 | 4
      You have 4 reminders.
FAIL  number: 7
      I will remind you at 7:00 PM.
PASS  not number: 13
      There are 12.
"""

from __future__ import annotations

from dataclasses import dataclass

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.arguments import listed, single
from sheet2eval.text.mentions import as_written, found
from sheet2eval.text.normalise import quoted
from sheet2eval.text.numbers import find_numbers
from sheet2eval.text.wanted_number import WantedNumber, parse_wanted_number
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

FORMS = ("", "any")
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "number: 42"


@dataclass(frozen=True, slots=True)
class Number:
    wanted: tuple[WantedNumber, ...]

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        mentioned = find_numbers(response.text)
        fitting = [number for number in mentioned if self._wants(number.value)]
        verdict = Verdict.PASS if fitting else Verdict.FAIL
        return Outcome(verdict, found("number", mentioned, fitting, self.wanted))

    def says(self) -> Says:
        wanted = f"a number that is {as_written(self.wanted, 'or')}"
        return Says(f"mentions {wanted}", f"does not mention {wanted}")

    def _wants(self, value: float) -> bool:
        return any(wanted.comparison.fits(value) for wanted in self.wanted)


def parse(line: Line) -> Number:
    argument = line.argument or ""
    tokens = listed(argument, line.fill) if line.form else (single(argument, line.fill),)
    return Number(tuple(_wanted(token.text) for token in tokens))


def _wanted(text: str) -> WantedNumber:
    wanted = parse_wanted_number(text)
    if wanted is None:
        example = "number any: 3 | 4" if len(find_numbers(text)) > 1 else "number: >= 3"
        raise BadArgument(
            f"{quoted(text)} is no number and no comparison with one",
            f"Write a number, as in “{EXAMPLE}”, “number: 42 ± 0.5” or “{example}”.",
        )
    return wanted
