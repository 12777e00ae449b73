"""Where the cases stand in a fresh reading of the sheet, just before writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheet2eval.types import Case, CellRef


@dataclass(frozen=True, slots=True)
class InputPlaces:
    """The tab that holds the inputs, freshly read: the first row and the case fingerprint of each case by id.

    Without a `tab` there is nowhere to link to; `rows` then only says which cases there are, and their order.
    """

    tab: str
    header_row: int
    rows: Mapping[str, int]
    fingerprints: Mapping[str, str]

    def link(self, case_id: str) -> CellRef | None:
        return CellRef(self.tab, self.rows[case_id], 1) if self.tab and case_id in self.rows else None

    def edited(self, case: Case) -> bool:
        """Whether people changed what a case is graded on since it was sent."""
        return self.fingerprints.get(case.id, case.fingerprint) != case.fingerprint
