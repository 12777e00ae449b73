"""What a cell of ours shows to a person, where numbers are written as in English."""

from __future__ import annotations

import math
from collections.abc import Mapping

from sheet2eval.books.book import Look, OutCell

_SHOWN: Mapping[Look, str] = {
    Look.RATE: "{:.1%}",
    Look.SCORE: "{:.2f}",
    Look.COUNT: "{:,.0f}",
    Look.SECONDS: "{:.1f}",
}


def shown(cell: OutCell) -> str:
    """A text as it is, a number by its look; nothing for what no cell can hold."""
    if cell.value is None or isinstance(cell.value, str):
        return cell.value or ""
    if cell.look is Look.MONEY and math.isfinite(cell.value):
        return _money(cell.value)
    return _SHOWN.get(cell.look, "{:.11g}").format(cell.value) if math.isfinite(cell.value) else ""


def _money(amount: float) -> str:
    """With four digits behind the point, and up to eight where there are more."""
    whole, _, parts = f"{amount:.8f}".partition(".")
    return f"${whole}.{parts.rstrip('0'):0<4}"
