"""What every kind of target must do alike, on the behaviours of `app.py`."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import copyfile

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from sheet2eval import registry
from sheet2eval.config import Config
from sheet2eval.running.opening import open_target
from sheet2eval.targets.scripted import ScriptedTarget, Slow
from sheet2eval.text.callsyntax import NOT_JSON
from sheet2eval.types import Response, ToolCall
from tests.targets import app
from tests.targets.made_up import NOW, asked, case, row

TIMEOUT = 0.25
KINDS = ("async python", "command", "http", "python", "recorded", "scripted")
LIVE = tuple(kind for kind in KINDS if kind != "recorded")


def configured(folder: Path, **table) -> Config:
    return Config(folder / "sheet2eval.toml", folder, {"it": table})


@asynccontextmanager
async def python(folder, function="reply"):
    module = f"app_{abs(hash(folder))}"
    copyfile(app.__file__, folder / f"{module}.py")
    yield open_target("it", configured(folder, kind="python", call=f"{module}:{function}"))


@asynccontextmanager
async def command(folder):
    copyfile(app.__file__, folder / "app.py")
    program = [sys.executable, "app.py"]
    yield open_target("it", configured(folder, kind="command", command=program))


@asynccontextmanager
async def http(folder):
    async def post(request):
        told = await request.json()
        try:
            answer = await app.reply_later(told["messages"], told)
        except ValueError as error:
            return web.Response(status=500, text=f"ValueError: {error}\nat line 3")
        return web.Response(text=answer) if isinstance(answer, str) else web.json_response(answer)

    server = web.Application()
    server.router.add_post("/", post)
    async with TestServer(server) as running:
        yield open_target("it", configured(folder, kind="http", url=str(running.make_url("/"))))


@asynccontextmanager
async def scripted(_folder):
    script = {**app.ANSWERS, "raises": ValueError("no calendar"), "hangs": Slow(20)}
    yield ScriptedTarget("it", script)


@asynccontextmanager
async def recorded(folder):
    yield open_target("it", configured(folder, kind="recorded"))


OPENED = {
    "async python": lambda folder: python(folder, "reply_later"),
    "command": command,
    "http": http,
    "python": python,
    "recorded": recorded,
    "scripted": scripted,
}


def answer(kind: str, behaviour: str, folder: Path) -> Response:
    current = {
        "text": [row(app.ANSWERS["text"])],
        "calls": [row("Done.", (ToolCall("create_reminder", app.CALL["arguments"]),))],
    }

    async def run():
        async with OPENED[kind](folder) as target:
            if behaviour == "hangs":
                target.timeout = TIMEOUT  # the others may take their time on a busy machine
            [response] = await asked(target, case(behaviour, current.get(behaviour, ())))
            return response

    return asyncio.run(run())


def test_every_kind_of_target_is_held_to_the_contract():
    elsewhere = {"openai"}  # it speaks a form of its own: test_openai.py
    assert set(registry.names("targets")) - elsewhere == {kind.removeprefix("async ") for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_text_is_kept_as_it_came(kind, tmp_path):
    response = answer(kind, "text", tmp_path)
    assert (response.error, response.text) == (None, "7:00 PM it is «ü»\n- ok")
    assert (response.tool_calls, response.triggered) == ((), ())
    assert (response.usage, response.cost_usd) == (None, None)


@pytest.mark.parametrize("kind", KINDS)
def test_calls(kind, tmp_path):
    response = answer(kind, "calls", tmp_path)
    assert (response.error, response.text) == (None, "Done.")
    assert response.tool_calls == (ToolCall("create_reminder", {"time": "7:00 PM", "tags": ["a", 1]}),)


@pytest.mark.parametrize("kind", KINDS)
def test_latency_is_measured_unless_the_answer_is_a_recorded_one(kind, tmp_path):
    latency = answer(kind, "text", tmp_path).latency_s
    assert latency is None if kind == "recorded" else 0 < latency < 5


@pytest.mark.parametrize("kind", LIVE)
@pytest.mark.parametrize(
    ("behaviour", "calls"),
    [
        ("calls as json", (ToolCall("f", {"a": 1}), ToolCall("g", {}))),
        ("calls as OpenAI", (ToolCall("f", {"a": 1}), ToolCall("g", {}))),
        ("broken arguments", (ToolCall("f", {NOT_JSON: '{"a": '}),)),
        ("nothing said", ()),
    ],
)
def test_calls_in_other_forms(kind, behaviour, calls, tmp_path):
    response = answer(kind, behaviour, tmp_path)
    assert (response.error, response.text, response.tool_calls) == (None, "", calls)


@pytest.mark.parametrize("kind", LIVE)
def test_triggered_features_beside_keys_of_the_apps_own(kind, tmp_path):
    response = answer(kind, "triggers", tmp_path)
    assert (response.error, response.text, response.triggered) == (None, "Opened.", ("canvas",))


@pytest.mark.parametrize("kind", LIVE)
@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        ("text is no text", "answered with 42 (int) as text, which is not a text"),
        ("calls are no list", "answered with {'name': 'f'} (dict) as tool_calls, which is not a list"),
        (
            "a call without name",
            'answered with {\'arguments\': {}} (dict) in tool_calls, which is not {"name", "arguments"}',
        ),
        (
            "arguments are no object",
            "answered with [1] (list) as arguments of a call, which is not an object",
        ),
        ("a feature is no text", "answered with 7 (int) in triggered, which is not a text"),
    ],
)
def test_nonsense_is_an_error_that_says_what_came_back(kind, behaviour, said, tmp_path):
    assert answer(kind, behaviour, tmp_path) == Response(error=said)


@pytest.mark.parametrize("kind", LIVE)
def test_what_breaks_is_an_error_with_its_message(kind, tmp_path):
    response = answer(kind, "raises", tmp_path)
    assert response.error.endswith("ValueError: no calendar")
    assert (response.text, response.latency_s) == ("", None)


@pytest.mark.parametrize("kind", LIVE)
def test_what_hangs_is_given_up_in_time(kind, tmp_path):
    assert answer(kind, "hangs", tmp_path) == Response(error="no answer within 0.25 s")


@pytest.mark.parametrize("kind", [kind for kind in LIVE if kind != "scripted"])
def test_apps_are_told_the_id_the_messages_and_the_variables(kind, tmp_path):
    told = json.loads(answer(kind, "told", tmp_path).text)
    assert told == {
        "id": "told",
        "messages": [
            {"role": "user", "content": "Hi"},
            {"role": "assistant", "content": "Yes?"},
            {"role": "user", "content": "At 7 PM «ü»"},
        ],
        "variables": {"city": "Ulm", "now": NOW.isoformat()},
        "same": True,
    }


@pytest.mark.parametrize("kind", KINDS)
def test_fingerprints_are_short_and_repeatable(kind, tmp_path):
    async def fingerprint():
        async with OPENED[kind](tmp_path) as target:
            return target.fingerprint

    first, second = asyncio.run(fingerprint()), asyncio.run(fingerprint())
    assert len(first) == 16
    assert first == second or kind == "http"  # the server's port is another


@pytest.mark.parametrize("kind", KINDS)
def test_closing_twice_is_no_fault(kind, tmp_path):
    async def close_twice():
        async with OPENED[kind](tmp_path) as target:
            await target.close()
            await target.close()

    asyncio.run(close_twice())
