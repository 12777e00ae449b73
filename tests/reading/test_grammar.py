from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.checks.check import BadArgument, BadPattern, UnknownVariable
from sheet2eval.reading.grammar import (
    AnyLine,
    CheckLine,
    CriterionLine,
    FaultyLine,
    compile_line,
    lines_of,
)
from sheet2eval.reading.kinds import Head
from sheet2eval.types import CellRef, Check
from tests.growth import is_linear

HERE = CellRef("ideal-behavior", 3, 4)


def only(cell: str) -> AnyLine:
    (line,) = lines_of(cell)
    return line


@pytest.mark.parametrize(
    ("typed", "kind", "form", "exactly", "negated", "argument"),
    [
        ("contains: 7:00 PM", "contains", "", False, False, "7:00 PM"),
        ("  Contains :7:00 PM  ", "contains", "", False, False, "7:00 PM"),
        ("CONTAINS ANY: a | b", "contains", "any", False, False, "a | b"),
        ("contains-all: a", "contains", "all", False, False, "a"),
        ("contains_all: a", "contains", "all", False, False, "a"),
        ("containsAny: a", "contains", "any", False, False, "a"),
        ("contains exactly: iPhone", "contains", "", True, False, "iPhone"),
        ("contains any exactly: a", "contains", "any", True, False, "a"),
        ("contains exactly any: a", "contains", "any", True, False, "a"),
        ("contains any word: a", "contains", "any word", False, False, "a"),
        ("ends with any: a | b", "ends_with", "any", False, False, "a | b"),
        ("not contains: x", "contains", "", False, True, "x"),
        ("Not-Contains: x", "contains", "", False, True, "x"),
        ("notcontains: x", "contains", "", False, True, "x"),
        ("not contains all exactly: x", "contains", "all", True, True, "x"),
        ("starts with: Dear", "starts_with", "", False, False, "Dear"),
        ("startsWith: Dear", "starts_with", "", False, False, "Dear"),
        ("contains： 7", "contains", "", False, False, "7"),
        ("contains﹕7", "contains", "", False, False, "7"),
        ("con\u200btains\u00a0any\u00a0: 7", "contains", "any", False, False, "7"),
        ("contains: https://example.com", "contains", "", False, False, "https://example.com"),
        ("contains://", "contains", "", False, False, "//"),
        ("words: <= 50", "words", "", False, False, "<= 50"),
        ("refuses", "refuses", "", False, False, None),
        ("Refuses:", "refuses", "", False, False, None),
        ("not refuses", "refuses", "", False, True, None),
    ],
)
def test_checks(typed: str, kind: str, form: str, exactly: bool, negated: bool, argument: str | None) -> None:
    assert only(typed) == CheckLine(typed.strip(), Head(kind, form, exactly, negated), argument)


@pytest.mark.parametrize(
    "text",
    [
        "Contains a greeting",
        "Refuses politely",
        "Words should be simple",
        "Starts with a friendly greeting and then asks",
        "Matches the tone of the customer",
        "Reminds at 7:00 PM",
        "See https://example.com/help",
        "Asks which day is meant: Monday or Friday",
        "Friendly",
        "Is it under 50 words?",
        "7. April is mentioned",
        ": odd",
        "Höflich und kurz",
        "Contains sarcasm",
        'Contains "lunch" and "dinner"',
        "must contain a greeting",
        "does not contain jargon",
        "Not matches made in heaven",
        "Language is formal",
        "Language - plain",
        "Time to say goodbye",
        "Number of items is given",
        "Repeats the question",
        "Calls the user by name",
        "Calls support",
        "Calls only the manager",
        "Ends with a question?",
        "Contains the price in $",
        "Rubric is met",
        "under 50 words",
        "no markdown",
        "The answer must contain this: a greeting",
        "The answer contains any: a | b",
        "Polite (but firm)",
        "http://localhost:8080/help",
        "See http://localhost:8080/help: it is there",
        "At 7:00 PM it says so",
        "does not refuse",
        "Contains joke",
        "not contains sorry",
        'Says "Ratio 3:1"',
        "Uses 16:9 pictures",
    ],
)
def test_criteria(text: str) -> None:
    assert only(text) == CriterionLine(text, text)


