r"""The response begins and ends with a sign, such as a quote, a bracket or `**`.

A bracket ends with its counterpart: `wrapped in: (` wants `(…)`, `wrapped in: {` wants `{…}`; so do signs that
hold one (`"(` wants `"(…)"`) and tags (`<b>` wants `<b>…</b>`). A bracket or quote may be written with its
counterpart: `wrapped in: ()` is the same. White space around the response and kinds of quotes do not matter,
so that `wrapped in: "` fits “…” too; `wrapped in exactly: “` wants “…” and nothing around it.

PASS  wrapped in: "
      "Done. See you at seven."
PASS  wrapped in: "
      “Done. See you at seven.”
FAIL  wrapped in: "
      I said "done".
PASS  wrapped in: **
      **Done.**
PASS  wrapped in: [
      [1, 2, 3]
FAIL  wrapped in: [
      [1, 2, 3].
PASS  wrapped in: <answer>
      <answer>Seven.</answer>
FAIL  wrapped in exactly: “
      "Done."
PASS  not wrapped in: "
      Done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.affixes import quoted_end
from sheet2eval.text.arguments import single
from sheet2eval.text.normalise import comparable, quoted
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

FORMS = ("",)
EXACTLY = True
ARGUMENT = "needed"
EXAMPLE = 'wrapped in: "'

SHOWN = 30

_PAIRS = dict(zip("([{<«‹“‘„‚「『【《〈（［｛\"'", ")]}>»›”’“‘」』】》〉）］｝\"'", strict=True))
_MARKUP = frozenset("*_~` ")
_TAG = re.compile(r"<([a-z][\w:.-]*)(?:\s[^<>]*)?>", re.IGNORECASE)
_WRITTEN_PAIRS = {first + last: (first, last) for first, last in (*_PAIRS.items(), ("„", "”"), ("»", "«"))}


@dataclass(frozen=True, slots=True)
class WrappedIn:
    """`opening` and `closing` as written; they are compared as any texts are, but for `exactly`."""

    opening: str
    closing: str
    exactly: bool

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        verdict = Verdict.PASS if self._wraps(response.text) else Verdict.FAIL
        return Outcome(verdict, _found(response.text))

    def says(self) -> Says:
        exactly = "exactly " if self.exactly else ""
        signs = f"{exactly}{quoted(self.opening)} and {quoted(self.closing)}"
        if self.opening == self.closing:
            signs = f"{exactly}{quoted(self.opening)}"
        return Says(f"is wrapped in {signs}", f"is not wrapped in {signs}")

    def _wraps(self, text: str) -> bool:
        opening, closing = self.opening, self.closing
        if not self.exactly:
            text, opening, closing = comparable(text), comparable(opening), comparable(closing)
        whole = len(text) >= len(opening) + len(closing)
        return whole and text.startswith(opening) and text.endswith(closing)


def parse(line: Line) -> WrappedIn:
    argument = line.argument or ""
    if argument in _WRITTEN_PAIRS:
        return WrappedIn(*_WRITTEN_PAIRS[argument], line.exactly)
    opening = single(argument, line.fill).text.strip()
    if not opening:
        raise BadArgument(
            f"{quoted(argument)} names no sign",
            f"Write the sign that the answer must begin and end with, as in “{EXAMPLE}”.",
        )
    return WrappedIn(opening, _closing(opening), line.exactly)


def _closing(opening: str) -> str:
    """What ends a text that `opening` begins."""
    tag = _TAG.fullmatch(opening)
    if tag:
        return f"</{tag[1]}>"
    signs = frozenset(opening)
    if signs & _PAIRS.keys() and signs <= _MARKUP | _PAIRS.keys():
        return "".join(_PAIRS.get(sign, sign) for sign in reversed(opening))
    return opening


def _found(text: str) -> str:
    whole = text.strip()
    if not whole:
        return "is empty"
    if len(whole) <= SHOWN:
        return f"is {quoted(whole)}"
    return f"begins with {quoted(whole, SHOWN)} and ends with {quoted_end(whole, SHOWN)}"
