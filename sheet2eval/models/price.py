"""What tokens cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheet2eval.types import Usage

_MILLION = 1_000_000
_MOST = 1_000_000  # a dollar a token
_NEEDED = frozenset({"input", "output"})
_CACHED = "cached_input"


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens of questions, of answers, and of what the provider had in its cache."""

    input: float
    output: float
    cached_input: float

    def of(self, usage: Usage) -> float:
        fresh = usage.input_tokens - usage.cached_tokens
        parts = (
            fresh * self.input,
            usage.cached_tokens * self.cached_input,
            usage.output_tokens * self.output,
        )
        return sum(parts) / _MILLION


def read_price(table: Mapping[str, float]) -> Price | None:
    """The price in `price = { input, output }`; None where the table is empty.

    Cached tokens cost as much as others, unless the table has `cached_input`.

    Raises:
        ValueError: it is no price.
    """
    if not table:
        return None
    if table.keys() - {_CACHED} != _NEEDED or not all(0 <= value <= _MOST for value in table.values()):
        message = "`price` must be { input = …, output = … }, in USD per million tokens, from 0 to 1,000,000"
        raise ValueError(message)
    return Price(table["input"], table["output"], table.get(_CACHED, table["input"]))