@pytest.mark.parametrize(
    "argument",
    ["Date: 7 May; Time: 7 PM", '"a; not contains: b"', "“a; contains: b” | c", "is not time: odd"],
)
def test_a_text_to_look_for_may_hold_colons(argument: str) -> None:
    assert only(f"contains any: {argument}") == CheckLine(
        f"contains any: {argument}", Head("contains", "any"), argument
    )


def test_rubric_is_a_criterion_outright() -> None:
    assert only("rubric: tone: warm") == CriterionLine("rubric: tone: warm", "tone: warm")
    assert only("Rubric: contains: x") == CriterionLine("Rubric: contains: x", "contains: x")
    negated = only("not rubric: mentions rivals")
    assert isinstance(negated, CriterionLine)
    assert "must not" in negated.criterion
    assert "mentions rivals" in negated.criterion


@pytest.mark.parametrize(
    ("text", "code", "problem", "mend"),
    [
        ("contians: x", "unknown-check", "did you mean “contains”?", "“contains: x”"),
        ("not contians: x", "unknown-check", "did you mean “not contains”?", "“not contains: x”"),
        ("doesn't contain: x", "unknown-check", "did you mean “not contains”?", "“not contains: x”"),
        ("contain any: a | b", "unknown-check", "did you mean “contains any”?", "“contains any: a | b”"),
        ("includes: x", "unknown-check", "did you mean “contains”?", "“contains: x”"),
        ("regex: x", "unknown-check", "did you mean “matches”?", "“matches: x”"),
        ("tone: warm", "unknown-check", "“tone” is no check", "“rubric: tone: warm”"),
        ("Tone of voice: warm", "unknown-check", "“Tone of voice” is no check", "rubric: Tone of voice"),
        ("a tone: https://example.com", "unknown-check", "“a tone” is no check", "rubric: a tone"),
        ("refsues", "unknown-check", "did you mean “refuses”?", "“refuses”"),
        ("jsno", "unknown-check", "did you mean “json”?", "“json”"),
        ("Not refsues", "unknown-check", "did you mean “not refuses”?", "“not refuses”"),
        ("Should contain: x", "unknown-check", "did you mean “contains”?", "“contains: x”"),
        ("never contains: x", "unknown-check", "did you mean “not contains”?", "“not contains: x”"),
        ("no contains: x", "unknown-check", "did you mean “not contains”?", "“not contains: x”"),
        ("don’t include: x", "unknown-check", "did you mean “not contains”?", "“not contains: x”"),
        (
            "must not contain any: x",
            "unknown-check",
            "did you mean “not contains any”?",
            "“not contains any: x”",
        ),
        ("!contains: x", "unknown-check", "did you mean “not contains”?", "“not contains: x”"),
        ("contains not: x", "unknown-check", "did you mean “not contains”?", "“not contains: x”"),
        ("not not contains: x", "unknown-check", "did you mean “not contains”?", "“not contains: x”"),
        ("not excludes: x", "unknown-check", "did you mean “contains”?", "“contains: x”"),
        ("not: contains: x", "unknown-check", "did you mean “not contains”?", "“not contains: x”"),
        ("P1: contains: x", "unknown-check", "“P1” is no check — did you mean “contains”?", "“contains: x”"),
        ("Must not: time: 7 PM", "unknown-check", "did you mean “not time”?", "“not time: 7 PM”"),
        ("❌ contains: x", "unknown-check", "did you mean “not contains”?", "“not contains: x”"),
        ("❌ refuses", "unknown-check", "did you mean “not refuses”?", "“not refuses”"),
        ("AND contains: x", "unknown-check", "did you mean “contains”?", "“contains: x”"),
        ("contains jsn", "unknown-check", "did you mean “contains json”?", "“contains json”"),
        ("OR", "unknown-check", "all of them must pass", "“contains any: a | b”"),
        ("and", "unknown-check", "all of them must pass", "Delete the line"),
        ("chars: 300", "unknown-check", "“characters”?", "“characters: 300”"),
        ("bullet points: 3", "unknown-check", "“bullets”?", "“bullets: 3”"),
        ("max length: 9 lines", "unknown-check", "“lines”?", "“lines: at most 9 lines”"),
        ("duration any: 1 h | 2 h", "unknown-check", "“duration”?", "it as in “duration: 90 minutes”"),
        ("declines: politely", "unknown-check", "“refuses”?", "Write “refuses”, or"),
        ("sentence: {{limit}}", "unknown-check", "“sentences”?", "“sentences: {{limit}}”"),
        ("contains word exactly any: a", "unknown-check", "“contains word any exactly”?", "any exactly: a"),
        (
            "not contian word any: a",
            "unknown-check",
            "“not contains word any”?",
            "“not contains word any: a”",
        ),
        (
            "contains wrod all exactly: a",
            "unknown-check",
            "“contains word all exactly”?",
            "“contains word all",
        ),
        ("exactly contains: x", "unknown-check", "“contains exactly”?", "“contains exactly: x”"),
        ("contains one of: a | b", "unknown-check", "“contains any”?", "“contains any: a | b”"),
        ("contains at least one of: a", "unknown-check", "“contains any”?", "“contains any: a”"),
        ("contains none: a | b", "unknown-check", "“not contains any”?", "“not contains any: a | b”"),
        ("contains only: a", "unknown-check", "“contains”?", "“contains: a”"),
        ("calls any: f", "unknown-check", "“calls”?", "“calls: f”"),
        ("word count: 50", "unknown-check", "“words”?", "“words: 50”"),
        ("max words: 50", "unknown-check", "“words”?", "“words: at most 50”"),
        ("word limit: 50", "unknown-check", "“words”?", "“words: at most 50”"),
        ("minimum sentences: 2", "unknown-check", "“sentences”?", "“sentences: at least 2”"),
        ("max words: <= 50", "unknown-check", "“words”?", "“words: <= 50”"),
        ("The answer contains: x", "unknown-check", "“contains”?", "“contains: x”"),
        ("response should contain: x", "unknown-check", "“contains”?", "“contains: x”"),
        ("cannot contain: x", "unknown-check", "“not contains”?", "“not contains: x”"),
        ("json schema: {}", "unknown-check", "“schema”?", "“schema: {}”"),
        ("exact match: Yes", "unknown-check", "“equals exactly”?", "“equals exactly: Yes”"),
        ("tool call: f", "unknown-check", "“calls”?", "“calls: f”"),
        ("`contains: x`", "unknown-check", "“contains”?", "“contains: x”"),
        ('"contains: x"', "unknown-check", "“contains”?", "“contains: x”"),
        ("**contains:** x", "unknown-check", "“contains”?", "“contains: x”"),
        ("**contains**: x", "unknown-check", "“contains”?", "“contains: x”"),
        ("(a) contains: x", "unknown-check", "is no check", "rubric: "),
        ("Note: see the FAQ", "unknown-check", "“Note” is no check", "or # in front"),
        ("At 7:00 PM: it rings", "unknown-check", "“At 7:00 PM” is no check", "rubric: "),
        ("g(b=2)", "unknown-check", "did you mean “calls”?", "“calls: g(b=2)”"),
        ("refuses.", "unknown-check", "did you mean “refuses”?", "“refuses”"),
        ("Refuses!", "unknown-check", "did you mean “refuses”?", "“refuses”"),
        ("not not refuses", "unknown-check", "did you mean “not refuses”?", "“not refuses”"),
        ("sentenses: 3", "unknown-check", "“sentenses” is no check", "sentences"),
        ("contains", "bad-argument", "“contains” does not say", "contains: 7:00 PM"),
        ("contains:", "bad-argument", "“contains:” does not say", "contains: 7:00 PM"),
        (
            "not contains any:  ",
            "bad-argument",
            "“not contains any:” does not say",
            "“not contains any: 7:00 PM”",
        ),
        ("calls in order", "bad-argument", "“calls in order” does not say", "“calls in order: create_"),
        ("rubric:", "bad-argument", "“rubric:” does not say", "rubric: Is friendly."),
        ("refuses: x", "bad-argument", "“refuses” stands alone, but “x” follows it", "“refuses”"),
        ("contains: a; not contains: b", "bad-argument", "a second check, “not contains”", "its own"),
        ("not contains any: a, not time: 7 PM", "bad-argument", "second check, “not time”", "its own"),
        ("starts with: a and ends with: b", "bad-argument", "second check, “ends with”", "into quotes"),
        ("words <= 50", "bad-argument", "no colon behind “words”", "words: <= 50"),
        ("words<=50", "bad-argument", "no colon behind “words”", "“words: <=50”"),
        ("words < fifty", "bad-argument", "no colon behind “words”", "words: <= 50"),
        ("words ≤ 50", "bad-argument", "no colon behind “words”", "“words: ≤ 50”"),
        ("words at most 50", "bad-argument", "no colon behind “words”", "“words: at most 50”"),
        ("words between 5 and 3", "bad-argument", "no colon behind “words”", "words: <= 50"),
        ("not words > 50", "bad-argument", "no colon behind “not words”", "“not words: > 50”"),
        ("contains “lunch”", "bad-argument", "no colon behind “contains”", "rubric: contains “lunch”"),
        ("not starts with 'Dear'", "bad-argument", "no colon behind “not starts with”", "starts with: "),
        ("contains; x", "bad-argument", "no colon behind “contains”", "“contains: x”"),
        ("contains – x", "bad-argument", "no colon behind “contains”", "“contains: x”"),
        ("rubric - warm", "bad-argument", "no colon behind “rubric”", "“rubric: warm”"),
        ("time 7 PM", "bad-argument", "no colon behind “time”", "“time: 7 PM”"),
        ("Time - 7 PM", "bad-argument", "no colon behind “time”", "“time: 7 PM”"),
        ("markdown none", "bad-argument", "no colon behind “markdown”", "markdown: "),
        ("Language French", "bad-argument", "no colon behind “language”", "language: "),
        ('Calls f(a="x")', "bad-argument", "no colon behind “calls”", 'calls: f(a="x")'),
        ("calls = 2", "bad-argument", "no colon behind “calls”", "“calls: 2”"),
        ('calls "f"', "bad-argument", "no colon behind “calls”", "as in “calls: create_reminder("),
        ("calls none", "bad-argument", "no colon behind “calls”", "“calls: none”"),
        ("calls create_reminder", "bad-argument", "no colon behind “calls”", "“calls: create_reminder”"),
        ("calls only get_day, set_day", "bad-argument", "no colon behind “calls only”", "“calls only: get"),
        ("ends with ?", "bad-argument", "no colon behind “ends with”", "“ends with: ?”"),
        ('wrapped in "', "bad-argument", "no colon behind “wrapped in”", "“wrapped in: "),
        ("matches ^ORD", "bad-argument", "no colon behind “matches”", "“matches: ^ORD”"),
        (r"matches \d+ items", "bad-argument", "no colon behind “matches”", r"“matches: \d+ items”"),
        ("contains {{name}}", "bad-argument", "no colon behind “contains”", "“contains: {{name}}”"),
    ],
)
def test_faults(text: str, code: str, problem: str, mend: str) -> None:
    line = only(text)
    assert isinstance(line, FaultyLine)
    assert line.code == code
    assert line.text == text.strip()
    assert problem in line.problem
    assert mend in line.mend


