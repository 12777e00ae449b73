"""The kinds of edits in a `spreadsheets.batchUpdate`, by Google's names; `KINDS` has those that this server knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sheet2eval.testing.sheets.edit import Edit
from sheet2eval.testing.sheets.requests import contents, furniture, lines, metadata, tabs
from sheet2eval.testing.sheets.wire import Json

Kind = Callable[[Edit, Json], Json]
"""Does one edit, and gives its reply, which is empty for most."""

KINDS: Mapping[str, Kind] = {
    **tabs.KINDS,
    **lines.KINDS,
    **contents.KINDS,
    **furniture.KINDS,
    **metadata.KINDS,
}
