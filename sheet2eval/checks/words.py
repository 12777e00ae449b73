"""The response has so many words.

Written as a comparison: `<= 50`, `at most 50`, `under 50`, `>= 3`, `more than 3`, `= 3`, `3..5`, `between 3
and 5`. A word is a run of letters, digits and inner apostrophes or hyphens: "don't" and "rock-and-roll" are
one word each, "7:00" is two. Chinese, Japanese, Thai, Lao, Khmer and Burmese are divided by ICU's word
breaker.

PASS  words: <= 5
      Don't worry, it's rock-and-roll.
FAIL  words: <= 5
      One two three four five six.
PASS  words: between 3 and 5
      Your reminder is set.
FAIL  words: at least 3
      Done.
PASS  not words: 1
      All done.
"""

from __future__ import annotations

from sheet2eval.checks.check import Line
from sheet2eval.text.measures import Unit, parse_length
from sheet2eval.text.words import count_words
from sheet2eval.types import Rule

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "words: <= 50"

UNIT = Unit("word", "words", count_words)


def parse(line: Line) -> Rule:
    return parse_length(line.argument or "", UNIT, line.fill)
