"""Cases and judges for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TypeVar

from sheet2eval.config import Config
from sheet2eval.judges.judge import Judge
from sheet2eval.running.opening import open_judge
from sheet2eval.testing import Server
from sheet2eval.types import Case, CellRef, Criterion, Current, Ideal, Message
from tests.tables import STARTED

WHERE = CellRef("ideal-behavior", 2, 3)
Given = TypeVar("Given")


def case(*criteria: str | Criterion, **others: object) -> Case:
    """A case of these criteria, with an example of either side."""
    fields = {
        "messages": (Message("user", "Remind me at 7 pm"),),
        "ideal": (Ideal("Sure, at 7 PM.", WHERE),),
        "current": (Current("Sure, at 7 AM.", WHERE),),
        **others,
    }
    texts = (each if isinstance(each, Criterion) else Criterion(each, WHERE) for each in criteria)
    return Case("a", WHERE, now=STARTED, criteria=tuple(texts), **fields)  # type: ignore[arg-type]


def opened(server: Server, **keys: object) -> Judge:
    """A judge that asks the server, with these keys in its configuration."""
    judges = {"careful": {"kind": "openai", "base_url": server.base_url, **keys}}
    judge = open_judge("careful", Config(Path("c.toml"), Path.cwd(), judges=judges))
    assert judge is not None
    return judge


async def closing(judge: Judge, asked: Callable[[Judge], Coroutine[None, None, Given]]) -> Given:
    """What the judge gives; closed then."""
    try:
        return await asked(judge)
    finally:
        await judge.close()
