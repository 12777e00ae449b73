"""Texts that a spreadsheet would run as formulas, kept from it by an apostrophe, and freed of it again."""

from __future__ import annotations

import re

_RUN = re.compile(r"'*[=+\-@\t\r]")


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it.

    Texts that look guarded already get one as well: so `unguarded` gives back every text as it was.
    """
    return f"'{text}" if _RUN.match(text) else text


def unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and _RUN.match(text) else text
