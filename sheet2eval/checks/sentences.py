"""The response has so many sentences.

Written as a comparison: `<= 3`, `at most 3`, `>= 2`, `more than 2`, `= 3`, `3`, `2..4`, `between 2 and 4`. A
sentence ends with `.`, `!`, `?`, `…` or their full-width kin (`。`, `！`, `？`), but not after an abbreviation
("Dr. Smith", "e.g."), an initial ("J. Smith") or the number of a list's item, nor inside a number or an address
("3.5", "example.com"). "7 p.m." and "etc." end one where a capital follows. Text that is left at the end counts
as a sentence, whether or not it has a full stop.

PASS  sentences: 2
      Dr. J. Smith will see you at 3.5 km. Is that fine?
FAIL  sentences: <= 2
      Done. I will remind you at 7 p.m. Anything else?
PASS  sentences: 3
      好的。我会提醒你！明天见？
PASS  sentences: between 1 and 2
      See you tomorrow
PASS  not sentences: > 1
      Use e.g. the U.S. format, or see example.com.
"""

from __future__ import annotations

from sheet2eval.checks.check import Line
from sheet2eval.text.measures import Unit, parse_length
from sheet2eval.text.sentences import count_sentences
from sheet2eval.types import Rule

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "sentences: <= 3"

UNIT = Unit("sentence", "sentences", count_sentences)


def parse(line: Line) -> Rule:
    return parse_length(line.argument or "", UNIT, line.fill)
