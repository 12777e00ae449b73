"""How long a text is: its lines, paragraphs, bullets and characters, and the check that it is that long.

A line ends at a line break; a blank line between two others is a line, one at the ends of the text is none. A
paragraph is text between blank lines. A bullet is a line that begins, behind spaces, with `-`, `*`, `•`, `–`,
`1.` or `1)` (any number of up to three digits), but not with `**bold**`, `*italic*`, `-5`, `1.5` or a ruled
line such as `---`. A character is what a person takes for one (a grapheme cluster of Unicode's UAX 29: é and
👍🏽 are one each); spaces and line breaks count, but not those at the ends of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from sheet2eval.text.arguments import ArgumentFault, Fill, single
from sheet2eval.text.comparison import Comparison, parse_comparison, plain_number
from sheet2eval.text.normalise import quoted
from sheet2eval.text.patterns import encodable
from sheet2eval.types import Case, Outcome, Response, Rule, Says, Verdict

_BULLET = re.compile(r"\s*+(?:[-–](?![-–\d])|\*(?!\*|[^\s*][^*]*+\*)|•|\d{1,3}[.)](?!\d))")
_RULED_LINE = re.compile(r"\s*+(?:[-–*]\s*+){3,}+")
_POINT_OR_THOUSANDS = re.compile(r"\.000\Z")

_SINGLE = (
    r"\x00-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u20c0\u2100-\u2bff"
    r"\u3000-\u3029\u3030-\u3098\u309b-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff9d"
    r"\U0001f300-\U0001f3fa\U0001f400-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff"
)
"""The most frequent signs of which no two make one character."""
_JOINED = re.compile(rf"[{_SINGLE}]?(?:[^{_SINGLE}]++[{_SINGLE}]?)++")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted, how it is named, and by what other names it may be typed behind a number."""

    name: str
    names: str
    count: Callable[[str], int]
    other_names: tuple[str, ...] = ()

    def counted(self, count: float) -> str:
        return self.name if count == 1 else self.names


@dataclass(frozen=True, slots=True)
class Length:
    """The rule that a response is that long."""

    wanted: Comparison
    unit: Unit

    def grade(self, response: Response, case: Case) -> Outcome:  # noqa: ARG002 - the text alone decides
        count = self.unit.count(response.text)
        verdict = Verdict.PASS if self.wanted.fits(count) else Verdict.FAIL
        return Outcome(verdict, f"has {count} {self.unit.counted(count)}")

    def says(self) -> Says:
        wanted = f"{self.wanted.says()} {self.unit.counted(self.wanted.bound)}"
        return Says(f"has {wanted}", f"does not have {wanted}")

    def excludes(self, other: Rule, *, negated: bool) -> bool:
        """Whether no text is as long as this and the other (if `negated`: the other's denial) demand."""
        if not isinstance(other, Length) or self.unit != other.unit:
            return False
        return self.wanted.excludes(other.wanted, negated=negated)


def parse_length(argument: str, unit: Unit, fill: Fill) -> Length:
    """The rule that the argument of `lines:` and its kin demands.

    Raises:
        ArgumentFault: it is no comparison with a whole number.
    """
    typed = single(argument, fill).text
    wanted = parse_comparison(typed, lambda text: whole_number(_bare(text, unit)))
    if wanted is None:
        raise ArgumentFault(
            f"{quoted(typed or argument)} is no number of {unit.names}",
            f"Write a number or a comparison, as in “{unit.names}: <= 5” or “{unit.names}: 3..5”.",
        )
    return Length(wanted, unit)


def whole_number(text: str) -> float | None:
    """The number that the whole text is, where so many things can be. In 1.000 the point may mean thousands."""
    value = None if _POINT_OR_THOUSANDS.search(text) else plain_number(text)
    return value if value is not None and value >= 0 and value.is_integer() else None


def count_lines(text: str) -> int:
    """How many lines the text has."""
    return len(text.strip().splitlines())


def count_paragraphs(text: str) -> int:
    """How many paragraphs the text has."""
    return sum(1 for blank, _ in groupby(text.splitlines(), lambda line: not line.strip()) if not blank)


def count_bullets(text: str) -> int:
    """How many bullets the text has."""
    return sum(1 for line in text.splitlines() if _BULLET.match(line) and not _RULED_LINE.fullmatch(line))


def count_characters(text: str) -> int:
    """How many characters the text has, as a person counts them."""
    whole = text.strip().replace("\r\n", "\n").replace("\r", "\n")  # a break of any kind is one character
    runs = [] if whole.isascii() else _JOINED.findall(whole)
    return len(whole) - sum(map(len, runs)) + _count_clusters(runs)


def _count_clusters(runs: list[str]) -> int:
    if not runs:
        return 0
    from icu4py.breakers import CharacterBreaker

    lines = CharacterBreaker(encodable("\n".join(runs)), "en")
    return sum(1 for _ in lines) - (len(runs) - 1)


def _bare(text: str, unit: Unit) -> str:
    """The number without the unit behind it."""
    for name in (unit.names, unit.name, *unit.other_names):
        text = text.removesuffix(f" {name}")
    return text
