"""`{{column name}}` in prompts, criteria and arguments, filled from the case's own columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sheet2eval.checks.check import UnknownVariable
from sheet2eval.contract import key
from sheet2eval.reading.problems import did_you_mean

_VARIABLE = re.compile(r"(\\?)\{\{\s*([^{}\n]{1,200}?)\s*\}\}")


@dataclass(slots=True)
class Variables:
    """A case's variables by name; calling it fills a text. `used` collects the names that were asked for.

    `headers` are other names of them: what the PM calls a declared column.
    """

    values: Mapping[str, str]
    headers: Mapping[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def __call__(self, text: str) -> str:
        r"""The text with each `{{name}}` filled in; `\{{name}}` stands for itself. Raises UnknownVariable."""
        return _VARIABLE.sub(self._value, text) if "{{" in text else text

    def _value(self, match: re.Match[str]) -> str:
        escaped, name = match.groups()
        if escaped:
            return match.group()[1:]
        known = self._known(key(name))
        if known is None:
            raise UnknownVariable(
                f"There is no column “{name}” for “{match.group()}”{did_you_mean(name, self.values)}",
                f"Name a column of the sheet ({', '.join(self.values)}), or add one.",
            )
        self.used.add(known)
        return self.values[known]

    def _known(self, wanted: str) -> str | None:
        names = (name for name in self.values if key(name) == wanted)
        headed = (name for header, name in self.headers.items() if key(header) == wanted)
        return next(names, None) or next(headed, None)
