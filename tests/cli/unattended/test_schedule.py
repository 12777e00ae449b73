"""A schedule as a real program: it begins at once, ends cleanly, catches up after a kill, and hears people."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC

import pytest

from sheet2eval.scheduling.keeper import Keeper, Sheet, WallClock
from sheet2eval.scheduling.sheets import unattended
from sheet2eval.scheduling.timetable import cron
from sheet2eval.testing.sheets import Effort, SheetsServer
from tests.cli.unattended.conftest import COUNTING, asked, edit
from tests.cli.unattended.test_google import TABS, setting
from tests.waiting import until

# As a script starts it by &: Ctrl-C is ignored.
IN_BACKGROUND = ("/bin/sh", "-c", 'trap "" INT; exec "$@"', "sh")


@pytest.fixture
def schedule():
    """Starts schedules; gives the process and the file with all that it says."""
    started = []

    def start(folder, *arguments, through=()):
        said = folder / f"said{len(started)}.txt"
        with said.open("w") as file:
            command = [*through, sys.executable, "-m", "sheet2eval", "schedule", "run", *map(str, arguments)]
            started.append(subprocess.Popen(command, stderr=file, cwd=folder, env=os.environ))
        return started[-1], said

    yield start
    for process in started:
        process.kill()
        process.wait()


def done(said):
    return said.read_text().count(": done, next")


def test_it_begins_at_once_goes_on_whatever_one_sheet_does_and_ends_with_0(cli, folder, book, schedule):
    process, said = schedule(folder, "--every", "1s", folder / "missing.xlsx", book, through=IN_BACKGROUND)
    until(lambda: done(said) >= 2 and said.read_text().count("could not be set up, next") >= 2)
    told = cli("schedule", "run", "--every", "2h", book)
    assert (told.code, "is kept by another schedule on this machine" in told.err) == (4, True)
    listed = {entry["sheet"]: entry for entry in cli("schedule", "list", "--json").json["sheets"]}[str(book)]
    assert (listed["running"], listed["exit"], listed["timetable"]) == (True, 0, "every 1 s")
    assert "done; next 20" in cli("schedule", "list").out
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert "Stopped" in said.read_text()
    name = f"{folder / 'missing.xlsx'}: "
    assert f"{name}there is no such file" in said.read_text()
    assert name * 2 not in said.read_text()
    assert "done; not kept now" in cli("schedule", "list").out
    assert asked(folder) == ["a", "b"]


def test_a_run_in_flight_keeps_what_is_done_and_is_gone_on_with_at_the_next_start(folder, book, schedule):
    (folder / "bot.py").write_text(f"{COUNTING.replace('return', 'time.sleep(2); return')}import time\n")
    with (folder / "sheet2eval.toml").open("a") as config:
        config.write("concurrency = 1\n")
    edit(book, "input", "A4", "c")
    edit(book, "input", "B4", "three?")
    process, said = schedule(folder, "--every", "1h", book)
    until(lambda: asked(folder) == ["a", "b"])
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    process, said = schedule(folder, "--every", "1h", book)
    until(lambda: done(said))
    assert asked(folder) == ["a", "b", "c"]


def test_after_a_kill_it_catches_up_once(folder, book, schedule):
    process, said = schedule(folder, "--every", "1h", book)
    until(lambda: done(said))
    process.kill()
    process.wait()
    (entry,) = (folder / "home" / "schedule").glob("*.json")
    missed = json.loads(entry.read_text()) | {"due": "2020-01-01T00:00:00+00:00"}
    entry.write_text(json.dumps(missed))
    edit(book, "input", "B2", "one, please?")
    process, said = schedule(folder, "--every", "1h", book)
    until(lambda: done(said))
    assert asked(folder) == ["a", "a", "b"]
    time.sleep(1)
    assert done(said) == 1


def test_stopped_before_it_has_begun_it_ends_with_0_too(cli, book, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("importlib.import_module", stopped)
    assert cli("schedule", "run", "--every", "1h", book).code == 0
    assert cli("sync", book).code == 5


STOPPED = """\
import os, runpy, signal, sys

class Stopper:
    def find_spec(self, name, path=None, target=None):
        if name == loaded:
            exec("os.kill(os.getpid(), signal.SIGTERM)\\nfor _ in range(999): pass")

loaded = sys.argv.pop(1)
sys.meta_path.insert(0, Stopper())
runpy.run_module("sheet2eval", run_name="__main__")
"""


@pytest.mark.parametrize("loaded", ["click", "sheet2eval.cli.schedule", "sheet2eval.scheduling.keeper"])
@pytest.mark.parametrize(("command", "code"), [("run", 0), ("list", 5)])
def test_stopped_while_it_is_loading_it_ends_as_it_would_later(folder, book, loaded, command, code):
    arguments = ["schedule", command, "--every", "1h", str(book)]
    process = subprocess.run(
        [sys.executable, "-c", STOPPED, loaded, *arguments], check=False, capture_output=True, text=True
    )
    assert process.returncode == code
    assert "topped" in process.stderr
    assert "Traceback" not in process.stderr


def test_nothing_scheduled_yet(cli):
    told = cli("schedule", "list")
    assert (told.code, told.out) == (0, "")
    assert cli("schedule", "list", "--json").json == {"sheets": []}


def test_a_tick_in_a_google_sheet_is_heard(folder, monkeypatch):
    monkeypatch.setattr("sheet2eval.scheduling.keeper.LOOK_S", 0.2)
    (folder / "bot.py").write_text(COUNTING)
    (folder / "says.txt").write_text("yes")
    with SheetsServer() as server:
        monkeypatch.setenv("SHEET2EVAL_GOOGLE_API", server.url)
        key = server.create("Reminders", TABS)
        sheet = f"gsheet:{key}"

        async def kept():
            with unattended(()) as work:
                keeper = Keeper(cron("0 0 29 2 *", UTC), work, WallClock(), print)
                keeping = asyncio.create_task(keeper.keep([Sheet(sheet, sheet)]))
                await asyncio.sleep(0.5)
                reads = server.count(Effort.READ)
                server.person(key).tick("re-grade now")
                await asyncio.to_thread(until, lambda: setting(server, sheet, "re-grade now") == "FALSE")
                keeping.cancel()
                await asyncio.wait([keeping])
                return reads

        assert asyncio.run(kept()) <= 5  # the structure once, then one a look
        assert asked(folder) == ["a", "b"]
        assert not server.violations


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "say how often"),
        (("--every", "1h", "--cron", "0 6 * * *"), "say how often"),
        (("--every", "soon"), "is no length of time"),
        (("--every", "1h", "--time-zone", "UTC"), "--time-zone goes with --cron"),
        (("--cron", "0 0 30 2 *"), "no moment has such a day of month"),
        (("--cron", "0 6 * * *", "--time-zone", "Mars"), "there is no time zone"),
    ],
)
def test_a_time_that_is_none_is_one_line(cli, book, arguments, said):
    told = cli("schedule", "run", *arguments, book)
    assert (told.code, said in told.err) == (2, True)
    assert len(told.err.splitlines()) == 1
