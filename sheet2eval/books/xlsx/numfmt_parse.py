"""Number format codes (`#,##0.00;[Red]-0`, `h:mm AM/PM`) taken apart into sections of tokens.

Source of the grammar: ECMA-376 part 1, 18.8.30 and 18.8.31, and what Excel makes of it.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

MAX_CODE = 255  # characters, as in Excel

TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | \\(?P<escaped>.?) | _(?P<blank>.?) | \*(?P<filled>.?) | \[(?P<bracket>[^\]]*)\]?
    | (?P<general>general) | (?P<half_day>am/pm|a/p) | (?P<exponent>e[+-])
    | (?P<date>y+|m+|d+|h+|s+|e+|a{3,4}) | (?P<digit>[0#?]) | (?P<mark>[.,%/@;]) | (?P<other>.)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
CONDITION = re.compile(r"\s*(<=|>=|<>|=|<|>)\s*(-?\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?)\s*", re.IGNORECASE)
ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
SYSTEM_DATE = "-f800"  # the long date of the reader\'s system; what stands behind it was the writer\'s


class Kind(Enum):
    LITERAL = auto()
    DIGIT = auto()  # 0 # ?
    MARK = auto()  # . , % / @
    EXPONENT = auto()  # E+ E-
    GENERAL = auto()
    DATE = auto()  # y, mmm, dd …: of the calendar
    TIME = auto()  # h, mm, ss: of the clock
    ELAPSED = auto()  # [h], [mm], [ss]
    SUBSECOND = auto()  # the .00 behind seconds
    HALF_DAY = auto()  # AM/PM, A/P


CLOCK = frozenset({Kind.DATE, Kind.TIME, Kind.ELAPSED, Kind.HALF_DAY})


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Condition:
    """`[>=100]` before a section: which numbers it is for."""

    sign: str
    limit: float

    def holds(self, value: float) -> bool:
        return COMPARE[self.sign](value, self.limit)

    @property
    def only_negative(self) -> bool:
        """Whether no number from zero up fulfils it: then the section says itself how a minus looks."""
        return (self.sign == "<" and self.limit <= 0) or (self.sign in {"<=", "="} and self.limit < 0)

    @property
    def all_positive(self) -> bool:
        """Whether every number above zero fulfils it: then what is left over is for negative ones."""
        return self.sign in {">", ">="} and self.limit <= 0


@dataclass(frozen=True, slots=True)
class Section:
    tokens: tuple[Token, ...]
    condition: Condition | None = None

    def has(self, kind: Kind) -> bool:
        return any(token.kind is kind for token in self.tokens)

    @property
    def is_clock(self) -> bool:
        """Whether it shows a date or a time."""
        return any(token.kind in CLOCK for token in self.tokens)

    @property
    def is_text(self) -> bool:
        return Token(Kind.MARK, "@") in self.tokens


@lru_cache(maxsize=4096)
def parse_format(code: str) -> tuple[Section, ...]:
    """The sections of a code, at least one; a code of an absurd length is General."""
    sections: list[Section] = []
    tokens: list[Token] = []
    condition = None
    for token in _tokens(code if 0 < len(code) <= MAX_CODE else "General"):
        if isinstance(token, Condition):
            condition = token
        elif token == Token(Kind.MARK, ";"):
            sections.append(_section(tokens, condition))
            tokens, condition = [], None
        else:
            tokens.append(token)
    return (*sections, _section(tokens, condition))


def _tokens(code: str) -> Iterator[Token | Condition]:
    for match in TOKEN.finditer(code):
        kind, text = str(match.lastgroup), match[str(match.lastgroup)]
        if kind == "bracket":
            yield from _bracket(text)
        elif kind in {"quoted", "escaped", "other"}:
            yield Token(Kind.LITERAL, text)
        elif kind == "blank":
            yield Token(Kind.LITERAL, " ")
        elif kind != "filled":  # a fill takes the width that is left: no text
            yield Token(Kind[kind.upper()], text if kind in {"half_day", "exponent"} else text.lower())


def _bracket(text: str) -> Iterator[Token | Condition]:
    condition = CONDITION.fullmatch(text)
    if condition:
        yield Condition(condition[1], float(condition[2]))
    elif text.lower() == "$" + SYSTEM_DATE:
        yield Token(Kind.DATE, SYSTEM_DATE)
    elif text.startswith("$"):
        yield Token(Kind.LITERAL, text[1:].partition("-")[0])
    elif ELAPSED.fullmatch(text):
        yield Token(Kind.ELAPSED, text.lower())


def _section(tokens: list[Token], condition: Condition | None) -> Section:
    section = Section(tuple(tokens), condition)
    if not section.is_clock:
        return section
    if Token(Kind.DATE, SYSTEM_DATE) in tokens:
        return Section(parse_format("dddd, mmmm d, yyyy")[0].tokens, condition)
    return Section(tuple(_clock_tokens(tokens)), condition)


def _clock_tokens(tokens: list[Token]) -> Iterator[Token]:
    """Tell minutes from months, find the fractions of seconds, and take what is left of numbers literally."""
    before = ""  # the date or time token before this one
    position = 0
    while position < len(tokens):
        token = tokens[position]
        position += 1
        if token.kind is Kind.DATE:
            after = next(
                (later.text for later in tokens[position:] if later.kind in {Kind.DATE, Kind.ELAPSED}), ""
            )
            yield Token(_date_or_time(token.text, before, after), token.text)
            before = token.text
        elif token == Token(Kind.MARK, ".") and before.startswith("s"):
            zeros = _zeros(tokens, position)
            yield Token(Kind.SUBSECOND if zeros else Kind.LITERAL, "." + zeros)
            position += len(zeros)
        elif token.kind in {Kind.ELAPSED, Kind.HALF_DAY}:
            yield token
            before = token.text if token.kind is Kind.ELAPSED else before
        else:
            yield Token(Kind.LITERAL, token.text)


def _zeros(tokens: list[Token], position: int) -> str:
    zeros = ""
    while position < len(tokens) and tokens[position] == Token(Kind.DIGIT, "0"):
        zeros += "0"
        position += 1
    return zeros


def _date_or_time(text: str, before: str, after: str) -> Kind:
    if text[0] in "hs":
        return Kind.TIME
    is_minute = text in {"m", "mm"} and (before.startswith("h") or after.startswith("s"))
    return Kind.TIME if is_minute else Kind.DATE
