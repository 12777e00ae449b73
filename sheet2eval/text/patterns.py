"""Patterns from cells, which run on RE2 only: in linear time, so that none can hang a run."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

from sheet2eval.text.normalise import quoted

MEMORY = 8 << 20

_NOT_IN_RE2 = (
    (re.compile(r"\(\?<?[=!]"), "lookahead and lookbehind"),
    (re.compile(r"\\[1-9]|\\k<|\(\?P="), "backreferences"),
    (re.compile(r"\(\?>|[*+?}]\+"), "atomic groups and possessive quantifiers"),
)
_ESCAPE_OR_VARIABLE = re.compile(r"\\.|(\{\{[^{}\n]+\}\})", re.DOTALL)


class Pattern(Protocol):
    """A compiled pattern; its texts must be encodable (`encodable`)."""

    def search(self, text: str) -> object | None: ...

    def fullmatch(self, text: str) -> object | None: ...


class PatternFault(ValueError):
    """The text is no pattern that RE2 takes; the message is RE2's reason, `mend` what to write instead."""

    def __init__(self, reason: str, pattern: str) -> None:
        super().__init__(reason)
        self.problem = f"The pattern {quoted(pattern)} cannot be read: {reason}"
        self.mend = _mend(pattern)


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
        raise PatternFault("it holds half a character", pattern) from None
    except re2.error as fault:
        reason = fault.args[0]
        raise PatternFault(reason.decode() if isinstance(reason, bytes) else str(reason), pattern) from None
    return compiled


def encodable(text: str) -> str:
    """The text with `?` for lone surrogates, which are no characters and which RE2 cannot read."""
    return text.encode("utf-8", "replace").decode("utf-8")


def read_pattern(pattern: str, fill: Callable[[str], str]) -> str:
    """A pattern that compiles, each `{{variable}}` in it standing for the text it holds, never for a pattern.

    Raises:
        PatternFault: as `compile_pattern`.
    """

    def value(match: re.Match[str]) -> str:
        return re.escape(fill(match[1])) if match[1] else match[0]

    filled = _ESCAPE_OR_VARIABLE.sub(value, pattern)
    compile_pattern(filled)
    return filled


def _mend(pattern: str) -> str:
    for syntax, name in _NOT_IN_RE2:
        if syntax.search(pattern):
            return f"Patterns are RE2, which has no {name}: write it without them, perhaps as two checks."
    return r"Mend the pattern, or put a \ before a sign that stands for itself, as in “matches: \(draft\)”."
