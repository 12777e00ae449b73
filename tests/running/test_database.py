"""What was said to be kept is kept: killed, on a full disk, and two at once; and faults are said in one line."""

from __future__ import annotations

import asyncio
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime

import pytest

from sheet2eval.errors import SetupError
from sheet2eval.running.journal import FILE_NAME, Journal
from sheet2eval.types import Response
from tests.running.made import key

STARTED = datetime(2025, 4, 10, tzinfo=UTC)

WORK = """\
import asyncio, resource, sys
from datetime import UTC, datetime
from pathlib import Path
from sheet2eval.errors import SetupError
from sheet2eval.running.answer_key import AnswerKey
from sheet2eval.running.journal import Journal
from sheet2eval.types import Response

folder, name, answers, most_bytes = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
if most_bytes:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

async def work():
    run = Journal(folder).begin("a.xlsx", ["bot"], 1, datetime(2025, 4, 10, tzinfo=UTC))
    numbers = iter(range(answers))
    async def worker():
        for number in numbers:
            await run.keep(AnswerKey("bot", f"{name}-{number}", 1, "hello"), Response("x" * 500))
            print(f"{name}-{number}", flush=True)
    await asyncio.gather(*(worker() for _ in range(8)))

try:
    asyncio.run(work())
except SetupError as error:
    sys.exit(str(error))
"""


def worker(folder, name="w", answers=100_000, most_bytes=0):
    program = [sys.executable, "-c", WORK, str(folder), name, str(answers), str(most_bytes)]
    return subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def check(folder, said):
    """All that was said to be kept is there, once, and the file is whole."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert file.execute("SELECT count(*) FROM runs").fetchone() == (1,)
    with closing(Journal(folder)) as journal:
        run = journal.begin("a.xlsx", ["bot"], 1, STARTED)
        assert [case_id for case_id in said if run.answer(key(case_id)) != Response("x" * 500)] == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
def test_killed_at_any_moment(tmp_path):
    said = []
    for number in range(4):
        process = worker(tmp_path, f"w{number}")
        said.append(process.stdout.readline().strip())
        time.sleep(random.uniform(0, 0.1))
        process.send_signal(signal.SIGKILL)
        said += process.communicate()[0].split("\n")[:-1]  # the last line may be cut off
        check(tmp_path, said)


def test_two_at_once(tmp_path):
    processes = [worker(tmp_path, name, 60) for name in "abc"]
    ended = [process.communicate() for process in processes]
    assert [told for _, told in ended] == [""] * 3
    check(tmp_path, [line for said, _ in ended for line in said.split()])


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_is_said_and_what_was_kept_is_kept(tmp_path):
    process = worker(tmp_path, most_bytes=200_000)
    said, told = process.communicate()
    assert process.returncode == 1
    assert re.fullmatch(rf"{tmp_path}/{FILE_NAME} cannot be used \(.*\): free some space.* is kept\n", told)
    assert len(said.split()) > 20
    check(tmp_path, said.split())


@pytest.mark.parametrize(
    "damage", [b"no database at all, but a text of some length" * 20, b"SQLite format 3\x00"]
)
def test_a_file_that_is_no_journal(tmp_path, damage):
    (tmp_path / FILE_NAME).write_bytes(damage)
    with pytest.raises(SetupError, match=rf"{FILE_NAME} cannot be used .*: it is damaged: move it away"):
        Journal(tmp_path)


def test_a_file_that_is_damaged_inside(tmp_path):
    def begun():
        with closing(Journal(tmp_path)) as journal:
            run = journal.begin("a.xlsx", ["bot"], 1, STARTED)
            asyncio.run(run.keep(key("a"), Response("Hello" * 5000)))
            return run

    begun()
    path = tmp_path / FILE_NAME
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(SetupError, match="it is damaged: move it away"):
        begun()


def test_a_journal_of_a_later_version(tmp_path):
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as file:
        file.execute("PRAGMA user_version = 99")
    with pytest.raises(
        SetupError, match=r"was made by a newer sheet2eval: upgrade .*, or set SHEET2EVAL_HOME"
    ):
        Journal(tmp_path)


def test_a_file_that_cannot_be_opened(tmp_path):
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(
        SetupError, match=r"cannot be used \(unable to open database file\): get write access"
    ):
        Journal(tmp_path)


def test_a_file_that_another_program_holds(tmp_path, monkeypatch):
    monkeypatch.setattr("sheet2eval.running.database.BUSY_TIMEOUT_S", 0.05)
    with closing(Journal(tmp_path)) as journal, closing(sqlite3.connect(tmp_path / FILE_NAME)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(SetupError, match="end the program that holds it"):
            journal.begin("a.xlsx", ["bot"], 1, STARTED)
        other.rollback()
        assert journal.begin("a.xlsx", ["bot"], 1, STARTED).id


def test_nobody_is_told_that_an_answer_is_kept_that_is_not(tmp_path, monkeypatch):
    monkeypatch.setattr("sheet2eval.running.database.BUSY_TIMEOUT_S", 0.05)

    with closing(Journal(tmp_path)) as journal, closing(sqlite3.connect(tmp_path / FILE_NAME)) as other:
        run = journal.begin("a.xlsx", ["bot"], 1, STARTED)
        other.execute("BEGIN IMMEDIATE")

        async def kept():
            keeping = (run.keep(key(str(number)), Response("x" * 500)) for number in range(5))
            return await asyncio.gather(*keeping, return_exceptions=True)

        assert all(isinstance(fault, SetupError) for fault in asyncio.run(kept()))
        other.rollback()
    check(tmp_path, [str(number) for number in range(5)])  # closing has tried once more


def test_answers_that_come_together_share_one_commit(tmp_path):
    commits = []

    async def work(run):
        for _ in range(3):
            await asyncio.gather(*(run.keep(key(str(number)), Response("x")) for number in range(100)))

    with closing(Journal(tmp_path)) as journal:
        run = journal.begin("a.xlsx", ["bot"], 1, STARTED)
        connection = journal._database._connection
        connection.set_trace_callback(commits.append)
        asyncio.run(work(run))
        connection.set_trace_callback(None)
    assert commits.count("COMMIT") == 3
