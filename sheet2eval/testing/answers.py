"""The answers of a test server, as a person writes them in a file: a JSON object by what the user says last."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sheet2eval.testing.dialogue import Answer


def read_answers(written: str) -> Mapping[str, Answer]:
    """Each answer is a text, or `{"text", "tool_calls": [{"name", "arguments"}]}`.

    Raises:
        ValueError: it is no such object; the message says what is wrong.
    """
    try:
        table = json.loads(written)
    except (ValueError, RecursionError) as fault:
        message = f"it is no JSON: {fault}"
        raise ValueError(message) from fault
    if not isinstance(table, dict):
        message = "it must be a JSON object"
        raise ValueError(message)  # noqa: TRY004 - what a person wrote, no mistake in a program
    return {said: _answer(said, answer) for said, answer in table.items()}


def _answer(said: str, written: object) -> Answer:
    parts = {"text": written} if isinstance(written, str) else written
    if not isinstance(parts, dict) or not parts.keys() & {"text", "tool_calls"}:
        raise _not_readable(said)
    match parts.get("text"), parts.get("tool_calls", []):
        case (str() | None) as text, list(calls):
            return Answer(text, tuple(_call(said, call) for call in calls))
    raise _not_readable(said)


def _call(said: str, written: object) -> tuple[str, str]:
    match written:
        case {"name": str(name), "arguments": str(arguments)}:
            return name, arguments
        case {"name": str(name), **rest}:
            return name, json.dumps(rest.get("arguments", {}))
    raise _not_readable(said)


def _not_readable(said: str) -> ValueError:
    return ValueError(
        f'the answer to "{said}" is neither a text nor '
        '{"text": …, "tool_calls": [{"name": …, "arguments": {…}}]}'
    )
