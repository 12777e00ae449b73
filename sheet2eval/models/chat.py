"""Chat completions (https://platform.openai.com/docs/api-reference/chat), which every compatible server speaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sheet2eval.models.api import (
    TOOL,
    Api,
    ModelRequest,
    answer,
    image_urls,
    mapping_in,
    mappings_in,
    refuse_error,
    text_of,
    that_are_set,
    tokens,
)
from sheet2eval.targets.target import TransientFault
from sheet2eval.text.jsontext import shown
from sheet2eval.types import Message, Response


def _body(request: ModelRequest, is_openai: bool) -> dict[str, object]:
    system = [Message("system", request.system)] if request.system else []
    settings = {
        "model": request.model,
        "messages": list(_messages([*system, *request.messages], request.images)),
        "tools": request.tools or None,
        "temperature": request.temperature,
        "seed": request.seed,
        "max_completion_tokens" if is_openai else "max_tokens": request.max_tokens,
    }
    return {**that_are_set(settings), **request.extra}


def _messages(turns: Sequence[Message], images: bool) -> Iterator[dict[str, object]]:
    """The turns. A tool's result answers a call, so a call without arguments is put before it."""
    for number, turn in enumerate(turns):
        if turn.role == TOOL:
            call = {"id": f"call_{number}", "type": "function", "function": {"name": TOOL, "arguments": "{}"}}
            yield {"role": "assistant", "content": None, "tool_calls": [call]}
            yield {"role": TOOL, "tool_call_id": call["id"], "content": turn.content}
        else:
            yield {"role": turn.role, "content": _content(turn, images)}


def _content(turn: Message, images: bool) -> object:
    urls = image_urls(turn) if images else []
    if not urls:
        return turn.content
    pictures = ({"type": "image_url", "image_url": {"url": url}} for url in urls)
    return [{"type": "text", "text": turn.content}, *pictures]


def _read(document: Mapping[str, object]) -> Response:
    refuse_error(document)
    choices = mappings_in(document, "choices")
    if not choices or not isinstance(choices[0].get("message"), Mapping):
        raise TransientFault(f"answered JSON without a message: {shown(document)}")
    refuse_error(choices[0])
    message = mapping_in(choices[0], "message")
    calls = mappings_in(message, "tool_calls") if message.get("tool_calls") else []
    usage = tokens(mapping_in(document, "usage"), "prompt_tokens", "completion_tokens")
    return answer(_text(message), calls, (), usage, choices[0].get("finish_reason"))


def _text(message: Mapping[str, object]) -> str:
    """What the model says, or how it refuses; some servers send the text in parts."""
    content = message.get("content")
    if content is None or content == "":
        content = message.get("refusal") or ""
    if not isinstance(content, list):
        return text_of(content, "content")
    return "".join(_text_of_part(part) for part in content)


def _text_of_part(part: object) -> str:
    """What a part says, or how it refuses; a part without a text is a picture, or the like."""
    if not isinstance(part, Mapping):
        return text_of(part, "content")
    return text_of(part.get("text", part.get("refusal", "")), "text")


CHAT = Api("/chat/completions", _body, _read)
