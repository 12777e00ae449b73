"""What a test server can do wrong instead of answering; each fault is a function from the request to a reply.

`FAULTS` has them by the names that the command line takes.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiohttp import web

Fault = Callable[["web.Request"], Awaitable["web.StreamResponse"]]

_HANGS_S = 3_600.0


def status(
    code: int, message: str = "no luck", kind: str = "", headers: Mapping[str, str] | None = None
) -> Fault:
    """Refuses with this status and OpenAI's error object; `kind` is its `code`, as in `insufficient_quota`."""
    error = {"message": message, "type": kind or None, "code": kind or None, "param": None}

    async def refuse(_request: web.Request) -> web.StreamResponse:
        from aiohttp import web

        return web.json_response({"error": error}, status=code, headers=headers)

    return refuse


def body(sent: bytes, content_type: str = "application/json") -> Fault:
    """Says 200 and sends these bytes."""

    async def send(_request: web.Request) -> web.StreamResponse:
        from aiohttp import web

        return web.Response(body=sent, headers={"Content-Type": content_type})

    return send


async def reset(request: web.Request) -> web.StreamResponse:
    """Resets the connection."""
    from aiohttp import web

    transport = request.transport
    if transport is not None:
        at_once = struct.pack("ii", 1, 0)
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
        transport.abort()
    return web.Response()


async def hang(_request: web.Request) -> web.StreamResponse:
    """Never answers."""
    from aiohttp import web

    await asyncio.sleep(_HANGS_S)
    return web.Response()


async def truncate(request: web.Request) -> web.StreamResponse:
    """Promises more than it sends, and closes the connection."""
    from aiohttp import web

    reply = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": "1000"})
    await reply.prepare(request)
    await reply.write(b'{"choices": [{"mess')
    if request.transport is not None:
        request.transport.close()
    return reply


def _chat(message: str, encoding: str = "utf-8") -> bytes:
    return f'{{"choices": [{{"index": 0, "finish_reason": "stop", "message": {message}}}]}}'.encode(encoding)


FAULTS: Mapping[str, Fault] = {
    "429": status(429, "Rate limit reached", "rate_limit_exceeded", {"Retry-After": "1"}),
    "500": status(500, "The server had an error"),
    "503": status(503, "The engine is overloaded"),
    "401": status(401, "Incorrect API key provided", "invalid_api_key"),
    "404": status(404, "The model does not exist", "model_not_found"),
    "quota": status(429, "You exceeded your current quota", "insufficient_quota"),
    "reset": reset,
    "hang": hang,
    "truncated": truncate,
    "wrong-type": body(b"\x89PNG\r\n\x1a\n", "image/png"),
    "html": body(b"<!doctype html>\n<title>Sign in</title>", "text/html"),
    "nan": body(_chat('{"content": NaN}')),
    "huge": body(_chat(f'{{"content": "{"x" * 2_000_000}"}}')),
    "latin-1": body(_chat('{"content": "Grüße"}', "latin-1")),
    "empty": body(_chat('{"content": ""}')),
    "nameless-call": body(_chat('{"tool_calls": [{"type": "function", "function": {"arguments": "{}"}}]}')),
    "bad-arguments": body(_chat('{"tool_calls": [{"function": {"name": "f", "arguments": "{\\"a\\": "}}]}')),
}
