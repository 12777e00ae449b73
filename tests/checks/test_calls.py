from contextlib import suppress
from datetime import datetime
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheet2eval.checks.calls import parse
from sheet2eval.checks.check import BadArgument, Line
from sheet2eval.text.arguments import ArgumentFault
from sheet2eval.text.callsyntax import parse_calls
from sheet2eval.types import Case, CellRef, Check, Message, Response, ToolCall, Verdict

HERE = CellRef("ideal-behavior", 2, 3)
NOW = datetime(2025, 4, 10, 9, 0)  # noqa: DTZ001 - a Thursday, on the PM's clock
LUNCH = 'create_reminder(title="Lunch with the team", time="08:00", date="2025-04-11", repeat="none")'


def rule(argument, form="", fill=str):
    return parse(Line("calls", form, False, argument, fill))


def case(*checks):
    return Case("c1", HERE, (Message("user", "Hi"),), NOW, checks=checks)


def check(rule, negated=False):
    return Check("calls", "calls: …", HERE, rule, negated)


def grade(rule, cell, within=None):
    return rule.grade(Response("Done.", tool_calls=parse_calls(cell)), within or case())


@pytest.mark.parametrize(
    ("pattern", "passes"),
    [
        ("create_reminder", True),
        ("create_reminder()", True),
        ("Create_Reminder", False),
        ("send_mail", False),
        ('create_reminder(title="lunch  WITH the team")', True),
        ('create_reminder(title="Lunch")', False),
        ('create_reminder(title=="Lunch with the team")', True),
        ('create_reminder(title=="lunch with the team")', False),
        ("create_reminder(title=Lunch with the team)", True),
        ("create_reminder(title=“lunch with the team”)", True),
        ('create_reminder(title~"lunch")', True),
        ("create_reminder(title~lunch)", True),
        ('create_reminder(title~"dinner")', False),
        ('create_reminder(title~"unch with the tea ")', False),
        ('create_reminder(repeat in ["none", "daily"])', True),
        ('create_reminder(repeat in ["daily", "weekly"])', False),
        ("create_reminder(time=time(8:00 AM))", True),
        ("create_reminder(time=time(8 am), title~lunch)", True),
        ("create_reminder(time=time(8:00 PM))", False),
        ("create_reminder(title=time(8:00 AM))", False),
        ("create_reminder(date=date(April 11))", True),
        ("create_reminder(date=date(tomorrow))", True),
        ("create_reminder(date=date(April 12))", False),
        ("create_reminder(note=time(8:00 AM))", False),
        ("create_reminder(title?)", True),
        ("create_reminder(note?)", False),
        ("create_reminder(!note)", True),
        ("create_reminder(!title)", False),
        ('create_reminder([repeat="none"])', True),
        ('create_reminder([note="none"])', True),
        ('create_reminder([repeat="daily"])', False),
        ("create_reminder([note~x], [time=time(8 AM)], !priority,)", True),
        ("create_reminder([!repeat])", False),
        ("create_reminder(\n  title?,\n  time?\n)", True),
        ("none", False),
        ("= 1", True),
        ("= 2", False),
        (">= 1", True),
        ("at most 1", True),
        ("2..3", False),
    ],
)
def test_patterns(pattern, passes):
    assert (grade(rule(pattern), LUNCH).verdict is Verdict.PASS) is passes


