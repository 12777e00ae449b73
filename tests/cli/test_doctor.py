"""What is installed and configured, and what answers."""

import tomllib
from pathlib import Path

from sheet2eval.cli.doctor import PACKAGES


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
