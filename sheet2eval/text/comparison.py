"""Comparisons with a number, as people write them: `<= 50`, `at most 50`, `3..5`, `between 3 and 5`, `3`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from math import inf

from sheet2eval.text.arguments import ArgumentFault
from sheet2eval.text.normalise import normalise, quoted

_WORDS = {
    "<=": ("<=", "≤", "=<", "at most", "no more than", "not more than", "up to", "maximum", "max"),
    "<": ("<", "under", "below", "less than", "fewer than"),
    ">=": (">=", "≥", "=>", "at least", "no less than", "no fewer than", "not less than", "minimum", "min"),
    ">": (">", "over", "above", "more than"),
    "=": ("=", "==", "exactly"),
}
_OPERATORS = {word: operator for operator, words in _WORDS.items() for word in words}
_OPERATOR = re.compile(
    "|".join(
        rf"{re.escape(word)}\b" if word[-1].isalpha() else re.escape(word)
        for word in sorted(_OPERATORS, key=len, reverse=True)
    )
)
_SPAN = re.compile(r"(?:between (.+) and|(?:from )?(.+?) ?(?:\.\.+|–|—|-| to )) ?(.+)")
_PLAIN = re.compile(r"[-+−]?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d+)?", re.ASCII)


def figure(value: float) -> str:
    """The number with as many places as it needs, never as 1e-05."""
    return f"{Decimal(f'{value:.15g}'):f}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A span of numbers; its ends belong to it unless they are said to be open."""

    low: float = -inf
    high: float = inf
    open_low: bool = False
    open_high: bool = False

    def fits(self, value: float) -> bool:
        above = value > self.low if self.open_low else value >= self.low
        below = value < self.high if self.open_high else value <= self.high
        return above and below

    @property
    def bound(self) -> float:
        """The number that stands last in words, with which a noun behind it agrees."""
        return self.low if self.high == inf else self.high

    def excludes(self, other: Comparison, *, negated: bool) -> bool:
        """Whether no number fits both this and the other; if `negated`: both this and what is not the other."""
        if negated:
            at_low = (other.low, other.open_low) <= (self.low, self.open_low)
            return at_low and (self.high, not self.open_high) <= (other.high, not other.open_high)
        low, is_open = max((self.low, self.open_low), (other.low, other.open_low))
        high, is_closed = min((self.high, not self.open_high), (other.high, not other.open_high))
        return low > high or (low == high and (is_open or not is_closed))

    def says(self, shown: Callable[[float], str] = figure) -> str:
        """The comparison in plain words: "at most 50", "between 3 and 5", "exactly 3"."""
        if self.low == self.high:
            return f"exactly {shown(self.low)}"
        if self.low == -inf:
            return f"{'under' if self.open_high else 'at most'} {shown(self.high)}"
        if self.high == inf:
            return f"{'more than' if self.open_low else 'at least'} {shown(self.low)}"
        return f"between {shown(self.low)} and {shown(self.high)}"


def plain_number(text: str) -> float | None:
    """The number that the whole text is (`50`, `-3`, `1,200`, `0.5`), or None."""
    return float(text.replace("−", "-").replace(",", "")) if _PLAIN.fullmatch(text) else None


def parse_comparison(text: str, number: Callable[[str], float | None] = plain_number) -> Comparison | None:
    """The comparison that the whole text is, or None. `number` reads a number with its unit, if it has one.

    Raises:
        ArgumentFault: a span that runs backwards.
    """
    typed = normalise(text).casefold().removesuffix(".")
    operator = _OPERATOR.match(typed)
    if operator:
        value = number(typed[operator.end() :].lstrip())
        return None if value is None else _compared(_OPERATORS[operator[0]], value)
    value = number(typed)
    return _span(typed, number) if value is None else Comparison(value, value)


def _compared(operator: str, value: float) -> Comparison:
    if operator == "=":
        return Comparison(value, value)
    if operator.startswith("<"):
        return Comparison(high=value, open_high=operator == "<")
    return Comparison(low=value, open_low=operator == ">")


def _span(typed: str, number: Callable[[str], float | None]) -> Comparison | None:
    span = _SPAN.fullmatch(typed)
    if not span:
        return None
    low, high = number(span[1] or span[2]), number(span[3])
    if low is None or high is None:
        return None
    if low > high:
        forwards = f"{figure(high)}..{figure(low)}"
        raise ArgumentFault(f"{quoted(typed)} runs backwards", f"Put the smaller number first: “{forwards}”.")
    return Comparison(low, high)
