"""`sheet2eval compare`, end to end."""

import csv
import json
import random

import openpyxl
import pytest

from sheet2eval.testing import Answer, Behaviour, serve
from sheet2eval.testing.judges import biased, truthful
from tests.cli.conftest import cells, make_book

NEW, OLD = "recorded:new", "recorded:old"
COLUMNS = ["id", "input", "answer 1", "answer 2", "human winner", "judge winner", "why"]


def duel(folder, answers, check="contains: right", name="duel.xlsx"):
    """A sheet with what `new` and `old` answered to each case; None for no answer."""
    said = [
        (case_id, text, target)
        for case_id, pair in answers.items()
        for target, text in zip(("new", "old"), pair, strict=True)
        if text is not None
    ]
    return make_book(
        folder / name,
        inputs=[(case_id, f"about {case_id}") for case_id in answers],
        current=[*((case_id, "today's", None) for case_id in answers), *said],
        ideal=[(case_id, "It is right.", check) for case_id in answers],
    )


@pytest.fixture
def sheet(folder):
    """Two cases that new wins, one that it loses, one tie, one that old did not answer."""
    return duel(
        folder,
        {
            "a": ("right", "wrong"),
            "b": ("right too", "wrong too"),
            "c": ("no", "that is right"),
            "d": ("right, yes", "right, no"),
            "e": ("right", None),
        },
    )


def choose(path, case_id, winner, *, answer=None):
    """A person writes a winner beside a case: a number or a word, or the column that shows an answer."""
    book = openpyxl.load_workbook(path)
    for row in book["eval-compare"].iter_rows(min_row=2):
        if row[0].value == case_id:
            shown = [row[2].value, row[3].value]
            row[4].value = winner if answer is None else shown.index(answer) + 1
    book.save(path)


def by_id(path):
    return {row["id"]: row for row in cells(path, "eval-compare")}


def test_the_object_of_the_contract(cli, sheet):
    told = cli("compare", sheet, NEW, OLD, "--json")
    assert told.code == 0
    figures = told.json
    assert {name: figures[name] for name in ("wins", "losses", "ties", "error", "ungraded", "skipped")} == {
        "wins": 2, "losses": 1, "ties": 1, "error": 0, "ungraded": 1, "skipped": 0,
    }  # fmt: skip
    assert figures["win_rate"] == 0.625
    assert figures["standard_error"] == pytest.approx(0.2393568)
    assert figures["low"] < 0.625 < figures["high"]
    assert figures["p_value"] == 1.0
    nobody = {"wins": 0, "losses": 0, "ties": 0}
    assert figures["by"] == {"score": {"wins": 2, "losses": 1, "ties": 1}, "judge": nobody, "human": nobody}
    assert [(case["id"], case["outcome"], case["by"]) for case in figures["cases"]] == [
        ("a", "win", "score"), ("b", "win", "score"), ("c", "loss", "score"), ("d", "tie", "score"), ("e", "ungraded", None),
    ]  # fmt: skip
    assert figures["cases"][2]["why"] == (
        "recorded:old scores 1.00, recorded:new 0.00: contains: right — does not contain “right”"
    )


def test_the_other_way_round_wins_are_losses(cli, sheet):
    told = cli("compare", sheet, OLD, NEW, "--json").json
    assert (told["wins"], told["losses"], told["win_rate"]) == (1, 2, 0.375)


def test_a_person_reads_the_lost_cases_first_and_the_figures_last(cli, sheet):
    told = cli("compare", sheet, NEW, OLD)
    lines = told.out.splitlines()
    assert [line.split()[:2] for line in lines[1:4]] == [["loss", "c"], ["win", "a"], ["win", "b"]]
    assert "recorded:new does better than recorded:old on 2 of 4 cases, worse on 1, 1 tied." in lines
    assert "may be luck" in told.out
    assert "Not compared: 1 could not be graded." in told.out


