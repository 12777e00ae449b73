from __future__ import annotations

import asyncio
import json
import socket
import struct
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from sheet2eval.config import Config
from sheet2eval.errors import ConfigError, SetupError
from sheet2eval.running.opening import open_target
from sheet2eval.types import ToolCall
from tests.targets.made_up import ask, asked, case

HERE = Path("config")


def opened(url, **keys):
    table = {"kind": "http", "url": url, **keys}
    return open_target("app", Config(HERE / "sheet2eval.toml", HERE, {"app": table}))


def ask_server(handler, *cases, path="/", **keys):
    """The responses to the cases of a target that posts to a real server with this handler at `/`."""

    async def run():
        app = web.Application(client_max_size=20_000_000)
        app.router.add_post("/", handler)
        async with TestServer(app) as server:
            return await asked(opened(str(server.make_url(path)), **keys), *(cases or [case()]))

    return asyncio.run(run())


def answering(body=b"", status=200, content_type="application/json", **more):
    async def handler(_request):
        return web.Response(
            body=body, status=status, headers={"Content-Type": content_type, **more.get("headers", {})}
        )

    return handler


APPS_OWN = {
    "data": {"reply": "Done.", "parts": ["Done.", "Bye."], "none": None, "count": 3},
    "actions": [{"name": "f", "arguments": {"a": 1}}, {"name": "g", "arguments": '{"b": 2}'}],
    "features": ["canvas", "voice"],
    "text": "the plain key",
}


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        (b"Hello\n", "text/plain", "Hello"),
        ("Grüße".encode(), "text/plain", "Grüße"),
        ("Grüße".encode("latin-1"), "text/plain; charset=iso-8859-1", "Grüße"),
        ("Grüße".encode(), "text/plain; charset=no-such", "Grüße"),
        ("Grüße".encode("latin-1"), "text/plain", "Gr\ufffd\ufffde"),
        (b'"Hello"', "application/json", "Hello"),
        (b'"Hello"', "text/plain", '"Hello"'),
        (b'{"reply": "of another form"}', "application/json", '{"reply": "of another form"}'),
        (b"not JSON", "application/json", "not JSON"),
        (b'{"text": "an object"}', "text/html", "an object"),
        (b"", "text/plain", ""),
        (b"x" * 2_000_000, "text/plain", "x" * 2_000_000),
    ],
)
def test_without_paths_the_body_is_text_or_the_answer_object(body, content_type, text):
    [response] = ask_server(answering(body, content_type=content_type))
    assert (response.error, response.text) == (None, text)


@pytest.mark.parametrize(
    ("paths", "text", "calls", "triggered"),
    [
        ({"text": "$.data.reply"}, "Done.", (), ()),
        ({"text": "$.data.parts[*]"}, "Done.", (), ()),
        ({"tool_calls": "$.actions"}, "the plain key", ("f", "g"), ()),
        ({"tool_calls": "$.actions[*]"}, "the plain key", ("f", "g"), ()),
        ({"tool_calls": "$.actions[0]"}, "the plain key", ("f",), ()),
        ({"tool_calls": "$.nothing"}, "the plain key", (), ()),
        ({"triggered": "$.features", "text": "$.data.reply"}, "Done.", (), ("canvas", "voice")),
        ({"triggered": "$.features[0]"}, "the plain key", (), ("canvas",)),
        ({"triggered": "$.data.none"}, "the plain key", (), ()),
    ],
)
def test_paths_find_the_answer_in_the_apps_own_json(paths, text, calls, triggered):
    [response] = ask_server(answering(json.dumps(APPS_OWN).encode()), **paths)
    assert response.error is None
    assert (response.text, tuple(call.name for call in response.tool_calls)) == (text, calls)
    assert response.triggered == triggered


def test_arguments_found_by_path_are_read_in_either_form():
    [response] = ask_server(answering(json.dumps(APPS_OWN).encode()), tool_calls="$.actions")
    assert response.tool_calls == (ToolCall("f", {"a": 1}), ToolCall("g", {"b": 2}))


