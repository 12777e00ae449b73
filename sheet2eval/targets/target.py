"""The protocol of a target: something that answers a conversation."""

from __future__ import annotations

from typing import Protocol

from sheet2eval.types import Case, Response


class Target(Protocol):
    """Answers cases. `name` is as the person gave it; `timeout` in seconds is kept by the runner.

    `fingerprint` is a text that differs whenever the configuration differs in a way that can change an
    answer (never holding a secret).
    """

    name: str
    timeout: float
    fingerprint: str

    def trials_of(self, case: Case) -> int | None:
        """How many answers there are to have (recorded ones); None where it can be asked as often as one likes."""

    async def answer(self, case: Case, trial: int) -> Response:
        """The answer to the case's conversation, for the trial counted from 1.

        What goes wrong at the target is raised as `TargetError` (or any exception: the runner turns it
        into `Response.error` with its message).
        """

    async def close(self) -> None:
        """Release connections and processes."""


class TargetError(Exception):
    """The target broke: a non-zero exit, a bad status, an answer that cannot be read. The message is for people."""
