"""A number as a check wants it: `42`, `42 ± 0.5`, `42 +/- 1%`, `40..45`, `>= 3`, with its currency or unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import inf

from sheet2eval.text.comparison import Comparison, parse_comparison
from sheet2eval.text.numbers import find_numbers

_TOLERANCE = re.compile(r"(?P<value>[^±]+?)\s*(?:±|\+\s?/?\s?[-−])\s*(?P<tolerance>[^±]+)")
_AT_LEAST = re.compile(r"(?P<value>.*\d)\s?\+")
_BEFORE = re.compile(
    r"(?:r\$|us\$?|ca\$?|au\$?|usd|eur|gbp|chf|jpy|cad|aud|inr|rs\.?|kr\.?)?\s?", re.IGNORECASE
)
_UNIT = re.compile(r"[^\d,;:|=<>±]{0,24}")
_ROUNDING = 1e-9  # 0.7 + 0.1 is a little less than 0.8


@dataclass(frozen=True, slots=True)
class WantedNumber:
    """`text` names it in plain words: `42`, `42 ± 0.5`, `at least 3`."""

    text: str = field(compare=False)
    comparison: Comparison


def parse_wanted_number(text: str) -> WantedNumber | None:
    """The number, tolerance, span or comparison that the whole text is, or None.

    Raises:
        ArgumentFault: a span that runs backwards.
    """
    value = _value(text)
    if value is not None and not _AT_LEAST.fullmatch(text.strip()):
        return WantedNumber(text, Comparison(value, value))
    if tolerant := _tolerant(text):
        return WantedNumber(text, tolerant)
    comparison = _at_least(text) or parse_comparison(text, _value)
    return WantedNumber(comparison.says(), comparison) if comparison else None


def _at_least(text: str) -> Comparison | None:
    """3+ is at least 3."""
    match = _AT_LEAST.fullmatch(text.strip())
    low = _value(match["value"]) if match else None
    return None if low is None else Comparison(low, inf)


def _tolerant(text: str) -> Comparison | None:
    """42 ± 0.5, or ± 1% of the number; of a percentage, percentage points (40% ± 2% is 38% to 42%)."""
    match = _TOLERANCE.fullmatch(text.strip())
    if not match:
        return None
    value, tolerance = _value(match["value"]), _value(match["tolerance"])
    if value is None or tolerance is None or tolerance < 0:
        return None
    if "%" in match["tolerance"] and "%" not in match["value"]:
        tolerance = abs(value) * tolerance / 100
    tolerance += _ROUNDING * max(1, abs(value))
    return Comparison(value - tolerance, value + tolerance)


def _value(text: str) -> float | None:
    """The number that the text is, with its currency or unit; None where it says anything else."""
    numbers = find_numbers(text)
    if len(numbers) != 1:
        return None
    number = numbers[0]
    alone = _BEFORE.fullmatch(text[: number.start]) and _UNIT.fullmatch(text[number.end :])
    return number.value if alone else None
