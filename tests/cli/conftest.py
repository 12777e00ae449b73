import json

import openpyxl
import pytest

from sheet2eval.cli import invoke

BOT = """\
def reply(messages, case):
    said = messages[-1]["content"]
    if "boom" in said:
        raise ValueError("no such day")
    return {"text": "At 7:00 PM." if "pm" in said else "At 7:00 AM.", "tool_calls": []}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder with a small assistant and a configuration."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bot.py").write_text(BOT)
    (tmp_path / "sheet2eval.toml").write_text('[targets.bot]\nkind = "python"\ncall = "bot:reply"\n')
    return tmp_path


def make_book(path, *, inputs=(), current=(), ideal=(), **tabs):
    """A four-tab workbook, made by another program."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    named = {
        "input": (("id", "input"), *inputs),
        "current-behavior": (("id", "current behavior", "target"), *current),
        "ideal-behavior": (("id", "ideal behavior", "check"), *ideal),
        **tabs,
    }
    for name, rows in named.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def sheet(folder):
    """Two cases that pass, one that fails, one on which the target breaks."""
    inputs = [("a", "remind me at 7 pm"), ("b", "at 7 am"), ("c", "at 7"), ("d", "boom")]
    current = [(name, "At 7:00 AM.") for name, _ in inputs]
    ideal = [
        ("a", "At 7:00 PM.", "time: 7:00 PM"),
        ("b", "At 7:00 AM, as you said.", "time: 7:00 AM\ncontains: at"),
        ("c", "Morning or evening?", "contains: evening"),
        ("d", "Which day?", "contains: day"),
    ]
    return make_book(folder / "sheet.xlsx", inputs=inputs, current=current, ideal=ideal)


class Told:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def cli(capfd):
    """Runs the command line in this process; gives its exit code and what it printed."""

    def run(*arguments):
        code = invoke([str(argument) for argument in arguments])
        return Told(code, *capfd.readouterr())

    return run


def cells(path, tab):
    """The rows of a tab as dicts by header."""
    rows = list(openpyxl.load_workbook(path)[tab].iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
