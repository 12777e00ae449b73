from __future__ import annotations

import pytest

from sheet2eval.config import Config, load_config
from sheet2eval.errors import ConfigError


@pytest.fixture
def written(tmp_path):
    def write(text, name="sheet2eval.toml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


WHOLE = """
[targets.bot]
kind = "python"
call = "bot:reply"
timeout = 5

[targets.app]
kind = "http"
url = "http://127.0.0.1:8000/chat"
text = "$.reply"
concurrency = 8
headers = { Authorization = "Bearer $TOKEN" }

[targets.script]
kind = "command"
command = ["./bot.sh", "--fast"]

[targets.today]
kind = "recorded"

[judges.quick]
kind = "nearest"

[judges.nobody]
kind = "none"
"""


def test_targets_and_judges_are_kept_as_written(written):
    path = written(WHOLE)
    config = load_config(path, None)
    assert (config.path, config.folder) == (path, path.parent)
    assert list(config.targets) == ["bot", "app", "script", "today"]
    assert config.targets["bot"] == {"kind": "python", "call": "bot:reply", "timeout": 5}
    assert config.judges == {"quick": {"kind": "nearest"}, "nobody": {"kind": "none"}}


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\ufeff[targets]\n"])
def test_an_empty_configuration_is_one(written, text):
    config = load_config(written(text), None)
    assert (config.targets, config.judges) == ({}, {})


def test_without_a_file_it_is_empty_and_its_folder_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load_config(None, None) == Config(None, tmp_path)
    assert load_config(None, tmp_path / "cases.xlsx") == Config(None, tmp_path)


def test_the_given_file_comes_before_that_of_the_sheet_and_that_before_the_working_folders(
    written, tmp_path, monkeypatch
):
    given = written("", "elsewhere/any.toml")
    beside, working = (written("", f"{folder}/sheet2eval.toml") for folder in ("sheets", "working"))
    monkeypatch.chdir(working.parent)
    sheet = tmp_path / "sheets" / "cases.xlsx"
    assert load_config(given, sheet).path == given
    assert load_config(None, sheet).path == beside
    assert load_config(None, tmp_path / "other.xlsx").path == working
    beside.unlink()
    assert load_config(None, sheet).path == working


def test_a_folder_of_csv_files_has_it_inside_or_beside(written, tmp_path, monkeypatch):
    monkeypatch.chdir("/")
    sheet = tmp_path / "cases"
    sheet.mkdir()
    beside = written("")
    assert load_config(None, sheet).path == beside
    inside = written("", "cases/sheet2eval.toml")
    assert load_config(None, sheet).path == inside


def test_the_folder_is_absolute(written, tmp_path, monkeypatch):
    written("")
    monkeypatch.chdir(tmp_path)
    assert load_config(None, None).folder == tmp_path


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[targets", "is not TOML: Expected ']' at the end of a table declaration (at end of document)"),
        ("a = 1\nb =", "is not TOML: Invalid value (at end of document)"),
        ("[targets.a]\nkind == 1", "is not TOML: Invalid value (at line 2, column 7)"),
        (b"a = '\xff'", "is not UTF-8 text (byte 5)"),
        ("[target.bot]", "unknown key `target` — did you mean “targets”? (keys: judges, notify, targets)"),
        ("zzz = 1", "unknown key `zzz` (keys: judges, notify, targets)"),
        ("notify = 1", "notify: must be a table, as in [notify]"),
        (
            "[notify]\nwebhook = 'X'",
            "notify: unknown key `webhook` — did you mean “webhook_env”? (keys: webhook_env)",
        ),
        ("[notify]\nwebhook_env = 1", "notify: `webhook_env` must be a text"),
        ("targets = 3", "targets: must be tables, as in [targets.NAME]"),
        ("[targets]\nbot = 'x'", "targets.bot: must be a table, as in [targets.bot]"),
        ("[[targets.bot]]", "targets.bot: must be a table, as in [targets.bot]"),
        (
            "[targets.bot]\ncall = 'a:b'",
            "targets.bot: `kind` is missing (kinds: command, http, openai, python, recorded, scripted)",
        ),
        (
            "[targets.bot]\nkind = 'pyhton'",
            'targets.bot: unknown kind "pyhton" — did you mean “python”? (kinds: command, http, openai, ',
        ),
        ("[targets.bot]\nkind = 3", 'targets.bot: unknown kind "3" (kinds: '),
        ("[targets.bot]\nkind = ['http']", "targets.bot: unknown kind \"['http']\""),
        (
            "[judges.j]\nkind = 'neerest'",
            'judges.j: unknown kind "neerest" — did you mean “nearest”? (kinds: ',
        ),
        (
            "[targets.bot]\nkind = 'python'\ncall = 'a:b'\ntimout = 3",
            "targets.bot: unknown key `timout` — did you mean “timeout”? (keys: call, concurrency, kind, ",
        ),
        ("[judges.j]\nkind = 'nearest'\nmodel = 'x'", "judges.j: unknown key `model` (keys: kind)"),
        ("[targets.bot]\nkind = 'python'", "targets.bot: `call` is missing"),
        ("[targets.bot]\nkind = 'http'", "targets.bot: `url` is missing"),
        ("[targets.bot]\nkind = 'command'", "targets.bot: `command` is missing"),
        ("[targets.bot]\nkind = 'command'\ncommand = []", "targets.bot: `command` names no program"),
        ("[targets.bot]\nkind = 'python'\ncall = 'reply'", "targets.bot: `call` must be module:function"),
        ("[targets.bot]\nkind = 'python'\ncall = 3", "targets.bot: `call` must be a text"),
        ("[targets.a]\nkind = 'recorded'\ntimeout = '5'", "targets.a: `timeout` must be a number"),
        ("[targets.a]\nkind = 'recorded'\ntimeout = true", "targets.a: `timeout` must be a number"),
        ("[targets.a]\nkind = 'recorded'\ntimeout = inf", "targets.a: `timeout` must be a number"),
        ("[targets.a]\nkind = 'recorded'\ntimeout = 1" + "0" * 400, "targets.a: `timeout` must be a number"),
        ("[targets.a]\nkind = 'recorded'\ntimeout = nan", "targets.a: `timeout` must be a number"),
        ("[targets.a]\nkind = 'recorded'\ntimeout = 0", "targets.a: `timeout` must be more than 0 seconds"),
        (
            "[targets.a]\nkind = 'recorded'\nrequests_per_minute = 0",
            "targets.a: `requests_per_minute` must be more than 0",
        ),
        (
            "[targets.a]\nkind = 'recorded'\ntokens_per_minute = 'x'",
            "targets.a: `tokens_per_minute` must be a number",
        ),
        ("[targets.a]\nkind = 'openai'", "targets.a: `model` is missing"),
        ("[targets.a]\nkind = 'openai'\nmodel = ''", "targets.a: `model` names no model"),
        (
            "[targets.a]\nkind = 'openai'\nmodel = 'm'\napi = 'chats'",
            "targets.a: `api` must be chat or responses",
        ),
        (
            "[targets.a]\nkind = 'openai'\nmodel = 'm'\nbase_url = 'me:s3cret@host'",
            "targets.a: `base_url` must be an address, http://… or https://…",
        ),
        (
            "[targets.a]\nkind = 'openai'\nmodel = 'm'\nmax_tokens = 0",
            "targets.a: `max_tokens` must be at least 1",
        ),
        (
            "[targets.a]\nkind = 'openai'\nmodel = 'm'\ntemperature = '0'",
            "targets.a: `temperature` must be a number",
        ),
        ("[targets.a]\nkind = 'openai'\nmodel = 'm'\nseed = 1.5", "targets.a: `seed` must be a whole number"),
        (
            "[targets.a]\nkind = 'openai'\nmodel = 'm'\nprice = { input = '1' }",
            "targets.a: `price` must be a table of numbers, as { a = 1.5 }",
        ),
        (
            "[targets.a]\nkind = 'openai'\nmodel = 'm'\nprice = { input = 1.0 }",
            "targets.a: `price` must be { input = …, output = … }, in USD per million tokens",
        ),
        (
            "[targets.a]\nkind = 'openai'\nmodel = 'm'\nprice = { input = 1.0, output = -1 }",
            "targets.a: `price` must be { input = …, output = … }",
        ),
        (
            "[targets.a]\nkind = 'openai'\nmodel = 'm'\nextra = { since = 2025-04-11 }",
            "targets.a: `extra` must be a table of values that JSON has",
        ),
        (
            "[targets.a]\nkind = 'openai'\nmodel = 'm'\nextra = { top_p = nan }",
            "targets.a: `extra` must be a table of values that JSON has",
        ),
        ("[targets.a]\nkind = 'recorded'\nconcurrency = 0", "targets.a: `concurrency` must be at least 1"),
        (
            "[targets.a]\nkind = 'recorded'\nconcurrency = 1.5",
            "targets.a: `concurrency` must be a whole number",
        ),
        (
            "[targets.a]\nkind = 'recorded'\nconcurrency = true",
            "targets.a: `concurrency` must be a whole number",
        ),
        (
            "[targets.a]\nkind = 'command'\ncommand = 'x'",
            'targets.a: `command` must be a list of texts, as ["a", "b"]',
        ),
        ("[targets.a]\nkind = 'command'\ncommand = ['x', 1]", "targets.a: `command` must be a list of texts"),
        (
            "[targets.a]\nkind = 'http'\nurl = 'http://a'\nheaders = { A = 1 }",
            'targets.a: `headers` must be a table of texts, as { a = "b" }',
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_line_with_file_and_key(written, text, said):
    path = written(text)
    with pytest.raises(ConfigError) as raised:
        load_config(path, None)
    assert str(raised.value).startswith(f"{path}: {said}")
    assert "\n" not in str(raised.value)


def test_messages_quote_no_value_that_may_be_a_secret(written):
    path = written("[targets.a]\nkind = 'http'\nurl = 'http://a'\nheaders = ['s3cret']\nurrl = 's3cret'")
    with pytest.raises(ConfigError) as raised:
        load_config(path, None)
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize("name", ["missing.toml", "folder"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, name):
    (tmp_path / "folder").mkdir()
    with pytest.raises(ConfigError) as raised:
        load_config(tmp_path / name, None)
    assert str(raised.value).startswith(f"{tmp_path / name}: cannot be read: ")
