"""The response is a text, and nothing besides.

`equals: text` wants that text, `equals any: a | b` one of the texts, `equals: ""` an empty response. Texts
are compared ignoring case, kinds of quotes and amounts of white space; `equals exactly: text` (also `equals
any exactly`) compares character by character.

PASS  equals: Reminder set.
      reminder  set.
FAIL  equals: Reminder set.
      Reminder set. Anything else?
PASS  equals any: yes | no
      No
FAIL  equals any: yes | no
      Maybe
FAIL  equals exactly: OK
      Ok
PASS  not equals: I don't know
      I will look it up.
"""

from __future__ import annotations

from dataclasses import dataclass

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.arguments import Token, listed, single
from sheet2eval.text.normalise import comparable, quoted
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

FORMS = ("", "any")
EXACTLY = True
ARGUMENT = "needed"
EXAMPLE = "equals: Reminder set."


@dataclass(frozen=True, slots=True)
class Equals:
    texts: tuple[Token, ...]
    exactly: bool

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        found = f"is {quoted(response.text)}" if response.text.strip() else "is empty"
        return Outcome(Verdict.PASS if self._is_one(response.text) else Verdict.FAIL, found)

    def says(self) -> Says:
        wanted = " or ".join(quoted(token.text) if token.text else "empty" for token in self.texts)
        exactly = "exactly " if self.exactly else ""
        return Says(f"is {exactly}{wanted}", f"is not {exactly}{wanted}")

    def _is_one(self, text: str) -> bool:
        if self.exactly:
            return any(token.text == text for token in self.texts)
        compared = comparable(text)
        return any(token.comparable == compared for token in self.texts)


def parse(line: Line) -> Equals:
    argument = line.argument or ""
    texts = listed(argument, line.fill) if line.form else (single(argument, line.fill),)
    if not all(token.text.strip() or token.quoted for token in texts):
        raise BadArgument(
            f"{quoted(argument)} leaves a place of its list empty",
            'Write the texts with one | between two of them, as in “equals any: yes | no”; "" is empty.',
        )
    return Equals(texts, line.exactly)
