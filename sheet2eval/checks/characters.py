"""The response has so many characters.

Written as a comparison: `<= 280`, `at most 280`, `>= 20`, `more than 20`, `= 3`, `3`, `20..280`, `between 20 and
280`. A character is what a person takes for one: é is one however it is stored, and so is 👍🏽. Spaces and line
breaks between words count; those at the beginning and the end of the response do not.

PASS  characters: <= 5
      Done.
FAIL  characters: <= 5
      Done!!
PASS  characters: 6
      Done 👍🏽
PASS  not characters: > 20
      Your reminder is set
"""

from __future__ import annotations

from sheet2eval.checks.check import Line
from sheet2eval.text.measures import Unit, count_characters, parse_length
from sheet2eval.types import Rule

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "characters: <= 280"

UNIT = Unit("character", "characters", count_characters, ("chars", "char", "signs"))


def parse(line: Line) -> Rule:
    return parse_length(line.argument or "", UNIT, line.fill)
