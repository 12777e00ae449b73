"""The response begins with a text.

Compared ignoring case, kinds of quotes and amounts of white space; `starts with exactly: text` compares
character by character. Quotes keep the space at the end: `starts with: "Hi "` does not fit "Hiking".

PASS  starts with: Sure
      sure, I can do that.
FAIL  starts with: Sure
      Of course, sure.
FAIL  starts with: "Hi "
      Hiking is fun.
FAIL  starts with exactly: Sure
      sure, I can do that.
PASS  not starts with: As an AI
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
EXAMPLE = "starts with: Sure"


@dataclass(frozen=True, slots=True)
class StartsWith:
    start: Wanted
    exactly: bool

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        found = f"begins with {quoted(response.text)}" if response.text.strip() else "is empty"
        return Outcome(Verdict.PASS if self._starts(response.text) else Verdict.FAIL, found)

    def says(self) -> Says:
        wanted = f"with{' exactly' if self.exactly else ''} {quoted(self.start.text)}"
        return Says(f"begins {wanted}", f"does not begin {wanted}")

    def _starts(self, text: str) -> bool:
        compared = text if self.exactly else comparable(text)
        return compared.startswith(self.start.compared)


def parse(line: Line) -> StartsWith:
    start = single(line.argument or "", line.fill)
    if not start.comparable:
        raise BadArgument(
            f"{quoted(line.argument or '')} names no text",
            f"Write the text that the answer must begin with, as in “{EXAMPLE}”.",
        )
    return StartsWith(Wanted.of(start, exactly=line.exactly), line.exactly)
