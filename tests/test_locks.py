"""One at a time, across processes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sheet2eval.errors import SetupError
from sheet2eval.locks import alone_with

HOLD = """\
import sys
from sheet2eval.locks import alone_with
with alone_with(sys.argv[1], lambda: print("waits", flush=True)):
    print("has it", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SHEET2EVAL_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def holder(tmp_path):
    """Starts processes that hold the lock of a sheet until they are told to end."""
    started = []

    def start(sheet):
        started.append(
            subprocess.Popen(
                [sys.executable, "-c", HOLD, sheet], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def no_wait():
    raise AssertionError("nobody else has it")


def test_the_second_waits_until_the_first_has_done(holder):
    first = holder("sheet")
    assert first.stdout.readline() == "has it\n"
    second = holder("sheet")
    assert second.stdout.readline() == "waits\n"
    first.communicate("\n")
    assert second.stdout.readline() == "has it\n"


def test_a_holder_that_is_killed_keeps_nobody_waiting(holder):
    first = holder("sheet")
    assert first.stdout.readline() == "has it\n"
    first.send_signal(signal.SIGTERM)
    first.wait()
    with alone_with("sheet", no_wait):
        pass


def test_another_sheet_is_free(holder):
    assert holder("sheet").stdout.readline() == "has it\n"
    assert holder("other").stdout.readline() == "has it\n"


def test_nothing_appears_beside_the_sheet(tmp_path, home):
    with alone_with("sheet", no_wait):
        assert list(tmp_path.iterdir()) == [home]


@pytest.mark.skipif(os.name != "posix", reason="needs /dev/null")
def test_a_home_that_cannot_be_made(monkeypatch):
    monkeypatch.setenv("SHEET2EVAL_HOME", "/dev/null/home")
    with (
        pytest.raises(SetupError, match=r"cannot be made .*: set SHEET2EVAL_HOME"),
        alone_with("sheet", no_wait),
    ):
        pass


def test_without_a_home_the_platforms_folder_is_taken(tmp_path, monkeypatch):
    monkeypatch.delenv("SHEET2EVAL_HOME")
    monkeypatch.setattr("platformdirs.user_state_path", lambda *_, **__: tmp_path / "state")
    with alone_with("sheet", no_wait):
        pass
    assert len(list(Path(tmp_path / "state" / "locks").iterdir())) == 1
