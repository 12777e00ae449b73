"""A target that answers from a script: for trials of a sheet without an app, and for tests.

In a test, every case id has one answer for all trials, or a list with one a trial, the last of which repeats:

    ScriptedTarget("fake", {"greet": "Hello!", "lunch": ["Done.", ValueError("no lunch"), Slow(2, "Done.")]})
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sheet2eval.apps import read_answer
from sheet2eval.digest import digest
from sheet2eval.targets.target import Pace, Target, TargetError, TargetOptions
from sheet2eval.types import Case, Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(TargetOptions):
    """`answers`: a text for each case id."""

    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Slow:
    """An answer that takes its time."""

    seconds: float
    answer: object = ""


class ScriptedTarget(Target):
    """Answers as the script says: a text, an object as apps give back, an exception to raise, or `Slow`."""

    def __init__(
        self, name: str, script: Mapping[str, object], *, timeout: float = 60.0, pace: Pace | None = None
    ) -> None:
        self.name = name
        self.timeout = timeout
        self.pace = pace or Pace(16)
        self.fingerprint = digest("scripted", repr(sorted(script.items(), key=lambda item: item[0])))
        self._script = script

    async def answer(self, case: Case, trial: int) -> Response:
        if case.id not in self._script:
            raise TargetError(f'the script has no answer for "{case.id}"')
        answer = self._script[case.id]
        if isinstance(answer, Sequence) and not isinstance(answer, str):
            answer = answer[min(trial, len(answer)) - 1]
        if isinstance(answer, Slow):
            await asyncio.sleep(answer.seconds)
            answer = answer.answer
        if isinstance(answer, Exception):
            raise answer
        return read_answer(answer)


def open_target(name: str, options: Options, folder: Path) -> ScriptedTarget:  # noqa: ARG001 - needs no folder
    return ScriptedTarget(name, options.answers, timeout=options.timeout, pace=options.pace)
