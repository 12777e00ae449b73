r"""`{{name}}` in a text; `\{{name}}` stands for itself."""

from __future__ import annotations

import re
from collections.abc import Callable

_PLACEHOLDER = re.compile(r"(\\?)\{\{\s*([^{}\n]{1,200}?)\s*\}\}")


def filled(text: str, value_of: Callable[[str], str]) -> str:
    """The text with each placeholder replaced by the value of its name."""
    if "{{" not in text:
        return text
    return _PLACEHOLDER.sub(lambda found: found[0][1:] if found[1] else value_of(found[2]), text)
