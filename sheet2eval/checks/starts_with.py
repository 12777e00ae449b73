"""The response begins with a text.

Compared ignoring case, kinds of quotes and amounts of white space; `starts with exactly: text` compares
character by character. Quotes keep the space at the end: `starts with: "Hi "` does not fit "Hiking".
`starts with any: a | b` wants one of the texts.

PASS  starts with: Sure
      sure, I can do that.
FAIL  starts with: Sure
      Of course, sure.
FAIL  starts with: "Hi "
      Hiking is fun.
PASS  starts with any: Hi | Hello
      Hello Ann!
FAIL  starts with exactly: Sure
      sure, I can do that.
PASS  not starts with: As an AI
      Your reminder is set.
"""

from __future__ import annotations

from sheet2eval.checks.check import Line
from sheet2eval.text.affixes import BEGINNING, parse_affix
from sheet2eval.types import Rule

FORMS = ("", "any")
EXACTLY = True
ARGUMENT = "needed"
EXAMPLE = BEGINNING.example


def parse(line: Line) -> Rule:
    several = line.form == "any"
    return parse_affix(line.argument or "", BEGINNING, line.fill, several=several, exactly=line.exactly)
