"""However a run ends, the process ends, and with it the programs that targets have started."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import cells, make_book
from tests.waiting import SOON_S, until

BOT = """\
import asyncio, time
from concurrent.futures import ThreadPoolExecutor

async def in_a_thread(messages, case):
    await asyncio.to_thread(time.sleep, 600)

def in_a_pool(messages, case):
    with ThreadPoolExecutor() as pool:
        return pool.submit(time.sleep, 600).result()
"""
PROGRAM = "#!/bin/sh\nsleep 600 & echo $! >child.new; mv child.new child\nsleep 600\n"


@pytest.fixture
def started(folder):
    """Starts `run` with a target of the table, as a process of its own."""
    (folder / "bot.py").write_text(BOT)
    (folder / "bot.sh").write_text(PROGRAM)
    (folder / "bot.sh").chmod(0o755)
    book = make_book(folder / "c.xlsx", inputs=[("a", "hi")], ideal=[("a", "x", "contains: 2")])
    command = [sys.executable, "-m", "sheet2eval", "run", str(book), "--target", "it"]
    root = str(Path(__file__).parents[2])
    processes = []

    def start(table):
        (folder / "sheet2eval.toml").write_text(f"[targets.it]\n{table}\n")
        pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
        processes.append(subprocess.Popen(command, env={**os.environ, "PYTHONPATH": root}, **pipes))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("function", ["in_a_thread", "in_a_pool"])
def test_a_thread_pool_that_hangs_does_not_keep_the_process_alive(started, function):
    process = started(f'kind = "python"\ncall = "bot:{function}"\ntimeout = 0.2')
    assert "no answer within 0.2 s" in process.communicate(timeout=SOON_S)[1]
    assert process.returncode == 4


def program(*arguments, **streams):
    """The exit code and what was said on standard error, of a process of its own."""
    command = [sys.executable, "-m", "sheet2eval", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    ended = subprocess.run(
        command, env=environment, stderr=subprocess.PIPE, text=True, check=False, **streams
    )
    return ended.returncode, ended.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize(
    "arguments", [["validate", "sheet.xlsx", "--json"], ["run", "sheet.xlsx", "--no-write"]]
)
def test_a_full_disk_is_one_line(sheet, arguments):
    with Path("/dev/full").open("wb") as full:
        code, said = program(*arguments, stdout=full)
    assert (code, said.splitlines()[-1]) == (4, "sheet2eval: the disk is full: make room and run again")


@pytest.mark.skipif(sys.platform == "win32", reason="no shell to close them")
def test_closed_standard_streams_are_no_fault(sheet):
    closed = 'exec "$0" -m sheet2eval run sheet.xlsx <&- >&- 2>&-'
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    ended = subprocess.run(["sh", "-c", closed, sys.executable], env=environment, check=False)
    assert ended.returncode == 0
    assert cells(sheet, "input")[0]["eval: verdict"] == "pass"


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_programs_of_targets_as_well(started, folder, name):
    process = started('kind = "command"\ncommand = ["./bot.sh"]')
    until((folder / "child").exists)
    process.send_signal(getattr(signal, name))
    assert any("Stopping" in line for line in iter(process.stderr.readline, ""))
    process.send_signal(getattr(signal, name))  # does not wait for what is under way
    told = process.communicate(timeout=SOON_S)[1]
    assert (process.returncode, "Traceback" in told) == (5, False)
    child = int((folder / "child").read_text())
    until(lambda: not runs(child))


def runs(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False