@pytest.mark.parametrize(
    ("demand", "value", "passes"),
    [
        ("a=3", 3, True),
        ("a=3", 3.0, True),
        ("a=3", "3", False),
        ('a="3"', 3, False),
        ('a="3"', "3", True),
        ("a=1", True, False),
        ("a=true", True, True),
        ("a=true", 1, False),
        ("a=true", "true", False),
        ("a=True", True, True),
        ("a=FALSE", False, True),
        ('a="True"', True, False),
        ("a=None", None, True),
        ('a=“x"', "x", True),
        ("a in [“x”, 'y']", "y", True),
        ('a=[“x”, {"b": ‘it’s’}]', ["x", {"b": "it's"}], True),
        ("a IN [1]", 1, True),
        ("a=Time(7 PM)", "19:00", True),
        ("a=null", None, True),
        ("a=null", "", False),
        ("!a", None, False),
        ("a?", None, True),
        ('a=["X", 1]', ["x", 1.0], True),
        ('a=["x", 1]', [1, "x"], False),
        ('a={"b": {"c": "x"}}', {"b": {"c": "X"}}, True),
        ('a={"b": 1}', {"b": 1, "c": 2}, False),
        ('a=={"b": "x"}', {"b": "X"}, False),
        ('a~"lunch"', ["Buy lunch", "x"], True),
        ("a~2", [1, 2], True),
        ("a~2", 22, False),
        ("a in [1, 2]", 2.0, True),
        ("a in [null]", None, True),
        ("a=number(42)", 42, True),
        ("a=number(42)", "42 people", True),
        ("a=number(42)", "1,042", False),
        ("a=number(>= 3)", 5, True),
        ("a=number(3..5)", 6, False),
        ("a=number(1)", True, False),
        ("a=number(42 ± 1)", 43, True),
        ("a=number(42 +/- 1%)", 43, False),
        ("a=time(7 PM)", "7", True),
        ("a=time(7 PM)", "8", False),
        ("a=date(2025-04-11)", "fri", True),
        ("a=time(8:00 AM)", "2025-04-11T08:00:00-07:00", True),
        ("a=time(8:00 AM)", 8, False),
        ("a=time(noon)", "12:00", True),
        ("a=date(2025-04-11)", "2025-04-11T08:00:00-07:00", True),
        ("a=date(next Friday)", "2025-04-18", True),
        (r'a="say \"hi\""', 'say "hi"', True),
        (r'a="two\nlines"', "two\nlines", True),
        ('a="x, (y) [z]"', "x, (y) [z]", True),
    ],
)
def test_values(demand, value, passes):
    response = Response(tool_calls=(ToolCall("f", {"a": value}),))
    assert (rule(f"f({demand})").grade(response, case()).verdict is Verdict.PASS) is passes


@pytest.mark.parametrize(
    ("form", "argument", "calls", "passes"),
    [
        ("exactly", 'f(a="x")', 'f(a="X")', True),
        ("exactly", 'f(a="x")', 'f(a="x", b=1)', False),
        ("exactly", 'f(a="x", [b=1])', 'f(a="x", b=1)', True),
        ("exactly", "f", "f()", True),
        ("exactly", "f", "f(a=1)", False),
        ("exactly", 'f(a="x")', 'f(a="x", b=1)\nf(a="x")', True),
        ("only", "f, g", "f(a=1)\ng()", True),
        ("only", "f | g", "g()", True),
        ("only", "f, g", "none", True),
        ("only", "f, g", "f()\nh()", False),
        ("only", "f(a=1)", "f(a=1)\nf(a=2)", False),
        ("only", "none", "f", False),
        ("in order", "f, g", "f()\nh()\ng()", True),
        ("in order", "f, g", "g()\nf()", False),
        ("in order", "f, f", "f()", False),
        ("in order", "f(a=1), f(a=2)", "f(a=2)\nf(a=1)\nf(a=2)", True),
        ("in order", "f, g", "none", False),
        ("", "none", "none", True),
        ("", "nothing", "f()", False),
        ("exactly", "none", "f()", False),
        ("exactly", "none", "none", True),
        ("exactly", "2", "f()\ng()", True),
        ("exactly", "2", "f()", False),
        ("", "2 calls", "f()\ng()", True),
        ("", "at most 1 tool call", "f()\ng()", False),
        ("", "None", "f()", False),
    ],
)
def test_forms(form, argument, calls, passes):
    assert (grade(rule(argument, form), calls).verdict is Verdict.PASS) is passes


@pytest.mark.parametrize(
    ("form", "argument", "calls", "reason"),
    [
        ("", 'create_reminder(time=time(8:00 AM), title~"lunch")', 'create_reminder(time="7:00 AM", title="Lunch")',
         'called create_reminder with time "7:00 AM", not 8:00 AM; title "Lunch" as wanted'),
        ("", "f(a=1)", "none", "made no call"),
        ("", "f(a=1)", "send_mail()\nsend_mail()\ng()", "called send_mail, g, not f"),
        ("", "f(a=1, b=2)", "f()", "called f with no a, no b"),
        ("", "f(a=1, b=2)", "f(a=3, b=4)\nf(a=1, b=4)", "called f with b 4, not 2; a 1 as wanted"),
        ("", "f(!a)", "f(a=3)", "called f with a 3, not left out"),
        ("", "f(a=1)", "f(a=1)", "called f with a 1"),
        ("exactly", "f(a=1)", "f(a=1, b=2)", "called f with b besides; a 1 as wanted"),
        ("only", "f", "f()\nsend_mail()", "called send_mail besides"),
        ("in order", "f, g(a=1)", "f()\ng()", "called f, g, without g with a 1 after f"),
        ("", "none", "f()\nf()", "made 2 calls: f"),
        ("", "= 2", "none", "made no call"),
        ("", "= 2", "f()", "made 1 call: f"),
    ],
)  # fmt: skip
def test_reasons(form, argument, calls, reason):
    assert grade(rule(argument, form), calls).reason == reason


