"""What tokens cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheet2eval.types import Usage

_MILLION = 1_000_000
_KEYS = ("input", "output")


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens of questions and of answers."""

    input: float
    output: float

    def of(self, usage: Usage) -> float:
        return (usage.input_tokens * self.input + usage.output_tokens * self.output) / _MILLION


def read_price(table: Mapping[str, float]) -> Price | None:
    """The price in `price = { input, output }`; None where the table is empty. ValueError where it is no price."""
    if not table:
        return None
    if sorted(table) != sorted(_KEYS) or not all(value >= 0 for value in table.values()):
        message = "`price` must be { input = …, output = … }, in USD per million tokens"
        raise ValueError(message)
    return Price(table["input"], table["output"])
