"""The openai target against the test server, which speaks both APIs."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from sheet2eval.config import Config
from sheet2eval.errors import SetupError
from sheet2eval.running.opening import open_target
from sheet2eval.targets.target import EndsRun, Estimate, PassingFault, TargetError
from sheet2eval.testing import FAULTS, Answer, Behaviour, body, serve, status
from sheet2eval.text.callsyntax import NOT_JSON
from sheet2eval.types import Message, ToolCall, Usage
from tests.targets.made_up import NOW, case

KEY = "sk-test-s3cret"
APIS = ("chat", "responses")
TURNS = (
    Message("system", "Be brief."),
    Message("user", "What is on today?"),
    Message("tool", '{"events": []}'),
    Message("assistant", "Nothing."),
    Message("user", "And at 7 PM «ü» \ud83d?"),
)


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.delenv(name, raising=False)


def opened(base_url="http://127.0.0.1:1/v1", folder=Path("config"), **keys):
    table = {"kind": "openai", "model": "test-model", "base_url": base_url, **keys}
    return open_target("it", Config(folder / "sheet2eval.toml", folder, {"it": table}))


def saying(*messages):
    return replace(case(), messages=messages)


def answered(target, asked=None):
    async def once():
        try:
            return await target.answer(asked or case(), 1)
        finally:
            await target.close()

    return asyncio.run(once())


def talk(answer="Hello", asked=None, folder=Path("config"), **keys):
    """The response of a target that asks a server which answers so, and the question that the server got."""
    with serve(Behaviour(lambda _question: answer)) as server:
        response = answered(opened(server.base_url, folder, **keys), asked)
        return response, server.asked[0]


def fault(one, **keys):
    with serve(Behaviour(schedule=[one])) as server, pytest.raises(TargetError) as raised:
        answered(opened(server.base_url, **keys))
    return raised.value


@pytest.mark.parametrize("api", APIS)
def test_text_and_usage_come_back(api):
    response, _ = talk(Answer("At 7 PM «ü».", usage=Usage(11, 5)), api=api)
    assert (response.text, response.tool_calls, response.triggered) == ("At 7 PM «ü».", (), ())
    assert (response.usage, response.cost_usd, response.error) == (Usage(11, 5), None, None)


@pytest.mark.parametrize("api", APIS)
def test_calls_come_back_with_arguments_that_are_json_or_not(api):
    calls = (("create_reminder", '{"time": "7:00 PM", "n": 1}'), ("broken", '{"a": '), ("bare", ""))
    response, _ = talk(Answer(None, calls), api=api)
    assert (response.text, response.tool_calls) == (
        "",
        (
            ToolCall("create_reminder", {"time": "7:00 PM", "n": 1}),
            ToolCall("broken", {NOT_JSON: '{"a": '}),
            ToolCall("bare", {}),
        ),
    )


def test_a_conversation_is_sent_turn_by_turn_behind_the_system_prompt():
    _, question = talk(asked=saying(*TURNS), system="Speak as a butler.")
    assert question.path == "/v1/chat/completions"
    call = {"id": "call_3", "type": "function", "function": {"name": "tool", "arguments": "{}"}}
    assert question.body == {
        "model": "test-model",
        "messages": [
            {"role": "system", "content": "Speak as a butler."},
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "What is on today?"},
            {"role": "assistant", "content": None, "tool_calls": [call]},
            {"role": "tool", "tool_call_id": "call_3", "content": '{"events": []}'},
            {"role": "assistant", "content": "Nothing."},
            {"role": "user", "content": "And at 7 PM «ü» \ud83d?"},
        ],
    }


def test_the_responses_api_takes_the_same_conversation_as_items():
    _, question = talk(asked=saying(*TURNS), system="Speak as a butler.", api="responses")
    assert question.path == "/v1/responses"
    assert question.body == {
        "model": "test-model",
        "instructions": "Speak as a butler.",
        "input": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "What is on today?"},
            {"type": "function_call", "call_id": "call_2", "name": "tool", "arguments": "{}"},
            {"type": "function_call_output", "call_id": "call_2", "output": '{"events": []}'},
            {"role": "assistant", "content": "Nothing."},
            {"role": "user", "content": "And at 7 PM «ü» \ud83d?"},
        ],
        "store": False,
    }


TOOL = {"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}


@pytest.mark.parametrize(
    ("api", "tool", "limit"),
    [
        ("chat", TOOL, "max_tokens"),
        ("responses", {"type": "function", **TOOL["function"]}, "max_output_tokens"),
    ],
)
def test_settings_of_the_configuration_are_sent(api, tool, limit, tmp_path):
    (tmp_path / "tools.json").write_text(json.dumps([TOOL]))
    settings = {"temperature": 0, "seed": 7, "max_tokens": 50, "extra": {"top_p": 0.5, "temperature": 1}}
    for tools in ("file:tools.json", json.dumps([TOOL])):
        _, question = talk(api=api, folder=tmp_path, tools=tools, **settings)
        sent = {"tools": [tool], "seed": 7, limit: 50, "top_p": 0.5, "temperature": 1}
        assert sent.items() <= question.body.items()


def test_the_system_prompt_is_read_from_its_file_and_filled_from_the_sheet(tmp_path):
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts" / "v3.md").write_text(r"Now {{ now }} in {{City}}, not \{{city}}.", "utf-8")
    _, question = talk(system="file:prompts/v3.md", folder=tmp_path)
    said = f"Now {NOW.isoformat()} in Ulm, not {{{{city}}}}."
    assert question.body["messages"][0] == {"role": "system", "content": said}


def test_a_variable_that_the_sheet_does_not_have_is_told_when_it_is_needed():
    assert opened(system="{{citty}}").estimate(case()).input_tokens > 0
    with pytest.raises(TargetError) as raised:
        answered(opened(system="You live in {{citty}}."))
    assert (
        str(raised.value)
        == "`system` names {{citty}}, and the sheet has no such column — did you mean “city”?"
    )


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("What is https://a.example/x.PNG?", ["https://a.example/x.PNG"]),
        ("https://a.example/x.jpg?w=1, https://b.example/y.webp.", ["https://a.example/x.jpg?w=1", "https://b.example/y.webp"]),
        ("http://a.example/x.png file:///x.png https://a.example/x.pngs https://a.example/page", []),
    ],
)  # fmt: skip
def test_addresses_of_images_become_images_where_the_configuration_says_so(text, urls):
    asked = saying(Message("user", text))
    _, off = talk(asked=asked)
    assert off.body["messages"] == [{"role": "user", "content": text}]
    _, chat = talk(asked=asked, images=True)
    _, responses = talk(asked=asked, images=True, api="responses")
    parts = [
        {"type": "text", "text": text},
        *({"type": "image_url", "image_url": {"url": url}} for url in urls),
    ]
    assert chat.body["messages"] == [{"role": "user", "content": parts if urls else text}]
    items = [
        {"type": "input_text", "text": text},
        *({"type": "input_image", "image_url": url} for url in urls),
    ]
    assert responses.body["input"] == [{"role": "user", "content": items if urls else text}]


@pytest.mark.parametrize(
    ("answer", "price", "cost"),
    [
        (Answer("x", usage=Usage(1_000_000, 500_000)), {"input": 0.25, "output": 2.0}, 1.25),
        (Answer("x", usage=Usage(0, 0)), {"input": 0.25, "output": 2.0}, 0.0),
        (Answer("x", usage=Usage(10, 10)), {}, None),
        (Answer("x", counted=False), {"input": 0.25, "output": 2.0}, None),
    ],
)
def test_the_cost_follows_the_price_and_what_is_unknown_is_none(answer, price, cost):
    assert talk(answer, price=price)[0].cost_usd == cost


@pytest.mark.parametrize("api", APIS)
def test_a_refusal_and_an_answer_that_was_cut_are_answers(api):
    assert talk(Answer(None, refusal="I cannot."), api=api)[0].text == "I cannot."
    assert talk(Answer("And then", finish_reason="length"), api=api)[0].text == "And then"


def test_tools_of_openai_itself_are_triggered_features():
    output = [
        {"type": "reasoning", "summary": []},
        {"type": "web_search_call", "status": "completed"},
        {"type": "web_search_call", "status": "completed"},
        {"type": "message", "content": [{"type": "output_text", "text": "Sunny."}]},
    ]
    sent = json.dumps({"output": output, "usage": None}).encode()
    with serve(Behaviour(schedule=[body(sent)])) as server:
        response = answered(opened(server.base_url, api="responses"))
    assert (response.text, response.triggered, response.usage) == ("Sunny.", ("web_search",), None)


def test_text_in_parts_is_put_together():
    sent = b'{"choices": [{"message": {"content": [{"type": "text", "text": "Hel"}, {"text": "lo"}]}}]}'
    with serve(Behaviour(schedule=[body(sent)])) as server:
        assert answered(opened(server.base_url)).text == "Hello"


def test_two_megabytes_are_an_answer():
    with serve(Behaviour(schedule=[FAULTS["huge"]])) as server:
        assert len(answered(opened(server.base_url)).text) == 2_000_000


@pytest.mark.parametrize(
    ("one", "kind", "said"),
    [
        ("429", PassingFault, "HTTP 429 Too Many Requests: Rate limit reached"),
        ("500", PassingFault, "HTTP 500 Internal Server Error: The server had an error"),
        ("503", PassingFault, "HTTP 503 Service Unavailable: The engine is overloaded"),
        ("401", EndsRun, "HTTP 401 Unauthorized: Incorrect API key provided; check the key in OPENAI_API_KEY"),
        ("404", EndsRun, "HTTP 404 Not Found: The model does not exist; check `model` and `base_url`"),
        ("quota", EndsRun, "HTTP 429 Too Many Requests: You exceeded your current quota; add credit"),
        ("reset", PassingFault, "the connection broke off before the answer was whole"),
        ("truncated", PassingFault, "the connection broke off before the answer was whole"),
        ("wrong-type", PassingFault, "answered what is not utf-8 text"),
        ("html", PassingFault, "answered what is not JSON: expecting value at line 1, column 1"),
        ("nan", PassingFault, "answered what is not JSON: NaN is no JSON value"),
        ("latin-1", PassingFault, "answered what is not utf-8 text"),
        ("empty", TargetError, "answered nothing (it ended by stop)"),
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
        (b"", PassingFault, "answered what is not JSON: expecting value at line 1, column 1"),
        (b"[]", PassingFault, "answered JSON that is no object: []"),
        (b"{}", PassingFault, "answered JSON without a list of choices: {}"),
        (b'{"choices": []}', PassingFault, 'answered JSON without a message: {"choices": []}'),
        (b'{"choices": [{"text": "old"}]}', PassingFault, "answered JSON without a message: "),
        (b'{"choices": [{"message": {"content": 7}}]}', PassingFault, "answered with 7 as content, which is not a text"),
        (b'{"choices": [{"message": {"content": " \\n"}}]}', TargetError, "answered nothing"),
        (b'{"choices": [{"message": {"content": "x"}, "finish_reason": "content_filter"}]}', TargetError, "content filter"),
        (b'{"choices": [{"message": {"content": ""}, "finish_reason": "length"}]}', TargetError, "(it ended by length)"),
        (b'{"choices": [{"message": {"tool_calls": "f"}}]}', PassingFault, "answered JSON without a list of tool_calls"),
        (b'{"choices": ' * 10_000, PassingFault, "answered what is not JSON: it is nested more than 200 levels deep"),
        (b"x" * 10_100_000, TargetError, "sent more than 10 MB"),
    ],
)  # fmt: skip
def test_an_answer_of_another_form_is_an_error(sent, kind, said):
    raised = fault(body(sent))
    assert type(raised) is kind
    assert said in str(raised)
    assert len(str(raised)) < 400


def test_a_failed_response_says_why():
    raised = fault(
        body(b'{"status": "failed", "error": {"message": "no luck"}, "output": []}'), api="responses"
    )
    assert (type(raised), str(raised)) == (TargetError, "failed: no luck")


@pytest.mark.parametrize(
    ("encoding", "content_type"),
    [("latin-1", "application/json; charset=iso-8859-1"), ("utf-16", "application/json; charset=utf-16")],
)
def test_another_encoding_is_read_where_it_is_declared(encoding, content_type):
    sent = '{"choices": [{"message": {"content": "Grüße"}}]}'.encode(encoding)
    with serve(Behaviour(schedule=[body(sent, content_type)])) as server:
        assert answered(opened(server.base_url)).text == "Grüße"


def test_what_the_server_asks_to_wait_is_passed_on():
    raised = fault(status(429, headers={"Retry-After": "7"}))
    assert (raised.after_s, raised.busy) == (7.0, True)
    raised = fault(status(500))
    assert (raised.after_s, raised.busy) == (None, False)


def test_rate_limit_headers_of_any_answer_say_how_long_to_rest():
    async def ask(target):
        with pytest.raises(PassingFault):
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
    with pytest.raises(PassingFault, match=r"no connection to 127\.0\.0\.1:1: Connection refused"):
        answered(opened())


def test_one_client_serves_all_and_is_closed_with_the_target():
    async def many(target):
        await asyncio.gather(*(target.answer(case(str(number)), 1) for number in range(150)))
        await target.close()
        await target.close()

    with serve(Behaviour(latency_s=(0.4, 0.4))) as server:
        asyncio.run(many(opened(server.base_url)))
        assert server.most_in_flight == 150


@pytest.mark.parametrize("named", [False, True])
def test_the_key_is_sent_and_told_to_nobody_else(named, monkeypatch):
    monkeypatch.setenv("MY_KEY" if named else "OPENAI_API_KEY", f" {KEY}\n")
    keys = {"api_key_env": "MY_KEY"} if named else {}
    echoed = status(401, f"Incorrect API key provided: {KEY}")
    with serve(Behaviour(schedule=[echoed], key=KEY)) as server:
        target = opened(server.base_url, **keys)
        with pytest.raises(EndsRun) as raised:
            answered(target)
        assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in str(raised.value) + repr(raised.value) + repr(target.__dict__) + target.fingerprint
    assert raised.value.__cause__ is None
    assert str(raised.value).endswith(
        "; check the key in MY_KEY" if named else "; check the key in OPENAI_API_KEY"
    )


def test_a_server_of_ones_own_needs_no_key_and_never_gets_the_admins(monkeypatch):
    monkeypatch.setenv("OPENAI_ADMIN_KEY", "sk-admin")
    _, question = talk()
    assert question.headers["authorization"] == "Bearer no-key"
    assert "sk-admin" not in str(question.headers)


def test_the_address_may_come_from_the_environment(monkeypatch):
    with serve() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        target = open_target("openai:test-model", Config(None, Path.cwd()))
        assert answered(target).text == "You said: At 7 PM «ü»"
    assert target.name == "openai:test-model"


@pytest.mark.parametrize(
    ("variables", "keys", "said"),
    [
        ({}, {"base_url": ""}, "target it: set the environment variable OPENAI_API_KEY to the key"),
        ({}, {"base_url": "https://eu.api.openai.com/v1"}, "target it: set the environment variable OPENAI_API_KEY"),
        ({}, {"api_key_env": "MY_KEY"}, "target it: set the environment variable MY_KEY to the key"),
        ({"MY_KEY": "a\nb"}, {"api_key_env": "MY_KEY"}, "target it: the environment variable MY_KEY holds what is no key"),
        ({"OPENAI_BASE_URL": "localhost"}, {"base_url": ""}, "target it: the environment variable `OPENAI_BASE_URL` must be an address"),
        ({}, {"system": "file:no.md"}, "target it: `system`: config/no.md cannot be read: No such file or directory"),
        ({}, {"tools": "file:no.json"}, "target it: `tools`: config/no.json cannot be read: No such file or directory"),
        ({}, {"tools": "{"}, "target it: `tools` is not JSON: "),
        ({}, {"tools": '{"a": 1}'}, "target it: `tools` must be a list of objects"),
    ],
)  # fmt: skip
def test_what_a_person_has_to_set_right_is_one_line(variables, keys, said, monkeypatch):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SetupError) as raised:
        opened(**keys)
    assert str(raised.value).startswith(said)
    assert "\n" not in str(raised.value)


def test_a_prompt_that_is_no_text_is_told(tmp_path):
    (tmp_path / "p.md").write_bytes(b"caf\xe9")
    with pytest.raises(SetupError, match=r"is not UTF-8 text \(byte 3\)"):
        opened(folder=tmp_path, system="file:p.md")


def test_fingerprints_follow_all_that_changes_an_answer_and_nothing_else(tmp_path, monkeypatch):
    plain = opened().fingerprint
    for keys in (
        {"timeout": 5},
        {"concurrency": 5},
        {"requests_per_minute": 5},
        {"price": {"input": 1, "output": 1}},
    ):
        assert opened(**keys).fingerprint == plain
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert opened().fingerprint == plain
    changes = [
        *({"model": "other"}, {"base_url": "http://127.0.0.1:2/v1"}, {"api": "responses"}, {"system": "x"}),
        *(
            {"tools": json.dumps([TOOL])},
            {"temperature": 0},
            {"seed": 1},
            {"max_tokens": 9},
            {"images": True},
        ),
        {"extra": {"top_p": 1}},
    ]
    assert len({plain, *(opened(**keys).fingerprint for keys in changes)}) == len(changes) + 1
    (tmp_path / "p.md").write_text("one")
    before = opened(folder=tmp_path, system="file:p.md").fingerprint
    (tmp_path / "p.md").write_text("two")
    assert opened(folder=tmp_path, system="file:p.md").fingerprint != before


def test_estimates_count_the_prompt_and_the_limit():
    asked = saying(Message("user", "x" * 400))
    target = opened(max_tokens=50, price={"input": 1.0, "output": 4.0})
    assert target.estimate(asked) == Estimate(113, 50, (113 + 200) / 1e6, limited=True)
    assert opened(system="x" * 400).estimate(asked) == Estimate(213, 1_000, None, limited=False)


def test_the_pace_is_that_of_the_configuration():
    target = opened(concurrency=3, requests_per_minute=500, tokens_per_minute=10_000)
    assert (target.pace.concurrency, target.pace.requests_per_minute, target.pace.tokens_per_minute) == (
        3,
        500,
        10_000,
    )
    assert target.tries == 4