@pytest.mark.parametrize(
    ("form", "argument", "demand"),
    [
        ("", "f", "calls f"),
        ("", 'f(a=time(8 AM), b~"x", c?)', 'calls f with a 8 AM, b containing "x" and c given'),
        ("", "f(!a, [b=1])", "calls f with a left out and b 1 or left out"),
        ("exactly", "f(a=1)", "calls f with a 1 and no other argument"),
        ("only", "f, g", "makes no tool call but f or g"),
        ("in order", "f, g", "calls f, then g"),
        ("", "none", "makes no tool call"),
        ("exactly", "f", "calls f with no argument"),
        ("", ">= 2", "makes at least 2 tool calls"),
        ("", "at most 1", "makes at most 1 tool call"),
    ],
)
def test_says(form, argument, demand):
    assert rule(argument, form).says().demand == demand


@pytest.mark.parametrize("form", ["", "exactly", "only", "in order"])
def test_unknown_calls_are_ungraded(form):
    outcome = rule("f", form).grade(Response(tool_calls=None), case())
    assert outcome.verdict is Verdict.UNGRADED
    assert rule("none").grade(Response(tool_calls=None), case()).verdict is Verdict.UNGRADED


def verdicts(rules, cell):
    whole = case(*map(check, rules))
    return [grade(one, cell, whole).verdict is Verdict.PASS for one in rules]


def test_each_line_needs_a_call_of_its_own():
    two = [rule("f(a=1)"), rule("f(a=1)")]
    assert verdicts(two, "f(a=1)") == [True, False]
    assert verdicts(two, "f(a=1)\nf(a=1)") == [True, True]
    outcome = grade(two[1], "f(a=1)", case(*map(check, two)))
    assert outcome.reason == "made too few calls of f: other lines need those"


def test_a_broad_line_leaves_the_only_fitting_call_to_a_narrow_one():
    assert verdicts([rule("f"), rule("f(a=1)")], "f(a=1)\nf(a=2)") == [True, True]
    assert verdicts([rule("f(a=1)"), rule("f"), rule("f(b?)")], "f(a=1)\nf(a=1, b=2)") == [True, True, False]
    assert verdicts([rule("f"), rule("f(a=1)", "exactly")], "f(a=1)\nf(a=2)") == [True, True]


def test_lines_that_ask_for_no_call_of_their_own_take_none():
    wanted, forbidden = rule("f(a=1)"), rule("f(a=1)")
    whole = case(check(forbidden, negated=True), check(wanted), check(rule("= 1")), check(rule("f", "only")))
    assert grade(wanted, "f(a=1)", whole).verdict is Verdict.PASS
    assert grade(forbidden, "f(a=1)", whole).verdict is Verdict.PASS  # `not` turns it


@given(
    st.lists(st.sampled_from(["f", "f(a?)", "f(b?)", "f(a?, b?)"]), min_size=1, max_size=4),
    st.lists(st.sampled_from(["f()", "f(a=1)", "f(b=1)", "f(a=1, b=1)"]), max_size=4),
)
def test_as_many_lines_pass_as_can(patterns, made):
    rules = [rule(pattern) for pattern in patterns]
    calls = parse_calls("\n".join(made))
    alone = [[grade(one, call).verdict is Verdict.PASS for call in made] for one in rules]
    seats = [*range(len(calls)), *[None] * len(rules)]
    best = max(
        sum(seat is not None and alone[line][seat] for line, seat in enumerate(order))
        for order in set(permutations(seats, len(rules)))
    )
    assert sum(verdicts(rules, "\n".join(made))) == best


