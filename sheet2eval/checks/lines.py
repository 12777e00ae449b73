r"""The response has so many lines.

Written as a comparison: `<= 3`, `at most 3`, `>= 2`, `more than 2`, `= 3`, `3`, `2..4`, `between 2 and 4`. A
line ends at a line break; how a screen wraps it does not matter. A blank line between two others counts, blank
lines at the beginning and the end do not. An empty response has no lines.

PASS  lines: 3
      An old silent pond
      A frog jumps into the pond
      Splash! Silence again.
FAIL  lines: <= 1
      Done.
      Anything else?
PASS  not lines: > 1
      Done. Anything else?
"""

from __future__ import annotations

from sheet2eval.checks.check import Line
from sheet2eval.text.measures import Unit, count_lines, parse_length
from sheet2eval.types import Rule

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "lines: <= 3"

UNIT = Unit("line", "lines", count_lines)


def parse(line: Line) -> Rule:
    return parse_length(line.argument or "", UNIT, line.fill)
