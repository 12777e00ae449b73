"""What is installed and configured, and what answers."""

import tomllib
from pathlib import Path

import pytest

from sheet2eval.cli.diagnosis import PACKAGES
from sheet2eval.testing import Answer, Behaviour, serve
from sheet2eval.testing.judges import truthful


def test_every_package_that_is_needed_is_looked_at():
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {line.split(">")[0].strip() for line in project["dependencies"]}
    assert set(PACKAGES) == needed


def test_targets_are_asked_and_sheets_are_opened(cli, sheet, folder):
    told = cli("doctor", sheet, "--json")
    looks = {(look["what"], look["name"]): look for look in told.json["looks"]}
    assert told.code == 0
    assert looks["config", str(folder / "sheet2eval.toml")]["detail"] == "names 1 target and 0 judges"
    assert looks["target", "bot"]["detail"].startswith("answered in ")
    assert "input, current-behavior" in looks["sheet", str(sheet)]["detail"]


def test_what_is_not_in_order_is_said_once_and_is_exit_4(cli, folder):
    told = cli("doctor", "missing.xlsx", "gone.xlsx")
    assert told.code == 4
    lines = [line.split(maxsplit=3) for line in told.out.splitlines() if line.startswith("FAIL")]
    assert [line[2] for line in lines] == ["missing.xlsx", "gone.xlsx"]
    assert not any(line[3].startswith(line[2]) for line in lines)


def test_a_target_that_breaks_is_not_in_order(cli, folder):
    (folder / "sheet2eval.toml").write_text('[targets.app]\nkind = "http"\nurl = "http://127.0.0.1:1"\n')
    told = cli("doctor")
    assert told.code == 4
    assert "asked “Hello”: no connection" in told.out


JUDGE = '[judges.careful]\nkind = "openai"\nmodel = "m"\nbase_url = "{}"\n'


@pytest.mark.parametrize(
    ("answer", "code", "told"),
    [
        (truthful(lambda answer, criterion: True), 0, "judged in "),
        (lambda _: Answer("no idea"), 4, "FAIL judge    careful"),
    ],
)
def test_a_paid_judge_is_asked(cli, folder, monkeypatch, answer, code, told):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with serve(Behaviour(answer=answer)) as server:
        (folder / "sheet2eval.toml").write_text(JUDGE.format(server.base_url))
        said = cli("doctor")
    assert (said.code, told in said.out) == (code, True)
    assert server.asked
