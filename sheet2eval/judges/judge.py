"""The protocol of a judge: it grades all criteria of one response at once."""

from __future__ import annotations

from typing import Protocol

from sheet2eval.types import Case, Outcome, Response


class Judge(Protocol):
    """Grades criteria. `label` is how it is shown to people; `timeout` and `fingerprint` as in `Target`."""

    label: str
    timeout: float
    fingerprint: str

    async def grade(self, case: Case, response: Response) -> tuple[Outcome, ...]:
        """One outcome for each of `case.criteria`, in their order. UNGRADED where it is not able to tell."""
