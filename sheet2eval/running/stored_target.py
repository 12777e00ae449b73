"""What a target answered in earlier runs, played back, so that it can be graded again without asking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sheet2eval.targets.target import Target
from sheet2eval.types import Case, Response


class StoredTarget(Target):
    """`answers` are its responses by case id, a trial each; the rest is as of the target itself."""

    def __init__(self, target: Target, answers: Mapping[str, Sequence[Response]]) -> None:
        self.name = target.name
        self.timeout = target.timeout
        self.pace = target.pace
        self.fingerprint = target.fingerprint
        self._target = target
        self._answers = answers

    def recorded(self, case: Case) -> Sequence[Response]:
        return self._answers.get(case.id, ())

    async def answer(self, case: Case, trial: int) -> Response:
        return self._answers[case.id][trial - 1]

    async def close(self) -> None:
        await self._target.close()
