"""What the answers of a run are kept in, so that a run that was cut off goes on where it was."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sheet2eval.running.answer_key import AnswerKey
from sheet2eval.types import Response


class Judgements(Protocol):
    """What a judge said, by a digest of all that it was asked."""

    def get(self, asked: str) -> bytes | None:
        """What was said before this process took up the run; None where nothing was."""

    async def keep(self, asked: str, said: bytes) -> None:
        """Returns when it is durable, if it is to be."""


class NoJudgements:
    """Keeps none."""

    def get(self, asked: str) -> bytes | None:  # noqa: ARG002 - it has none
        return None

    async def keep(self, asked: str, said: bytes) -> None: ...


class Kept(Protocol):
    """The answers of one run: `id` names it, `started` is when it was begun first.

    `judgements` are those of this run; `lasting_judgements` stand from run to run, for what is asked the same again:
    what the product answers today, and comparisons.
    """

    @property
    def id(self) -> str: ...
    @property
    def started(self) -> datetime: ...
    @property
    def judgements(self) -> Judgements: ...
    @property
    def lasting_judgements(self) -> Judgements: ...

    def __contains__(self, key: object) -> bool:
        """Whether that need not be asked: it was answered before this process took up the run."""

    def answer(self, key: AnswerKey) -> Response | None:
        """The answer that need not be asked for again; None where there is none."""

    async def keep(self, key: AnswerKey, response: Response, *, judge_broke: bool = False) -> None:
        """Returns when the answer is durable, if it is to be."""

    def finish(self, postponed: Iterable[AnswerKey] = ()) -> None:
        """The run has done all that was asked of it: the next one starts anew.

        What it holds of the `postponed` questions, which were left out this time, stays for the next run.
        """


@dataclass(frozen=True, slots=True)
class Unkept:
    """Keeps nothing: for runs that cost nothing, so that it does no harm when they are cut off."""

    started: datetime
    id: str
    judgements: Judgements = field(default_factory=NoJudgements)
    lasting_judgements: Judgements = field(default_factory=NoJudgements)

    def __contains__(self, key: object) -> bool:
        return False

    def answer(self, key: AnswerKey) -> Response | None:  # noqa: ARG002 - it has none
        return None

    async def keep(self, key: AnswerKey, response: Response, *, judge_broke: bool = False) -> None: ...

    def finish(self, postponed: Iterable[AnswerKey] = ()) -> None: ...


def new_run_id(started: datetime) -> str:
    """`20250410-093000-4be1c2`: sorts by time, and no two are alike."""
    return f"{started:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
