import openpyxl
import pytest

from tests.cli.conftest import make_book
from tests.notifying.receiver import receiving

COUNTING = """\
import pathlib

def reply(messages, case):
    with pathlib.Path(__file__).with_name("asked.txt").open("a") as log:
        log.write(case["id"] + "\\n")
    return pathlib.Path(__file__).with_name("says.txt").read_text()
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SHEET2EVAL_HOME", str(tmp_path / "home"))


@pytest.fixture
def book(folder):
    """Two cases and a target that counts how often it is asked; what it says stands in a file."""
    (folder / "bot.py").write_text(COUNTING)
    (folder / "says.txt").write_text("yes")
    inputs = [("a", "one?"), ("b", "two?")]
    ideal = [(name, "yes", "contains: yes") for name, _ in inputs]
    return make_book(folder / "book.xlsx", inputs=inputs, ideal=ideal)


@pytest.fixture
def hook(folder, monkeypatch):
    with receiving() as receiver:
        with (folder / "sheet2eval.toml").open("a") as config:
            config.write('[notify]\nwebhook_env = "HOOK"\n')
        monkeypatch.setenv("HOOK", receiver.url)
        yield receiver


def asked(folder):
    """The ids of the cases that the target was asked, sorted, since several are asked at once."""
    log = folder / "asked.txt"
    return sorted(log.read_text().split()) if log.exists() else []


def edit(path, tab, cell, value):
    workbook = openpyxl.load_workbook(path)
    workbook[tab][cell] = value
    workbook.save(path)
