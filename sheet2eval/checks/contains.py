r"""The response holds a text.

`contains: text` wants that text, `contains any: a | b` one of the texts, `contains all: a | b` each of them.
Texts are compared ignoring case, kinds of quotes and amounts of white space. `contains exactly: iPhone` (also
`contains any exactly`, `contains all exactly`) compares character by character. Quotes around a text keep the
spaces at its ends and make a `|` part of it; without them `\|` does.

PASS  contains: 7:00 PM
      Done. I will remind you at 7:00 pm.
FAIL  contains: 7:00 PM
      Done. I will remind you at 19:00.
PASS  contains any: tomorrow | April 11
      See you on april 11!
FAIL  contains any: tomorrow | April 11
      See you on Monday.
PASS  contains all: lunch | "noon "
      Lunch is at noon today.
FAIL  contains all: lunch | dinner
      Lunch is at noon.
PASS  contains exactly: iPhone
      Set on your iPhone.
FAIL  contains exactly: iPhone
      Set on your iphone.
PASS  not contains: sorry
      Your reminder is set.
FAIL  not contains: sorry
      I'm sorry, I missed that.
"""

from __future__ import annotations

from dataclasses import dataclass

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.arguments import Wanted, listed, single
from sheet2eval.text.normalise import comparable, quoted
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

FORMS = ("", "any", "all")
EXACTLY = True
ARGUMENT = "needed"
EXAMPLE = "contains: 7:00 PM"


@dataclass(frozen=True, slots=True)
class Contains:
    texts: tuple[Wanted, ...]
    form: str
    exactly: bool

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        held = self._held(response.text)
        enough = len(held) == len(self.texts) if self.form == "all" else bool(held)
        return Outcome(Verdict.PASS if enough else Verdict.FAIL, self._reason(held))

    def says(self) -> Says:
        wanted = _series(self.texts, "or" if self.form == "any" else "and")
        denied = _series(self.texts, "and" if self.form == "all" else "or")
        exactly = " exactly" if self.exactly else ""
        return Says(f"contains{exactly} {wanted}", f"does not contain{exactly} {denied}")

    def _held(self, text: str) -> tuple[Wanted, ...]:
        compared = text if self.exactly else comparable(text)
        return tuple(wanted for wanted in self.texts if wanted.compared in compared)

    def _reason(self, held: tuple[Wanted, ...]) -> str:
        missing = tuple(wanted for wanted in self.texts if wanted not in held)
        if not held:
            return f"does not contain {_series(missing, 'or')}"
        if self.form == "all" and missing:
            return f"contains {_series(held, 'and')}, not {_series(missing, 'or')}"
        return f"contains {_series(held, 'and')}"


def parse(line: Line) -> Contains:
    argument = line.argument or ""
    tokens = listed(argument, line.fill) if line.form else (single(argument, line.fill),)
    if not all(token.comparable for token in tokens):
        raise BadArgument(
            f"{quoted(argument)} has nothing to look for, or leaves a place of its list empty",
            "Write the texts with one | between two of them, as in “contains any: 7 PM | 19:00”."
            if line.form
            else f"Write the text behind the colon, as in “{EXAMPLE}”.",
        )
    texts = tuple(Wanted.of(token, exactly=line.exactly) for token in tokens)
    return Contains(texts, line.form, line.exactly)


def _series(texts: tuple[Wanted, ...], last: str) -> str:
    *before, final = (quoted(wanted.text) for wanted in texts)
    return f"{', '.join(before)} {last} {final}" if before else final
