"""No traceback for anything a person can do: one line, what to do, the right exit code, the file as it was."""

import sys
import zipfile

import pytest

from tests.cli.conftest import make_book


def truncated(path):
    make_book(path, inputs=[("a", "hi")])
    path.write_bytes(path.read_bytes()[:-200])


def encrypted(path):
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096))


def other_zip(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hi")


def entity_bomb(path):
    make_book(path, inputs=[("a", "hi")])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    parts["xl/workbook.xml"] = bomb + parts["xl/workbook.xml"]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


FILES = {
    "truncated.xlsx": truncated,
    "encrypted.xlsx": encrypted,
    "zip.xlsx": other_zip,
    "bomb.xlsx": entity_bomb,
    "empty.xlsx": lambda path: path.write_bytes(b""),
    "text.xlsx": lambda path: path.write_text("id,input\na,hi\n"),
    "folder.xlsx": lambda path: path.mkdir(),
    "old.xls": lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0"),
    "page.html": lambda path: path.write_text("<html>"),
    "missing.xlsx": lambda path: None,
}


@pytest.mark.parametrize("command", ["run", "validate", "compile"])
@pytest.mark.parametrize("name", FILES)
def test_files_that_are_no_workbook(cli, folder, name, command):
    path = folder / name
    FILES[name](path)
    before = path.read_bytes() if path.is_file() else None
    told = cli(command, path)
    assert told.code == 4
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert name in told.err
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--target", "bto"], 4, "did you mean “bot”"),
        (["--target", "python:nowhere:reply"], 4, "nowhere"),
        (["--target", "python:bot:replay"], 4, "replay"),
        (["--target", "command:./no-such-program"], 4, "no-such-program"),
        (["--judge", "jugde"], 4, "jugde"),
        (["--gate", "lots"], 2, "95%"),
        (["--repeats", "0"], 2, "--repeats"),
        (["--only", "zzz"], 2, "zzz"),
        (["--config", "none.toml"], 4, "none.toml"),
        (["--tagret", "bot"], 2, "--target"),
        (["--repeats", "two"], 2, "'two' is no whole number from 1"),
        (["--repeats", "1000000000"], 2, "no whole number from 1 to 1,000"),
        (["--budget", "1,5"], 2, "'1,5' is no amount"),
        (["--budget", "-1"], 2, "'-1' is no amount"),
        (["--concurrency", "0"], 2, "'0' is no whole number from 1"),
        (["--out", "."], 2, "is a directory"),
        (["another.xlsx"], 2, "another.xlsx"),
        (["--target", "recorded:nobody", "--no-write"], 3, "no answers of recorded:nobody"),
    ],
)
def test_arguments_that_cannot_be_meant(cli, sheet, arguments, code, said):
    before = sheet.read_bytes()
    told = cli("run", sheet, *arguments)
    assert told.code == code
    assert said in told.err
    assert told.err.splitlines()[-1].startswith("sheet2eval: ")
    assert "Traceback" not in told.err
    assert sheet.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[targets.bot]\nkind = 'pyton'\ncall = 'bot:reply'", "python"),
        ("[targets.bot]\nkind = 'python'\ncal = 'bot:reply'", "call"),
        ("[target.bot]\nkind = 'python'", "targets"),
        ("[targets.bot", "is not TOML"),
        ("[targets.bot]\nkind = 'python'\ncall = 'bot:reply'\ntimeout = 'long'", "timeout"),
    ],
)
def test_configurations_that_cannot_be_meant(cli, sheet, folder, text, said):
    (folder / "sheet2eval.toml").write_text(text)
    told = cli("run", sheet)
    assert told.code == 4
    assert said in told.err
    assert "sheet2eval.toml" in told.err
    assert len(told.err.splitlines()) == 1


def test_a_sheet_without_inputs_is_exit_3(cli, folder):
    book = make_book(folder / "x.xlsx", notes=(("id", "notes"),))
    import openpyxl

    workbook = openpyxl.load_workbook(book)
    del workbook["input"]
    workbook.save(book)
    for command in ("run", "validate", "compile"):
        told = cli(command, book)
        assert told.code == 3
        assert "missing-tab" in told.out or "no tab “input”" in told.err


