"""The response ends with a text.

Compared ignoring case, kinds of quotes and amounts of white space; `ends with exactly: text` compares
character by character, so that a line break at the end counts. Quotes keep the space at the beginning.

PASS  ends with: anything else?
      Done. Anything else?
FAIL  ends with: anything else?
      Anything else? Just ask.
FAIL  ends with: " art"
      Let us start
FAIL  ends with exactly: done.
      All Done.
PASS  not ends with: ?
      Your reminder is set.
"""

from __future__ import annotations

from dataclasses import dataclass

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.arguments import Wanted, single
from sheet2eval.text.normalise import comparable, quoted
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

FORMS = ("",)
EXACTLY = True
ARGUMENT = "needed"
EXAMPLE = "ends with: Anything else?"
SHOWN = 60


@dataclass(frozen=True, slots=True)
class EndsWith:
    end: Wanted
    exactly: bool

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        return Outcome(Verdict.PASS if self._ends(response.text) else Verdict.FAIL, _found(response.text))

    def says(self) -> Says:
        wanted = f"with{' exactly' if self.exactly else ''} {quoted(self.end.text)}"
        return Says(f"ends {wanted}", f"does not end {wanted}")

    def _ends(self, text: str) -> bool:
        compared = text if self.exactly else comparable(text)
        return compared.endswith(self.end.compared)


def parse(line: Line) -> EndsWith:
    end = single(line.argument or "", line.fill)
    if not end.comparable:
        raise BadArgument(
            f"{quoted(line.argument or '')} names no text",
            f"Write the text that the answer must end with, as in “{EXAMPLE}”.",
        )
    return EndsWith(Wanted.of(end, exactly=line.exactly), line.exactly)


def _found(text: str) -> str:
    whole = text.strip()
    if not whole:
        return "is empty"
    return f"ends with {quoted(whole if len(whole) <= SHOWN else '…' + whole[-SHOWN + 1 :])}"
