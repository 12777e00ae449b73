"""The response is at least that similar to the ideal one.

Written as a share of 1 or as a percentage: `similar: 0.8`, `similar: 80%`; a comparison such as `>= 0.8` or
`<= 50%` says it outright. Two texts are as similar as rapidfuzz's token_sort_ratio has it: it compares letters,
in any order of the words, ignoring case and white space. It knows nothing of meaning. Of several ideals the
most similar one counts; ideals that describe an answer ("Should ask which day") are left out, and without any
other the check grades nothing. Of long texts the first 20,000 characters are compared.

PASS  similar: 0.8
      Tomorrow at 7:00 PM I'll remind you.
      IDEAL  I'll remind you tomorrow at 7:00 PM.
FAIL  similar: 0.8
      Which day do you mean?
      IDEAL  I'll remind you tomorrow at 7:00 PM.
PASS  similar: <= 50%
      Which day do you mean?
      IDEAL  I'll remind you tomorrow at 7:00 PM.
FAIL  not similar: 60%
      I will remind you tomorrow at 7 PM.
      IDEAL  I'll remind you tomorrow at 7:00 PM.
"""

from __future__ import annotations

from dataclasses import dataclass

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.arguments import single
from sheet2eval.text.comparison import Comparison, plain_number
from sheet2eval.text.limits import at_least
from sheet2eval.text.normalise import comparable, quoted
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "similar: 0.8"

_COMPARED = 20_000  # characters; the time of a comparison grows with the square of the length


@dataclass(frozen=True, slots=True)
class Similar:
    """`wanted` is in percent."""

    wanted: Comparison

    def grade(self, response: Response, case: Case) -> Outcome:
        ideals = [ideal for ideal in case.ideal if ideal.shows and ideal.text]
        if not ideals:
            return Outcome(Verdict.UNGRADED, "there is no ideal answer to compare it with")
        similarity, ideal = max(
            ((_similarity(response.text, ideal.text), ideal) for ideal in ideals), key=lambda one: one[0]
        )
        verdict = Verdict.PASS if self.wanted.fits(similarity) else Verdict.FAIL
        return Outcome(verdict, f"is {_percent(similarity)} similar to the ideal {quoted(ideal.text)}")

    def says(self) -> Says:
        wanted = f"{self.wanted.says(_percent)} similar to the ideal answer"
        return Says(f"is {wanted}", f"is not {wanted}")


def parse(line: Line) -> Similar:
    typed = single(line.argument or "", line.fill).text
    wanted = at_least(typed, _in_percent)
    if wanted is None:
        raise BadArgument(
            f"{quoted(typed)} is no share between 0 and 1",
            f"Write a share or a percentage, as in “{EXAMPLE}” or “similar: 80%”.",
        )
    return Similar(wanted)


def _in_percent(text: str) -> float | None:
    """80 from `80%`, `80 percent` and `0.8`; a share above 1 is not guessed at."""
    number = plain_number(text.removesuffix("%").removesuffix("percent").rstrip())
    if number is None:
        return None
    percent = number if text.endswith(("%", "percent")) else round(number * 100, 10)
    return percent if 0 <= percent <= 100 else None


def _similarity(one: str, other: str) -> float:
    from rapidfuzz.fuzz import token_sort_ratio

    return token_sort_ratio(
        comparable(one[:_COMPARED])[:_COMPARED], comparable(other[:_COMPARED])[:_COMPARED]
    )


def _percent(similarity: float) -> str:
    """Never rounded up to what it is not: 79.99 is not 80."""
    return f"{int(similarity * 10) / 10:g} %"