def test_only_the_blind_tab_is_written(cli, sheet):
    before = openpyxl.load_workbook(sheet).sheetnames
    cli("compare", sheet, NEW, OLD)
    assert openpyxl.load_workbook(sheet).sheetnames == [*before, "eval-compare"]
    assert list(cells(sheet, "input")[0]) == ["id", "input"]
    rows = cells(sheet, "eval-compare")
    assert list(rows[0]) == COLUMNS
    assert [row["id"] for row in rows] == ["a", "b", "c", "d"]
    assert {rows[0]["answer 1"], rows[0]["answer 2"]} == {"right", "wrong"}
    assert not any("recorded" in str(value) for row in rows for value in row.values())


def test_no_write_leaves_the_file_alone_and_out_writes_a_copy(cli, sheet, folder):
    before = sheet.read_bytes()
    assert cli("compare", sheet, NEW, OLD, "--no-write").code == 0
    assert cli("compare", sheet, NEW, OLD, "--out", folder / "copy.xlsx").code == 0
    assert sheet.read_bytes() == before
    assert cells(folder / "copy.xlsx", "eval-compare")


def test_a_persons_winner_beats_the_score_and_stays(cli, sheet):
    cli("compare", sheet, NEW, OLD)
    choose(sheet, "a", None, answer="wrong")
    choose(sheet, "d", None, answer="right, yes")
    choose(sheet, "b", "tie")
    chosen = {name: row["human winner"] for name, row in by_id(sheet).items()}
    for _ in range(2):
        told = cli("compare", sheet, NEW, OLD, "--json").json
        assert (told["wins"], told["losses"], told["ties"]) == (1, 2, 1)
        assert told["by"]["human"] == {"wins": 1, "losses": 1, "ties": 1}
        assert {name: row["human winner"] for name, row in by_id(sheet).items()} == chosen
    turned = cli("compare", sheet, OLD, NEW, "--json").json
    assert (turned["wins"], turned["losses"], turned["ties"]) == (2, 1, 1)


def test_a_winner_that_cannot_be_read_is_said(cli, sheet):
    cli("compare", sheet, NEW, OLD)
    choose(sheet, "a", "left")
    choose(sheet, "d", "draw")
    told = cli("compare", sheet, NEW, OLD, "--json")
    assert "eval-compare!E2: “left” names no winner, so it does not count. Write 1 or 2" in told.err
    assert [(problem["where"], problem["code"]) for problem in told.json["problems"]] == [
        ("eval-compare!E2", "bad-winner")
    ]
    assert (told.json["cases"][0]["by"], told.json["cases"][3]["by"]) == ("score", "human")
    rows = by_id(sheet)
    assert (rows["a"]["human winner"], rows["d"]["human winner"]) == ("left", "draw")
    assert rows["a"]["why"].startswith("human winner “left” does not count")


def test_rows_that_people_sorted_and_copied_are_found_again(cli, sheet):
    cli("compare", sheet, NEW, OLD)
    choose(sheet, "a", None, answer="wrong")
    book = openpyxl.load_workbook(sheet)
    tab = book["eval-compare"]
    rows = [[cell.value for cell in row] for row in tab.iter_rows(min_row=2)]
    random.Random(3).shuffle(rows)
    tab.delete_rows(2, len(rows))
    for row in [*rows, rows[0]]:
        tab.append(row)
    book.save(sheet)
    assert cli("compare", sheet, NEW, OLD, "--json").json["cases"][0]["outcome"] == "loss"
    assert [row["id"] for row in cells(sheet, "eval-compare")] == ["a", "b", "c", "d"]


