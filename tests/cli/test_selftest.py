"""`sheet2eval selftest`, end to end on workbooks made by another program."""

import json

import openpyxl
import pytest

from sheet2eval.judges.judge import Judge, Judgement
from sheet2eval.testing import Behaviour, serve
from sheet2eval.testing.judges import truthful
from sheet2eval.types import Outcome, Verdict
from tests.cli.conftest import make_book


@pytest.fixture
def mixed(folder):
    """A case that is told apart, two that are not, one for the judge, one without examples."""
    return make_book(
        folder / "mixed.xlsx",
        inputs=[("a", "at 7 pm"), ("b", "at 8"), ("c", "at 9"), ("d", "on Monday"), ("e", "hi")],
        current=[
            ("a", "At 7:00 AM."),
            ("b", "At 8:00 AM."),
            ("c", "At 9:00 AM."),
            ("d", "Sure, done!"),
        ],
        ideal=[
            ("a", "At 7:00 PM.", "time: 7 PM"),
            ("b", "Morning or evening?", "words: >= 1"),
            ("c", "Morning or evening?", "contains: noon"),
            ("d", "Which Monday do you mean?", "rubric: Asks which Monday."),
        ],
    )


def test_json_is_one_object_of_the_contracts_form(cli, mixed):
    told = cli("selftest", mixed, "--json")
    assert told.code == 0
    assert told.json == {
        "cases": [
            {"id": "a", "checks_separate": True, "judge_separates": None, "passes": ["input echoed"]},
            {
                "id": "b",
                "checks_separate": False,
                "judge_separates": None,
                "passes": ["input echoed", "refusal", "another ideal"],
            },
            {"id": "c", "checks_separate": False, "judge_separates": None, "passes": []},
            {
                "id": "d",
                "checks_separate": None,
                "judge_separates": True,
                "passes": ["input echoed", "refusal"],
            },
            {"id": "e", "checks_separate": None, "judge_separates": None, "passes": []},
        ],
        "checks_separate": 1 / 3,
        "judge_accuracy": 1.0,
        "false_pass": 0.0,
        "false_fail": 0.0,
        "flips": 0.0,
    }


def test_the_text_begins_with_one_figure_and_says_which_cases_need_work(cli, mixed):
    told = cli("selftest", mixed)
    assert told.code == 0
    lines = told.out.splitlines()
    assert lines[0] == "Checks tell the bad from the good in 1 of 3 cases."
    assert lines[1].startswith("2 cases cannot be tested")
    assert (
        lines[2] == "The judge nearest (offline) is right about 2 of 2 examples; it passes 0 of 1 bad ones."
    )
    assert "  a  its checks pass the input echoed" in lines
    assert "  b  its checks pass the input echoed, a bare refusal, another row's ideal" in lines
    assert any("ideal-behavior!C3: The checks of “b” all pass on today's answer" in line for line in lines)
    assert any("“contains: noon” fails the row's own ideal answer" in line for line in lines)
    assert "  d  the judge passes the input echoed, a bare refusal" in lines
    assert not any(line.startswith("  e") for line in lines)


def test_where_all_is_well_it_says_so(cli, folder):
    book = make_book(
        folder / "well.xlsx",
        inputs=[("a", "remind me")],
        current=[("a", "At 7:00 AM.")],
        ideal=[("a", "At 7:00 PM.", "time: 7 PM")],
    )
    told = cli("selftest", book)
    assert told.code == 0
    assert told.out.splitlines() == [
        "Checks tell the bad from the good in 1 of 1 case.",
        "The judge nearest (offline) had no examples to judge.",
        "",
        "No case needs work.",
    ]


def test_the_judge_is_the_one_asked_for_or_the_sheets(cli, mixed, folder):
    assert cli("selftest", mixed, "--judge", "none", "--json").json["judge_accuracy"] is None
    assert cli("selftest", mixed, "--judge", "jugde").code == 4
    book = make_book(
        folder / "s.xlsx",
        inputs=[("a", "hi")],
        current=[("a", "bad")],
        ideal=[("a", "good", "rubric: x")],
        settings=(("setting", "value"), ("judge", "none")),
    )
    assert cli("selftest", book, "--json").json["judge_accuracy"] is None
    assert cli("selftest", book, "--json", "--judge", "nearest").json["judge_accuracy"] == 1