def test_somebody_elses_eval_tab_stops_the_run(cli, folder):
    book = make_book(folder / "x.xlsx", inputs=[("a", "hi")], **{"eval-scores": (("mine",),)})
    before = book.read_bytes()
    told = cli("run", book)
    assert (told.code, told.out) == (3, "")
    assert "eval-scores" in told.err
    assert book.read_bytes() == before


def test_a_workbook_open_in_excel_is_not_replaced(cli, sheet, folder):
    (folder / "~$sheet.xlsx").write_bytes(b"owner")
    before = sheet.read_bytes()
    told = cli("run", sheet, "--target", "bot")
    assert told.code == 0
    assert "sheet.scored.xlsx" in told.err
    assert sheet.read_bytes() == before
    assert (folder / "sheet.scored.xlsx").exists()


def test_a_protected_sheet_is_the_pms_word_and_nothing_is_asked(cli, sheet, folder):
    import openpyxl

    (folder / "bot.py").write_text("def reply(messages, case):\n    open('asked', 'w').close()\n")

    workbook = openpyxl.load_workbook(sheet)
    workbook["input"].protection.enable()
    workbook.save(sheet)
    before = sheet.read_bytes()
    told = cli("run", sheet, "--target", "bot")
    assert told.code == 4
    assert "input" in told.err
    assert "protect" in told.err
    assert not (folder / "asked").exists()
    assert sheet.read_bytes() == before


@pytest.mark.parametrize("command", ["new", "validate", "compile", "selftest", "run", "doctor"])
def test_every_command_has_help_with_an_example(cli, command):
    from sheet2eval.cli import COMMANDS

    told = cli(command, "--help")
    assert told.code == 0
    assert "Example:" in told.out
    assert f"sheet2eval {command}" in told.out
    assert COMMANDS[command] in told.out


def test_an_unknown_command_is_exit_2(cli):
    told = cli("rnu")
    assert (told.code, told.out, len(told.err.splitlines())) == (2, "", 1)
    assert "did you mean 'run'?" in told.err


def test_wrong_usage_is_one_line_that_names_the_help(cli):
    told = cli("validate")
    assert (told.code, told.out) == (2, "")
    assert told.err == "sheet2eval: Missing argument 'SHEET' (see sheet2eval validate --help)\n"


@pytest.mark.parametrize("name", ["sheet.xlsx", "other.csv", "-"])
def test_compile_never_writes_over_a_sheet(cli, sheet, folder, name):
    (folder / "other.csv").write_text("id,input\n")
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    told = cli("compile", sheet, "-o", name)
    assert (told.code, told.out) == (2, "")
    assert ".jsonl" in told.err
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_what_an_app_says_cannot_steer_the_terminal(cli, sheet, folder):
    (folder / "bot.py").write_text("def reply(messages, case):\n    raise ValueError('\\x1b[2Jgone\\ntwo')\n")
    sys.modules.pop("bot", None)
    told = cli("run", sheet, "--target", "bot", "--no-write", "--verbose")
    assert "\x1b[2J" not in told.out + told.err
    assert (
        sum("gone two" in line for line in told.err.splitlines()) == 5
    )  # a line a case, and one for the end


def test_an_endless_error_of_an_app_is_cut_to_a_line(cli, sheet, folder):
    (folder / "bot.py").write_text("def reply(messages, case):\n    raise ValueError('a\\nb' * 9000)\n")
    sys.modules.pop("bot", None)
    told = cli("run", sheet, "--target", "bot", "--no-write")
    assert told.code == 4
    line = told.err.splitlines()[-1]
    assert line.startswith(
        "sheet2eval: every try ended in an error; mend it and run again. a: the target broke"
    )
    assert len(line) < 700
    assert max(map(len, told.out.splitlines())) < 700
