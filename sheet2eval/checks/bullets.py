"""The response has so many bullets.

Written as a comparison: `<= 3`, `at most 3`, `>= 2`, `more than 2`, `= 3`, `3`, `2..4`, `between 2 and 4`. A
bullet is a line that begins with `-`, `*`, `•`, `–`, or a number such as `1.` or `1)`; it may be indented. Lines
that begin with `**bold**` or `*italic*`, with a number such as -5 or 1.5, and ruled lines such as `---` are no
bullets.

PASS  bullets: 3
      Bring:
      - bread
        * white
      2) butter
FAIL  bullets: >= 3
      - bread
      - butter
FAIL  bullets: 1
      **Bread** - 1.5 kg, and - if you like - butter.
PASS  not bullets: > 0
      Bread and butter.
"""

from __future__ import annotations

from sheet2eval.checks.check import Line
from sheet2eval.text.measures import Unit, count_bullets, parse_length
from sheet2eval.types import Rule

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "bullets: >= 3"

UNIT = Unit("bullet", "bullets", count_bullets, ("bullet points", "bullet point", "items", "points"))


def parse(line: Line) -> Rule:
    return parse_length(line.argument or "", UNIT, line.fill)