@pytest.mark.parametrize(
    ("body", "path", "error"),
    [
        (b"<html>\n<p>Sign in</p>", "$.reply", "answered what is not JSON ("),
        (b"", "$.reply", "answered what is not JSON ("),
        (b"\xff\xfe\x00", "$.reply", "answered what is not JSON ("),
        (b'{"answer": "x"}', "$.reply", 'answered JSON that holds no $.reply: {"answer": "x"}'),
        (b"[]", "$.reply", "answered JSON that holds no $.reply: []"),
        (b'{"reply": 42}', "$.reply", "answered with 42 (int) as text, which is not a text"),
        (b"[" * 100_000, "$..reply", "answered what is not JSON ("),
    ],
)
def test_an_answer_that_the_path_does_not_fit_is_an_error(body, path, error):
    [response] = ask_server(answering(body), text=path)
    assert response.error.startswith(error)
    assert len(response.error) < 400


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (500, b"no calendar\nTraceback", "HTTP 500 Internal Server Error: no calendar"),
        (503, b"", "HTTP 503 Service Unavailable"),
        (404, b'{"text": "not an answer"}', 'HTTP 404 Not Found: {"text": "not an answer"}'),
        (429, b"\n\n slow down \n", "HTTP 429 Too Many Requests: slow down"),
        (500, b"x" * 9_000, f"HTTP 500 Internal Server Error: {'x' * 200}"),
    ],
)
def test_any_other_status_than_2xx_is_an_error_with_the_first_line_of_the_body(status, body, error):
    assert ask_server(answering(body, status))[0].error == error


def test_redirects_are_not_followed():
    asked_elsewhere = []

    async def elsewhere(_request):
        asked_elsewhere.append(1)
        return web.Response(text="stolen")

    async def run():
        app, other = web.Application(), web.Application()
        other.router.add_route("*", "/", elsewhere)
        async with TestServer(other) as target:
            app.router.add_post("/", answering(status=307, headers={"Location": str(target.make_url("/"))}))
            async with TestServer(app) as server:
                return await asked(opened(str(server.make_url("/"))), case())

    [response] = asyncio.run(run())
    assert response.error.startswith("HTTP 307 Temporary Redirect: redirected, which is not followed")
    assert not asked_elsewhere


async def reset(request):
    no_farewell = struct.pack("ii", 1, 0)
    request.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, no_farewell)
    request.transport.abort()
    return web.Response()


async def close_at_once(request):
    request.transport.close()
    return web.Response()


async def break_off(request):
    reply = web.StreamResponse(headers={"Content-Length": "100"})
    await reply.prepare(request)
    await reply.write(b"Hel")
    request.transport.close()
    return reply


async def never_end(request):
    reply = web.StreamResponse()
    await reply.prepare(request)
    for _ in range(200):
        await reply.write(b"x" * 100_000)
    return reply


@pytest.mark.parametrize(
    ("handler", "error"),
    [
        (reset, "the connection broke off before the answer was whole"),
        (close_at_once, "the app closed the connection without an answer"),
        (break_off, "the connection broke off before the answer was whole"),
        (never_end, "sent more than 10 MB"),
    ],
)
def test_broken_connections_are_told_in_plain_words(handler, error):
    assert ask_server(handler)[0].error == error


def test_a_body_that_trickles_is_given_up_in_time():
    async def trickle(request):
        reply = web.StreamResponse()
        await reply.prepare(request)
        for _ in range(20):
            await reply.write(b"x")
            await asyncio.sleep(0.05)
        return reply

    assert ask_server(trickle, timeout=0.2)[0].error == "no answer within 0.2 s"


def test_nobody_at_the_address():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    [response] = ask(opened(f"http://127.0.0.1:{port}/"), case())
    assert response.error == f"no connection to 127.0.0.1:{port}: Connection refused"


def test_no_such_host():
    [response] = ask(opened("http://app.invalid/chat"), case())
    assert response.error == "there is no host app.invalid"


