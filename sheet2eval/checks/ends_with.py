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

from sheet2eval.checks.check import Line
from sheet2eval.text.affixes import END, parse_affix
from sheet2eval.types import Rule

FORMS = ("",)
EXACTLY = True
ARGUMENT = "needed"
EXAMPLE = END.example


def parse(line: Line) -> Rule:
    return parse_affix(line.argument or "", END, line.fill, exactly=line.exactly)