def test_a_winner_does_not_pass_to_another_answer_and_is_not_lost(cli, sheet):
    cli("compare", sheet, NEW, OLD)
    choose(sheet, "a", None, answer="wrong")
    book = openpyxl.load_workbook(sheet)
    answer = next(row[1] for row in book["current-behavior"].iter_rows() if row[1].value == "right")
    answer.value = "quite right"
    book.save(sheet)
    assert cli("compare", sheet, NEW, OLD, "--json").json["by"]["human"]["losses"] == 0
    rows = [row for row in cells(sheet, "eval-compare") if row["id"] == "a"]
    assert rows[0]["human winner"] is None
    assert rows[1]["human winner"] in {1, 2}
    answer.value = "right"
    changed = openpyxl.load_workbook(sheet)
    changed["current-behavior"][answer.coordinate].value = "right"
    changed.save(sheet)
    assert cli("compare", sheet, NEW, OLD, "--json").json["by"]["human"]["losses"] == 1
    assert len(cells(sheet, "eval-compare")) == 4


def test_a_human_verdict_on_an_answer_counts_as_its_score(cli, sheet):
    cli("run", sheet, "--target", NEW, "--target", OLD)
    book = openpyxl.load_workbook(sheet)
    tab = book["eval-scores"]
    header = [cell.value for cell in tab[1]]
    for row in tab.iter_rows(min_row=2):
        if (row[0].value, row[1].value) == ("d", OLD):
            row[header.index("human verdict")].value = "fail"
    book.save(sheet)
    assert cli("compare", sheet, NEW, OLD, "--json").json["cases"][3]["outcome"] == "win"


def test_a_comparison_of_others_leaves_what_people_chose(cli, sheet):
    cli("compare", sheet, NEW, OLD)
    choose(sheet, "a", None, answer="wrong")
    cli("compare", sheet, NEW, "recorded")
    assert cli("compare", sheet, NEW, OLD, "--json").json["cases"][0]["by"] == "human"


def test_three_targets_meet_in_pairs_and_are_ranked(cli, sheet):
    told = cli("compare", sheet, NEW, OLD, "recorded", "--json").json
    assert [(pair["target"], pair["against"]) for pair in told["pairs"]] == [
        (NEW, OLD), (NEW, "recorded"), (OLD, "recorded"),
    ]  # fmt: skip
    assert (told["target"], told["against"], told["wins"]) == (NEW, OLD, 2)
    assert list(told["strengths"]) == [NEW, OLD, "recorded"]
    for target, likely in told["strength_intervals"].items():
        assert likely["low"] < told["strengths"][target] < likely["high"]
    assert (
        "Ranking by Bradley–Terry strength: recorded:new (+"
        in cli("compare", sheet, NEW, OLD, "recorded").out
    )
    assert len(cells(sheet, "eval-compare")) == 4 * 3 + 1


@pytest.mark.parametrize(
    ("wins", "losses", "ties", "code"), [(6, 0, 0, 0), (5, 0, 9, 1), (6, 0, 9, 0), (6, 1, 0, 1), (0, 6, 0, 1)]
)
def test_must_win_wants_more_than_luck(cli, folder, wins, losses, ties, code):
    pairs = [("right", "wrong")] * wins + [("wrong", "right")] * losses + [("right", "right.")] * ties
    sheet = duel(folder, {f"c{number}": pair for number, pair in enumerate(pairs)})
    told = cli("compare", sheet, NEW, OLD, "--must-win", "--no-write")
    assert told.code == code
    assert ("Not won: recorded:new" in told.err) is bool(code)
    assert cli("compare", sheet, NEW, OLD, "--no-write").code == 0


def test_must_win_is_against_every_other(cli, folder):
    sheet = duel(folder, {f"c{number}": ("right", "wrong") for number in range(6)})
    assert cli("compare", sheet, NEW, OLD, "recorded", "--must-win").code == 0
    assert cli("compare", sheet, OLD, NEW, "recorded", "--must-win").code == 1


