"""The response ends with a text.

Compared ignoring case, kinds of quotes and amounts of white space; `ends with exactly: text` compares
character by character, so that a line break at the end counts. Quotes keep the space at the beginning.
`ends with any: a | b` wants one of the texts.

PASS  ends with: anything else?
      Done. Anything else?
FAIL  ends with: anything else?
      Anything else? Just ask.
FAIL  ends with: " art"
      Let us start
PASS  ends with any: ? | !
      Which day?
FAIL  ends with exactly: done.
      All Done.
PASS  not ends with: ?
      Your reminder is set.
"""

from __future__ import annotations

from sheet2eval.checks.check import Line
from sheet2eval.text.affixes import END, parse_affix
from sheet2eval.types import Rule

FORMS = ("", "any")
EXACTLY = True
ARGUMENT = "needed"
EXAMPLE = END.example


def parse(line: Line) -> Rule:
    several = line.form == "any"
    return parse_affix(line.argument or "", END, line.fill, several=several, exactly=line.exactly)
