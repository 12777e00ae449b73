"""What a model's server does wrong is told in plain words, and never an answer."""

from __future__ import annotations

import asyncio
import gzip

import pytest
from aiohttp import web

from sheet2eval.targets.target import EndsRun, TargetError, TransientFault
from sheet2eval.testing import FAULTS, Behaviour, body, serve, status
from tests.targets.made_up import case
from tests.targets.modelled import answered, fault, opened


def packed_body(sent):
    """A fault that sends these bytes as gzip."""

    async def send(_request):
        return web.Response(body=gzip.compress(sent), headers={"Content-Encoding": "gzip"})

    return send


@pytest.mark.parametrize(
    ("one", "kind", "said"),
    [
        ("429", TransientFault, "HTTP 429 Too Many Requests: Rate limit reached"),
        ("500", TransientFault, "HTTP 500 Internal Server Error: The server had an error"),
        ("503", TransientFault, "HTTP 503 Service Unavailable: The engine is overloaded"),
        ("401", EndsRun, "HTTP 401 Unauthorized: Incorrect API key provided; check the key in OPENAI_API_KEY"),
        ("404", EndsRun, "HTTP 404 Not Found: The model does not exist; check `model` and `base_url`"),
        ("quota", EndsRun, "HTTP 429 Too Many Requests: You exceeded your current quota; add credit"),
        ("reset", TransientFault, "the connection broke off before the answer was whole"),
        ("truncated", TransientFault, "the connection broke off before the answer was whole"),
        ("wrong-type", TransientFault, "answered what is not utf-8 text"),
        ("html", TransientFault, "answered what is not JSON: expecting value at line 1, column 1"),
        ("nan", TransientFault, "answered what is not JSON: NaN is no JSON value"),
        ("latin-1", TransientFault, "answered what is not utf-8 text"),
        ("empty", TargetError, 'answered nothing (it ended by "stop")'),
        ("nameless-call", TargetError, 'in tool_calls, which is not {"name", "arguments"}'),
    ],
)  # fmt: skip
def test_what_a_server_does_wrong_is_told_in_plain_words(one, kind, said):
    raised = fault(FAULTS[one])
    assert type(raised) is kind
    assert said in str(raised)
    assert "\n" not in str(raised)


@pytest.mark.parametrize(
    ("sent", "kind", "said"),
    [
        (b"", TransientFault, "answered what is not JSON: expecting value at line 1, column 1"),
        (b"[]", TransientFault, "answered JSON that is no object: []"),
        (b"{}", TransientFault, "answered JSON without a list of choices: {}"),
        (b'{"choices": []}', TransientFault, 'answered JSON without a message: {"choices": []}'),
        (b'{"choices": [{"text": "old"}]}', TransientFault, "answered JSON without a message: "),
        (b'{"choices": [{"message": {"content": 7}}]}', TransientFault, "answered with 7 as content, which is not a text"),
        (b'{"choices": [{"message": {"content": 0}}]}', TransientFault, "answered with 0 as content, which is not a text"),
        (b'{"choices": [{"message": {"content": " \\n"}}]}', TargetError, "answered nothing"),
        (b'{"choices": [{"message": {"content": "x"}, "finish_reason": "content_filter"}]}', TargetError, "content filter"),
        (b'{"choices": [{"message": {"content": ""}, "finish_reason": "length"}]}', TargetError, "nothing: the limit of tokens"),
        (b'{"choices": [{"message": {"content": [{"text": null}]}}]}', TransientFault, "answered with null as text"),
        (b'{"choices": [{"message": {"tool_calls": [{"function": {"name": " "}}]}}]}', TargetError, "in tool_calls, which is not"),
        (b'{"error": {"message": "Out of memory"}}', TransientFault, "answered with an error: Out of memory"),
        (b'{"error": "No model is loaded"}', TransientFault, "answered with an error: No model is loaded"),
        (b'{"choices": [{"message": {"content": "Hal"}, "error": {"message": "Lost it"}}]}', TransientFault, "an error: Lost it"),
        (b'{"choices": [{"message": {"tool_calls": "f"}}]}', TransientFault, "answered JSON without a list of tool_calls"),
        (b'{"choices": ' * 10_000, TransientFault, "answered what is not JSON: it is nested more than 200 levels deep"),
        (b"x" * 10_100_000, TargetError, "sent more than 10 MB"),
    ],
)  # fmt: skip
def test_an_answer_of_another_form_is_an_error(sent, kind, said):
    raised = fault(body(sent))
    assert type(raised) is kind
    assert said in str(raised)
    assert len(str(raised)) < 400