@pytest.mark.parametrize(
    ("names", "code", "said"),
    [
        ((), 2, "name at least two targets"),
        ((NEW,), 2, "name at least two targets"),
        ((NEW, NEW), 2, '"recorded:new" is named twice'),
        ((NEW, "nobody"), 4, 'no target "nobody"'),
        ((NEW, "recorded:nobody"), 3, "the sheet holds no answers of recorded:nobody"),
        ((NEW, "command:false"), 4, "every try ended in an error"),
        ((NEW, OLD, "--only", "zzz"), 2, "no case and no tag"),
    ],
)
def test_what_cannot_be_compared_is_one_line(cli, sheet, names, code, said):
    told = cli("compare", sheet, *names)
    assert (told.code, said in told.err) == (code, True)
    assert "Traceback" not in told.err


def test_an_error_is_no_tie(cli, folder):
    (folder / "bot.py").write_text(
        "def reply(messages, case):\n    if case['id'] == 'a':\n        raise OSError\n    return 'right'\n"
    )
    sheet = duel(folder, {"a": ("right", None), "b": ("wrong", None)})
    told = cli("compare", sheet, NEW, "python:bot:reply", "--json").json
    assert (told["wins"], told["losses"], told["ties"], told["error"]) == (0, 1, 0, 1)
    assert told["win_rate"] == 0.0


def test_a_tab_that_somebody_else_made_stops_it_before_anything_is_asked(cli, folder):
    sheet = duel(folder, {"a": ("right", "wrong")})
    book = openpyxl.load_workbook(sheet)
    book.create_sheet("eval-compare")["A1"] = "mine"
    book.save(sheet)
    told = cli("compare", sheet, NEW, OLD)
    assert told.code in {3, 4}
    assert "eval-compare" in told.err


@pytest.fixture
def counting(folder):
    """A sheet, and an app that notes down in a file every case that it is asked."""
    (folder / "bot.py").write_text(
        "def reply(messages, case):\n    with open('asked', 'a') as asked:\n        asked.write(case['id'])\n    return 'right'\n"
    )
    asked = folder / "asked"
    asked.touch()
    return duel(folder, {"a": (None, "wrong"), "b": (None, "right")}), asked


def test_each_comparison_asks_anew(cli, counting):
    sheet, asked = counting
    for times in (1, 2):
        assert cli("compare", sheet, "python:bot:reply", OLD, "--json").json["wins"] == 1
        assert sorted(asked.read_text()) == sorted("ab" * times)


def test_where_nothing_can_be_written_nothing_is_asked(cli, folder, counting):
    sheet, asked = counting
    told = cli("compare", sheet, "python:bot:reply", OLD, "--out", folder / "nowhere" / "copy.xlsx")
    assert (told.code, asked.read_text()) == (4, "")
    assert "nowhere" in told.err


