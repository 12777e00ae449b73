"""What the sheet says was answered: by today's product, or by the target that the `target` column names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sheet2eval.digest import digest
from sheet2eval.targets.target import Target, TargetOptions
from sheet2eval.types import Case, Current, Response

FORM = "recorded[:NAME]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(TargetOptions):
    """`target`: a name of the `target` column; without it, today's product (a blank there)."""

    target: str = ""


class RecordedTarget(Target):
    """Plays back the rows of `current-behavior`; several rows of one case are its trials."""

    def __init__(self, name: str, options: Options) -> None:
        self.name = name
        self.timeout = options.timeout
        self.pace = options.pace
        self.fingerprint = digest("recorded", _key(options.target))
        self._key = _key(options.target)

    def trials_of(self, case: Case) -> int:
        """How many responses the sheet holds; 0 where it holds none, which is no error."""
        return len(self._rows(case))

    async def answer(self, case: Case, trial: int) -> Response:
        row = self._rows(case)[trial - 1]
        return Response(text=row.text, tool_calls=row.tool_calls or ())  # a blank cell: no call was made

    def _rows(self, case: Case) -> list[Current]:
        return [row for row in case.current if _key(row.target) == self._key]


def given(name: str) -> Mapping[str, object]:
    return {"target": name.partition(":")[2]}


def open_target(name: str, options: Options, folder: Path) -> RecordedTarget:  # noqa: ARG001 - needs no folder
    return RecordedTarget(name, options)


def _key(target: str) -> str:
    return target.strip().casefold()
