from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sheet2eval.config import Config
from sheet2eval.errors import ConfigError, SetupError
from sheet2eval.running.opening import open_judge, open_target
from sheet2eval.targets.command import CommandTarget
from sheet2eval.targets.http import HttpTarget
from sheet2eval.targets.python import PythonTarget
from sheet2eval.targets.recorded import RecordedTarget
from sheet2eval.targets.scripted import ScriptedTarget
from sheet2eval.types import Case, CellRef, Message

CONFIG = Config(
    Path("c.toml"),
    Path.cwd(),
    targets={
        "bot": {"kind": "python", "call": "json:dumps", "timeout": 5, "concurrency": 3},
        "fake": {"kind": "scripted", "answers": {"greet": "Hello"}},
        "recorded:v2": {"kind": "scripted", "answers": {}},
    },
    judges={"quick": {"kind": "nearest"}, "nobody": {"kind": "none"}},
)


CASE = Case("a", CellRef("input", 2), (Message("user", "Hi"),), datetime(2025, 4, 10, tzinfo=UTC))


def set_key(monkeypatch, key):
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    if key is not None:
        monkeypatch.setenv("OPENAI_API_KEY", key)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("bot", PythonTarget),
        ("fake", ScriptedTarget),
        ("recorded", RecordedTarget),
        ("recorded:gpt-4", RecordedTarget),
        ("recorded:v2", ScriptedTarget),  # the configuration comes first
        ("python:json:dumps", PythonTarget),
        (f"command:{sys.executable} -V", CommandTarget),
        ("http://127.0.0.1:1/chat", HttpTarget),
        ("https://app.example.com/chat?v=1", HttpTarget),
    ],
)
def test_targets_are_named_or_given_whole(name, kind):
    target = open_target(name, CONFIG)
    assert isinstance(target, kind)
    assert target.name == name


def test_options_reach_the_target():
    target = open_target("bot", CONFIG)
    assert (target.timeout, target.pace.concurrency) == (5.0, 3)
    assert (open_target("recorded", CONFIG).timeout, open_target("fake", CONFIG).pace.concurrency) == (
        60.0,
        16,
    )


JUDGES = "(known: quick, nobody, nearest, none, openai, panel, openai:MODEL)"
KNOWN = "(known: bot, fake, recorded:v2, command:./PROGRAM, http://ADDRESS, openai:MODEL, python:module:function, recorded[:NAME])"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bott", f'there is no target "bott" — did you mean “bot”? {KNOWN}'),
        ("BOT", f'there is no target "BOT" — did you mean “bot”? {KNOWN}'),
        ("", f'there is no target "" {KNOWN}'),
        ("ftp://x", f'there is no target "ftp://x" {KNOWN}'),
        ("openai:", "target openai: `model` names no model"),
        ("scripted", f'there is no target "scripted" {KNOWN}'),
        ("python", "target python: `call` must be module:function"),
        ("python:json", "target python: `call` must be module:function"),
        ("python:json:no_such", "target python:json:no_such: there is no no_such in the module json"),
        ("http:", "target http: `url` must be an address"),
        ("http://me:s3cret@host/", "target http: `url` must hold no password"),
    ],
)
def test_a_target_that_there_is_not_is_told_in_one_line(name, said):
    with pytest.raises(SetupError) as raised:
        open_target(name, CONFIG)
    assert str(raised.value).startswith(said)
    assert "s3cret" not in str(raised.value)
    assert raised.value.exit_code == 4


def test_a_fault_in_the_configuration_names_its_place():
    config = Config(Path("c.toml"), Path.cwd(), targets={"bot": {"kind": "python"}})
    with pytest.raises(ConfigError, match=r"^c\.toml: targets\.bot: `call` is missing$"):
        open_target("bot", config)


@pytest.mark.parametrize("name", [None, "", "nearest", "quick"])
@pytest.mark.parametrize("key", [None, "", " "])
def test_the_offline_judge_is_the_default_without_a_key(name, key, monkeypatch):
    set_key(monkeypatch, key)
    judge = open_judge(name, CONFIG)
    assert judge.label == "nearest (offline)"
    assert judge.estimate(CASE) is None


@pytest.mark.parametrize(
    ("name", "label"),
    [
        (None, "openai:gpt-5-mini"),
        ("openai", "openai:gpt-5-mini"),
        ("openai:gpt-5", "openai:gpt-5"),
        ("quick", "nearest (offline)"),
    ],
)
def test_with_a_key_a_model_is_the_default(name, label, monkeypatch):
    set_key(monkeypatch, "k-1")
    assert open_judge(name, CONFIG).label == label


@pytest.mark.parametrize("name", ["none", "nobody"])
def test_there_may_be_no_judge(name):
    assert open_judge(name, CONFIG) is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nobdy", f'there is no judge "nobdy" — did you mean “nobody”? {JUDGES}'),
        ("opnai:gpt-5", f'there is no judge "opnai:gpt-5" {JUDGES}'),
        ("nearest:x", f'there is no judge "nearest:x" — did you mean “nearest”? {JUDGES}'),
        ("openai:", "judge openai: `model` names no model"),
        ("openai:gpt-5", "judge openai:gpt-5: set the environment variable OPENAI_API_KEY to the key"),
        ("openai", "judge openai:gpt-5-mini: set the environment variable OPENAI_API_KEY to the key"),
        ("panel", "judge panel: `members` is missing"),
    ],
)
def test_a_judge_that_there_is_not_is_told_in_one_line(name, said, monkeypatch):
    set_key(monkeypatch, None)
    with pytest.raises(SetupError) as raised:
        open_judge(name, CONFIG)
    assert str(raised.value) == said
