"""`{{column name}}` in prompts, criteria and arguments, filled from the case's own columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sheet2eval.checks.check import UnknownVariable
from sheet2eval.contract import key
from sheet2eval.naming import did_you_mean
from sheet2eval.reading.views import View
from sheet2eval.text.placeholders import filled

OWN_VARIABLES = ("id", "input", "tags", "now")
"""The declared columns of the input that are variables, beside all columns of the PM's own."""


@dataclass(slots=True)
class Variables:
    """A case's variables by name; calling it fills a text. `used` collects the names that were asked for.

    A declared column also goes by its header in the `input` tab: `Category` for `tags`.
    """

    values: Mapping[str, str]
    input: View
    used: set[str] = field(default_factory=set)

    def __call__(self, text: str) -> str:
        r"""The text with each `{{name}}` filled in; `\{{name}}` stands for itself. Raises UnknownVariable."""
        return filled(text, self._value)

    def _value(self, name: str) -> str:
        known = self._known(key(name))
        if known is None:
            raise UnknownVariable(
                f"There is no column “{name}” for “{{{{{name}}}}}”{did_you_mean(name, self.values)}",
                f"Name a column of the sheet ({', '.join(self.values)}), or add one.",
            )
        self.used.add(known)
        return self.values[known]

    def _known(self, wanted: str) -> str | None:
        names = (name for name in self.values if key(name) == wanted)
        headed = (name for name in OWN_VARIABLES if key(self.input.header(name)) == wanted)
        return next(names, None) or next(headed, None)
