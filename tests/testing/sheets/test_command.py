"""The server in the foreground, and the page that it shows to people."""

from __future__ import annotations

import subprocess
import sys

import pytest
import requests

from sheet2eval.testing.sheets import SheetsServer


def command(*arguments):
    return [sys.executable, "-m", "sheet2eval.testing.sheets", *arguments]


def test_it_begins_with_the_texts_of_a_sheet_and_tells_where_it_is(tmp_path):
    (tmp_path / "reminders.csv").write_text("id,input,check\nr1,Hi,contains: hello\n\nr2,Bye,\n", "utf-8")
    (tmp_path / "reminders.eval-problems.csv").write_text("severity,where,code,problem,mend\n", "utf-8")
    with subprocess.Popen(
        command(str(tmp_path / "reminders.csv")), stdout=subprocess.PIPE, text=True
    ) as process:
        url, key = (
            process.stdout.readline().strip(),
            process.stdout.readline().strip().removeprefix("gsheet:"),
        )
        read = requests.get(f"{url}/v4/spreadsheets/{key}/values/reminders", timeout=10).json()
        titles = requests.get(
            f"{url}/v4/spreadsheets/{key}?fields=sheets.properties.title", timeout=10
        ).json()
        taken = subprocess.run(
            command("--port", url.rpartition(":")[2]), capture_output=True, text=True, check=False
        )
        process.terminate()
    assert read["values"] == [["id", "input", "check"], ["r1", "Hi", "contains: hello"], [], ["r2", "Bye"]]
    assert titles == {
        "sheets": [{"properties": {"title": "reminders"}}]
    }  # no results: they would be nobody's
    assert taken.returncode == 2
    assert taken.stderr.splitlines()[-1].endswith("Address already in use")


def test_a_sheet_that_is_not_there_is_told_in_one_line(monkeypatch, capsys):
    from sheet2eval.testing.sheets.__main__ import main

    monkeypatch.setattr(sys, "argv", ["sheets", "nowhere.xlsx"])
    with pytest.raises(SystemExit):
        main()
    assert "nowhere.xlsx" in capsys.readouterr().err.splitlines()[-1]


def test_a_page_shows_what_a_person_sees():
    with SheetsServer() as server:
        key = server.create("A & B", {"input": [["id", 0.5], [], ["<b>", None]], "empty": []})
        server.person(key).type("input", "C1", "50%")
        shown = requests.get(server.url, timeout=10)
    assert shown.headers["Content-Type"].startswith("text/html")
    assert "<h1>A &amp; B</h1><h2>input</h2><table><tr><td>id</td><td>0.5</td><td>50%</td></tr>" in shown.text
    assert "<td>&lt;b&gt;</td>" in shown.text
    assert "<h2>empty</h2><table></table>" in shown.text
    assert server.log == []