def test_what_the_judge_gets_wrong_is_said(cli, folder):
    book = make_book(
        folder / "j.xlsx",
        inputs=[("a", "hi")],
        current=[("a", "Good day")],
        ideal=[("a", "good day!", "rubric: Is loud.")],
    )
    told = cli("selftest", book)
    assert (
        "  a  the judge on the right answer in ideal-behavior!B2: ungraded, cannot be judged offline"
        in told.out
    )
    assert cli("selftest", book, "--json").json["cases"][0]["judge_separates"] is False


def test_a_judge_that_answers_nothing_is_exit_4_and_one_that_breaks_at_times_is_told(cli, mixed, monkeypatch):
    class Breaking(Judge):
        label = fingerprint = "breaking"
        timeout = 60.0

        async def grade(self, case, response):
            if response.text not in answered:
                raise ValueError("no credit")
            return Judgement((Outcome(Verdict.PASS, "fine"),) * len(case.criteria))

    monkeypatch.setattr("sheet2eval.running.opening.open_judge", lambda name, config: Breaking())
    answered = {"Which Monday do you mean?"}
    told = cli("selftest", mixed)
    assert told.code == 0
    assert "is right about 1 of 1 examples; it passes 0 of 0 bad ones.\n" in told.out
    assert (
        "gave no verdict on 1 example and 5 made-up answers; the first time: the judge broke: ValueError: "
        "no credit\n" in told.out
    )
    answered = set()
    told = cli("selftest", mixed, "--json")
    assert told.code == 4
    assert told.json["judge_accuracy"] is None
    assert "the judge answered nothing: the judge broke: ValueError: no credit" in told.err
    told = cli("selftest", mixed)
    assert "The judge breaking gave no verdict on 2 examples and 5 made-up answers" in told.out
    assert "No case needs work" not in told.out


def test_no_case_that_can_be_compiled_is_exit_3(cli, folder):
    book = make_book(folder / "n.xlsx", inputs=[("a", "hi")], ideal=[("a", "x", "contians: 7")])
    told = cli("selftest", book, "--json")
    assert told.code == 3
    assert told.json["cases"] == [{"id": "a", "checks_separate": None, "judge_separates": None, "passes": []}]
    assert "no case can be compiled" in told.err
    assert len(told.err.splitlines()) == 1


def test_a_sheet_without_cases_is_exit_3(cli, folder):
    assert cli("selftest", make_book(folder / "n.xlsx")).code == 3


def test_one_broken_case_does_not_keep_the_others_from_being_tested(cli, folder):
    book = make_book(
        folder / "b.xlsx",
        inputs=[("a", "hi"), ("b", "ho")],
        current=[("a", "no"), ("b", "no")],
        ideal=[("a", "yes", "contians: yes"), ("b", "yes", "contains: yes")],
    )
    told = cli("selftest", book)
    assert told.code == 0
    assert told.out.startswith("Checks tell the bad from the good in 1 of 1 case.")
    assert "1 with errors" in told.err


def test_the_sheet_stays_as_it_is_and_twice_says_the_same(cli, mixed):
    before = mixed.read_bytes()
    assert cli("selftest", mixed).out == cli("selftest", mixed).out
    assert mixed.read_bytes() == before


@pytest.mark.parametrize("arguments", [("missing.xlsx",), ("mixed.xlsx", "--config", "none.toml")])
def test_what_is_missing_is_exit_4(cli, mixed, arguments):
    told = cli("selftest", *arguments)
    assert (told.code, told.out) == (4, "")
    assert len(told.err.splitlines()) == 1


def test_it_has_help_with_an_example(cli):
    from sheet2eval.cli import COMMANDS

    told = cli("selftest", "--help")
    assert told.code == 0
    assert "sheet2eval selftest reminders.xlsx" in told.out
    assert COMMANDS["selftest"] in told.out


