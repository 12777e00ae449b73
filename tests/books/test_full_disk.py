"""A disk that is full: nothing is changed, nothing is left behind, and one line says what to do."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from sheet2eval.errors import BookError
from tests.books.desks import DESKS
from tests.books.written import INPUTS, answered, only, page, scores

ROOM = 256  # KiB
LONG = ["\n".join(f"line {number} of answer {answer}" for number in range(200)) for answer in range(40)]


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a disk of its own."""
    if not sys.platform.startswith("linux") or not shutil.which("mount"):
        pytest.skip("only Linux makes small disks")
    command = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}k", "tmpfs", str(tmp_path)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root may make a small disk, and not in every container")
    yield tmp_path
    subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


def fill(path):
    """Take the room that is left, but for a few pages."""
    with path.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            file.truncate(file.tell() - 3 * 4096)


@pytest.mark.parametrize("kind", ["xlsx", "csv folder", "csv file"])
def test_a_full_disk(small_disk, kind):
    with DESKS[kind](small_disk) as desk:
        book = desk.make(INPUTS)
        book.write(only(page(["How well does it do?"]), scores(answered("R1"))))
        fill(small_disk / "filler.bin")
        before = {path: path.read_bytes() for path in small_disk.rglob("*") if path.is_file()}
        many = only(page(["How well?"]), scores(*(answered("R1", text) for text in LONG)))
        with pytest.raises(
            BookError, match=r"cannot be written \(No space left on device\): free some space"
        ):
            book.write(many)
        assert {path: path.read_bytes() for path in small_disk.rglob("*") if path.is_file()} == before
        (small_disk / "filler.bin").unlink()
        book.write(many)
        (table,) = (table for table in book.read() if table.name == "eval-scores")
        assert len(table.rows) == 1 + len(LONG)
