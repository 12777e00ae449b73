"""Answers as OpenAI's two APIs send them (https://platform.openai.com/docs/api-reference)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

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
    figures = (
        {"prompt_tokens": usage.input_tokens, "completion_tokens": usage.output_tokens} if usage else None
    )
    return {
        "id": f"chatcmpl-{next(_numbers)}",
        "object": "chat.completion",
        "choices": [choice],
        "usage": _with_total(figures),
    }


def _response(answer: Answer, usage: Usage | None) -> dict[str, object]:
    calls = [
        {"type": "function_call", "call_id": f"call_{number}", **_function(name, arguments)}
        for number, (name, arguments) in enumerate(answer.tool_calls, start=1)
    ]
    parts: list[dict[str, object]] = []
    if answer.text is not None:
        parts.append({"type": "output_text", "text": answer.text, "annotations": []})
    if answer.refusal is not None:
        parts.append({"type": "refusal", "refusal": answer.refusal})
    message = {"type": "message", "role": "assistant", "status": "completed", "content": parts}
    figures = {"input_tokens": usage.input_tokens, "output_tokens": usage.output_tokens} if usage else None
    return {
        "id": f"resp_{next(_numbers)}",
        "object": "response",
        **_status(answer.finish_reason),
        "output": [*([message] if parts else []), *calls],
        "usage": _with_total(figures),
    }


def _status(finish_reason: str) -> dict[str, object]:
    if finish_reason == "stop":
        return {"status": "completed", "incomplete_details": None}
    reason = "max_output_tokens" if finish_reason == "length" else finish_reason
    return {"status": "incomplete", "incomplete_details": {"reason": reason}}


def _function(name: str | None, arguments: str) -> dict[str, object]:
    return {"arguments": arguments} if name is None else {"name": name, "arguments": arguments}


def _with_total(figures: Mapping[str, int] | None) -> dict[str, int] | None:
    return {**figures, "total_tokens": sum(figures.values())} if figures else None
