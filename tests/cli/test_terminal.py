"""What a person sees, and what the programs get that read us."""

import os
import pty
import subprocess
import sys

import pytest

from tests.cli.conftest import cells, make_book


def on_a_terminal(arguments, columns, folder, **environment):
    """What stands on a terminal that is so wide, once the command has ended."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "sheet2eval", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env={**os.environ, "COLUMNS": str(columns), "TERM": "xterm", **environment},
    ) as process:
        os.close(theirs)
        seen = b""
        while chunk := _read(ours):
            seen += chunk
        os.close(ours)
    assert process.returncode == 0
    return seen.decode().replace("\r\n", "\n")


def _read(terminal):
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other side has hung up
        return b""


def test_the_headline_comes_last_where_the_eye_is_left(cli, sheet):
    lines = cli("run", sheet, "--target", "bot").out.splitlines()
    assert lines[:3] == [
        "  fail     c  contains: evening — does not contain “evening”",
        "  error    d  the target broke: ValueError: no such day",
        "",
    ]
    assert lines[3].startswith("bot: 2 of 3 cases pass (67 %); ")
    assert lines[4] == "  Build with a person in the loop."
    assert lines[-1] == "  Not in the rate: 1 ended in an error."


def test_several_targets_have_a_list_each_and_their_headlines_together(cli, sheet):
    out = cli("run", sheet, "--target", "bot", "--target", "recorded", "--no-write").out
    starts = [line for line in out.splitlines() if line and not line.startswith(" ")]
    assert [start.split(":")[0] for start in starts] == ["bot", "recorded", "bot", "recorded"]


def test_what_changed_since_the_last_run_is_said(cli, sheet, folder):
    cli("run", sheet, "--target", "bot")
    (folder / "bot.py").write_text(
        "def reply(messages, case):\n    return 'In the evening at 7:00 AM, on a day.'\n"
    )
    sys.modules.pop("bot", None)
    out = cli("run", sheet, "--target", "bot").out
    assert "  Since the last run: 1 broken (a), 1 fixed (c)." in out
    assert out.startswith("  fail     a  passed before: time: 7:00 PM — ")


@pytest.mark.parametrize(
    ("options", "rest"),
    [(["--no-write"], "--json prints them all"), ([], "the tab eval-scores has them all")],
)
def test_where_the_cases_stand_that_the_terminal_leaves_out(cli, folder, options, rest):
    names = [f"c{number}" for number in range(23)]
    book = make_book(
        folder / "many.xlsx",
        inputs=[(name, "hi") for name in names],
        ideal=[(name, "x", "contains: x") for name in names],
    )
    told = cli("run", book, "--target", "bot", *options)
    assert f"  … and 3 more: {rest}" in told.out.splitlines()


def test_a_missed_gate_is_said(cli, sheet):
    told = cli("run", sheet, "--target", "bot", "--gate", "95%", "--no-write")
    assert told.code == 1
    assert told.err.splitlines()[-1] == "Gate missed: bot reaches 66.67 %, and 95 % is asked for"
    assert "Gate" not in cli("run", sheet, "--target", "bot", "--gate", "60%", "--no-write").err


def test_on_a_narrow_terminal_lines_are_folded_below_their_beginning(sheet, folder):
    seen = on_a_terminal(["run", sheet.name, "--target", "recorded", "--no-write"], 44, folder, NO_COLOR="1")
    assert "\n  fail     c  contains: evening — does not\n              contain “evening”\n" in seen
    assert "\x1b[3" not in seen.split("cases to run")[0]


def test_on_a_terminal_verdicts_are_coloured_and_a_bar_tells_what_is_left(sheet, folder):
    seen = on_a_terminal(["run", sheet.name, "--target", "bot", "--repeats", "3", "--no-write"], 90, folder)
    assert "\x1b[31mfail" in seen
    assert "0/12" in seen
    assert "left" in seen


@pytest.mark.parametrize("arguments", [["run", "--target", "loud"], ["doctor"]])
def test_json_is_alone_on_standard_output_whatever_an_app_prints(folder, sheet, arguments):
    (folder / "loud.py").write_text(
        "import os\nprint('on import')\nos.system('echo a child on import')\n"
        "def reply(messages, case):\n    os.system('echo a child')\n    print('hello')\n    return '7 AM'\n"
    )
    (folder / "sheet2eval.toml").write_text('[targets.loud]\nkind = "python"\ncall = "loud:reply"\n')
    command = [sys.executable, "-m", "sheet2eval", arguments[0], sheet.name, *arguments[1:], "--json"]
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert (told.stdout[0], told.stdout[-2:]) == ("{", "}\n")
    assert "child" not in told.stdout
    assert "a child on import" in told.stderr


def test_a_reader_that_leaves_early_costs_nothing(sheet, folder):
    command = f"{sys.executable} -m sheet2eval run {sheet.name} --target bot --json | true"
    assert (
        subprocess.run(command, shell=True, cwd=folder, capture_output=True, check=True).stderr.count(b"\n")
        == 3
    )
    assert [row["eval: verdict"] for row in cells(sheet, "input")] == ["pass", "pass", "fail", "error"]
