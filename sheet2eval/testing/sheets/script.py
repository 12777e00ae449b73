"""Edits that happen between requests: what a person does while the tool is at work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from sheet2eval.testing.sheets.quota import Effort


class When(StrEnum):
    BEFORE = "before"
    AFTER = "after"


@dataclass(slots=True)
class _Planned:
    when: When
    effort: Effort | None
    left: int
    edit: Callable[[], object]

    def is_due(self, when: When, effort: Effort | None) -> bool:
        """Counts the request if it is of the kind that is waited for."""
        if when is not self.when or self.effort not in {None, effort}:
            return False
        self.left -= 1
        return self.left == 0


@dataclass(slots=True)
class Script:
    _planned: list[_Planned] = field(default_factory=list)

    def plan(self, when: When, nth: int, effort: Effort | None, edit: Callable[[], object]) -> None:
        """`nth` counts from now: 1 is the next request, or the next one of that effort."""
        self._planned.append(_Planned(when, effort, nth, edit))

    def run(self, when: When, effort: Effort | None) -> None:
        """Does what is due at this request."""
        for planned in list(self._planned):
            if planned.is_due(when, effort):
                self._planned.remove(planned)
                planned.edit()

    @property
    def is_done(self) -> bool:
        return not self._planned
