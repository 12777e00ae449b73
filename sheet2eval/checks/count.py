r"""The response holds a text, or matches of a pattern, so many times.

`count: "please" >= 2` counts a text, ignoring case, kinds of quotes and amounts of white space, without
overlaps; `count exactly: "iPhone" = 2` counts it character by character. `count: /\d+/ = 3` counts the matches
of a pattern (RE2 syntax) in the raw text, without flags unless the pattern sets them: `(?i)`, `(?m)`, `(?s)`.
Behind it stands a comparison: `<= 3`, `at most 3`, `>= 2`, `more than 2`, `= 3`, `3`, `3..5`, `between 3 and
5`. The quotes may be left out where the comparison begins with a sign or a word: `count: please at least 2`.

PASS  count: "please" >= 2
      Please sit down, please.
FAIL  count: "please" >= 2
      Please sit down.
PASS  count: aa = 1
      aaa
PASS  count: /\d+/ = 3
      I have 1 cat, 2 dogs and 30 fish.
FAIL  count: /[A-Z]{2,}/ = 0
      This is VERY important.
FAIL  count exactly: "iPhone" = 2
      Your iPhone is not an iphone.
PASS  not count: "!" > 1
      Done!
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from math import inf
from typing import cast

from sheet2eval.checks.check import BadArgument, BadPattern, Line
from sheet2eval.text.arguments import Token, Wanted, single
from sheet2eval.text.comparison import Comparison, parse_comparison
from sheet2eval.text.measures import whole_number
from sheet2eval.text.normalise import comparable, quoted
from sheet2eval.text.patterns import PatternFault, compile_pattern, encodable, read_pattern
from sheet2eval.types import Case, Outcome, Response, Rule, Says, Verdict

FORMS = ("",)
EXACTLY = True
ARGUMENT = "needed"
EXAMPLE = 'count: "please" >= 2'

MOST_COUNTED = 100  # matches beyond what decides: a pattern may read the text once for each of them
_LONGEST_COMPARISON = 120

_VARIABLE_OR_EDGE = re.compile(
    r"\{\{[^{}\n]+\}\}|\\.|(?P<sign>[<>=≤≥!]+)|(?P<word>\b(?=[a-z]))|(?P<quote>(?<=[\"'”“’‟]))",
    re.IGNORECASE | re.DOTALL,
)
_OPENS_QUOTED = re.compile(r'["“”„][^"“”„]*\w[^"“”„]*["“”„]')
_TIMES = {"once": 1.0, "twice": 2.0}


@dataclass(frozen=True, slots=True)
class CountText:
    text: Wanted
    wanted: Comparison
    exactly: bool

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        text = response.text if self.exactly else comparable(response.text)
        count = text.count(self.text.compared)
        verdict = Verdict.PASS if self.wanted.fits(count) else Verdict.FAIL
        return Outcome(verdict, f"contains {self.text} {_times(count)}")

    def says(self) -> Says:
        exactly = "exactly " if self.exactly else ""
        wanted = f"{exactly}{self.text} {_said(self.wanted)}"
        return Says(f"contains {wanted}", f"does not contain {wanted}")

    def excludes(self, other: Rule, *, negated: bool) -> bool:
        if not isinstance(other, CountText) or (self.text, self.exactly) != (other.text, other.exactly):
            return False
        return self.wanted.excludes(other.wanted, negated=negated)


@dataclass(frozen=True, slots=True)
class CountMatches:
    pattern: str
    wanted: Comparison

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        most = _deciding(self.wanted) + MOST_COUNTED
        count = _counted(self.pattern, response.text, most)
        verdict = Verdict.PASS if self.wanted.fits(count) else Verdict.FAIL
        more = "at least " if count == most else ""
        return Outcome(verdict, f"matches {quoted(self.pattern)} {more}{_times(count)}")

    def says(self) -> Says:
        wanted = f"the pattern {quoted(self.pattern)} {_said(self.wanted)}"
        return Says(f"matches {wanted}", f"does not match {wanted}")


def parse(line: Line) -> Rule:
    argument = (line.argument or "").strip()
    if argument.startswith("/"):
        return _of_pattern(argument, line)
    for token, wanted in _readings(argument, line):
        if token.comparable:
            return CountText(Wanted.of(token, exactly=line.exactly), wanted, line.exactly)
    if _comparison(argument, line) or argument.startswith(('""', "''", "“”")):
        raise BadArgument(
            f"{quoted(argument)} does not say what is counted",
            f"Write the text in quotes in front of the comparison, as in “{EXAMPLE}”.",
        )
    raise _no_comparison(argument)


def _of_pattern(argument: str, line: Line) -> CountMatches:
    end = argument.rindex("/")
    typed, comparison = argument[1:end], argument[end + 1 :].strip()
    if not typed:
        raise BadArgument(
            f"{quoted(argument)} holds no pattern between two slashes",
            rf"Write it as in “count: /\d+/ = 3”, or put a text into quotes, as in “{EXAMPLE}”.",
        )
    wanted = _comparison(comparison, line)
    if wanted is None:
        raise _no_comparison(argument, comparison)
    try:
        return CountMatches(read_pattern(typed, line.fill), wanted)
    except PatternFault as fault:
        raise BadPattern(fault.problem, fault.mend) from None


def _no_comparison(argument: str, behind: str = "") -> BadArgument:
    if re.match(r"[a-z]{1,5}\b", behind) and "/" in argument:
        return BadArgument(
            f"{quoted(behind)} behind the pattern is no comparison",
            "Flags go inside the pattern: “count: /(?i)order/ = 3”.",
        )
    return BadArgument(
        f"{quoted(argument)} does not end in a comparison that says how often",
        f'Write one behind the text in quotes, as in “{EXAMPLE}” or “count: "please" at most 3”.',
    )


def _readings(argument: str, line: Line) -> Iterator[tuple[Token, Comparison]]:
    """The text and the comparison behind it, at each place where a comparison can begin; the longest first.

    Behind a text in quotes nothing else may stand: `"a" >= 1 and <= 3` is no count of `"a" >= 1 and`.
    """
    opens_quoted = _OPENS_QUOTED.match(argument) is not None
    for edge in _VARIABLE_OR_EDGE.finditer(argument, max(0, len(argument) - _LONGEST_COMPARISON)):
        at = edge.start()
        if edge.lastgroup and at:
            wanted = _comparison(argument[at:], line)
            text = single(argument[:at], line.fill) if wanted else None
            if wanted and text and (text.quoted or not (opens_quoted or edge.lastgroup == "quote")):
                yield text, wanted


def _comparison(text: str, line: Line) -> Comparison | None:
    return parse_comparison(line.fill(text), _number)


def _number(text: str) -> float | None:
    return _TIMES[text] if text in _TIMES else whole_number(re.sub(r" ?(?:times?|x|×)\Z", "", text))


def _deciding(wanted: Comparison) -> int:
    """How high one must count to know whether the comparison is met."""
    return int(wanted.low if wanted.high == inf else wanted.high) + 1


def _counted(pattern: str, text: str, most: int) -> int:
    """How many matches there are, or `most`."""
    compiled = cast("re.Pattern[str]", compile_pattern(pattern))  # RE2's own type is not exported
    matches = compiled.finditer(encodable(text))
    once = groupby(matches, lambda match: match.span())  # it gives empty matches twice
    return sum(1 for _ in islice(once, most))


def _said(wanted: Comparison) -> str:
    return f"{wanted.says()} {'time' if wanted.bound == 1 else 'times'}"


def _times(count: int) -> str:
    return f"{count} time" if count == 1 else f"{count} times"
