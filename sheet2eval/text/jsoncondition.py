"""What a `json` check wants of a value: a sign, and what stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sheet2eval.text.jsontext import holds, is_number, same, shown
from sheet2eval.text.normalise import comparable, quoted
from sheet2eval.text.patterns import compile_pattern, encodable


@dataclass(frozen=True, slots=True)
class Condition:
    """One of the signs `==` `!=` `<` `<=` `>` `>=` `~` `in` `matches` `exists`, and the value behind it.

    Behind `in` that is a list, behind `matches` a pattern that compiles, behind `exists` nothing.
    """

    sign: str
    wanted: object = None

    def fits(self, value: object) -> bool:
        """Whether a value that is there meets the condition; values of another type do not."""
        return _TESTS[self.sign](value, self.wanted)

    def says(self) -> str:
        """The condition as a verb: "is at least 3"."""
        return self._worded(_VERBS)

    def denies(self) -> str:
        """What a value that does not meet it is: "not at least 3"."""
        return self._worded(_DENIALS)

    def _worded(self, words: Mapping[str, str]) -> str:
        if self.sign == "exists":
            return words[self.sign]
        wanted = quoted(str(self.wanted)) if self.sign == "matches" else shown(self.wanted)
        return f"{words[self.sign]} {wanted}"


def _order(value: object, wanted: object) -> int | None:
    """-1, 0 or 1 as the value is below, equal or above; None where the two have no order."""
    if isinstance(value, str) and isinstance(wanted, str):
        value, wanted = comparable(value), comparable(wanted)
        return (value > wanted) - (value < wanted)
    if is_number(value) and is_number(wanted):
        return (value > wanted) - (value < wanted)
    return None


def _is_one_of(value: object, choices: object) -> bool:
    return isinstance(choices, list) and any(same(value, choice) for choice in choices)


def _matches(value: object, pattern: object) -> bool:
    """Whether a text, or a number as JSON writes it, has a match."""
    text = shown(value) if is_number(value) else value
    return isinstance(text, str) and compile_pattern(str(pattern)).search(encodable(text)) is not None


_TESTS: Mapping[str, Callable[[object, object], bool]] = {
    "==": same,
    "!=": lambda value, wanted: not same(value, wanted),
    "<": lambda value, wanted: _order(value, wanted) == -1,
    "<=": lambda value, wanted: _order(value, wanted) in {-1, 0},
    ">": lambda value, wanted: _order(value, wanted) == 1,
    ">=": lambda value, wanted: _order(value, wanted) in {0, 1},
    "~": holds,
    "in": _is_one_of,
    "matches": _matches,
    "exists": lambda _value, _wanted: True,
}
_VERBS = {
    "==": "is",
    "!=": "is not",
    "<": "is below",
    "<=": "is at most",
    ">": "is above",
    ">=": "is at least",
    "~": "contains",
    "in": "is one of",
    "matches": "matches",
    "exists": "exists",
}
_DENIALS = {
    "==": "not",
    "!=": "nothing but",
    "<": "not below",
    "<=": "not at most",
    ">": "not above",
    ">=": "not at least",
    "~": "not containing",
    "in": "not one of",
    "matches": "no match of",
    "exists": "not there",
}
