"""A record is strict JSON that holds a run in full, and is there as a whole or not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheet2eval.errors import SetupError
from sheet2eval.running.records import KEPT_DAYS, RunRecord, TargetRecord, record_path, write_record
from sheet2eval.types import Case, CellRef, Finding, Grade, Message, Response, ToolCall, Trial, Usage, Verdict
from tests.running.made import RESPONSES, TEXTS

STARTED = datetime(2025, 4, 10, 9, 30, tzinfo=UTC)
DOCS = Path(__file__).parents[2] / "docs" / "records.md"

FINDING = Finding("time: 8 AM", "time", Verdict.PASS, "mentions 8:00 AM", CellRef("ideal-behavior", 2, 3))
RESPONSE = Response(
    "Done, 8:00 AM.",
    (ToolCall("create_reminder", {"time": "08:00"}),),
    ("reminders",),
    0.61,
    Usage(212, 18),
    0.0004,
)


def record(*trials, run_id="20250410-093000-4be1c2", ended=None):
    case = Case("lunch", CellRef("input", 2), (Message("user", "Wake me at 8"),), STARTED, fingerprint="5d41")
    target = TargetRecord(
        "assistant", "", "b2aa", trials or (Trial("lunch", "assistant", 1, RESPONSE, (FINDING,)),)
    )
    ended = ended or STARTED + timedelta(seconds=4)
    return RunRecord(run_id, "/home/pm/reminders.xlsx", "0.1", STARTED, ended, (case,), (target,))


def written(folder, of):
    def refuse(constant):
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(write_record(folder, of).read_bytes(), parse_constant=refuse)


def test_the_example_of_the_documentation_is_a_record(tmp_path):
    example = DOCS.read_text("utf-8").split("```json\n")[1].split("```")[0]
    assert write_record(tmp_path, record()).read_text("utf-8") == example


def test_what_a_judge_said_is_told_with_its_doubts(tmp_path):
    doubtful = replace(FINDING, disputed=True, unproven=True, grade=Grade(3.5, 4))
    (trial,) = written(tmp_path, record(Trial("lunch", "assistant", 1, RESPONSE, (doubtful,))))["trials"]
    (told,) = trial["findings"]
    assert (told["disputed"], told["unproven"]) == (True, True)
    assert told["grade"] == {"value": 3.5, "pass_at": 4}


def test_a_run_without_cases(tmp_path):
    nothing = RunRecord("r", "a.xlsx", "0.1", STARTED, STARTED, (), ())
    told = written(tmp_path, nothing)
    assert (told["cases"], told["targets"], told["trials"]) == ([], [], [])


@given(st.lists(st.tuples(RESPONSES, TEXTS), max_size=3))
@settings(max_examples=20)
def test_any_responses(answers):
    trials = [Trial(text, text, 1, response) for response, text in answers]
    with tempfile.TemporaryDirectory() as folder:
        told = written(Path(folder), record(*trials))["trials"]
    for trial, (response, _) in zip(told, answers, strict=False):
        assert trial["response"]["text"].encode("utf-16", "surrogatepass") == response.text.encode(
            "utf-16", "surrogatepass"
        )


def test_what_json_cannot_hold_is_a_text(tmp_path):
    odd = Response(tool_calls=(ToolCall("f", {"a": float("nan"), "b": [float("-inf")]}),))
    (trial,) = written(tmp_path, record(Trial("a", "b", 1, odd)))["trials"]
    assert trial["response"]["tool_calls"][0]["arguments"] == {"a": "NaN", "b": ["-Infinity"]}


def test_what_is_old_is_pruned(tmp_path):
    for name, days in {"old": KEPT_DAYS + 1, "young": KEPT_DAYS - 1}.items():
        path = record_path(tmp_path, name)
        path.write_text("{}")
        then = (STARTED - timedelta(days=days)).timestamp()
        os.utime(path, (then, then))
    (tmp_path / "note.txt").touch()
    os.utime(tmp_path / "note.txt", (0, 0))
    path = write_record(tmp_path, record())
    assert {found.name for found in tmp_path.iterdir()} == {path.name, "young.json", "note.txt"}


FULL = """\
import resource, sys
from pathlib import Path
from sheet2eval.errors import SetupError
from tests.running.test_records import record, Trial, Response
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
from sheet2eval.running.records import write_record
try:
    write_record(Path(sys.argv[1]), record(Trial("a", "b", 1, Response("x" * 100_000))))
except SetupError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_leaves_nothing_behind(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=DOCS.parents[1],
    )
    assert "cannot be written (File too large): free some space" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone(tmp_path):
    with pytest.raises(SetupError, match=r"cannot be written \(No such file or directory\)"):
        write_record(tmp_path / "gone", record())