@pytest.mark.parametrize(
    "typed", ["- contains: x", "* contains: x", "• contains: x", "1. contains: x", "2) contains: x"]
)
def test_bullets_are_dropped_before_a_check(typed: str) -> None:
    assert only(typed) == CheckLine("contains: x", Head("contains"), "x")


def test_bullets_of_criteria_and_checkboxes_are_dropped() -> None:
    assert only("- Is friendly") == CriterionLine("Is friendly", "Is friendly")
    assert only("- [x] Is friendly") == CriterionLine("Is friendly", "Is friendly")


def test_blank_lines_remarks_and_ruled_lines_are_passed_over() -> None:
    cell = "\r\n# a remark: x\r\n  # another\r\ncontains: a\r\n\r\n---\r\n=====\r\n-\rrefuses\n\nN/A"
    assert [line.text for line in lines_of(cell)] == ["contains: a", "refuses"]


def test_a_bracketed_argument_runs_on_until_its_brackets_close() -> None:
    schema = 'schema: {\n  "type": "object",\n\n  "required": ["}"]\n}'
    calls = 'calls: f(a="x)",\n  b~“)”,\n  c=[1,\n 2])'
    first, second, third = lines_of(f"{schema}\n{calls}\nrefuses")
    assert isinstance(first, CheckLine)
    assert isinstance(second, CheckLine)
    assert first.text == schema
    assert first.argument == schema.removeprefix("schema: ")
    assert second.argument == calls.removeprefix("calls: ")
    assert third.text == "refuses"


