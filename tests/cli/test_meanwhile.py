"""What people do to the workbook while a run goes on: the scores go to their cases all the same."""

import sys

import openpyxl
import pytest

from tests.cli.conftest import cells, make_book

BOT = """\
import openpyxl

def edit(book):
    {edit}

def reply(messages, case):
    if case["id"] == "a":
        book = openpyxl.load_workbook("m.xlsx")
        edit(book)
        book.save("m.xlsx")
    return "yes" if case["id"] in "ac" else "no"
"""


@pytest.fixture
def book(folder):
    """Three cases that have been run once, by now with a word of the PM's on the second."""
    names = ("a", "b", "c")
    return make_book(
        folder / "m.xlsx",
        inputs=[(name, f"said {name}") for name in names],
        ideal=[(name, "yes", "contains: yes") for name in names],
    )


def run_while(cli, folder, edit):
    (folder / "bot.py").write_text(BOT.format(edit="\n    ".join(edit)))
    sys.modules.pop("bot", None)
    return cli("run", folder / "m.xlsx", "--target", "bot")


def verdicts(book, tab="input"):
    return {row["id"]: row["eval: verdict"] for row in cells(book, tab) if row["id"]}


PASSED = {"a": "pass", "b": "fail", "c": "pass"}


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (["pass"], PASSED),
        (['tab = book["input"]', 'tab["A2"], tab["A4"] = "c", "a"', 'tab["B2"], tab["B4"] = "said c", "said a"'], PASSED),
        (['book["input"].insert_rows(2, 3)'], PASSED),
        (['book["input"].insert_cols(1)'], PASSED),
        (['book["input"].delete_rows(3)'], {"a": "pass", "c": "pass"}),
        (['book["input"]["A3"] = "renamed"'], {"a": "pass", "renamed": None, "c": "pass"}),
        (['book["input"].append(["d", "new"])'], {**PASSED, "d": None}),
        (['book.move_sheet("input", 1)'], PASSED),
        (['del book["eval-scores"]'], PASSED),
        (['book["eval-scores"].title = "the old ones"'], PASSED),
    ],
    ids=[
        *("saved", "sorted", "rows inserted", "column inserted", "row deleted", "id renamed", "row added"),
        *("tab moved", "our tab deleted", "our tab renamed"),
    ],
)  # fmt: skip
def test_the_scores_are_beside_their_cases(cli, book, folder, edit, expected):
    run_while(cli, folder, ["pass"])
    assert run_while(cli, folder, edit).code == 0
    assert verdicts(book) == expected
    scores = {row["id"]: row["verdict"] for row in cells(book, "eval-scores")}
    assert scores == {name: verdict for name, verdict in expected.items() if verdict}


def test_the_tab_of_inputs_is_renamed(cli, book, folder):
    assert run_while(cli, folder, ['book["input"].title = "prompts"']).code == 0
    assert verdicts(book, "prompts") == PASSED


def test_the_tab_of_inputs_is_gone(cli, book, folder):
    assert run_while(cli, folder, ['del book["input"]']).code == 0
    assert {row["id"]: row["verdict"] for row in cells(book, "eval-scores")} == PASSED


def test_a_copy_of_our_tab_stays_as_it_is(cli, book, folder):
    run_while(cli, folder, ["pass"])
    edit = ['copied = book.copy_worksheet(book["eval-scores"])', 'copied.title = "scores of May"']
    assert run_while(cli, folder, [*edit, 'copied["A1"] = "mine"']).code == 0
    assert openpyxl.load_workbook(book)["scores of May"]["A1"].value == "mine"


def test_an_own_word_that_is_said_meanwhile_is_kept(cli, book, folder):
    run_while(cli, folder, ["pass"])
    edit = ['tab = book["eval-scores"]', "headers = [cell.value for cell in tab[1]]"]
    said = [*edit, 'tab.cell(3, headers.index("human note") + 1, "so it should")']
    assert run_while(cli, folder, said).code == 0
    assert [row["human note"] for row in cells(book, "eval-scores")] == [None, "so it should", None]


def test_opened_in_excel_meanwhile(cli, book, folder):
    told = run_while(cli, folder, ['__import__("pathlib").Path("~$m.xlsx").touch()'])
    assert told.code == 0
    assert "m.scored.xlsx, because m.xlsx is open in a spreadsheet program" in told.err
    assert verdicts(folder / "m.scored.xlsx") == PASSED
    assert "eval-scores" not in openpyxl.load_workbook(book).sheetnames
    again = run_while(cli, folder, ["pass"])
    assert again.code == 0
    assert verdicts(folder / "m.scored.xlsx") == PASSED
