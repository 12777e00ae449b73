"""A sheet of .csv files from the command line, as people keep them."""

import csv

import pytest

from tests.cli.conftest import BOT

CASES = (
    "id;input;today;ideal behavior;check\r\n"
    "007;Nhắc tôi lúc 7 giờ tối, nhé;=7:00 AM;Tôi sẽ nhắc bạn lúc 7:00 PM;time: 7:00 PM\r\n"
    '8;"at ""7"";\r\nplease";At 7:00 AM.;At 7:00 PM.;not contains: sorry\r\n'
)
TABS = {
    "input": "id,input\nR1,at 7 pm\nR2,at 8\n",
    "current-behavior": "id,current behavior\nR1,At 7:00 AM.\nR2,At 8:00 AM.\n",
    "ideal-behavior": "id,ideal behavior,check\nR1,At 7:00 PM.,time: 7:00 PM\nR2,At 8:00 PM.,time: 8:00 PM\n",
    "notes": "id,notes\nR1,often\n",
}
RESULTS = ["eval-history", "eval-problems", "eval-scores", "eval-summary"]


@pytest.fixture
def single(folder):
    path = folder / "vi.csv"
    path.write_bytes(CASES.encode())
    return path


@pytest.fixture
def four(folder):
    place = folder / "four"
    place.mkdir()
    for tab, text in TABS.items():
        (place / f"{tab}.csv").write_text(text)
    return place


def rows(path, separator=","):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def test_a_single_file_is_run_again_and_again_and_never_changed(cli, single, folder):
    for runs in (1, 2):
        told = cli("run", single, "--target", "recorded")
        assert (told.code, told.err.splitlines()[-1]) == (0, f"Written to {folder / 'vi.eval-*.csv'}")
        assert sorted(file.name for file in folder.glob("vi.*")) == [
            "vi.csv",
            *(f"vi.{tab}.csv" for tab in RESULTS),
        ]
        assert len(rows(folder / "vi.eval-history.csv", ";")) == runs
        first, second = rows(folder / "vi.eval-scores.csv", ";")
        assert (first["id"], first["verdict"], first["response"]) == ("007", "fail", "'=7:00 AM")
        assert (second["id"], second["verdict"], second["input"]) == ("8", "pass", 'at "7";\r\nplease')
    assert first["change"] == "same"
    assert single.read_bytes() == CASES.encode()


def test_a_human_verdict_survives_being_saved_by_another_program(cli, four):
    assert cli("run", four, "--target", "recorded").code == 0
    scores = four / "eval-scores.csv"
    first, second = rows(scores)
    first |= {"human verdict": "pass", "human note": "-5 wäre besser"}
    with scores.open("w", encoding="cp1252", errors="replace", newline="") as file:
        writer = csv.DictWriter(file, first, delimiter=";")
        writer.writeheader()
        writer.writerows([second, first])
    told = cli("run", four, "--target", "recorded", "--json")
    assert [(case["id"], case["verdict"]) for case in told.json["cases"]] == [("R1", "pass"), ("R2", "fail")]
    first, second = rows(scores)
    assert (first["human verdict"], first["human note"]) == ("pass", "'-5 wäre besser")
    assert (first["change"], second["change"]) == ("fixed", "same")
    assert {tab: (four / f"{tab}.csv").read_text() for tab in TABS} == TABS


def test_a_target_is_asked_and_a_copy_filled(cli, four, folder):
    before = sorted(four.iterdir())
    for _ in range(2):
        told = cli("run", four, "--target", "bot", "--out", folder / "copy")
        assert (told.code, told.err.splitlines()[-1]) == (0, f"Written to {folder / 'copy' / 'eval-*.csv'}")
    assert sorted(four.iterdir()) == before
    assert [row["verdict"] for row in rows(folder / "copy" / "eval-scores.csv")] == ["pass", "fail"]
    assert cli("validate", folder / "copy").code == 0


def test_the_configuration_may_stand_in_the_folder(cli, four, folder):
    (four / "own_bot.py").write_text(BOT)
    (four / "sheet2eval.toml").write_text('[targets.own]\nkind = "python"\ncall = "own_bot:reply"\n')
    assert cli("run", four, "--json").json["targets"][0]["target"] == "own"


@pytest.mark.parametrize("name", ["some", "ideal", "eval-cases", "v1.eval-set"])
def test_a_file_alone_is_one_tab_whatever_it_is_called_and_holds(cli, folder, name):
    path = folder / f"{name}.tsv"
    path.write_text("input\ttoday\nhi, you\thello\n")
    told = cli("validate", path, "--write", "--json")
    assert told.code == 0
    assert [(problem["where"], problem["code"]) for problem in told.json["problems"]] == [
        (f"{name}!A1", "no-id"),
        (f"{name}!A2", "nothing-to-grade"),
    ]
    assert len(rows(folder / f"{name}.eval-problems.tsv", "\t")) == 2


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("", 4, "is empty"),
        ("id,input\n", 3, "the sheet holds none"),
        ("\n\n", 3, "no tab “input”"),
        ("id,check\na,words: 1\n", 3, "no column “input”"),
        ('id,input\na,"hi\n', 4, "row 2: a quote is not closed"),
        (b"id,input\na,\x81\n", 4, "cannot be read as text (from line 2)"),
    ],
)
def test_files_with_nothing_to_run(cli, folder, text, code, said):
    path = folder / "x.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = path.read_bytes()
    told = cli("run", path)
    assert (told.code, told.err.count("Traceback")) == (code, 0)
    assert said in told.err
    assert path.read_bytes() == before


def test_a_row_with_too_many_cells_is_an_error_with_its_place(cli, four):
    (four / "input.csv").write_text("id,input\nR1,Remind me at 7, please\nR2,at 8\n")
    told = cli("validate", four, "--json")
    assert told.code == 3
    (problem,) = told.json["problems"]
    assert (problem["where"], problem["code"], problem["severity"]) == ("input!C2", "ragged-row", "error")
    assert "please" in problem["problem"]
    verdicts = {case["id"]: case["verdict"] for case in cli("run", four, "--json").json["cases"]}
    assert verdicts == {"R1": "error", "R2": "fail"}


def test_somebody_elses_results_stop_the_run(cli, four):
    (four / "eval-scores.csv").write_text("id,score\nR1,1\n")
    before = {file.name: file.read_bytes() for file in four.iterdir()}
    told = cli("run", four)
    assert (told.code, told.out) == (3, "")
    assert "“eval-scores”" in told.err
    assert cli("validate", four, "--json").json["problems"][0]["code"] == "tab-taken"
    assert {file.name: file.read_bytes() for file in four.iterdir()} == before


def test_problems_are_written_and_doctor_can_open_it(cli, four):
    told = cli("validate", four, "--write")
    assert told.code == 0
    assert f"eval-problems of {four / 'eval-*.csv'}" in told.err
    assert rows(four / "eval-problems.csv")[0]["problem"] == "No problems found."
    assert "eval-problems, ideal-behavior, input" in cli("doctor", four).out


def test_new_makes_workbooks_only(cli, folder):
    told = cli("new", folder / "x.csv")
    assert told.code == 4
    assert "must end with .xlsx" in told.err
    assert not (folder / "x.csv").exists()
