"""Answers as OpenAI's two APIs send them (https://platform.openai.com/docs/api-reference)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from time import time

from sheet2eval.testing.dialogue import Answer, Question
from sheet2eval.text.tokens import estimated_tokens
from sheet2eval.types import Usage

_numbers = count(1)


def answer_object(question: Question, answer: Answer) -> dict[str, object]:
    """The body of the answer, in the form of the API that was asked."""
    form = _response if question.path.endswith("/responses") else _chat_completion
    return {"model": question.body.get("model"), **form(answer, _usage(question, answer))}


def _usage(question: Question, answer: Answer) -> Usage | None:
    if not answer.counted:
        return None
    written = (answer.text or "") + "".join(f"{name}{arguments}" for name, arguments in answer.tool_calls)
    asked = question.body.get("messages", question.body.get("input"))
    return answer.usage or Usage(estimated_tokens(str(asked)), estimated_tokens(written))


def _chat_completion(answer: Answer, usage: Usage | None) -> dict[str, object]:
    calls = [
        {"id": f"call_{number}", "type": "function", "function": _function(name, arguments)}
        for number, (name, arguments) in enumerate(answer.tool_calls, start=1)
    ]
    message = {"role": "assistant", "content": answer.text, "refusal": answer.refusal}
    choice = {
        "index": 0,
        "message": {**message, "tool_calls": calls} if calls else message,
        "finish_reason": "tool_calls" if calls else answer.finish_reason,
    }
    return {
        "id": f"chatcmpl-{next(_numbers)}",
        "object": "chat.completion",
        "created": int(time()),
        "choices": [choice],
        "usage": usage and _tokens(usage, "prompt_tokens", "completion_tokens"),
    }


def _response(answer: Answer, usage: Usage | None) -> dict[str, object]:
    number = next(_numbers)
    return {
        "id": f"resp_{number}",
        "object": "response",
        "created_at": int(time()),
        **_status(answer.finish_reason),
        "output": list(_output(answer, number)),
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        "usage": usage and _tokens(usage, "input_tokens", "output_tokens"),
    }


def _output(answer: Answer, number: int) -> Iterator[dict[str, object]]:
    """The message, where anything is said, then the calls."""
    parts: list[dict[str, object]] = []
    if answer.text is not None:
        parts.append({"type": "output_text", "text": answer.text, "annotations": []})
    if answer.refusal is not None:
        parts.append({"type": "refusal", "refusal": answer.refusal})
    if parts:
        spoken = {"role": "assistant", "status": "completed", "content": parts}
        yield {"type": "message", "id": f"msg_{number}", **spoken}
    for place, (name, arguments) in enumerate(answer.tool_calls, start=1):
        yield {"type": "function_call", "call_id": f"call_{place}", **_function(name, arguments)}


def _status(finish_reason: str) -> dict[str, object]:
    if finish_reason == "stop":
        return {"status": "completed", "incomplete_details": None}
    reason = "max_output_tokens" if finish_reason == "length" else finish_reason
    return {"status": "incomplete", "incomplete_details": {"reason": reason}}


def _function(name: str | None, arguments: str) -> dict[str, object]:
    return {"arguments": arguments} if name is None else {"name": name, "arguments": arguments}


def _tokens(usage: Usage, input_key: str, output_key: str) -> dict[str, object]:
    return {
        input_key: usage.input_tokens,
        f"{input_key}_details": {"cached_tokens": usage.cached_tokens, "cache_write_tokens": 0},
        output_key: usage.output_tokens,
        f"{output_key}_details": {"reasoning_tokens": 0},
        "total_tokens": usage.input_tokens + usage.output_tokens,
    }
