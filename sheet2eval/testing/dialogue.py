"""What a test server is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheet2eval.types import Usage


@dataclass(frozen=True, slots=True)
class Question:
    """One request: its path (`/v1/chat/completions`), its JSON, its headers by lower-case name, and when it came.

    `at_s` is on the clock of `time.perf_counter`.
    """

    path: str
    body: Mapping[str, object]
    headers: Mapping[str, str]
    at_s: float

    @property
    def said(self) -> str:
        """The text of the last turn that the user spoke; "" where there is none."""
        turns = self.body.get("messages", self.body.get("input"))
        if isinstance(turns, str):
            return turns
        spoken = [turn for turn in _mappings(turns) if turn.get("role") == "user"]
        return _text(spoken[-1].get("content")) if spoken else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model says. `tool_calls` are names with their arguments as the model wrote them, JSON or not.

    A name that is None is left out. Without `usage` the tokens are estimated; with `counted` False none are told.
    """

    text: str | None = ""
    tool_calls: tuple[tuple[str | None, str], ...] = ()
    refusal: str | None = None
    finish_reason: str = "stop"
    usage: Usage | None = None
    counted: bool = True


def _text(content: object) -> str:
    if isinstance(content, str):
        return content
    return "".join(str(part["text"]) for part in _mappings(content) if "text" in part)


def _mappings(value: object) -> list[Mapping[str, object]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
