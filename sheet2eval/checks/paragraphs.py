"""The response has so many paragraphs.

Written as a comparison: `<= 3`, `at most 3`, `>= 2`, `more than 2`, `= 3`, `3`, `2..4`, `between 2 and 4`. A
paragraph is text between blank lines, so that a list without blank lines is one paragraph. A line with nothing
but white space is blank.

PASS  paragraphs: <= 1
      Your reminder is set.
      Anything else?
FAIL  paragraphs: at least 2
      Your reminder is set.
      Anything else?
PASS  not paragraphs: 2
      Your reminder is set.
"""

from __future__ import annotations

from sheet2eval.checks.check import Line
from sheet2eval.text.measures import Unit, count_paragraphs, parse_length
from sheet2eval.types import Rule

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "paragraphs: <= 2"

UNIT = Unit("paragraph", "paragraphs", count_paragraphs)


def parse(line: Line) -> Rule:
    return parse_length(line.argument or "", UNIT, line.fill)