def test_a_csv_folder_gets_its_file_and_gives_the_winners_back(cli, folder):
    place = folder / "duel"
    place.mkdir()
    (place / "input.csv").write_text("id,input\na,hi\nb,ho\n")
    (place / "current-behavior.csv").write_text(
        "id,current behavior,target\na,right,new\na,=wrong,old\nb,right 1,new\nb,right 2,old\n"
    )
    (place / "ideal-behavior.csv").write_text("id,check\na,contains: right\nb,contains: right\n")
    assert cli("compare", place, NEW, OLD, "--json").json["wins"] == 1
    file = place / "eval-compare.csv"
    rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
    rows[0]["human winner"] = "1" if rows[0]["answer 1"] != "right" else "2"
    with file.open("w", encoding="utf-8") as out:
        writer = csv.DictWriter(out, COLUMNS, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    told = cli("compare", place, NEW, OLD, "--json").json
    assert [(case["outcome"], case["by"]) for case in told["cases"]] == [("loss", "human"), ("tie", "score")]


@pytest.fixture
def judged(cli, folder, monkeypatch):
    """Compares by a judge that answers as the model does; gives what was told and what the judge was asked."""
    monkeypatch.setenv("OPENAI_API_KEY", "loopback")

    def compare(sheet, model, *arguments, code=0):
        with serve(Behaviour(answer=model)) as server:
            (folder / "sheet2eval.toml").write_text(
                f'[judges.model]\nkind = "openai"\nmodel = "m"\nbase_url = "{server.base_url}"\n'
            )
            told = cli("compare", sheet, NEW, OLD, "--judge", "model", "--json", *arguments)
        assert told.code == code, told.err
        return told.json, [json.loads(question.said) for question in server.asked]

    return compare


@pytest.fixture
def alike(folder):
    """Both answers pass one criterion; only one of them is kind."""
    return duel(
        folder,
        {"a": ("right and kind", "right"), "b": ("right", "right and kind"), "c": ("right", "right")},
        "Is right.",
    )


def is_right(answer, criterion):
    return "right" in answer


def kindest(question):
    """Grades by what is right, and prefers what is kind."""
    material = json.loads(question.said)
    if "answer_1" not in material:
        return truthful(is_right)(question)
    kind = ["kind" in material[name]["text"] for name in ("answer_1", "answer_2")]
    return json.dumps({"reason": "answer 1 or answer 2 is kind", "better": f"answer {kind.index(True) + 1}"})


def test_the_judge_breaks_the_ties_of_scores_asked_in_both_orders(judged, alike):
    told, asked = judged(alike, kindest)
    assert [(case["outcome"], case["by"]) for case in told["cases"]] == [
        ("win", "judge"),
        ("loss", "judge"),
        ("tie", "score"),
    ]
    assert told["by"]["judge"] == {"wins": 1, "losses": 1, "ties": 0}
    pairs = [(each["answer_1"]["text"], each["answer_2"]["text"]) for each in asked if "answer_1" in each]
    assert sorted(pairs) == [("right", "right and kind")] * 2 + [("right and kind", "right")] * 2
    for case_id, row in list(by_id(alike).items())[:2]:
        assert "kind" in row[f"answer {row['judge winner']}"], case_id
        assert row["why"].startswith(f"the judge prefers answer {row['judge winner']}: ")


def test_a_judge_that_prefers_the_first_one_decides_nothing(judged, alike):
    told, _ = judged(alike, biased(is_right))
    assert (told["wins"], told["losses"], told["ties"]) == (0, 0, 3)
    assert told["by"]["judge"]["ties"] == 2
    assert "change places" in told["cases"][0]["why"]
    assert [row["judge winner"] for row in cells(alike, "eval-compare")] == ["tie", "tie", None]


def test_a_judge_that_breaks_over_a_comparison_makes_no_tie(judged, alike):
    def breaks(question):
        return Answer("…") if "answer_1" in question.said else truthful(is_right)(question)

    told, _ = judged(alike, breaks)
    assert (told["ties"], told["error"]) == (1, 2)
    assert told["cases"][0]["by"] is None


def test_the_judge_is_not_asked_what_a_person_has_decided(judged, alike):
    judged(alike, kindest)
    choose(alike, "a", None, answer="right")
    before = by_id(alike)["a"]
    told, asked = judged(alike, kindest)
    assert (told["cases"][0]["outcome"], told["cases"][0]["by"]) == ("loss", "human")
    assert len([each for each in asked if "answer_1" in each]) == 2
    assert by_id(alike)["a"] == before


def test_what_comparing_may_cost_is_said_before(cli, folder, alike):
    (folder / "sheet2eval.toml").write_text(
        '[judges.model]\nkind = "openai"\nmodel = "m"\nbase_url = "http://127.0.0.1:9"\nprice = { input = 1e6, output = 0 }\n'
    )
    told = cli("compare", alike, NEW, OLD, "--judge", "model", "--budget", "0", "--no-write")
    assert "model, comparing: up to 4 calls" in told.err
    assert told.code == 5


def test_the_offline_judge_compares_by_scores_alone(cli, alike):
    told = cli("compare", alike, NEW, OLD, "--json").json
    assert told["by"]["judge"] == {"wins": 0, "losses": 0, "ties": 0}
