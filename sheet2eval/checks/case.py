"""The response has letters of one case only.

`case: upper` wants no lower-case letter, `case: lower` no upper-case letter. Digits, signs and scripts without
cases fit both, and so does an empty response.

PASS  case: upper
      DONE AT 7:00 PM!
FAIL  case: upper
      DONE at 7:00 PM!
PASS  case: lower
      done at 7:00 — 好
FAIL  case: lower
      Done.
PASS  not case: upper
      Done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import category

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.arguments import single
from sheet2eval.text.normalise import comparable, quoted
from sheet2eval.types import Case, Outcome, Response, Says, Verdict

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "case: upper"

SHOWN = 30

_CATEGORIES = {"upper": "Lu", "lower": "Ll"}
_OTHER = {"upper": "lower", "lower": "upper"}
_NAMES = re.compile(r"(upper|lower)(?:[ _-]?case)?|all caps|capitals")


@dataclass(frozen=True, slots=True)
class LetterCase:
    """`wanted` is "upper" or "lower"."""

    wanted: str

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        other = _OTHER[self.wanted]
        strays = {sign for sign in set(response.text) if category(sign) == _CATEGORIES[other]}
        if not strays:
            return Outcome(Verdict.PASS, f"has no {other}-case letter")
        first = next(index for index, sign in enumerate(response.text) if sign in strays)
        return Outcome(
            Verdict.FAIL, f"has {other}-case letters, the first in {_word_at(response.text, first)}"
        )

    def says(self) -> Says:
        other = _OTHER[self.wanted]
        return Says(f"has no {other}-case letter", f"has {other}-case letters")


def parse(line: Line) -> LetterCase:
    typed = single(line.argument or "", line.fill).text
    name = _NAMES.fullmatch(comparable(typed))
    if name is None:
        raise BadArgument(f"{quoted(typed)} is no case of letters", "Write “case: upper” or “case: lower”.")
    return LetterCase(name[1] or "upper")


def _word_at(text: str, index: int) -> str:
    """The word around an index, in quotes."""
    words = (text[max(0, index - SHOWN) : index] + "\0" + text[index : index + SHOWN]).split()
    return quoted(next(word for word in words if "\0" in word).replace("\0", ""), SHOWN)