@pytest.mark.parametrize(
    ("error", "kind", "said"),
    [
        ('{"message": "no luck"}', TargetError, "failed: no luck"),
        ('{"message": "no luck", "code": "invalid_prompt"}', TargetError, "failed: no luck"),
        ('{"message": "no luck", "code": "server_error"}', TransientFault, "failed: no luck"),
        ("null", TargetError, "failed: it does not say why"),
    ],
)
def test_a_failed_response_says_why(error, kind, said):
    raised = fault(body(f'{{"status": "failed", "error": {error}, "output": []}}'.encode()), api="responses")
    assert (type(raised), str(raised)) == (kind, said)


@pytest.mark.parametrize(
    ("told", "kind", "said"),
    [
        ('"status": "cancelled"', TargetError, "cancelled: it does not say why"),
        ('"status": "queued"', TargetError, "queued: it does not say why"),
        ('"error": {"message": "Out of memory"}', TransientFault, "answered with an error: Out of memory"),
    ],
)
def test_a_response_that_did_not_come_to_its_end_is_no_answer(told, kind, said):
    output = '[{"type": "message", "content": [{"text": "Half"}]}]'
    raised = fault(body(f'{{{told}, "output": {output}}}'.encode()), api="responses")
    assert (type(raised), str(raised)) == (kind, said)


def test_a_text_of_a_response_that_is_none_is_told():
    sent = b'{"output": [{"type": "message", "content": [{"text": 7}]}]}'
    assert str(fault(body(sent), api="responses")) == "answered with 7 as text, which is not a text"


@pytest.mark.parametrize(
    ("encoding", "content_type"),
    [("latin-1", "application/json; charset=iso-8859-1"), ("utf-16", "application/json; charset=utf-16")],
)
def test_another_encoding_is_read_where_it_is_declared(encoding, content_type):
    sent = '{"choices": [{"message": {"content": "Grüße"}}]}'.encode(encoding)
    with serve(Behaviour(schedule=[body(sent, content_type)])) as server:
        assert answered(opened(server.base_url)).text == "Grüße"


@pytest.mark.parametrize("charset", ["no-such", "punycode", "idna", "zlib_codec", "undefined"])
def test_a_charset_that_is_none_is_told(charset):
    raised = fault(body(b"b" * 1_000_000, f"application/json; charset={charset}"))
    assert (type(raised), str(raised)) == (TransientFault, f"answered in {charset}, which is no charset")


def test_what_the_server_asks_to_wait_is_passed_on():
    raised = fault(status(429, headers={"Retry-After": "7"}))
    assert (raised.after_s, raised.busy) == (7.0, True)
    raised = fault(status(500))
    assert (raised.after_s, raised.busy) == (None, False)


def test_rate_limit_headers_of_any_answer_say_how_long_to_rest():
    async def ask(target):
        with pytest.raises(TransientFault):
            await target.answer(case(), 1)
        rest = target.rest_s()
        await target.close()
        return rest

    used_up = {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1m2s"}
    with serve(Behaviour(schedule=[status(500, headers=used_up)])) as server:
        target = opened(server.base_url)
        assert target.rest_s() == 0
        assert 61 < asyncio.run(ask(target)) <= 62


def test_nobody_at_the_address():
    with pytest.raises(TransientFault, match=r"no connection to 127\.0\.0\.1:1: Connection refused"):
        answered(opened())


def test_a_small_body_that_grows_without_end_is_given_up():
    assert str(fault(packed_body(bytes(30_000_000)))) == "sent more than 10 MB"


def test_packed_bodies_are_unpacked():
    with serve(Behaviour(schedule=[packed_body(b'{"choices": [{"message": {"content": "Hi"}}]}')])) as server:
        assert answered(opened(server.base_url)).text == "Hi"
