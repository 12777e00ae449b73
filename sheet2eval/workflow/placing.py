"""Where a compiled sheet's cases stand in the tab that holds the inputs."""

from __future__ import annotations

from sheet2eval.reading.compile import Compiled
from sheet2eval.writing.places import InputPlaces


def input_places(compiled: Compiled) -> InputPlaces | None:
    """Row and fingerprint of each case; None where there is no such tab."""
    view = compiled.layout.input
    if view is None:
        return None
    cases = compiled.suite.cases
    return InputPlaces(
        view.table.name,
        view.header_row,
        {case.id: case.where.row for case in cases},
        {case.id: case.fingerprint for case in cases},
    )
