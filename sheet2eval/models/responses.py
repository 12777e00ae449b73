"""The Responses API (https://platform.openai.com/docs/api-reference/responses), with OpenAI's own tools.

Each of these that was used (`web_search_call` and so on) counts as a triggered feature, as `web_search`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sheet2eval.http_faults import first_line
from sheet2eval.models.api import (
    TOOL,
    Api,
    ModelRequest,
    answer,
    error_message,
    image_urls,
    mapping_in,
    mappings_in,
    refuse_error,
    text_of,
    that_are_set,
    tokens,
)
from sheet2eval.targets.target import TargetError, TransientFault
from sheet2eval.types import Message, Response

_CALL = "function_call"
_SUFFIX_OF_TOOLS = "_call"
_ENDED = (None, "completed", "incomplete")  # servers that only speak like OpenAI's may not say
_PASSING = ("server_error", "rate_limit_exceeded")


def _body(request: ModelRequest, is_openai: bool) -> dict[str, object]:  # noqa: ARG001 - the names are the same everywhere
    settings = {
        "model": request.model,
        "instructions": request.system or None,
        "input": list(_items(request.messages, request.images)),
        "tools": [_tool(tool) for tool in request.tools] or None,
        "temperature": request.temperature,
        "seed": request.seed,
        "max_output_tokens": request.max_tokens,
        "store": False,
    }
    return {**that_are_set(settings), **request.extra}


def _tool(tool: Mapping[str, object]) -> dict[str, object]:
    """A tool of chat completions, whose function stands one level lower there."""
    function = mapping_in(tool, "function")
    return {**function, **{key: value for key, value in tool.items() if key != "function"}}


def _items(turns: Sequence[Message], images: bool) -> Iterator[dict[str, object]]:
    """The turns. A tool's result answers a call, so a call without arguments is put before it."""
    for number, turn in enumerate(turns):
        if turn.role == TOOL:
            call_id = f"call_{number}"
            yield {"type": _CALL, "call_id": call_id, "name": TOOL, "arguments": "{}"}
            yield {"type": "function_call_output", "call_id": call_id, "output": turn.content}
        else:
            yield {"role": turn.role, "content": _content(turn, images)}


def _content(turn: Message, images: bool) -> object:
    urls = image_urls(turn) if images else []
    if not urls:
        return turn.content
    pictures = ({"type": "input_image", "image_url": url} for url in urls)
    return [{"type": "input_text", "text": turn.content}, *pictures]


def _read(document: Mapping[str, object]) -> Response:
    if document.get("status") not in _ENDED:
        raise _failure(document)
    refuse_error(document)
    output = mappings_in(document, "output")
    kinds = [str(item.get("type", "")) for item in output]
    used = [kind for kind in kinds if kind.endswith(_SUFFIX_OF_TOOLS) and kind != _CALL]
    return answer(
        "".join(_texts(output)),
        [item for item, kind in zip(output, kinds, strict=True) if kind == _CALL],
        list(dict.fromkeys(kind.removesuffix(_SUFFIX_OF_TOOLS) for kind in used)),
        tokens(mapping_in(document, "usage"), "input_tokens", "output_tokens"),
        mapping_in(document, "incomplete_details").get("reason"),
    )


def _failure(document: Mapping[str, object]) -> TargetError:
    message = f"{first_line(str(document['status']))}: {error_message(document) or 'it does not say why'}"
    passes = mapping_in(document, "error").get("code") in _PASSING
    return TransientFault(message) if passes else TargetError(message)


def _texts(output: Sequence[Mapping[str, object]]) -> Iterator[str]:
    """What the model says, or how it refuses."""
    for item in output:
        if item.get("type") == "message":
            for part in mappings_in(item, "content"):
                yield text_of(part.get("text") or part.get("refusal") or "", "text")


RESPONSES = Api("/responses", _body, _read)
