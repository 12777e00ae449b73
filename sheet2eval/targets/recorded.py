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

    def recorded(self, case: Case) -> tuple[Response, ...]:
        """The responses that the sheet holds; none is no error."""
        return tuple(_response(row) for row in case.current if _key(row.target) == self._key)

    async def answer(self, case: Case, trial: int) -> Response:
        return self.recorded(case)[trial - 1]


def _response(row: Current) -> Response:
    return Response(text=row.text, tool_calls=row.tool_calls or ())  # a blank cell: no call was made


def given(name: str) -> Mapping[str, object]:
    return {"target": name.partition(":")[2]}


def open_target(name: str, options: Options, folder: Path) -> RecordedTarget:  # noqa: ARG001 - needs no folder
    return RecordedTarget(name, options)


def _key(target: str) -> str:
    return target.strip().casefold()