def test_a_server_that_speaks_no_tls():
    async def run():
        app = web.Application()
        app.router.add_post("/", answering(b"Hello"))
        async with TestServer(app) as server:
            return await asked(opened(str(server.make_url("/")).replace("http:", "https:")), case())

    assert asyncio.run(run())[0].error.startswith("no secure connection to 127.0.0.1: ")


def test_headers_take_secrets_from_the_environment_and_cookies_are_not_kept(monkeypatch):
    seen = []

    async def handler(request):
        seen.append([request.headers.get(name) for name in ("Authorization", "X-Price", "Cookie")])
        reply = web.Response(text="Hello")
        reply.set_cookie("session", "1")
        return reply

    monkeypatch.setenv("APP_TOKEN", "s3cret")
    headers = {"Authorization": "Bearer $APP_TOKEN", "X-Price": "$$5"}
    ask_server(handler, case("a"), case("b"), headers=headers, concurrency=1)
    assert seen == [["Bearer s3cret", "$5", None]] * 2


def test_an_address_given_whole_may_have_a_query():
    async def handler(request):
        return web.Response(text=request.query["mode"])

    async def run():
        app = web.Application()
        app.router.add_post("/chat", handler)
        async with TestServer(app) as server:
            target = open_target(str(server.make_url("/chat?mode=brief")), Config(None, HERE))
            return await asked(target, case())

    assert asyncio.run(run())[0].text == "brief"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"url": "app.example.com/chat"}, "`url` must be an address, http://… or https://…"),
        ({"url": "ftp://app.example.com"}, "`url` must be an address, http://… or https://…"),
        ({"url": "http://"}, "`url` must be an address, http://… or https://…"),
        ({"url": "http://[::1"}, "`url` must be an address, http://… or https://…"),
        ({"url": "http://host:port/"}, "`url` must be an address, http://… or https://…"),
        ({"url": "http://me:pass@host/"}, "`url` must hold no password; use `headers`"),
        ({"url": "http://host/", "text": "$.a["}, "`text` is no JSONPath: "),
        ({"url": "http://host/", "triggered": "reply"}, "`triggered` is no JSONPath: "),
        ({"url": "http://host/", "headers": {"A": "5 $ more"}}, "`headers`: A holds a $ that begins no name"),
    ],
)
def test_what_cannot_be_meant_is_a_fault_of_the_configuration(keys, said):
    with pytest.raises(ConfigError) as raised:
        opened(**keys)
    assert str(raised.value).startswith(f"config/sheet2eval.toml: targets.app: {said}")
    assert "pass@" not in str(raised.value)


def test_a_secret_that_is_not_set_is_named():
    with pytest.raises(SetupError, match="set the environment variable NO_SUCH_TOKEN"):
        opened("http://host/", headers={"Authorization": "Bearer $NO_SUCH_TOKEN"})


def test_fingerprints_hold_no_secret_and_follow_what_changes_an_answer(monkeypatch):
    monkeypatch.setenv("A", "1")
    url = "http://host/"
    same = {
        opened(url).fingerprint,
        opened(url, timeout=3).fingerprint,
        opened(url, concurrency=3).fingerprint,
    }
    others = {
        opened(url + "v2").fingerprint,
        opened(url, text="$.reply").fingerprint,
        opened(url, tool_calls="$.reply").fingerprint,
        opened(url, headers={"X-Model": "$A"}).fingerprint,
    }
    assert (len(same), len(others - same)) == (1, 4)
    assert opened(url, headers={"K": "a"}).fingerprint == opened(url, headers={"K": "b"}).fingerprint


def test_the_session_is_closed_with_the_target():
    async def run():
        app = web.Application()
        app.router.add_post("/", answering(b"Hello"))
        async with TestServer(app) as server:
            target = opened(str(server.make_url("/")))
            await target.answer(case(), 1)
            session = target._session
            await target.close()
            return session.closed

    assert asyncio.run(run())