@pytest.mark.parametrize(
    ("form", "argument", "problem"),
    [
        ("", "f(a=1", "closing ) of “f” is missing at the end"),
        ("", "f(a=time(8 AM)", "closing ) of “f” is missing at the end"),
        ("", "f(a=time(8 AM, b=1)", "no time"),
        ("", "f(a=time(8 AM", "closing ) of “time(” is missing"),
        ("", 'f(a="x)', "the quote that closes it"),
        ("", "f([a=1)", "the ] behind “a” is missing"),
        ("", "f([[a=1]])", "name of an argument is missing"),
        ("", "f(a in [1, 2)", "closing ] is missing"),
        ("", "f(a=tme(8 AM))", "none of time(…), date(…) and number(…)"),
        ("", "f(a=time(lunch))", "“lunch” in “time(…)” is no time"),
        ("", "f(a=date(soon))", "is no date"),
        ("", "f(a=number(x))", "is no number"),
        ("", "f(a~time(8 AM))", "“time(…)” stands behind a single = only"),
        ("", "f(a!=1)", 'a in ["x", "y"]'),
        ("", "f(a>1)", "a=number(42)"),
        ("", "f(a=~x)", "none of the forms"),
        ("", "f(a: 1)", "none of the forms"),
        ("", 'f("x")', "name of an argument is missing"),
        ("", "f(a)", "none of the forms"),
        ("", "f(a in x)", "a list such as"),
        ("", "f(a in [])", "a list such as"),
        ("", "f(a=[1,)", "closing ] is missing"),
        ("", "f(a={1})", "not valid JSON"),
        ("", "f(a=)", "a value is missing"),
        ("", "f(), g()", "“g” is a second call"),
        ("exactly", "f, g", "“g” is a second call"),
        ("", "f g", "an opening ( or a comma is missing behind “f”, at “g”"),
        ("in order", "f then g", "a comma is missing behind “f”, at “then g”"),
        ("", "f a=1)", "an opening ( or a comma is missing behind “f”"),
        ("", "f(a=1))", "a closing ) too many stands behind “f”"),
        ("", "f(a=1) g()", "a comma behind “f” is missing at “g()”"),
        ("only", "2", "is a number of calls"),
        ("in order", "none", "is a number of calls"),
        ("", "2.5", "name"),
        ("", "f(a=[‘x)", "closing ] is missing"),
        ("", "(a=1)", "name of a tool is missing"),
        ("only", ",", "name of a tool is missing"),
        ("", "f(" + "[" * 50_000, "name of an argument is missing"),
    ],
)
def test_bad_arguments_teach(form, argument, problem):
    with pytest.raises(BadArgument) as caught:
        rule(argument, form)
    assert problem in caught.value.problem
    assert caught.value.mend


def test_variables_are_filled_after_the_pattern_is_read():
    values = {"{{time}}": "8:00 AM", "{{title}}": 'Lunch", repeat="daily', "{{n}}": "3", "{{list}}": '"]'}

    def fill(text):
        for name, value in values.items():
            text = text.replace(name, value)
        return text

    filled = rule('f(time=time({{time}}), title="{{title}}", n={{n}}, tags in ["{{list}}"])', fill=fill)
    made = ToolCall("f", {"time": "08:00", "title": 'Lunch", repeat="daily', "n": 3, "tags": '"]'})
    assert filled.grade(Response(tool_calls=(made,)), case()).verdict is Verdict.PASS
    assert grade(rule("= {{n}}", fill=fill), "f\nf\nf").verdict is Verdict.PASS


@given(st.text() | st.text(alphabet="fa(){}[]=~!?,\"'“” \\\n1in|"))
def test_any_argument_is_read_or_refused(argument):
    for form in ("", "exactly", "only", "in order"):
        with suppress(BadArgument, ArgumentFault):
            rule(argument, form)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


CALLS = st.builds(ToolCall, st.just("f") | st.text(), st.dictionaries(st.just("a"), VALUES))


@given(st.lists(CALLS, max_size=3))
@settings(max_examples=30)
def test_hostile_calls_raise_nothing(calls):
    for demand in (
        'a="x"',
        "a~x",
        'a in ["x"]',
        "a=time(8 AM)",
        "a=date(tomorrow)",
        "a=number(1)",
        "a?",
        "!a",
        "[a=1]",
    ):
        for form in ("", "exactly", "only", "in order"):
            rule(f"f({demand})", form).grade(Response(tool_calls=tuple(calls)), case())


def test_many_lines_and_calls_are_assigned():
    rules = [rule("f") for _ in range(100)]
    whole = case(*map(check, rules))
    calls = "\n".join(["f"] * 99 + ["g"] * 1000)
    assert grade(rules[98], calls, whole).verdict is Verdict.PASS
    assert grade(rules[99], calls, whole).verdict is Verdict.FAIL