@pytest.mark.parametrize(
    ("cell", "arguments"),
    [
        ('schema:\n{\n"type": 1}\nrefuses', ['{\n"type": 1}', None]),
        ("calls:\n  f(a=1)\nrefuses", ["f(a=1)", None]),
        ("calls in order: f(a=1),\n  g(b=2)\nrefuses", ["f(a=1),\n  g(b=2)", None]),
        ("json:\n$.a == 3", ["$.a == 3"]),
        ("json:\nrefuses", [None, None]),
        ("calls only: f,\nrefuses", ["f,", None]),
    ],
)
def test_an_argument_may_begin_below_its_kind_and_go_on_behind_a_comma(cell, arguments) -> None:
    lines = lines_of(cell)
    assert all(isinstance(line, CheckLine) for line in lines)
    assert [line.argument for line in lines] == arguments


@pytest.mark.parametrize(
    "cell",
    [
        'schema: {"type": 1\nrefuses\nIs friendly',
        'schema: {"type": 1\nrefuses: }\nIs friendly',
        'calls: f(a="x"\ncontains: :)\nIs friendly',
    ],
)
def test_brackets_that_never_close_spoil_their_own_line_only(cell: str) -> None:
    assert [line.text for line in lines_of(cell)] == cell.splitlines()


def test_json_that_never_closes_is_one_line_with_one_fault() -> None:
    broken = 'schema: {\n  "properties": {\n    "a": {}\n  }'
    assert [line.text for line in lines_of(f'{broken}\nrefuses\n"a" is bold')] == [
        broken,
        "refuses",
        '"a" is bold',
    ]


