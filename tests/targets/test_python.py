from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from itertools import count
from pathlib import Path
from textwrap import dedent

import pytest

from sheet2eval.config import Config
from sheet2eval.errors import SetupError
from sheet2eval.running.opening import open_target
from sheet2eval.types import ToolCall
from tests.targets.made_up import ask, asked, case
from tests.waiting import not_held_up

_NUMBERS = count()


@pytest.fixture
def opened(tmp_path):
    """Opens a target on the source of a module; names are used once, as Python imports a name once."""

    def open_source(source, function="reply", timeout=5.0):
        module = f"made_up_bot_{next(_NUMBERS)}"
        (tmp_path / f"{module}.py").write_text(dedent(source), encoding="utf-8")
        table = {"kind": "python", "call": f"{module}:{function}", "timeout": timeout}
        return open_target("bot", Config(None, tmp_path, {"bot": table}))

    return open_source


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("raise ValueError('no calendar')", "ValueError: no calendar"),
        ("raise KeyError", "KeyError"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("raise StopIteration", "StopIteration"),
        ("raise TimeoutError('the model took too long')", "TimeoutError: the model took too long"),
        ("import asyncio; raise asyncio.CancelledError", "CancelledError"),
        ("return None", "answered None (NoneType), not a text or an object"),
        ("return 42", "answered 42 (int), not a text or an object"),
        ("return b'hi'", "answered b'hi' (bytes), not a text or an object"),
        ("return ['hi']", "answered ['hi'] (list), not a text or an object"),
        ("return {'txet': 1}", "answered {'txet': 1} (dict), without text, tool_calls, triggered"),
    ],
)
@pytest.mark.parametrize("define", ["def", "async def"])
def test_whatever_a_function_does_wrong_is_an_error_of_its_trial(opened, define, statement, error):
    target = opened(f"{define} reply(messages, case):\n    {statement}")
    [first, second] = ask(target, case("a"), case("b"))
    assert first.error == second.error
    assert first.error.endswith(error)


def test_an_error_that_cannot_say_itself_is_one_all_the_same(opened):
    source = """
        class Mute(Exception):
            def __str__(self):
                raise RuntimeError("no words")

        def reply(messages, case):
            raise Mute
    """
    assert ask(opened(source), case())[0].error == "Mute"


def test_what_came_back_is_shown_in_short(opened):
    [response] = ask(opened("def reply(messages, case): return list(range(1_000_000))"), case())
    assert len(response.error) < 120


def test_an_error_is_told_as_far_as_a_person_reads(opened):
    [response] = ask(opened("def reply(messages, case): raise ValueError('line\\n' * 100_000)"), case())
    assert response.error.startswith("ValueError: line\nline\n")
    assert response.error.endswith("… [cut]")
    assert len(response.error) < 1_100


def test_arguments_of_calls_are_taken_as_json_holds_them(opened):
    target = opened("""
        from datetime import time

        def reply(messages, case):
            return {"tool_calls": [{"name": "f", "arguments": {1: ("Mon", "Tue"), "at": time(8, 30)}}]}
    """)
    [response] = ask(target, case())
    assert response.tool_calls == (ToolCall("f", {"1": ["Mon", "Tue"], "at": "08:30:00"}),)


@pytest.mark.parametrize("arguments", ["{'a': endless}", "{'a': {(1, 2): 3}}"])
def test_arguments_that_json_cannot_hold_are_an_error(opened, arguments):
    source = f"""
        endless = []
        endless.append(endless)

        def reply(messages, case):
            return {{"tool_calls": [{{"name": "f", "arguments": {arguments}}}]}}
    """
    [response] = ask(opened(source), case())
    assert response.error.endswith("as arguments of a call, which JSON cannot hold")


def test_functions_get_copies_of_their_own(opened):
    target = opened("""
        def reply(messages, case):
            seen = f"{len(messages)} {len(case['messages'])} {sorted(case['variables'])}"
            messages.clear(), case["messages"].clear(), case["variables"].clear(), case.clear()
            return seen
    """)
    same = case("twice")
    first, second = ask(target, same, same)
    assert first.text == second.text == "3 3 ['city', 'now']"


def test_a_hanging_function_holds_up_neither_the_others_nor_the_loop(opened):
    target = opened(
        """
        import time

        def reply(messages, case):
            if case["id"] == "hangs":
                time.sleep(600)
            return "in time"
        """,
        timeout=2,
    )
    with not_held_up():
        responses = ask(target, case("hangs"), case("a"), case("b"))
    assert [response.error for response in responses] == ["no answer within 2 s", None, None]


def test_an_async_function_that_blocks_is_given_up_like_any_other(opened):
    target = opened("import time\nasync def reply(messages, case): time.sleep(600)", timeout=0.1)
    with not_held_up():
        [response] = ask(target, case())
    assert response.error == "no answer within 0.1 s"


