"""The samples: workbooks that equal their sources and hold no fault, and an assistant with weaknesses."""

from __future__ import annotations

import importlib.util
import re
import sys
from datetime import datetime
from pathlib import Path
from types import ModuleType

import pytest

from sheet2eval.books.xlsx.book import XlsxBook
from sheet2eval.config import load_config
from sheet2eval.reading.compile import compile_tables
from sheet2eval.reading.grammar import CheckLine, lines_of
from sheet2eval.reading.selftest import self_test
from sheet2eval.running.opening import open_target
from sheet2eval.types import Case, Response, Severity, Suite, ToolCall, Verdict

SAMPLES = Path(__file__).parent.parent / "samples"
NOW = datetime.fromisoformat("2025-04-10T09:00")
NAMES = ("reminders", "canvas_triggers")


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"sample_{name}", SAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[module.__name__] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


BOT = script("reminder_bot")


def compiled(name: str) -> Suite:
    return compile_tables(XlsxBook(SAMPLES / f"{name}.xlsx").read(), NOW).suite


def bot_says(case: Case) -> Response:
    messages = [{"role": message.role, "content": message.content} for message in case.messages]
    answer = BOT.reply(messages, {"id": case.id, "messages": messages, "variables": dict(case.variables)})
    calls = tuple(ToolCall(call["name"], call["arguments"]) for call in answer["tool_calls"])
    return Response(answer["text"], calls)


def fulfils_checks(case: Case) -> bool:
    answer = bot_says(case)
    found = [
        (check.rule.grade(answer, case).verdict is Verdict.PASS) != check.negated for check in case.checks
    ]
    return all(found)


@pytest.mark.parametrize("name", NAMES)
def test_workbooks_are_what_their_sources_make(name: str, tmp_path: Path) -> None:
    made = {path.stem: path for path in script("build").build(tmp_path)}
    assert XlsxBook(made[name]).read() == XlsxBook(SAMPLES / f"{name}.xlsx").read()
    assert set(made) == set(NAMES)


@pytest.mark.parametrize(("name", "least"), [("reminders", 40), ("canvas_triggers", 30)])
def test_samples_compile_without_error_or_warning(name: str, least: int) -> None:
    suite = compiled(name)
    found = [*suite.problems, *self_test(suite.cases)]
    assert [problem for problem in found if problem.severity is not Severity.INFO] == []
    assert len(suite.cases) >= least


def test_reminders_use_most_of_the_check_language() -> None:
    cases = compiled("reminders").cases
    kinds = {check.kind.split()[0] for case in cases for check in case.checks}
    assert kinds >= {"contains", "time", "date", "calls", "number", "words", "matches", "refuses"}
    assert any(case.criteria and case.checks for case in cases)
    assert any(case.criteria and not case.checks for case in cases)
    assert any(len(case.messages) > 2 for case in cases)
    assert any(current.acceptable for case in cases for current in case.current)
    assert any(not ideal.shows for case in cases for ideal in case.ideal)


def test_triggers_are_labelled_as_they_are_checked() -> None:
    for case in compiled("canvas_triggers").cases:
        wanted = {"should open the canvas": False, "should not": True}[case.variables["label"]]
        assert [check.negated for check in case.checks if check.kind == "triggers"] == [wanted]


def test_bot_is_good_at_most_checks_and_weak_at_some() -> None:
    cases = [case for case in compiled("reminders").cases if case.checks and not case.skip]
    assert 0.5 < sum(map(fulfils_checks, cases)) / len(cases) < 0.8


@pytest.mark.parametrize(
    ("request_", "text", "arguments"),
    [
        (
            "Remind me to feed the fish tomorrow at 6 pm",
            "I'll remind you tomorrow at 6:00 PM to feed the fish.",
            {"title": "Feed the fish", "date": "2025-04-11", "time": "18:00"},
        ),
        (
            "Remind me every Friday at 16:30 about my timesheet",
            "I'll remind you every Friday at 4:30 PM about your timesheet.",
            {"title": "My timesheet", "date": "2025-04-11", "time": "16:30", "repeat": "every Friday"},
        ),
        (
            "remind me in 20 minutes to flip the bread",
            "I'll remind you today at 9:20 AM to flip the bread.",
            {"title": "Flip the bread", "date": "2025-04-10", "time": "09:20"},
        ),
    ],
)
def test_bot_understands_requests_beyond_the_sample(
    request_: str, text: str, arguments: dict[str, str]
) -> None:
    case = {"id": "x", "variables": {"now": "2025-04-10T09:00"}}
    answer = BOT.reply([{"role": "user", "content": request_}], case)
    assert answer == {"text": text, "tool_calls": [{"name": "create_reminder", "arguments": arguments}]}


@pytest.mark.parametrize(
    "request_", ["", "remind me", "Remind me on January 31/31 at 99", "at 5 pm", "Remind me to"]
)
def test_bot_always_has_an_answer(request_: str) -> None:
    case = {"id": "x", "variables": {"now": "2025-04-10T09:00"}}
    assert BOT.reply([{"role": "user", "content": request_}], case)["text"]


def test_guide_for_pms_shows_only_checks_that_can_be_meant() -> None:
    guide = (SAMPLES.parent / "docs" / "for-pms.md").read_text(encoding="utf-8")
    table = guide.split("## Checks")[1].split("## Criteria")[0]
    lines = [row.replace(r"\|", "|") for row in re.findall(r"^\| `(.+?)` \|", table, re.MULTILINE)]
    assert len(lines) == 10
    assert all(isinstance(line, CheckLine) for text in lines for line in lines_of(text))


@pytest.mark.parametrize("name", ["bot", "today"])
def test_configuration_names_targets_that_can_be_opened(name: str) -> None:
    config = load_config(SAMPLES / "sheet2eval.toml", None)
    assert open_target(name, config).name == name
