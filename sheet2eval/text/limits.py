"""Limits, as people write them: a comparison, or a bare figure that is the most (or the least) that will do."""

from __future__ import annotations

from collections.abc import Callable

from sheet2eval.text.comparison import Comparison, parse_comparison
from sheet2eval.text.normalise import normalise

Number = Callable[[str], float | None]


def at_most(text: str, number: Number) -> Comparison | None:
    """The comparison that the text is; `2 s` alone is at most 2 s. None, and raises, as `parse_comparison`."""
    bare = number(normalise(text).casefold())
    return parse_comparison(text, number) if bare is None else Comparison(high=bare)


def at_least(text: str, number: Number) -> Comparison | None:
    """The comparison that the text is; `0.8` alone is at least 0.8. None, and raises, as `parse_comparison`."""
    bare = number(normalise(text).casefold())
    return parse_comparison(text, number) if bare is None else Comparison(low=bare)


def figure(value: float) -> str:
    """The figure with as many places as it needs, never as 1e-05."""
    return f"{value:.10f}".rstrip("0").rstrip(".")
