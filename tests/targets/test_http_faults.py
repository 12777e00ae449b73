"""What an app at an address can do wrong is an error of its trial, told in plain words."""

from __future__ import annotations

import asyncio
import socket
import struct

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from sheet2eval.targets.target import EndsRun
from tests.targets.made_up import ask, asked, case
from tests.targets.served import answering, ask_server, opened


@pytest.mark.parametrize(
    ("body", "path", "error"),
    [
        (b"<html>\n<p>Sign in</p>", "$.reply", "answered what is not JSON: "),
        (b"", "$.reply", "answered what is not JSON: "),
        (b"\xff\xfe\x00", "$.reply", "answered what is not utf-8 text"),
        (b'{"answer": "x"}', "$.reply", 'answered JSON that holds no $.reply: {"answer": "x"}'),
        (b"[]", "$.reply", "answered JSON that holds no $.reply: []"),
        (b'{"reply": 42}', "$.reply", "answered with 42 (int) as text, which is not a text"),
        (b"[" * 100_000, "$..reply", "answered what is not JSON: "),
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
        (400, b'{"text": "not an answer"}', 'HTTP 400 Bad Request: {"text": "not an answer"}'),
        (429, b"\n\n slow down \n", "HTTP 429 Too Many Requests: slow down"),
        (500, b"x" * 9_000, f"HTTP 500 Internal Server Error: {'x' * 200}"),
    ],
)
def test_any_other_status_than_2xx_is_an_error_with_the_first_line_of_the_body(status, body, error):
    assert ask_server(answering(body, status))[0].error == error


@pytest.mark.parametrize(
    ("body", "content_type", "error"),
    [
        (b'{"text": "Done.", "score": NaN}', "application/json", "not JSON: NaN is no JSON value"),
        (b'{"score": NaN, "text": "Done."}', "application/json", "not JSON: NaN is no JSON value"),
        (b'{"text": "Don', "application/json; charset=utf-8", "answered what is not JSON"),
        (b'{"text": "Done."', "application/vnd.app+json", "answered what is not JSON"),
        (b'{"text": "Done.", "score": NaN}', "text/plain", "NaN is no JSON value"),
        (b'data: {"text": "Done."}\n\n', "text/event-stream", "answered a stream of events"),
        (b"<!-- v3 -->\n<!DOCTYPE html>\n<html>Done.", "text/html", "answered a web page"),
        (b'<?xml version="1.0"?><html>Done.', "text/html; charset=utf-8", "answered a web page"),
        ("Grüße".encode("latin-1"), "text/plain", "answered what is not utf-8 text"),
        ("Grüße".encode("latin-1"), "application/json; charset=utf-8", "answered what is not utf-8 text"),
    ],
)
def test_what_cannot_be_read_is_no_answer_and_could_not_pass(body, content_type, error):
    [response] = ask_server(answering(body, content_type=content_type))
    assert (response.text, error in response.error) == ("", True)


def test_a_secret_that_an_answer_repeats_is_hidden(monkeypatch):
    monkeypatch.setenv("APP_KEY", "k3y-9f8e7d6c5b")
    headers = {"Authorization": "Bearer $APP_KEY"}
    [response] = ask_server(answering(b'{"text": "You sent k3y-9f8e7d6c5b."}'), headers=headers)
    assert response.text == "You sent [secret]."


@pytest.mark.parametrize("status", [401, 403, 404])
def test_what_every_case_would_meet_ends_the_run(status):
    with pytest.raises(EndsRun, match=f"HTTP {status} "):
        ask_server(answering(b"no", status))


@pytest.mark.parametrize("before", [0, 195])
def test_no_error_tells_a_part_of_a_secret(before, monkeypatch):
    monkeypatch.setenv("APP_KEY", "k3y-9f8e7d6c5b")
    told = f"{'x' * before}Bearer k3y-9f8e7d6c5b".encode()
    [response] = ask_server(answering(told, 400), headers={"Authorization": "Bearer $APP_KEY"})
    assert "k3y" not in response.error


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
        (close_at_once, "the connection was closed without an answer"),
        (break_off, "the connection broke off before the answer was whole"),
        (never_end, "sent more than 10 MB"),
    ],
)
def test_broken_connections_are_told_in_plain_words(handler, error):
    assert ask_server(handler)[0].error == error


@pytest.mark.parametrize(
    "sent",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
    ],
)
def test_what_is_not_http_is_told_without_the_address(sent):
    async def answer(reader, writer):
        await reader.read(100)
        writer.write(sent)
        writer.close()

    async def run():
        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            return await asked(opened(f"http://127.0.0.1:{port}/?key=s3cret"), case())

    [response] = asyncio.run(run())
    assert response.error.startswith("sent what is not HTTP: ")
    assert "s3cret" not in response.error
    assert "\n" not in response.error


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
