"""A figure as a spreadsheet shows it, read back: `0.67`, `93.5 %`, `$0.0012`, `1,200`; `0,67` where people write so."""

from __future__ import annotations

import re

_DECORATION = re.compile(r"[\s$%]+")
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d+)?(?:[eE]-\d{1,2})?")


def figure(text: str) -> int | float | None:
    """The number that the text shows, whole where it is; None where it shows none. A share is 0..1."""
    bare = _DECORATION.sub("", text)
    bare = bare.replace(",", "") if _THOUSANDS.fullmatch(bare) else bare.replace(",", ".")
    if not _NUMBER.fullmatch(bare):
        return None
    value = round(float(bare) / 100, 15) if "%" in text else float(bare)
    return int(value) if value.is_integer() else value
