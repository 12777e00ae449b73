"""Whatever happens while a workbook is written, it is the old one or the new one, whole."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest

from sheet2eval.books.xlsx.book import XlsxBook
from tests.books.xlsx.hostile import crowded
from tests.books.xlsx.updates import plan

ROOT = Path(__file__).parents[3]
WRITE_ON = """\
import sys
from pathlib import Path
from sheet2eval.books.book import Updates
from sheet2eval.books.xlsx.book import XlsxBook
from tests.books.xlsx.updates import scores
book = XlsxBook(Path(sys.argv[1]))
print("ready", flush=True)
for turn in range(1_000_000):
    tab = scores([str(turn)] * 50)
    book.write(lambda tables: Updates(None, (tab,)))
"""
WRITE_WITH_A_LIMIT = """\
import resource, sys
from pathlib import Path
from sheet2eval.books.xlsx import save
from sheet2eval.books.xlsx.book import XlsxBook
from tests.books.xlsx.updates import plan
save.IN_MEMORY = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
XlsxBook(Path(sys.argv[1])).write(plan)
"""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "sheet.xlsx"
    crowded(path)
    return path


def python(code, path, *arguments, **pipes):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, path, *arguments]
    return subprocess.Popen(command, env=environment, text=True, **pipes)


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_killed_at_any_moment(path):
    XlsxBook(path).write(plan)
    foreign = members(path) - {"xl/workbook.xml"}
    moment = random.Random(7)
    for _ in range(5):
        with python(WRITE_ON, path, stdout=subprocess.PIPE) as process:
            assert process.stdout.readline() == "ready\n"
            time.sleep(moment.uniform(0.0, 0.15))
            process.kill()
        (scores,) = (table for table in XlsxBook(path).read() if table.name == "eval-scores")
        assert len({row.text(4) for row in scores.rows[1:]} - {""}) in {1, 2}
        assert members(path) >= foreign
    XlsxBook(path).write(plan)
    assert list(path.parent.iterdir()) == [path]


def members(path):
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        return set(archive.namelist())


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files as POSIX does")
@pytest.mark.parametrize("in_memory", [1, 1 << 20], ids=["on its way", "in its place"])
def test_no_room_for_the_new_file(path, in_memory):
    before = path.read_bytes()
    with python(WRITE_WITH_A_LIMIT, path, str(in_memory), stderr=subprocess.PIPE) as process:
        said = process.communicate()[1]
    assert f"BookError: {path} cannot be written (File too large): free some space" in said
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
