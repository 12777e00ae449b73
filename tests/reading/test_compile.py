"""What rows become: cases, checks, criteria, and problems with their places."""

from datetime import datetime

import pytest

from sheet2eval.books.book import Fault
from sheet2eval.reading.compile import compile_tables
from sheet2eval.types import Message, Severity
from tests.tables import STARTED, sheet, table


def compiled(*tables):
    return compile_tables(tables, STARTED).suite


def codes(suite, least=Severity.WARNING):
    ranks = list(Severity)
    return [(p.code, str(p.where)) for p in suite.problems if ranks.index(p.severity) <= ranks.index(least)]


def one(suite):
    (case,) = suite.cases
    return case


def test_a_whole_case():
    case = one(
        compiled(
            table(
                "input",
                ("id", "input", "role", "tags", "weight", "now", "skip", "City"),
                ("a", "Hi from {{city}}", "", "x, y", "2", "2025-01-02T03:04", "", "Bonn"),
            ),
            table("current", ("id", "answer", "calls", "ok"), ("a", "Hello.", "f(x=1)", "yes")),
            table(
                "ideal",
                ("id", "expected", "why", "check"),
                ("a", "Hello, Bonn!", "be warm", "contains: {{City}}\nbe warm and short\n# a remark"),
            ),
            table("notes", ("id", "notes", "internal notes"), ("a", "seen in March", "secret")),
        )
    )
    assert case.messages == (Message("user", "Hi from Bonn"),)
    assert (case.tags, case.weight, case.now) == (("x", "y"), 2.0, datetime(2025, 1, 2, 3, 4))  # noqa: DTZ001
    assert case.current[0].acceptable
    assert case.current[0].tool_calls[0].arguments == {"x": 1}
    assert [check.text for check in case.checks] == ["contains: {{City}}"]
    assert "Bonn" in case.checks[0].says
    assert [criterion.text for criterion in case.criteria] == ["be warm and short"]
    assert (case.why, case.notes) == ("be warm", "seen in March")
    assert "secret" not in repr(case)
    assert not case.faults


def test_rows_of_one_id_are_the_turns_of_a_conversation():
    rows = [("a", "Hi", ""), ("a", "Hello!", "assistant"), ("b", "Other", ""), ("a", "At 7", "User")]
    suite = compiled(table("input", ("id", "input", "role"), *rows), *sheet(())[2:])
    assert [case.id for case in suite.cases] == ["a", "b"]
    assert [(m.role, m.content) for m in suite.cases[0].messages] == [
        ("user", "Hi"), ("assistant", "Hello!"), ("user", "At 7"),
    ]  # fmt: skip


def test_several_ideal_rows_add_up():
    case = one(
        compiled(*sheet([("a", "hi")], ideal=[("a", "One", "contains: o"), ("a", "Two", "not contains: x")]))
    )
    assert [ideal.text for ideal in case.ideal] == ["One", "Two"]
    assert [check.negated for check in case.checks] == [False, True]


def test_what_a_merged_cell_gives_to_several_rows_of_a_case_counts_once():
    suite = compiled(
        table("input", ("id", "input"), ("a", "one"), ("a", "two"), ("b", "three")),
        table(
            "ideal",
            ("id", "ideal", "check"),
            ("a", "Fine.", "calls: f"),
            ("a", "Good.", "calls: f"),
            ("b", "", "calls: f"),
            spanned={(3, 3), (4, 3)},
        ),
        table("current", ("id", "current", "target"), ("a", "x", "v1"), ("a", "x", "v2"), spanned={(3, 2)}),
    )
    assert [[str(check.where) for check in case.checks] for case in suite.cases] == [
        ["ideal!C2"],
        ["ideal!C4"],
    ]
    assert [one.text for one in suite.cases[0].ideal] == ["Fine.", "Good."]
    assert [one.text for one in suite.cases[0].current] == ["x", "x"]


def test_merged_cells_of_a_conversation_on_one_tab():
    rows = (("a", "one", "Fine.", "refuses", "x"), ("a", "two", "Fine.", "refuses", "x"))
    spanned = {(3, 1), (3, 3), (3, 4), (3, 5)}
    case = one(compiled(table("S", ("id", "input", "ideal", "check", "today"), *rows, spanned=spanned)))
    assert [message.content for message in case.messages] == ["one", "two"]
    assert (len(case.ideal), len(case.checks), len(case.current)) == (1, 1, 1)


def test_a_merged_input_on_one_tab_is_one_turn():
    rows = (("a", "one", "Fine."), ("a", "one", "Good."))
    case = one(compiled(table("S", ("id", "input", "ideal"), *rows, spanned={(3, 1), (3, 2)})))
    assert ([message.content for message in case.messages], len(case.ideal)) == (["one"], 2)
    apart = one(compiled(table("S", ("id", "input", "ideal"), *rows, spanned={(3, 1)})))
    assert [message.content for message in apart.messages] == ["one", "one"]


def test_merged_cells_of_rows_without_an_id_are_those_of_several_cases():
    rows = (("one", "refuses"), ("two", "refuses"))
    suite = compiled(table("S", ("input", "check"), *rows, spanned={(3, 2)}))
    assert [len(case.checks) for case in suite.cases] == [1, 1]


