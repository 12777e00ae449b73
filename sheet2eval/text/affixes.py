"""What a text begins and ends with, and the check that it begins or ends so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sheet2eval.text.arguments import ArgumentFault, Fill, Wanted, single
from sheet2eval.text.normalise import SHOWN, comparable, quoted
from sheet2eval.types import Case, Outcome, Response, Says, Verdict


def quoted_end(text: str, shown: int = SHOWN) -> str:
    """As `quoted`, but of a long text its end."""
    return quoted(text if len(text) <= shown else f"…{text[-shown + 1 :]}", shown)


@dataclass(frozen=True, slots=True)
class Side:
    """Where a text is looked at: `verb` names it ("begin"), `quoted` shows it, `example` is a good line."""

    verb: str
    example: str
    holds: Callable[[str, str], bool]
    quoted: Callable[[str], str]


BEGINNING = Side("begin", "starts with: Sure", str.startswith, quoted)
END = Side("end", "ends with: Anything else?", str.endswith, quoted_end)


@dataclass(frozen=True, slots=True)
class Affix:
    """The rule that a response begins or ends with a text."""

    text: Wanted
    side: Side
    exactly: bool

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        compared = response.text if self.exactly else comparable(response.text)
        verdict = Verdict.PASS if self.side.holds(compared, self.text.compared) else Verdict.FAIL
        whole = response.text.strip()
        return Outcome(verdict, f"{self.side.verb}s with {self.side.quoted(whole)}" if whole else "is empty")

    def says(self) -> Says:
        wanted = f"with{' exactly' if self.exactly else ''} {quoted(self.text.text)}"
        return Says(f"{self.side.verb}s {wanted}", f"does not {self.side.verb} {wanted}")


def parse_affix(argument: str, side: Side, fill: Fill, *, exactly: bool) -> Affix:
    """The rule that the argument of `starts with:` or `ends with:` demands.

    Raises:
        ArgumentFault: there is no text to look for.
    """
    token = single(argument, fill)
    if not token.comparable:
        raise ArgumentFault(
            f"{quoted(argument)} names no text",
            f"Write the text that the answer must {side.verb} with, as in “{side.example}”.",
        )
    return Affix(Wanted.of(token, exactly=exactly), side, exactly)
