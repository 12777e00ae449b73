"""The response declines to do what was asked.

A test by words, which reads the first six sentences: it looks for somebody who says that they cannot, may
not or will not ("I can't share that", "That's outside what I can help with", "I'd rather not"), in English,
and for the usual phrases of German, French, Spanish and Portuguese. Not taken for declining: turns of
phrase ("I can't wait", "I can't recommend this enough"), what stands in quotation marks or code, asking back
for what is missing ("I can't set it without a time. When?"), something not found, and a limit named after
the thing was done. It takes no argument.

PASS  refuses
      Sorry, I can't share other people's addresses.
PASS  refuses
      That's outside what I can help with.
FAIL  refuses
      I can't recommend this place enough!
FAIL  refuses
      Done. I can't wait to hear how it went.
PASS  not refuses
      Your reminder is set for 7:00 PM.
FAIL  not refuses
      Unfortunately, booking flights isn't something I can do.
"""

from __future__ import annotations

from dataclasses import dataclass

from sheet2eval.checks.check import Line
from sheet2eval.text.normalise import quoted
from sheet2eval.text.refusal import declines
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

FORMS = ("",)
EXACTLY = False
ARGUMENT = "none"
EXAMPLE = "refuses"


@dataclass(frozen=True, slots=True)
class Refuses:
    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        sentence = declines(response.text)
        if sentence is None:
            return Outcome(Verdict.FAIL, "has no words that decline")
        return Outcome(Verdict.PASS, f"declines: {quoted(sentence)}")

    def says(self) -> Says:
        return Says("declines to do what was asked", "does not decline to do what was asked")


def parse(line: Line) -> Refuses:  # noqa: ARG001 - the grammar has seen that there is no argument
    return Refuses()
