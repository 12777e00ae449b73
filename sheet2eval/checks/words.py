"""The response has so many words.

Written as a comparison: `<= 50`, `at most 50`, `under 50`, `>= 3`, `more than 3`, `= 3`, `3..5`, `between 3
and 5`. A word is a run of letters, digits and inner apostrophes or hyphens: "don't" and "rock-and-roll" are
one word each, "7:00" is two. Chinese, Japanese, Thai, Lao, Khmer and Burmese are divided by ICU's word
breaker.

PASS  words: <= 5
      Don't worry, it's rock-and-roll.
FAIL  words: <= 5
      One two three four five six.
PASS  words: between 3 and 5
      Your reminder is set.
FAIL  words: at least 3
      Done.
PASS  not words: 1
      All done.
"""

from __future__ import annotations

from dataclasses import dataclass

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.arguments import single
from sheet2eval.text.comparison import Comparison, parse_comparison, plain_number
from sheet2eval.text.normalise import quoted
from sheet2eval.text.words import count_words
from sheet2eval.types import Case, Outcome, Response, Rule, Says, Verdict

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "words: <= 50"


@dataclass(frozen=True, slots=True)
class Words:
    wanted: Comparison

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        count = count_words(response.text)
        verdict = Verdict.PASS if self.wanted.fits(count) else Verdict.FAIL
        return Outcome(verdict, f"has {count} {_noun(count)}")

    def says(self) -> Says:
        wanted = f"{self.wanted.says()} {_noun(self.wanted.high)}"
        return Says(f"has {wanted}", f"does not have {wanted}")

    def excludes(self, other: Rule, *, negated: bool) -> bool:
        return isinstance(other, Words) and self.wanted.excludes(other.wanted, negated=negated)


def parse(line: Line) -> Words:
    typed = single(line.argument or "", line.fill).text
    wanted = parse_comparison(typed, _number)
    if wanted is None:
        raise BadArgument(
            f"{quoted(typed)} is no number of words",
            f"Write a number or a comparison, as in “{EXAMPLE}” or “words: 3..5”.",
        )
    return Words(wanted)


def _noun(count: float) -> str:
    return "word" if count == 1 else "words"


def _number(text: str) -> float | None:
    value = plain_number(text.removesuffix(" words").removesuffix(" word"))
    return value if value is not None and value >= 0 and value.is_integer() else None
