"""What a text begins and ends with, and the check that it begins or ends so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from sheet2eval.text.arguments import ArgumentFault, Fill, Wanted, listed, single
from sheet2eval.text.normalise import SHOWN, comparable, quoted, quoted_as_is
from sheet2eval.types import Case, Outcome, Response, Rule, Says, Verdict

_MOST_COMPARED = 10_000  # pairs of texts; the lists of a cell can be long


def quoted_end(text: str, shown: int = SHOWN) -> str:
    """As `quoted`, but of a long text its end."""
    return quoted(_tail(text, shown), shown)


def _tail(text: str, shown: int = SHOWN) -> str:
    return text if len(text) <= shown else f"…{text[-shown + 1 :]}"


@dataclass(frozen=True, slots=True)
class Side:
    """Where a text is looked at: `verb` names it ("begin"), `part` is what to show, `example` is a good line."""

    verb: str
    example: str
    holds: Callable[[str, str], bool]
    part: Callable[[str], str]


BEGINNING = Side("begin", "starts with: Sure", str.startswith, str)
END = Side("end", "ends with: Anything else?", str.endswith, _tail)


@dataclass(frozen=True, slots=True)
class Affix:
    """The rule that a response begins or ends with one of the texts."""

    texts: tuple[Wanted, ...]
    side: Side
    exactly: bool

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        compared = response.text if self.exactly else comparable(response.text)
        held = any(self.side.holds(compared, text.compared) for text in self.texts)
        return Outcome(Verdict.PASS if held else Verdict.FAIL, self._found(response.text))

    def excludes(self, other: Rule, *, negated: bool) -> bool:
        """Whether no text has both this end and the other (if `negated`: this and not the other)."""
        if not isinstance(other, Affix) or (self.side, self.exactly) != (other.side, other.exactly):
            return False
        if len(self.texts) * len(other.texts) > _MOST_COMPARED:
            return False
        if negated:
            return all(any(self._covers(own, one) for one in other.texts) for own in self.texts)
        pairs = product(self.texts, other.texts)
        return not any(self._covers(own, one) or self._covers(one, own) for own, one in pairs)

    def says(self) -> Says:
        wanted = f"with{' exactly' if self.exactly else ''} {' or '.join(map(str, self.texts))}"
        return Says(f"{self.side.verb}s {wanted}", f"does not {self.side.verb} {wanted}")

    def _found(self, text: str) -> str:
        if not text.strip():
            return "is empty"
        part = self.side.part(text if self.exactly else text.strip())
        return f"{self.side.verb}s with {quoted_as_is(part) if self.exactly else quoted(part)}"

    def _covers(self, longer: Wanted, shorter: Wanted) -> bool:
        """Whether what has the longer text at this end has the shorter one there."""
        return self.side.holds(longer.compared, shorter.compared)


def parse_affix(argument: str, side: Side, fill: Fill, *, several: bool, exactly: bool) -> Affix:
    """The rule that the argument of `starts with:` or `ends with:` demands; `several` texts stand between `|`.

    Raises:
        ArgumentFault: there is no text to look for.
    """
    tokens = listed(argument, fill) if several else (single(argument, fill),)
    if not all(token.comparable for token in tokens):
        raise ArgumentFault(
            f"{quoted(argument)} names no text{', or leaves a place of its list empty' if several else ''}",
            f"Write the text that the answer must {side.verb} with, as in “{side.example}”.",
        )
    return Affix(tuple(Wanted.of(token, exactly=exactly) for token in tokens), side, exactly)
