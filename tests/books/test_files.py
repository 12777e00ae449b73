"""What all books that are files have in common."""

import subprocess
import sys
from pathlib import Path

import pytest

from sheet2eval.books.files import beside, clear_dead, identity


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / "sheet.xlsx").touch()
    (tmp_path / "link.xlsx").symlink_to("sheet.xlsx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("path", ["sheet.xlsx", "./sheet.xlsx", "link.xlsx", "../{folder}/sheet.xlsx"])
def test_every_path_to_a_sheet_is_the_same_sheet(folder, path):
    assert identity(Path(path.format(folder=folder.name))) == identity(folder / "sheet.xlsx")


def test_another_file_is_another_sheet(folder):
    assert identity(Path("other.xlsx")) != identity(folder / "sheet.xlsx")


WRITING = """\
import sys
from pathlib import Path
from sheet2eval.books.files import beside
with beside(Path(sys.argv[1])) as temporary:
    print(temporary.name, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there nothing tells dead writers from living ones")
def test_what_a_killed_writer_left_is_cleared_away_and_what_a_living_one_has_is_not(folder):
    command = [sys.executable, "-c", WRITING, folder / "sheet.xlsx"]
    (folder / ".sheet2eval-notes.xlsx").touch()
    theirs = set(folder.iterdir())
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as dead, subprocess.Popen(command, **pipes) as living:
        left, written = ({folder / process.stdout.readline().strip()} for process in (dead, living))
        dead.kill()
        dead.wait()
        assert set(folder.iterdir()) == theirs | left | written
        with beside(folder / "sheet.xlsx") as own:
            clear_dead(folder)
            assert set(folder.iterdir()) == theirs | written | {own}
    assert set(folder.iterdir()) == theirs
