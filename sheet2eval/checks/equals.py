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
from sheet2eval.text.arguments import Wanted, listed, single
from sheet2eval.text.normalise import comparable, quoted, quoted_as_is
from sheet2eval.types import Case, Outcome, Response, Rule, Says, Verdict

FORMS = ("", "any")
EXACTLY = True
ARGUMENT = "needed"
EXAMPLE = "equals: Reminder set."


@dataclass(frozen=True, slots=True)
class Equals:
    texts: tuple[Wanted, ...]
    exactly: bool

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        text = response.text
        shown = quoted_as_is(text) if self.exactly else quoted(text)
        found = f"is {shown}" if text.strip() else "is empty"
        return Outcome(Verdict.PASS if self._is_one(text) else Verdict.FAIL, found)

    def says(self) -> Says:
        wanted = " or ".join(str(one) if one.text else "empty" for one in self.texts)
        exactly = "exactly " if self.exactly else ""
        return Says(f"is {exactly}{wanted}", f"is not {exactly}{wanted}")

    def excludes(self, other: Rule, *, negated: bool) -> bool:
        if not isinstance(other, Equals) or self.exactly != other.exactly:
            return False
        own, others = set(self.texts), set(other.texts)
        return own <= others if negated else own.isdisjoint(others)

    def _is_one(self, text: str) -> bool:
        compared = text if self.exactly else comparable(text)
        return any(wanted.compared == compared for wanted in self.texts)


def parse(line: Line) -> Equals:
    argument = line.argument or ""
    tokens = listed(argument, line.fill) if line.form else (single(argument, line.fill),)
    if not all(token.text.strip() or token.quoted for token in tokens):
        raise BadArgument(
            f"{quoted(argument)} leaves a place of its list empty",
            'Write the texts with one | between two of them, as in “equals any: yes | no”; "" is empty.',
        )
    return Equals(tuple(Wanted.of(token, exactly=line.exactly) for token in tokens), line.exactly)
