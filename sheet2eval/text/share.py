"""Numbers that people set: shares like `95%`, weights, counts."""

from __future__ import annotations

import math


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


def _number(text: str) -> float | None:
    try:
        value = float(text.strip().replace("_", "!"))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
