from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from shutil import which

import pytest

from sheet2eval.config import Config
from sheet2eval.errors import ConfigError, SetupError
from sheet2eval.running.opening import open_target
from tests.targets.made_up import ask, asked, case
from tests.waiting import HANGS_S, not_held_up, until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs are shell scripts")


@pytest.fixture
def opened(tmp_path):
    """Opens a target on a shell script."""

    def open_script(script, timeout=5.0, *arguments):
        path = tmp_path / "bot.sh"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        table = {"kind": "command", "command": ["./bot.sh", *arguments], "timeout": timeout}
        return open_target("bot", Config(None, tmp_path, {"bot": table}))

    return open_script


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("Hello", "Hello"),
        ("Hello\n", "Hello"),
        ("Hello\r\n", "Hello"),
        ("  one\n\n  two \n", "  one\n\n  two "),
        ('{"reply": "of another form"}', '{"reply": "of another form"}'),
        ('["text"]', '["text"]'),
        ('"quoted"', '"quoted"'),
        ('{"text" of the answer}', '{"text" of the answer}'),
        ('{"score": NaN}', '{"score": NaN}'),
        ("\ufeffHello", "Hello"),
        ('\ufeff{"text": "an object"}', "an object"),
        ('{"text": "an object"}', "an object"),
        (' \n{"text": "an object"}\n', "an object"),
    ],
)
def test_what_a_program_prints_is_the_answer(opened, tmp_path, printed, text):
    (tmp_path / "printed").write_bytes(printed.encode())
    [response] = ask(opened("cat printed"), case())
    assert (response.error, response.text) == (None, text)


@pytest.mark.parametrize(
    "printed",
    [
        '{"text": "broken',
        '{"text": "Done.", "score": NaN}',
        '{"text": ' * 10_000,
        '{"text": "a"}\n{"text": "b"}',
    ],
)
def test_an_object_that_is_not_json_is_no_answer(opened, tmp_path, printed):
    (tmp_path / "printed").write_text(printed)
    [response] = ask(opened("cat printed"), case())
    assert (response.text, "is not JSON" in response.error) == ("", True)


def test_bytes_that_are_no_text_are_no_answer(opened):
    [response] = ask(opened(r"printf 'caf\351 7'"), case())
    assert (response.text, response.error) == ("", "printed what is not UTF-8 text (byte 4)")


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ("exit 3", "exit code 3"),
        ("true", "answered nothing"),
        (
            "echo Hello; echo 'line 1' >&2; echo 'no calendar  ' >&2; echo >&2; exit 1",
            "exit code 1: no calendar",
        ),
        ("kill -9 $$", "ended by signal 9"),
        ("yes | head -c 12000000", "printed more than 10 MB"),
        (r"head -c 200000 /dev/zero >&2; printf '\nlast' >&2; exit 1", "exit code 1: last"),
    ],
)
def test_what_a_program_does_wrong_is_an_error_of_its_trial(opened, script, error):
    assert ask(opened(script), case())[0].error == error


def test_a_program_need_not_read_what_it_is_told(opened):
    long = case(variables={"page": "x" * 1_000_000})
    assert ask(opened("exec <&-; echo Hello"), long)[0].text == "Hello"


def test_arguments_are_given_as_they_are(opened):
    assert ask(opened('echo "$1"', 5.0, "$(touch evil) ; `x` *"), case())[0].text == "$(touch evil) ; `x` *"


def test_what_a_case_says_is_never_run(opened, tmp_path):
    hostile = case("$(touch evil); `touch evil`", variables={"x": "'; touch evil #"})
    [response] = ask(opened("cat"), hostile)
    assert json.loads(response.text)["id"] == hostile.id
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("ends", ["time is over", "cancelled"])
def test_when_it_is_given_up_all_that_it_started_is_ended(opened, tmp_path, ends):
    target = opened(
        f"sleep {HANGS_S} & echo $! >child; sleep {HANGS_S}", 0.5 if ends == "time is over" else HANGS_S
    )
    child = tmp_path / "child"

    async def run():
        running = asyncio.create_task(asked(target, case()))
        while not (running.done() or (child.exists() and child.read_text())):  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(0.01)
        if ends == "cancelled":
            running.cancel()
        await asyncio.wait([running])

    with not_held_up():
        asyncio.run(run())
    until(lambda: not _runs(int(child.read_text())))


def test_it_is_ended_even_while_it_is_starting(opened, tmp_path):
    target = opened("sleep 30 & echo $! >>children; sleep 30", 5.0)

    async def run(turns):
        running = asyncio.create_task(target.answer(case(), 1))
        for _ in range(turns):
            await asyncio.sleep(0)
        running.cancel()
        _, hanging = await asyncio.wait([running], timeout=5)
        assert not hanging

    for turns in range(1, 40):
        asyncio.run(run(turns))
    children = tmp_path / "children"
    started = children.read_text().split() if children.exists() else []
    until(lambda: not any(_runs(int(child)) for child in started))


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


@pytest.mark.skipif(not which("setsid"), reason="there is no setsid")
def test_what_has_slipped_away_with_the_pipes_is_not_waited_for(opened):
    with not_held_up():
        [response] = ask(opened(f"setsid sleep {HANGS_S} & sleep {HANGS_S}", 0.2), case())
    assert response.error == "no answer within 0.2 s"


def test_programs_run_in_the_folder_of_the_configuration(opened, tmp_path, monkeypatch):
    target = opened("pwd")
    monkeypatch.chdir("/")
    assert ask(target, case())[0].text == str(tmp_path.resolve())


def test_a_program_given_whole_may_stand_in_the_working_folder(tmp_path, monkeypatch):
    (tmp_path / "working").mkdir()
    script = tmp_path / "working" / "bot.sh"
    script.write_text('#!/bin/sh\necho "$1"')
    script.chmod(0o755)
    monkeypatch.chdir(tmp_path / "working")
    target = open_target("command:./bot.sh 'two words'", Config(None, tmp_path))
    assert ask(target, case())[0].text == "two words"


def test_a_script_without_an_interpreter_is_an_error_of_the_trial(tmp_path):
    script = tmp_path / "bot"
    script.write_text("echo Hello")
    script.chmod(0o755)
    [response] = ask(open_target("command:./bot", Config(None, tmp_path)), case())
    assert "Exec format error" in response.error


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("command:no-such-program-at-all", "there is no program no-such-program-at-all; a file beside"),
        ("command:./missing.sh", "there is no program ./missing.sh in "),
        ("command:./folder", "there is no program ./folder in "),
        ("command:./plain.txt", "./plain.txt may not be run; make it executable: chmod +x "),
        ("command:", "target command: `command` names no program"),
        ("command:./bot 'unclosed", "target command: No closing quotation; write command:./PROGRAM"),
    ],
)
def test_a_program_that_cannot_be_run_is_a_fault_of_the_set_up(name, said, tmp_path):
    (tmp_path / "plain.txt").write_text("text")
    (tmp_path / "folder").mkdir()
    with pytest.raises(SetupError) as raised:
        open_target(name, Config(None, tmp_path))
    assert str(raised.value).startswith(said)
    assert "\n" not in str(raised.value)


def test_a_text_as_command_is_refused_since_no_shell_reads_it(tmp_path):
    config = Config(tmp_path / "c.toml", tmp_path, {"bot": {"kind": "command", "command": "./bot.sh --fast"}})
    with pytest.raises(ConfigError, match=r"targets\.bot: `command` must be a list of texts"):
        open_target("bot", config)
