"""What a target of the kind openai asks, and when: against the test server, which speaks both APIs."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from sheet2eval.config import Config
from sheet2eval.errors import SetupError
from sheet2eval.running.opening import open_target
from sheet2eval.targets.target import Estimate, TargetError
from sheet2eval.testing import Behaviour, serve
from sheet2eval.types import Message
from tests.targets.made_up import NOW, case
from tests.targets.modelled import KEY, TOOL, answered, opened, saying, talk

TURNS = (
    Message("system", "Be brief."),
    Message("user", "What is on today?"),
    Message("tool", '{"events": []}'),
    Message("assistant", "Nothing."),
    Message("user", "And at 7 PM «ü» \ud83d?"),
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


def test_one_client_serves_all_and_is_closed_with_the_target():
    async def many(target):
        await asyncio.gather(*(target.answer(case(str(number)), 1) for number in range(150)))
        await target.close()
        await target.close()

    with serve(Behaviour(latency_s=(2.0, 2.0))) as server:
        asyncio.run(many(opened(server.base_url)))
        assert server.most_in_flight == 150


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
        ({}, {"api_key_env": "sk-s3cret"}, "target it: `api_key_env` must be the name of an environment variable, such as OPENAI_API_KEY"),
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


def test_images_make_a_limit_an_estimate():
    asked = saying(Message("user", "https://a.example/x.png"))
    without, with_it = (opened(max_tokens=50, images=images).estimate(asked) for images in (False, True))
    assert (without.limited, with_it.limited) == (True, False)
    assert with_it.input_tokens == without.input_tokens + 1_105


def test_the_pace_is_that_of_the_configuration():
    target = opened(concurrency=3, requests_per_minute=500, tokens_per_minute=10_000)
    assert (target.pace.concurrency, target.pace.requests_per_minute, target.pace.tokens_per_minute) == (
        3,
        500,
        10_000,
    )
    assert target.tries == 4
