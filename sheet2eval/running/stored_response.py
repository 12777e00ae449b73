"""A response as JSON holds it, in journals and records, and back again."""

from __future__ import annotations

import json
from dataclasses import asdict

from sheet2eval.types import Response, ToolCall, Usage


def response_object(response: Response) -> dict[str, object]:
    """All of a response, under the names of its fields; what is unknown is None."""
    calls, usage = response.tool_calls, response.usage
    return {
        "text": response.text,
        "tool_calls": None if calls is None else [_call_object(call) for call in calls],
        "triggered": list(response.triggered),
        "latency_s": response.latency_s,
        "usage": usage and asdict(usage),
        "cost_usd": response.cost_usd,
        "error": response.error,
        "cut": response.cut,
    }


def packed(response: Response) -> bytes:
    """The response as JSON in UTF-8, where halves of surrogate pairs, NaN and infinities stay as they are."""
    return json.dumps(response_object(response), ensure_ascii=False).encode("utf-8", "surrogatepass")


def unpacked(packed_response: bytes) -> Response:
    """The response that `packed` was given."""
    told = json.loads(packed_response)
    calls, usage = told["tool_calls"], told["usage"]
    return Response(
        text=told["text"],
        tool_calls=None if calls is None else tuple(ToolCall(**call) for call in calls),
        triggered=tuple(told["triggered"]),
        latency_s=told["latency_s"],
        usage=usage and Usage(**usage),
        cost_usd=told["cost_usd"],
        error=told["error"],
        cut=told["cut"],
    )


def _call_object(call: ToolCall) -> dict[str, object]:
    return {"name": call.name, "arguments": dict(call.arguments)}