def test_a_description_is_guidance():
    case = one(compiled(*sheet([("a", "hi")], ideal=[("a", "Should ask which day", "")])))
    assert not case.ideal[0].shows


def test_without_check_or_criterion_the_ideal_is_the_criterion():
    case = one(compiled(*sheet([("a", "hi")], ideal=[("a", "Hello!", "")])))
    assert len(case.criteria) == 1
    assert str(case.criteria[0].where) == "ideal-behavior!B2"


def test_cases_without_now_take_the_start_of_the_run_and_their_fingerprint_does_not_change_with_it():
    tables = sheet([("a", "It is {{now}}")], ideal=[("a", "x", "date: today")])
    first = one(compile_tables(tables, STARTED).suite)
    second = one(compile_tables(tables, STARTED.replace(year=2026)).suite)
    assert first.now == STARTED
    assert first.messages[0].content == "It is 2025-04-10T09:00+02:00"
    assert first.fingerprint == second.fingerprint


def test_a_date_typed_into_now_is_read_as_the_spreadsheet_knows_it():
    moment = datetime(2025, 4, 11, 8, 30)  # noqa: DTZ001
    case = one(
        compiled(
            table("input", ("id", "input", "now"), ("a", "hi", "4/11/25 8:30"), moments={(2, 3): moment}),
            *sheet((), ideal=[("a", "x", "")])[2:],
        )
    )
    assert case.now == moment


def test_fingerprints_change_with_what_a_typed_now_means_and_with_the_files_that_are_read():
    def fingerprint(day, schema):
        moments = {(2, 3): datetime(2025, 4, day)}  # noqa: DTZ001
        tables = (
            table("input", ("id", "input", "now"), ("a", "hi", "April"), moments=moments),
            table("ideal", ("id", "check"), ("a", "date: today\nschema: a.json")),
        )
        return one(compile_tables(tables, STARTED, lambda _: schema).suite).fingerprint

    assert fingerprint(11, "true") == fingerprint(11, "true")
    assert len({fingerprint(11, "true"), fingerprint(12, "true"), fingerprint(11, "false")}) == 3


def test_an_unknown_id_names_the_one_that_is_meant():
    suite = compiled(*sheet([("R07", "hi")], ideal=[("R07", "x", ""), ("r7", "x", "")]))
    assert "did you mean “R07”?" in next(p for p in suite.problems if p.code == "unknown-id").problem


PROBLEMS = [
    ([("", "hi"), ("a", "hi")], [("a", "x", "")], [("no-id", "input!A2")]),
    ([("a", ""), ("b", "hi")], [("a", "x", ""), ("b", "x", "")], [("blank-input", "input!B2")]),
    ([("a", "hi"), ("A ", "hi")], [("a", "x", ""), ("A", "x", "")], [("duplicate-id", "input!A3")]),
    ([("a", "hi")], [("a", "x", ""), ("b", "x", "")], [("unknown-id", "ideal-behavior!A3")]),
    ([("a", "hi")], [], [("nothing-to-grade", "input!A2")]),
    ([("a", "hi {{town}}")], [("a", "x", "")], [("unknown-variable", "input!B2")]),
    ([("a", "hi")], [("a", "x", "contains: {{town}}")], [("unknown-variable", "ideal-behavior!C2")]),
    ([("a", "hi")], [("a", "x", "contians: x")], [("unknown-check", "ideal-behavior!C2")]),
    ([("a", "hi")], [("a", "x", "words: < fifty")], [("bad-argument", "ideal-behavior!C2")]),
    ([("a", "hi")], [("a", "x", "matches: (?=a)")], [("bad-pattern", "ideal-behavior!C2")]),
    ([("a", "hi")], [("a", "x", "schema: {")], [("bad-json", "ideal-behavior!C2")]),
    ([("a", "hi")], [("a", "x", 'schema: {"type": 3}')], [("bad-schema", "ideal-behavior!C2")]),
    (
        [("a", "hi")],
        [("a", "x", "contains: x\nnot contains:  x")],
        [("contradiction", "ideal-behavior!C2")],
    ),
    ([("a", "x" * 40_000)], [("a", "x", "")], [("cell-too-long", "input!B2")]),
]


@pytest.mark.parametrize(("inputs", "ideal", "expected"), PROBLEMS, ids=lambda value: str(value)[-60:])
def test_problems_with_their_places(inputs, ideal, expected):
    assert codes(compiled(*sheet(inputs, ideal=ideal))) == expected


@pytest.mark.parametrize(
    ("header", "value", "code"),
    [("role", "robot", "bad-role"), ("weight", "0", "bad-weight"), ("weight", "heavy", "bad-weight"),
     ("weight", "inf", "bad-weight"), ("weight", "-1", "bad-weight"), ("now", "soon", "bad-argument")],
)  # fmt: skip
def test_bad_values_of_the_input_tab(header, value, code):
    suite = compiled(
        table("input", ("id", "input", header), ("a", "hi", value)), *sheet((), ideal=[("a", "x", "")])[2:]
    )
    assert codes(suite) == [(code, "input!C2")]
    assert suite.cases[0].broken