def judged_sheet(folder, server, **keys):
    """Two cases for the judge at the server, and the configuration that names it."""
    told = "\n".join(f"{key} = {value}" for key, value in keys.items())
    judge = f'[judges.careful]\nkind = "openai"\nbase_url = "{server.base_url}"\n{told}\n'
    (folder / "sheet2eval.toml").write_text(judge)
    return make_book(
        folder / "judged.xlsx",
        inputs=[("a", "remind me at seven"), ("b", "and at noon")],
        current=[("a", "At 7:00 AM."), ("b", "At midnight.")],
        ideal=[
            ("a", "At 7:00 PM.", "rubric: Means the evening."),
            ("b", "At 12:00 PM.", "rubric: Means the day.\nrubric: Is short."),
        ],
    )


def says_pm(answer, criterion):
    return "PM" in answer


def test_a_paid_judge_is_tested_and_a_run_tells_how_far_to_trust_it(cli, folder):
    with serve(Behaviour(truthful(says_pm))) as server:
        book = judged_sheet(folder, server, price="{ input = 1.0, output = 2.0 }")
        before = cli("run", book, "--judge", "careful", "--json")
        assert before.code == 0
        assert "not tested on this sheet" in str(sheet_texts(book, "eval-summary"))
        told = cli("selftest", book, "--judge", "careful", "--json")
        assert told.code == 0
        assert [case["judge_separates"] for case in told.json["cases"]] == [True, True]
        assert [case["passes"] for case in told.json["cases"]] == [["another ideal"], ["another ideal"]]
        rates = ("judge_accuracy", "false_pass", "false_fail", "flips")
        assert [told.json[name] for name in rates] == [1.0, 0.0, 0.0, 0.0]
        assert "the judge careful: up to 18 calls, at most $" in told.err
        assert cli("run", book, "--judge", "careful").code == 0
    assert "right on 4 of 4 of the sheet's own examples" in str(sheet_texts(book, "eval-summary"))


def test_a_judge_no_better_than_letters_is_warned_of(cli, folder):
    with serve(Behaviour(truthful(lambda answer, criterion: len(answer) > 11))) as server:
        book = make_book(
            folder / "many.xlsx",
            inputs=[(f"c{number}", "at seven") for number in range(4)],
            current=[(f"c{number}", f"At 7:00 AM, {number}.") for number in range(4)],
            ideal=[(f"c{number}", f"At 7:00 PM, {number}.", "Means the evening.") for number in range(4)],
        )
        judged_sheet(folder, server)
        told = cli("selftest", book, "--judge", "careful")
    assert "The judge careful is right about 4 of 8 examples; it passes 4 of 4 bad ones." in told.out
    assert "the offline one, which compares letters, on 8" in told.out
    assert any(
        line.startswith("  c0  the judge passes") and "orders its own pass" in line
        for line in told.out.splitlines()
    )


def test_flips_are_told(cli, folder):
    def first_fails(question):
        said = json.loads(truthful(says_pm)(question))
        return json.dumps({**said, "criterion_1": {**said["criterion_1"], "verdict": "fail"}})

    with serve(Behaviour(first_fails)) as server:
        told = cli("selftest", judged_sheet(folder, server), "--judge", "careful")
    assert "Asked again with everything in the opposite order, it changes 33 % of its verdicts." in told.out


def test_a_judge_without_access_is_exit_4_in_one_line(cli, folder):
    with serve(Behaviour(truthful(says_pm), key="k-1")) as server:
        told = cli("selftest", judged_sheet(folder, server), "--judge", "careful")
    assert told.code == 4
    assert "judge careful: HTTP 401" in told.err.splitlines()[-1]
    assert told.out == ""


def test_many_paid_calls_are_asked_about_first(cli, folder):
    with serve(Behaviour(truthful(says_pm))) as server:
        book = judged_sheet(folder, server, votes=101)
        told = cli("selftest", book, "--judge", "careful")
        assert told.code == 2
        assert "1,818 paid calls" in told.err
        assert server.asked == []


def sheet_texts(path, tab):
    return [
        value
        for row in openpyxl.load_workbook(path)[tab].iter_rows(values_only=True)
        for value in row
        if value
    ]
