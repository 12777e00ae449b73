from __future__ import annotations

import asyncio
import json

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from sheet2eval.config import Config
from sheet2eval.errors import ConfigError, SetupError
from sheet2eval.running.opening import open_target
from sheet2eval.types import ToolCall
from tests.targets.made_up import asked, case
from tests.targets.served import HERE, answering, ask_server, opened

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
        (b"\xef\xbb\xbfHello", "text/plain", "Hello"),
        (b'"Hello"', "application/json", "Hello"),
        (b'"Hello"', "text/plain", '"Hello"'),
        (b'{"reply": "of another form"}', "application/json", '{"reply": "of another form"}'),
        (b"not JSON", "application/json", "not JSON"),
        (b'{"text": "an object"}', "text/html", "an object"),
        (b'"Hello"', "application/vnd.app+json", "Hello"),
        (b"<p>Hello</p>", "text/html", "<p>Hello</p>"),
        (b"<html> begins a page", "text/plain", "<html> begins a page"),
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
        ({"url": "http://ex..com/?key=pass@"}, "`url` must be an address, http://… or https://…"),
        ({"url": "http://host:port/"}, "`url` must be an address, http://… or https://…"),
        ({"url": "http://me:pass@host/"}, "`url` must hold no password"),
        ({"url": "http://host/", "text": "$.a["}, "`text` is no JSONPath: "),
        ({"url": "http://host/", "triggered": "reply"}, "`triggered` is no JSONPath: "),
        ({"url": "http://host/", "headers": {"A B": "x"}}, "`headers`: 'A B' is no name of a header"),
        ({"url": "http://host/", "headers": {"": "x"}}, "`headers`: '' is no name of a header"),
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


def test_a_secret_with_a_line_break_is_refused_before_it_is_sent(monkeypatch):
    monkeypatch.setenv("APP_TOKEN", "s3cret\r\n")
    with pytest.raises(
        SetupError, match="the value of the header Authorization holds a line break"
    ) as raised:
        opened("http://host/", headers={"Authorization": "Bearer $APP_TOKEN"})
    assert "s3cret" not in str(raised.value)


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
