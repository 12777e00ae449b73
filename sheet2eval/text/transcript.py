"""What was said, as text for a cell: the conversation, an answer with the calls it made, the ideals."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sheet2eval.types import Case, Response, ToolCall


def conversation(case: Case) -> str:
    """The one user's turn as it is; several turns with who speaks in front of each."""
    if len(case.messages) == 1 and case.messages[0].role == "user":
        return case.messages[0].content
    return "\n".join(f"{message.role}: {message.content}" for message in case.messages)


def answer(response: Response | None) -> str:
    """The answer with its tool calls below; blank where the target broke, which is no answer."""
    if response is None or response.error is not None:
        return ""
    return _with_calls(response.text, response.tool_calls)


def ideals(case: Case) -> str:
    """All examples and descriptions of what should happen, with a blank line between."""
    return "\n\n".join(filter(None, (_with_calls(ideal.text, ideal.tool_calls) for ideal in case.ideal)))


def call_line(call: ToolCall) -> str:
    """A call as people write it into the sheet: `create_reminder(title="lunch", time="12:00")`."""
    arguments = (f"{name}={_json(value)}" for name, value in call.arguments.items())
    return f"{call.name}({', '.join(arguments)})"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _with_calls(text: str, calls: Iterable[ToolCall] | None) -> str:
    return "\n".join(filter(None, (text, *map(call_line, calls or ()))))
