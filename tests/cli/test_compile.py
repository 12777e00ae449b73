"""What each case will be graded on, in plain words, and as one object a line."""

import json

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