def test_brackets_of_other_kinds_are_text() -> None:
    assert [line.text for line in lines_of("contains: [draft\nmatches: [(]\nrefuses")] == [
        "contains: [draft", "matches: [(]", "refuses",
    ]  # fmt: skip


@given(st.text())
def test_any_text_is_read(cell: str) -> None:
    for line in lines_of(cell):
        assert line.text.strip() == line.text != ""
        if isinstance(line, FaultyLine):
            assert line.problem
            assert line.mend


LINES = st.sampled_from(
    [
        "contains: a",
        "contians: a",
        "refuses",
        "# no",
        "",
        "   ",
        "Is kind",
        "schema: {",
        "}",
        "calls: f(",
        ")",
        "[{(",
        "-",
    ]
)


@given(st.lists(LINES, max_size=12))
def test_every_line_is_accounted_for(lines: list[str]) -> None:
    kept = [line for line in lines if line.strip() and not line.startswith("#") and line != "-"]
    read = [line for whole in lines_of("\n".join(lines)) for line in whole.text.splitlines()]
    assert [line for line in read if line in kept] == kept


@pytest.mark.parametrize(
    "line",
    [
        "a\n",
        "schema: {\n",
        "{\n",
        "calls:\nf(\n",
        "refuse\n",
        "words ",
        "tone: ",
        "not ",
        "a",
        "!",
        "f(",
        "_",
        "calls _",
        "\\",
        "_,",
    ],
)
def test_long_cells_take_linear_time(line: str) -> None:
    assert is_linear(lines_of, lambda times: line * times, 500)


def compiled(typed: str, fill: Callable[[str], str] = str) -> Check:
    line = only(typed)
    assert isinstance(line, CheckLine)
    return compile_line(line, HERE, fill, None)


def test_a_line_is_compiled_by_the_module_of_its_kind() -> None:
    typed = "not starts with exactly: {{name}}"
    check = compiled(typed, lambda text: text.replace("{{name}}", "Ada"))
    assert (check.kind, check.text, check.where, check.negated) == ("starts with", typed, HERE, True)
    assert check.says == "the answer does not begin with exactly “Ada”"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("contains any: a || b", BadArgument),
        ('contains: "never closed', BadArgument),
        ("words: 5..3", BadArgument),
        ("words: fifty", BadArgument),
        ("matches: (?=a)", BadPattern),
    ],
)
def test_an_argument_that_cannot_be_meant_is_the_callers_to_report(
    typed: str, fault: type[Exception]
) -> None:
    with pytest.raises(fault) as caught:
        compiled(typed)
    assert type(caught.value) is fault


def test_an_unknown_variable_reaches_the_caller() -> None:
    def fill(text: str) -> str:
        raise UnknownVariable(text, "")

    with pytest.raises(UnknownVariable):
        compiled("contains: {{nobody}}", fill)
