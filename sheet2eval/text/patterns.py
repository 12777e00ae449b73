"""Patterns from cells, which run on RE2 only: in linear time, so that none can hang a run."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

MEMORY = 8 << 20

_ESCAPE_OR_VARIABLE = re.compile(r"\\.|(\{\{[^{}\n]+\}\})", re.DOTALL)


class Pattern(Protocol):
    """A compiled pattern; its texts must be encodable (`encodable`)."""

    def search(self, text: str) -> object | None: ...

    def fullmatch(self, text: str) -> object | None: ...


class PatternFault(ValueError):
    """The text is no pattern that RE2 takes; the message is RE2's reason."""


@lru_cache(maxsize=1024)
def compile_pattern(pattern: str) -> Pattern:
    """The pattern, compiled.

    Raises:
        PatternFault: among others for lookaround and backreferences, which RE2 lacks.
    """
    import re2  # type: ignore[import-untyped]

    options = re2.Options()
    options.log_errors = False
    options.max_mem = MEMORY
    try:
        compiled: Pattern = re2.compile(pattern, options)
    except UnicodeEncodeError:
        raise PatternFault("it holds half a character") from None
    except re2.error as fault:
        reason = fault.args[0]
        raise PatternFault(reason.decode() if isinstance(reason, bytes) else str(reason)) from None
    return compiled


def encodable(text: str) -> str:
    """The text with `?` for lone surrogates, which are no characters and which RE2 cannot read."""
    return text.encode("utf-8", "replace").decode("utf-8")


def filled_pattern(pattern: str, fill: Callable[[str], str]) -> str:
    """The pattern with each `{{variable}}` standing for the text it holds, never for a pattern."""

    def value(match: re.Match[str]) -> str:
        return re.escape(fill(match[1])) if match[1] else match[0]

    return _ESCAPE_OR_VARIABLE.sub(value, pattern)
