"""What an app is told of a case, and what it gives back, read as a response.

docs/targets.md has the form of both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from reprlib import Repr

from sheet2eval.targets.target import TargetError, TransientFault
from sheet2eval.text.callsyntax import CallFault, read_arguments
from sheet2eval.text.jsontext import NotJson, parse_json
from sheet2eval.types import Case, Response, ToolCall

ANSWER_KEYS = ("text", "tool_calls", "triggered")

_BEGINS_AS_OBJECT = re.compile(rf'\s*+\{{\s*+"(?:{"|".join(ANSWER_KEYS)})"\s*+:')


def messages_of(case: Case) -> list[dict[str, str]]:
    return [{"role": message.role, "content": message.content} for message in case.messages]


def case_object(case: Case) -> dict[str, object]:
    """What an app is told of a case: `{"id", "messages", "variables"}`, made anew at each call."""
    return {"id": case.id, "messages": messages_of(case), "variables": variables_of(case)}


def variables_of(case: Case) -> dict[str, str]:
    """The case's variables, always with `now` (ISO 8601), so that relative dates are placed as the checks do."""
    return {**case.variables, "now": case.variables.get("now") or case.now.isoformat()}


def read_answer(answer: object) -> Response:
    """The response in what an app gave back: a text, or an object with some of `ANSWER_KEYS`.

    Other keys of the object are the app's own. A call is `{"name", "arguments"}`, or has these in `function`
    (as OpenAI sends them). Arguments are an object, or one as JSON text; text that is no JSON object is kept
    under the name `NOT_JSON`.

    Raises:
        TargetError: anything else; the message says what came back.
    """
    if isinstance(answer, str):
        return _plain(answer)
    if not isinstance(answer, Mapping):
        raise TargetError(f"answered {_shown(answer)}, not a text or an object")
    if not any(key in answer for key in ANSWER_KEYS):
        raise TargetError(f"answered {_shown(answer)}, without {', '.join(ANSWER_KEYS)}")
    return Response(
        text=_read_text(answer.get("text")),
        tool_calls=tuple(_read_call(call) for call in _read_list(answer, "tool_calls")),
        triggered=tuple(_read_feature(feature) for feature in _read_list(answer, "triggered")),
    )


def read_printed_answer(printed: str) -> Response:
    """The response in an app's output: a JSON object with some of `ANSWER_KEYS`, else the text itself.

    Line breaks at the end of a text are not part of it, nor is a byte order mark.

    Raises:
        TransientFault: it begins as such an object and is not JSON: graded as a text, it could pass.
        TargetError: as `read_answer`.
    """
    try:
        answer = parse_json(printed)
    except NotJson as fault:
        if _BEGINS_AS_OBJECT.match(printed):
            raise TransientFault(f"answered what begins as an object and is not JSON: {fault}") from fault
        answer = None
    if isinstance(answer, dict) and any(key in answer for key in ANSWER_KEYS):
        return read_answer(answer)
    return _plain(printed.removeprefix("\ufeff").rstrip("\r\n"))


def _plain(text: str) -> Response:
    """A text as the answer. An object can say that there is nothing to say; a blank text is no answer."""
    if not text.strip():
        raise TargetError("answered nothing")
    return Response(text=text)


def _read_text(text: object) -> str:
    if text is None:
        return ""  # as OpenAI has it beside tool calls
    if not isinstance(text, str):
        raise TargetError(f"answered with {_shown(text)} as text, which is not a text")
    return text


def _read_list(answer: Mapping[object, object], key: str) -> Sequence[object]:
    items = answer.get(key)
    if items is None:
        return ()
    if not isinstance(items, list | tuple):
        raise TargetError(f"answered with {_shown(items)} as {key}, which is not a list")
    return items


def _read_feature(feature: object) -> str:
    if not isinstance(feature, str):
        raise TargetError(f"answered with {_shown(feature)} in triggered, which is not a text")
    return feature


def _read_call(call: object) -> ToolCall:
    said = call.get("function", call) if isinstance(call, Mapping) else None
    if not isinstance(said, Mapping) or not isinstance(said.get("name"), str) or not said["name"].strip():
        raise TargetError(f'answered with {_shown(call)} in tool_calls, which is not {{"name", "arguments"}}')
    return ToolCall(said["name"], _read_arguments(said.get("arguments")))


def _read_arguments(arguments: object) -> Mapping[str, object]:
    if isinstance(arguments, Mapping):
        return _as_json_holds_them({str(name): value for name, value in arguments.items()})
    try:
        return read_arguments(arguments)
    except CallFault as fault:
        raise TargetError(
            f"answered with {_shown(arguments)} as arguments of a call, which is not an object"
        ) from fault


def _as_json_holds_them(arguments: dict[str, object]) -> Mapping[str, object]:
    """A function may give tuples, dates and objects of its own; from here on there are only JSON's values."""
    try:
        held: dict[str, object] = json.loads(json.dumps(arguments, default=str))
    except (TypeError, ValueError, RecursionError) as error:
        raise TargetError(
            f"answered with {_shown(arguments)} as arguments of a call, which JSON cannot hold"
        ) from error
    return held


_SHORT = Repr()
_SHORT.maxstring = _SHORT.maxother = 60


def _shown(value: object) -> str:
    """A value that is wrong, shortened for a message, with its type."""
    return f"{_SHORT.repr(value)} ({type(value).__name__})"