def test_an_async_function_is_cancelled_when_its_time_is_over(opened):
    target = opened(
        """
        import asyncio
        cancelled = []

        async def reply(messages, case):
            if case["id"] == "asks":
                await asyncio.sleep(0.15)
                return str(cancelled)
            try:
                await asyncio.sleep(20)
            except asyncio.CancelledError:
                cancelled.append(case["id"])
                raise
        """,
        timeout=0.1,
    )
    hung, _ = ask(target, case("hung"), case("asks"))
    target.timeout = 5
    [response] = ask(target, case("asks"))
    assert hung.error == "no answer within 0.1 s"
    assert response.text == "['hung']"


def test_async_functions_share_one_loop_over_the_run(opened):
    target = opened("""
        import asyncio

        async def reply(messages, case):
            await asyncio.sleep(0.01)
            return str(id(asyncio.get_running_loop()))
    """)
    assert len({response.text for response in ask(target, case("a"), case("b"), case("c"))}) == 1


def test_no_thread_is_left_after_the_run(opened):
    before = threading.active_count()
    ask(opened("async def reply(messages, case): return 'hi'"), case("a"), case("b"))
    assert threading.active_count() == before


@pytest.mark.parametrize(
    "source",
    [
        "class Bot:\n    def __call__(self, messages, case): return 'hi'\nreply = Bot()",
        "class Bot:\n    async def __call__(self, messages, case): return 'hi'\nreply = Bot()",
        "def reply(messages, case):\n    async def later(): return 'hi'\n    return later()",
    ],
)
def test_anything_that_can_be_called_is_a_function(opened, source):
    assert ask(opened(source), case())[0].text == "hi"


def test_a_method_is_named_with_dots(opened):
    source = "class Bot:\n    @staticmethod\n    def reply(messages, case): return 'hi'"
    assert ask(opened(source, "Bot.reply"), case())[0].text == "hi"


def test_what_an_app_prints_does_not_reach_standard_output(opened, capsys):
    source = "print('importing')\ndef reply(messages, case):\n    print('answering')\n    return 'hi'"
    ask(opened(source), case())
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "importing\nanswering\n"


def test_modules_are_looked_for_beside_the_configuration_then_in_the_working_folder(tmp_path, monkeypatch):
    for folder in ("config", "working"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "bot_of_both.py").write_text(f"def reply(m, c): return '{folder}'")
    (tmp_path / "working" / "bot_of_one.py").write_text("import bot_of_both\nreply = bot_of_both.reply")
    monkeypatch.chdir(tmp_path / "working")
    config = Config(None, tmp_path / "config")
    path = sys.path[:]
    assert ask(open_target("python:bot_of_both:reply", config), case())[0].text == "config"
    assert ask(open_target("python:bot_of_one:reply", config), case())[0].text == "config"
    assert sys.path == path


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import sys; sys.exit('no key')", "cannot be imported: SystemExit: no key"),
        ("import no_such_package_at_all", "cannot be imported: ModuleNotFoundError: No module named 'no_"),
        ("def reply(:", "cannot be imported: SyntaxError: invalid syntax"),
        ("raise ValueError('one\\ntwo')", "cannot be imported: ValueError: one two"),
        ("other = 1", "there is no reply in the module"),
        ("reply = 'hi'", "is not a function"),
    ],
)
def test_a_module_that_is_of_no_use_is_a_fault_of_the_set_up(opened, source, said):
    with pytest.raises(SetupError) as raised:
        opened(source)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("module", ["no_such_module_at_all", "no_such_package_at_all.bot"])
def test_a_missing_module_says_where_it_was_looked_for(module, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SetupError) as raised:
        open_target(f"python:{module}:reply", Config(None, tmp_path))
    assert str(raised.value) == f"there is no module {module} in {tmp_path}"


def test_a_hanging_function_does_not_keep_the_process_alive(tmp_path):
    (tmp_path / "endless_bot.py").write_text("import time\ndef reply(m, c): time.sleep(600)")
    script = dedent("""
        from pathlib import Path
        from sheet2eval.config import Config
        from sheet2eval.running.opening import open_target
        from tests.targets.made_up import ask, case

        target = open_target("python:endless_bot:reply", Config(None, Path(".")))
        target.timeout = 0.1
        print(ask(target, case())[0].error)
    """)
    ended = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "no answer within 0.1 s\n", "")


def test_a_run_that_is_cancelled_ends_at_once(opened):
    target = opened("import asyncio\nasync def reply(messages, case): await asyncio.sleep(600)")

    async def cancelled():
        run = asyncio.create_task(asked(target, case()))
        await asyncio.sleep(0.05)
        run.cancel()
        with pytest.raises(asyncio.CancelledError):
            await run

    with not_held_up():
        asyncio.run(cancelled())


def test_each_folder_has_its_own_module_of_a_name(tmp_path):
    answers = []
    for name in ("one", "two", "one"):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        (folder / "namesake.py").write_text(f"def reply(messages, case):\n    return {name!r}\n")
        target = open_target("python:namesake:reply", Config(None, folder))
        answers.append(asyncio.run(asked(target, case("a")))[0].text)
    assert answers == ["one", "two", "one"]
