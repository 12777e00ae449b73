"""Files for other schedulers, as those schedulers read them."""

import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pytest
import yaml
from cronsim import CronSim

ODD = "my % \"sheet$\" \\ 'x'; #1.xlsx"
SHEETS = ("a.xlsx", ODD, "gsheet:KEY_0123456789012345678901234567890123456789")


@pytest.fixture
def printed(cli, folder):
    def run(*arguments):
        told = cli("schedule", "print", *arguments)
        assert (told.code, told.err) == (0, "")
        return told.out

    return run


def test_a_unit_for_systemd(printed, folder):
    text = printed(
        "--systemd", "--cron", "0 6 * * 1-5", "--time-zone", "Europe/Berlin", "--gate", "95%", *SHEETS
    )
    (line,) = [line for line in text.splitlines() if line.startswith("ExecStart=")]
    words = shlex.split(line.removeprefix("ExecStart=").replace("$$", "$").replace("%%", "%"))
    assert words[:6] == [sys.executable, "-P", "-m", "sheet2eval", "schedule", "run"]
    assert words[6:] == ["--cron=0 6 * * 1-5", "--time-zone=Europe/Berlin", "--gate=0.95", "--", *SHEETS]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd")
def test_systemd_takes_the_unit(printed, tmp_path):
    unit = tmp_path / "sheet2eval.service"
    unit.write_text(printed("--systemd", "--every", "1h", *SHEETS))
    done = subprocess.run(["systemd-analyze", "verify", unit], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_line_for_crontab_is_what_the_shell_takes(printed, folder):
    line = printed("--cron", "--every", "15m", "--target", "bot", *SHEETS).splitlines()[-1]
    assert line.startswith("*/15 * * * * cd ")
    unescaped = line.removeprefix("*/15 * * * * ").replace(r"\%", "%")  # as cron hands it on
    shown = unescaped.replace(f"{sys.executable} -P -m sheet2eval", "printf '%s\\n'")
    done = subprocess.run(["/bin/sh", "-c", shown], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["sync", "--target=bot", "--", *SHEETS]


@pytest.mark.parametrize(
    ("arguments", "expression"),
    [
        (("--every", "1h"), "0 * * * *"),
        (("--every", "10m"), "*/10 * * * *"),
        (("--every", "6h"), "0 */6 * * *"),
        (("--every", "1d"), "0 0 * * *"),
        (("--every", "1 week"), "0 0 * * 0"),
        (("--cron", "0 6 * * 1-5"), "0 6 * * 1-5"),
        ((), "0 * * * *"),
    ],
)
def test_an_interval_as_a_cron_expression(printed, arguments, expression):
    told = printed("--kubernetes", *arguments, "a.xlsx")
    assert list(yaml.safe_load_all(told))[1]["spec"]["schedule"] == expression
    CronSim(expression, datetime.now(UTC))


def test_a_workflow_of_github(printed, folder):
    (folder / "sheet2eval.toml").write_text(
        "[targets.x]\nkind = 'openai'\nmodel = 'm'\napi_key_env = 'OTHER_KEY'\n[notify]\nwebhook_env = 'HOOK'\n"
    )
    flow = yaml.safe_load(printed("--github-actions", "--cron", "0 6 * * 1-5", "--time-zone", "UTC", *SHEETS))
    assert flow[True]["schedule"] == [{"cron": "0 6 * * 1-5"}]  # YAML 1.1 reads `on` as true
    sync = next(step for step in flow["jobs"]["sync"]["steps"] if "sync" in step.get("run", ""))
    assert shlex.split(sync["run"]) == ["sheet2eval", "sync", "--", *SHEETS]
    assert sync["env"] == {
        "HOOK": "${{ secrets.HOOK }}",
        "OPENAI_API_KEY": "${{ secrets.OPENAI_API_KEY }}",
        "OTHER_KEY": "${{ secrets.OTHER_KEY }}",
        "GOOGLE_APPLICATION_CREDENTIALS": "${{ runner.temp }}/google.json",
    }
    kept = flow["jobs"]["sync"]["steps"][-1]
    assert kept["with"]["path"].splitlines() == ["a.*", ODD.removesuffix(".xlsx") + ".*"]


def test_files_in_a_pod_are_told_where_to_lie(printed):
    assert "/state/NAME" in printed("--kubernetes", *SHEETS)
    assert "/state/NAME" not in printed("--kubernetes", SHEETS[-1])


def test_a_cron_job_of_kubernetes(printed):
    volume, job = yaml.safe_load_all(
        printed("--kubernetes", "--cron", "0 6 * * 1-5", "--time-zone", "Europe/Berlin", *SHEETS)
    )
    assert job["spec"]["timeZone"] == "Europe/Berlin"
    pod = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    assert pod["containers"][0]["command"] == ["sheet2eval", "sync", "--", *SHEETS]
    claims = [
        each["persistentVolumeClaim"]["claimName"]
        for each in pod["volumes"]
        if "persistentVolumeClaim" in each
    ]
    assert claims == [volume["metadata"]["name"]]
    assert {"name": "GOOGLE_APPLICATION_CREDENTIALS", "value": "/keys/google.json"} in pod["containers"][0][
        "env"
    ]


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (("--cron", "a.xlsx"), "0 * * * * "),
        (("--cron", "a.xlsx", "--every", "10m"), "*/10 * * * * "),
        (("a.xlsx", "--cron"), "0 * * * * "),
        (("--cron", "0 6 * * *", "a.xlsx"), "0 6 * * * "),
        (("--cron", "--cron", "0 6 * * *", "2026.xlsx"), "0 6 * * * "),
        (("--cron", "2026.xlsx"), "0 * * * * "),
        (("--cron", "0 6 * JUL 7", "a.xlsx"), "0 6 * JUL 7 "),
    ],
)
def test_cron_alone_is_crontab_and_with_an_expression_when(printed, arguments, first):
    line = printed(*arguments).splitlines()[-1]
    assert line.startswith(first)
    assert line.endswith(f" -- {next(word for word in arguments if word.endswith('.xlsx'))}")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.xlsx",), "say what to print, one of --systemd, --cron"),
        (("--systemd", "--kubernetes", "a.xlsx"), "say what to print"),
        (("--systemd",), "name the sheets"),
        (("--cron", "0 6 * *", "a.xlsx"), "must have five fields"),
        (("--cron", "--every", "7h", "a.xlsx"), "cron cannot say every 7 h"),
        (("--github-actions", "--cron", "0 6 * * *", "--time-zone", "Asia/Tokyo", "a.xlsx"), "goes by UTC"),
        (("--cron", "0 6 L * *", "a.xlsx"), "only schedule run knows L and #"),
        (("--kubernetes", "--cron", "0 6 * jul 1#2", "a.xlsx"), "only schedule run knows L and #"),
        (("--kubernetes", "--cron", "0 6 * * 1,7", "a.xlsx"), "write 0 for Sunday"),
        (("--github-actions", "--cron", "0 6 * * 5-7", "a.xlsx"), "write 0 for Sunday"),
        (("--github-actions", "${{ secrets.X }}.xlsx"), "would replace"),
        (("--systemd", "a\nExecStartPre=x.xlsx"), "holds a line break"),
        (("--kubernetes", "--target", "a\nb", "a.xlsx"), "holds a line break"),
        (("--systemd", "--every", "1h", "--cron", "0 6 * * *", "a.xlsx"), "say how often"),
    ],
)
def test_what_cannot_be_printed_is_one_line(cli, folder, arguments, said):
    told = cli("schedule", "print", *arguments)
    assert (told.code, told.out, said in told.err) == (2, "", True)
    assert len(told.err.splitlines()) == 1
