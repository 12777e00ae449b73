"""The samples: workbooks that equal their sources and hold no fault, and an assistant with weaknesses."""

from __future__ import annotations

import asyncio
import csv
import importlib.util
import re
import sys
from datetime import datetime
from io import StringIO
from pathlib import Path
from types import ModuleType

import pytest

from sheet2eval.books.book import Table
from sheet2eval.books.xlsx.book import XlsxBook
from sheet2eval.config import Config, load_config
from sheet2eval.contract import EVAL_COLUMN
from sheet2eval.grading.selftest import try_graders
from sheet2eval.reading.compile import compile_tables
from sheet2eval.reading.grammar import CheckLine, lines_of
from sheet2eval.reading.selftest import self_test
from sheet2eval.running.opening import open_judge, open_target
from sheet2eval.scoring.comparison import Comparison, MatchOutcome
from sheet2eval.types import Case, Response, Severity, Suite, ToolCall, Verdict
from sheet2eval.workflow.comparing import compare, plan_comparison
from sheet2eval.workflow.plan import Request
from sheet2eval.workflow.planning import plan_run
from sheet2eval.workflow.running import execute, run
from sheet2eval.writing.prior import SCORES, prior_scores

SAMPLES = Path(__file__).parent.parent / "samples"
NOW = datetime.fromisoformat("2025-04-10T09:00")
NAMES = ("canvas_triggers", "deep_research", "reminders", "support")
JUDGED = ("deep_research", "support")  # those with rubrics and verdicts of people
SCORED = ("id", "target", "verdict", "human verdict", "human note")
ADDRESS = re.compile(r"https?:|www\.|\w@\w")


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


def content(path: Path) -> dict[str, list[tuple[str, ...]]]:
    """What people wrote, and the verdicts. The words in which the tool puts the rest are tested elsewhere."""
    tables = XlsxBook(path).read()
    peoples = {
        table.name: [row.texts[: width(table)] for row in table.rows] for table in tables if not table.ours
    }
    scores = [tuple(row.texts.get(name, "") for name in SCORED) for row in prior_scores(tables)]
    return {**peoples, SCORES: scores}


def width(table: Table) -> int:
    """How many of the columns are people's."""
    return sum(not header.startswith(EVAL_COLUMN) for header in table.rows[0].texts)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {path.stem: path for path in script("build").build(tmp_path_factory.mktemp("samples"))}


def test_every_sample_is_tested(built: dict[str, Path]) -> None:
    assert set(built) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_workbooks_are_what_their_sources_make(name: str, built: dict[str, Path]) -> None:
    assert content(built[name]) == content(SAMPLES / f"{name}.xlsx")


@pytest.mark.parametrize("file", sorted(SAMPLES.glob("source/*/*.csv")), ids=lambda file: file.parent.name)
def test_samples_hold_no_address(file: Path) -> None:
    assert not ADDRESS.search(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "least"), [("reminders", 40), ("canvas_triggers", 30), ("deep_research", 12), ("support", 20)]
)
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


@pytest.mark.parametrize("name", JUDGED)
def test_rubrics_have_weights_guidance_and_both_scales(name: str) -> None:
    criteria = [criterion for case in compiled(name).cases for criterion in case.criteria]
    assert {criterion.scale for criterion in criteria} == {"pass/fail", "1-5"}
    assert len({criterion.weight for criterion in criteria}) > 1
    assert any(case.checks and case.criteria for case in compiled(name).cases)
    assert any(criterion.guidance for criterion in criteria)


@pytest.mark.parametrize("name", JUDGED)
def test_checks_and_judge_tell_the_answers_of_judged_samples_apart(name: str) -> None:
    found = asyncio.run(try_graders(compiled(name).cases, open_judge("nearest", Config(None, SAMPLES))))
    assert found.checks_separate == 1
    assert found.judge_accuracy is not None
    assert found.judge_accuracy > 0.9
    assert [test.case.id for test in found.cases if test.needs_work] == []


@pytest.mark.parametrize("name", JUDGED)
def test_people_agree_with_most_of_the_grading_and_find_both_kinds_of_mistakes(name: str) -> None:
    summary = run(plan_run(XlsxBook(SAMPLES / f"{name}.xlsx"), Config(None, SAMPLES), Request(), NOW))
    source = SAMPLES / "source" / name / "human-verdicts.csv"
    said = list(csv.DictReader(StringIO(source.read_text(encoding="utf-8"))))
    judged = {(result.case.id, result.target) for result in summary.results if result.human_verdict}
    assert judged == {(row["id"], row["target"]) for row in said}
    assert len(judged) < len(summary.results)
    assert summary.agreement is not None
    assert 0.7 < (summary.agreement.accuracy or 0) < 1
    assert summary.agreement.false_pass
    assert summary.agreement.false_fail


def test_second_prompt_of_the_research_assistant_beats_the_first_beyond_luck() -> None:
    asked = Request(("recorded:v2", "recorded:v1"), write=False)
    plan = plan_comparison(XlsxBook(SAMPLES / "deep_research.xlsx"), Config(None, SAMPLES), asked, NOW)

    async def compared() -> Comparison:
        return await compare(plan, await execute(plan))

    tally = asyncio.run(compared()).tallies[0]
    assert tally.is_won
    assert [tally.count(each) for each in (MatchOutcome.WIN, MatchOutcome.LOSS, MatchOutcome.TIE)] == [
        8,
        1,
        4,
    ]
    assert f"p = {tally.p_value:.3f}" in (SAMPLES.parent / "docs" / "statistics.md").read_text(
        encoding="utf-8"
    )


def test_new_prompt_of_support_wavers_once() -> None:
    rows = prior_scores(XlsxBook(SAMPLES / "support.xlsx").read())
    assert [row.id for row in rows if row.texts["trials"] == "2/3"] == ["T03"]


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
