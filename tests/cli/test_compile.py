"""What each case will be graded on, in plain words, and as one object a line."""

import json
import os
import subprocess
import sys

from tests.cli.conftest import make_book


def test_each_row_is_explained_and_how_its_ideal_is_taken(cli, folder):
    book = make_book(
        folder / "s.xlsx",
        inputs=[("a", "at 7 pm"), ("b", "hi"), ("c", "ho"), ("d", "he")],
        ideal=[
            ("a", "At 7 PM.", "time: 7 PM\nMentions the day."),
            ("b", "Should ask which day", ""),
            ("d", "x", "contians: x\nmatches: ("),
        ],
    )
    told = cli("compile", book)
    assert told.code == 0
    first, second, third, fourth = told.out.split("\n\n")
    assert first.splitlines() == [
        "a  (input!A2)",
        "  user: at 7 pm",
        "  must: the answer mentions a time equal to 7 PM",
        "  a judge decides: Mentions the day.",
        "  ideal ideal-behavior!B2 is an example of a right answer: At 7 PM.",
    ]
    assert second.splitlines()[-1] == (
        "  ideal ideal-behavior!B3 describes a right answer, for the judge: Should ask which day"
    )
    assert third.splitlines()[-1] == "  ungraded: there is no ideal, no check and no rubric"
    assert fourth.count("\n  not run: ideal-behavior!C4: ") == 2
    assert told.err.endswith("; sheet2eval validate shows them\n")


def test_infos_are_no_problems_to_look_at(cli, folder):
    book = make_book(folder / "s.xlsx", inputs=[("a", "hi")], ideal=[("a", "yo", "contains: yo")])
    assert cli("compile", book).err == f"{book}: 1 case, no problems\n"


def test_cases_are_saved_one_a_line(cli, sheet, folder):
    told = cli("compile", sheet, "-o", folder / "cases.jsonl")
    assert (told.code, told.out) == (0, "")
    lines = (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a", "b", "c", "d"]
    assert {json.loads(line)["version"] for line in lines} == {1}


EVERYTHING = """\
contains any: b | a
time any: 7 PM | 8:30
date any: tomorrow | April 11
number any: 3 | 4
repeats: every Monday 9:00 AM
calls: f(a in ["x", "y"], b={"c": 1, "a": 2}, t=time(7:30))
calls only: g, f
json: $.a in [2, 1]
schema: {"type": "object", "required": ["b", "a"]}
markdown: bold >= 3
language: fr
contains: {{now}}
Is told at {{now}}"""


def test_the_same_sheet_gives_the_same_bytes_whenever_and_wherever_it_is_compiled(folder):
    inputs, ideal = [("a", "It is {{now}}"), ("b", "Hi")], [("a", "x", EVERYTHING), ("b", "x", "")]
    made = []
    for seed, zone, day in (("0", "UTC", "2025-01-01"), ("1", "Asia/Tokyo", "2026-02-02")):
        place = folder / seed
        place.mkdir()
        make_book(place / "s.xlsx", inputs=inputs, ideal=ideal)
        code = f"""if True:
            import datetime, sys
            import sheet2eval.cli.compile as command
            command.now = lambda: datetime.datetime.fromisoformat("{day}T10:20:30").astimezone()
            sys.exit(command.command(["s.xlsx", "-o", "cases.jsonl"]))"""
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        subprocess.run([sys.executable, "-c", code], cwd=place, env=surroundings, check=True)
        made.append((place / "cases.jsonl").read_bytes())
    assert made[0] == made[1]
    first, _ = map(json.loads, made[0].splitlines())
    assert first["messages"][0]["content"] == "It is {{now}}"
    assert len(first["checks"]) == 12