def test_a_case_with_an_error_is_broken_and_the_others_are_not():
    suite = compiled(
        *sheet([("a", "hi"), ("b", "hi")], ideal=[("a", "x", "contians: x"), ("b", "x", "contains: x")])
    )
    assert [case.broken for case in suite.cases] == [True, False]


@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("shown", ["#REF!", ""])
def test_cells_without_a_trustworthy_text_are_problems(fault, shown):
    suite = compiled(
        table("input", ("id", "input"), ("a", shown), ("b", "hi"), faults={(2, 2): fault}),
        *sheet((), ideal=[("a", "x", ""), ("b", "x", "")])[2:],
    )
    assert codes(suite) == [(fault.value, "input!B2")]
    assert [case.broken for case in suite.cases] == [True, False]


def test_a_faulty_cell_in_an_extra_column_matters_where_it_is_used():
    def suite(text):
        return compiled(
            table(
                "input", ("id", "input", "City"), ("a", text, "#N/A"), faults={(2, 3): Fault.FORMULA_ERROR}
            ),
            *sheet((), ideal=[("a", "x", "")])[2:],
        )

    assert codes(suite("hi")) == []
    assert codes(suite("hi {{city}}")) == [("formula-error", "input!C2")]


def test_same_as_ideal():
    suite = compiled(*sheet([("a", "hi")], current=[("a", "Hello!")], ideal=[("a", "hello!", "")]))
    assert codes(suite) == [("same-as-ideal", "current-behavior!B2")]


def test_single_tab_rows_are_named_by_their_place():
    suite = compiled(
        table("S", ("input", "today", "check"), ("hi", "no", "contains: yes"), ("", "", ""), ("ho", "", ""))
    )
    assert [case.id for case in suite.cases] == ["row-2", "row-4"]
    assert codes(suite, Severity.INFO)[0] == ("no-id", "S!A1")
    assert suite.cases[0].current[0].text == "no"


def test_single_tab_rows_of_one_id_add_up_though_their_input_is_blank():
    rows = [("a", "hi", "One", "contains: o"), ("a", "", "Two", "contains: t")]
    case = one(compiled(table("S", ("id", "input", "ideal", "check"), *rows)))
    assert len(case.messages) == 1
    assert [ideal.text for ideal in case.ideal] == ["One", "Two"]


def test_rubrics():
    suite = compiled(
        table("input", ("id", "input"), ("a", "hi"), ("b", "hi")),
        table("ideal", ("id", "rubric"), ("a", "Tone"), ("b", "tune")),
        table(
            "rubrics",
            ("rubric", "criterion", "weight", "scale", "pass at"),
            ("tone", "is warm", "2", "", ""),
            ("tone", "is short", "", "1-5", "3"),
        ),
    )
    assert [(c.text, c.weight, c.scale, c.pass_at) for c in suite.cases[0].criteria] == [
        ("is warm", 2.0, "pass/fail", None), ("is short", 1.0, "1-5", 3),
    ]  # fmt: skip
    assert codes(suite) == [("unknown-rubric", "ideal!B3")]
    assert "tone" in next(p for p in suite.problems if p.code == "unknown-rubric").problem


def test_settings_name_targets_and_never_define_them():
    rows = [("targets", "bot, recorded:v2\nold"), ("repeats", "3"), ("gate", "95%"), ("judge", "careful")]
    suite = compiled(
        table("settings", ("setting", "value"), *rows), *sheet([("a", "hi")], ideal=[("a", "x", "")])
    )
    settings = suite.settings
    assert (settings.targets, settings.repeats, settings.gate, settings.judge) == (
        ("bot", "recorded:v2", "old"), 3, 0.95, "careful",
    )  # fmt: skip


def test_a_setting_that_stands_twice_counts_once():
    rows = [("repeats", ""), ("targets", "bot"), ("Targets", "other"), ("repeats", "2")]
    suite = compiled(
        table("settings", ("setting", "value"), *rows), *sheet([("a", "hi")], ideal=[("a", "x", "")])
    )
    assert (suite.settings.targets, suite.settings.repeats) == (("bot",), 2)
    assert codes(suite) == [("bad-setting", "settings!A4")]


@pytest.mark.parametrize(
    ("setting", "value", "place"),
    [("targets", "python:os:system", "B"), ("targets", "http://example.com", "B"), ("judge", "openai:gpt-5", "B"),
     ("targets", "command:rm -rf", "B"), ("repeats", "2.5", "B"), ("repeats", "1000000000", "B"), ("budget", "1,5", "B"),
     ("gate", "150%", "B"), ("colour", "red", "A")],
)  # fmt: skip
def test_bad_settings(setting, value, place):
    suite = compiled(
        table("settings", ("setting", "value"), (setting, value)),
        *sheet([("a", "hi")], ideal=[("a", "x", "")]),
    )
    assert codes(suite) == [("bad-setting", f"settings!{place}2")]
