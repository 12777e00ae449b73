"""Numbers that people set: shares like `95%`, weights, counts, amounts."""

from __future__ import annotations

import math
import re

MOST_REPEATS = 1_000  # what people can mean: a billion, mistyped into a cell, would never come to its end

_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?", re.ASCII)


def share(text: str) -> float | None:
    """A share 0..1 from `95%`, `95 %`, `0.95` or `95`; a bare 1 is everything. None where it is none."""
    stripped = text.strip()
    percent = stripped.endswith("%")
    value = _number(stripped.removesuffix("%"))
    if value is None or value < 0:
        return None
    value = value / 100 if percent or value > 1 else value
    return value if value <= 1 else None


def positive(text: str) -> float | None:
    """A number above 0; None where it is none."""
    value = _number(text)
    return value if value is not None and value > 0 else None


def repeat_count(text: str) -> int | None:
    """A whole number from 1 to `MOST_REPEATS`; None where it is none."""
    value = positive(text)
    return int(value) if value is not None and value == int(value) <= MOST_REPEATS else None


def dollars(text: str) -> float | None:
    """An amount from `2.50`, `$2.50` or `1,000`, 0 or more; None where it is none, as `1,5`."""
    amount = text.strip().removeprefix("$").strip()
    value = _number(amount.replace(",", "") if _THOUSANDS.fullmatch(amount) else amount)
    return value if value is not None and value >= 0 else None


def _number(text: str) -> float | None:
    try:
        value = float(text.strip().replace("_", "!"))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
