"""The response holds an element of Markdown, or none.

`markdown: table` (or `heading`, `list`, `code`, `link`, `bold`, `italic`) wants at least one, `markdown: bold >=
3` so many; the comparison may also be `<= 3`, `at most 3`, `= 3`, `3`, `2..4` or `between 2 and 4`. It is read as
CommonMark with tables. `code` is code in a line and in a block; `list` counts lists, not items, and a list with
the lists inside of it as one. `markdown: none` wants plain text: none of these, and no quote, rule, image or
~~strike~~ either. Of a response of more than 100,000 characters the first 100,000 are read.

PASS  markdown: bold
      Your reminder is **set**.
FAIL  markdown: bold
      Your reminder is *set*, and 2 ** 3 is 8.
PASS  markdown: list = 1
      - bread
        - white
      - butter
FAIL  markdown: list >= 2
      1. bread
      2. butter
PASS  markdown: table
      | day | time |
      |-----|------|
      | Mon | 7 PM |
PASS  markdown: code >= 2
      Run `make` and `make test`.
FAIL  markdown: heading
      #1 is the best.
PASS  markdown: none
      Done. 2 * 3 * 4 is 24, snake_case_names stay.
FAIL  markdown: none
      > Done.
PASS  not markdown: link
      See https://example.com.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.naming import did_you_mean
from sheet2eval.text.arguments import single
from sheet2eval.text.comparison import Comparison, parse_comparison
from sheet2eval.text.markdown import ELEMENTS, LONGEST, count_elements
from sheet2eval.text.measures import whole_number
from sheet2eval.text.normalise import quoted
from sheet2eval.types import Case, Outcome, Response, Rule, Says, Verdict

FORMS = ("",)
EXACTLY = False
ARGUMENT = "needed"
EXAMPLE = "markdown: table"

_NAMES = {name: element for element in ELEMENTS for name in (element, f"{element}s")} | {"none": "none"}
_NAME_AND_COMPARISON = re.compile(r"([^\W\d_]+)\s*+(.*)", re.DOTALL)
_AT_LEAST_ONE = Comparison(low=1)
_NOUNS = {
    "code": ("piece of code", "pieces of code"),
    "bold": ("bold passage", "bold passages"),
    "italic": ("italic passage", "italic passages"),
    "strike": ("struck passage", "struck passages"),
}


@dataclass(frozen=True, slots=True)
class HoldsElement:
    element: str
    wanted: Comparison

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        count = count_elements(response.text).get(self.element, 0)
        verdict = Verdict.PASS if self.wanted.fits(count) else Verdict.FAIL
        return Outcome(verdict, f"holds {_counted(self.element, count)}{_extent(response.text)}")

    def says(self) -> Says:
        one, several = _nouns(self.element)
        if self.wanted == _AT_LEAST_ONE:
            return Says(f"holds {_with_article(one)}", f"holds no {one}")
        wanted = f"{self.wanted.says()} {one if self.wanted.bound == 1 else several}"
        return Says(f"holds {wanted}", f"does not hold {wanted}")

    def excludes(self, other: Rule, *, negated: bool) -> bool:
        if isinstance(other, HoldsNone):
            return not negated and not self.wanted.fits(0)
        if not isinstance(other, HoldsElement) or self.element != other.element:
            return False
        return self.wanted.excludes(other.wanted, negated=negated)


@dataclass(frozen=True, slots=True)
class HoldsNone:
    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        held = [_counted(element, count) for element, count in count_elements(response.text).items()]
        found = f"holds {', '.join(held)}" if held else "holds no Markdown"
        return Outcome(Verdict.FAIL if held else Verdict.PASS, f"{found}{_extent(response.text)}")

    def says(self) -> Says:
        return Says("holds no Markdown", "holds some Markdown")


def parse(line: Line) -> Rule:
    typed = single(line.argument or "", line.fill).text
    named = _NAME_AND_COMPARISON.fullmatch(typed.strip())
    element = _NAMES.get(named[1].casefold()) if named else None
    if named is None or element is None:
        raise _unknown(typed, named[1] if named else "")
    if element != "none":
        return HoldsElement(element, _wanted(named[2], element))
    if named[2]:
        raise BadArgument(f"{quoted(typed)} counts what is not there", "Write “markdown: none”, and no more.")
    return HoldsNone()


def _wanted(typed: str, element: str) -> Comparison:
    wanted = parse_comparison(typed, whole_number) if typed else _AT_LEAST_ONE
    if wanted is None:
        raise BadArgument(
            f"{quoted(typed)} behind “{element}” is no comparison with a whole number",
            f"Write “markdown: {element}”, or how many there are to be, as in “markdown: {element} >= 3”.",
        )
    return wanted


def _unknown(typed: str, name: str) -> BadArgument:
    return BadArgument(
        f"{quoted(typed)} names no element of Markdown that can be checked{did_you_mean(name, _NAMES)}",
        f"Write {', '.join(ELEMENTS)} or none first, as in “markdown: bold >= 3”.",
    )


def _nouns(element: str) -> tuple[str, str]:
    return _NOUNS.get(element, (element, f"{element}s"))


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _counted(element: str, count: int) -> str:
    one, several = _nouns(element)
    return f"{count} {one if count == 1 else several}"


def _extent(text: str) -> str:
    return "" if len(text) <= LONGEST else f" in its first {LONGEST:,} characters"
