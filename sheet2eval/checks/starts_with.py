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

from sheet2eval.checks.check import Line
from sheet2eval.text.affixes import BEGINNING, parse_affix
from sheet2eval.types import Rule

FORMS = ("",)
EXACTLY = True
ARGUMENT = "needed"
EXAMPLE = BEGINNING.example


def parse(line: Line) -> Rule:
    return parse_affix(line.argument or "", BEGINNING, line.fill, exactly=line.exactly)
