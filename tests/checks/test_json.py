import json
from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.checks.check import BadArgument, BadJson, BadLine, BadPattern, Line
from sheet2eval.checks.json import parse
from sheet2eval.text.arguments import ArgumentFault
from sheet2eval.types import Case, CellRef, Message, Response, Verdict

CASE = Case("c1", CellRef("input", 2, 1), (Message("user", "Hi"),), datetime(2025, 4, 10))  # noqa: DTZ001
ORDER = """{
  "time": "08:00", "count": 3, "zip": "007", "done": true, "note": null, "title": "Lunch  at Noon",
  "tags": ["urgent", "home"], "a=b": 1, "it's": 2, "id": "ORD-77",
  "items": [{"name": "Tea", "price": 4}, {"name": "Cake", "price": 12}], "o": {"a": 1}
}"""


def rule(argument, fill=str):
    return parse(Line("json", "", False, argument, fill))


def passes(argument, text=ORDER):
    return rule(argument).grade(Response(text), CASE).verdict is Verdict.PASS


@pytest.mark.parametrize("text", ['{"a": 1}', "```json\n[1]\n```", "3", " null "])
def test_valid_json(text):
    assert passes(None, text)


@pytest.mark.parametrize("text", ["", "Hello", '{"a": 1', "Here: {}", "NaN", "[" * 100_000])
def test_invalid_json(text):
    outcome = rule(None).grade(Response(text), CASE)
    assert outcome.verdict is Verdict.FAIL
    assert outcome.reason.startswith("is not valid JSON: ")
    assert rule("$.a exists").grade(Response(text), CASE).reason == outcome.reason


@pytest.mark.parametrize(
    ("argument", "fits"),
    [
        ('$.time == "08:00"', True),
        ('$.time=="08:00"', True),
        ("$.time == 08:00", True),
        ("$.time == '08:00'", True),
        ("$.time == “08:00”", True),
        ('$.time == "8:00"', False),
        ('$.time != "8:00"', True),
        ('$.time != "08:00"', False),
        ('$.title == "lunch at noon"', True),
        ("$.title == lunch at noon", True),
        ("$.count == 3", True),
        ("$.count == 3.0", True),
        ("$.count ≥ 3", True),
        ("$.count ≤ 2", False),
        ("$.count ≠ 3", False),
        ('$.count == "3"', False),
        ('$.count != "3"', True),
        ("$.zip == 007", True),
        ("$.zip == 7", False),
        ("$.done == true", True),
        ("$.done == TRUE", True),
        ("$.done == False", False),
        ("$.done == yes", False),
        ("$.note == None", True),
        ("$.done == 1", False),
        ('$.done == "true"', False),
        ("$.note == null", True),
        ('$.tags == ["URGENT", "home"]', True),
        ('$.tags == ["home", "urgent"]', False),
        ('$.o == {"a": 1.0}', True),
        ("$.count < 4", True),
        ("$.count < 3", False),
        ("$.count <= 3", True),
        ("$.count > 2.5", True),
        ("$.count >= 3.5", False),
        ('$.count > "2"', False),
        ('$.time < "09:00"', True),
        ("$.done > 0", False),
        ("$.title ~ lunch", True),
        ('$.title ~ "at noon"', True),
        ("$.title ~ dinner", False),
        ("$.tags ~ urgent", True),
        ("$.tags[*] ~ urg", True),
        ("$.count ~ 3", False),
        ('$.time in ["07:00", "08:00"]', True),
        ("$.count in [1, 2]", False),
        ("$.count IN [3]", True),
        (r"$.id matches /^ORD-\d+$/", True),
        (r'$.id matches "^ord"', False),
        (r"$.id matches '(?i)^ord'", True),
        ("$.id matches /a/b/", False),
        ("$.count matches /^3$/", True),
        ("$.note matches /null/", False),
        ("$.time exists", True),
        ("$.time", True),
        ("$.note exists", True),
        ("$.missing exists", False),
        ("$.missing", False),
        ("$.missing == null", False),
        ("$.missing != 3", False),
        ('$.items[*].name == "Cake"', True),
        ('$.items[*].name != "Cake"', True),
        ('$.items[?@.price < 10].name == "Tea"', True),
        ('$.items[?@.price < 10].name == "Cake"', False),
        ("$.items[?@.name == 'a ] == b'].name == x", False),
        ("$.items[?(@.price >= 4 && @.price != 12)].name ~ tea", True),
        ("$.items [0] .price == 4", True),
        ('$["a=b"] == 1', True),
        ('$["it\'s"] == 2', True),
        ("$['a=b']==1", True),
        ("$..price > 10", True),
        ("$ exists", True),
        ("$.items[?match(@.name, 'T.a')].price == 4", True),
    ],
)
def test_conditions(argument, fits):
    assert passes(argument) is fits


@pytest.mark.parametrize(
    ("argument", "reason"),
    [
        ('$.time == "08:00"', '$.time is "08:00"'),
        ('$.time == "07:00"', '$.time is "08:00", not "07:00"'),
        ('$.count == "3"', '$.count is 3, not "3"'),
        ("$.items[*].price > 20", "$.items[*].price is 4, 12, not above 20"),
        ("$.missing == 1", "has no $.missing"),
        ("$.id matches /x/", '$.id is "ORD-77", no match of “x”'),
        ("$.count != 3", "$.count is 3, nothing but 3"),
    ],
)
def test_reasons(argument, reason):
    assert rule(argument).grade(Response(ORDER), CASE).reason == reason


def test_reasons_stay_short():
    many = json.dumps({"a": ["x" * 10_000] * 1000})
    assert len(rule("$.a[*] == y").grade(Response(many), CASE).reason) < 400


def test_says():
    assert rule(None).says().demand == "is valid JSON"
    assert rule("$.n >= 3").says().demand == "is JSON whose “$.n” is at least 3"
    assert rule("$.n").says().denial == "is not JSON whose “$.n” exists"


@pytest.mark.parametrize(
    ("argument", "fault", "problem"),
    [
        ("time == 3", BadArgument, "“time” is no JSONPath: expected '$'"),
        ("$.a[0 == 3", BadArgument, "is no JSONPath"),
        ("$.a. == 3", BadArgument, "is no JSONPath"),
        ("$.a = 3", BadArgument, "begins with none of"),
        ("$.a === 3", BadArgument, "begins with none of"),
        ("$.a !== 3", BadArgument, "begins with none of"),
        ("$.a <> 3", BadArgument, "begins with none of"),
        ("$.a ~= 3", BadArgument, "begins with none of"),
        ("$.a contains 3", BadArgument, "begins with none of"),
        ("$.a ==", BadArgument, "something must follow"),
        ("$.a exists 3", BadArgument, "nothing may follow"),
        ("$.a < true", BadArgument, "neither large nor small"),
        ("$.a < [1]", BadArgument, "neither large nor small"),
        ("$.a in x", BadArgument, "is no list"),
        ("$.a ~~ x", BadArgument, "“~ x” is no value"),
        ("$.a == == 3", BadArgument, "“== 3” is no value"),
        ('$.a == x"', BadArgument, "is no value"),
        ("$.a > 2 and $.a < 4", BadArgument, "“2 and $.a < 4” is no value"),
        ("$.a == 3 && $.b == 'x'", BadArgument, "is no value"),
        ("$.a == 3 OR $.a == 4", BadArgument, "is no value"),
        ("$.a matches x", BadArgument, "no pattern in quotes or slashes"),
        ("$.a matches /x/i", BadArgument, "no pattern in quotes or slashes"),
        ("$.a matches //", BadArgument, "no pattern in quotes or slashes"),
        ("$.a matches /(/", BadPattern, "cannot be read"),
        ("$.a matches /(?=x)/", BadPattern, "cannot be read"),
        ('$.a == {"b": }', BadJson, "line 1, column"),
        ('$.a == "x" or so', BadJson, "extra data"),
        ("$.a in [1, x]", BadJson, "not valid JSON"),
        ("$.a == [NaN]", BadJson, "NaN"),
        ("$.{{x}} == 1", BadArgument, "holds a variable"),
    ],
)
def test_bad_arguments_teach(argument, fault, problem):
    with pytest.raises(BadLine) as caught:
        rule(argument)
    assert type(caught.value) is fault
    assert problem in caught.value.problem
    assert caught.value.mend


@pytest.mark.parametrize("argument", ["$.a not exists", "not $.a exists"])
def test_a_denial_stands_in_front(argument):
    with pytest.raises(BadArgument) as caught:
        rule(argument)
    assert "“not json: $.time exists”" in caught.value.mend


def test_a_bad_pattern_says_what_re2_lacks():
    with pytest.raises(BadPattern) as caught:
        rule("$.a matches /(?=x)/")
    assert "no lookahead" in caught.value.mend


@pytest.mark.parametrize(
    ("argument", "fits"),
    [
        ('$.title == "{{title}}"', True),
        ("$.title == {{title}}", True),
        ("$.count == {{n}}", True),
        ('$.count == "{{n}}"', False),
        ('$.title in ["{{title}}"]', True),
        ('$.o == {"a": "{{n}}"}', False),
        ("$.title matches /^{{title}}$/", True),
        ("$.title matches /^{{any}}$/", False),
    ],
)
def test_variables_are_filled_after_the_line_is_read(argument, fits):
    values = {"{{title}}": 'He said: "7.30?" or ]', "{{n}}": "3", "{{any}}": ".*"}

    def fill(text):
        for name, value in values.items():
            text = text.replace(name, value)
        return text

    text = json.dumps({"title": values["{{title}}"], "count": 3, "o": {"a": 3}})
    outcome = rule(argument, fill).grade(Response(text), CASE)
    assert (outcome.verdict is Verdict.PASS) is fits


@given(st.text() | st.text(alphabet="$.[]?@*'\"ab01:,()=!<>~/ \\inmatches", max_size=40).map("$.a{}".format))
def test_any_argument_is_read_or_refused(argument):
    with suppress(BadLine, ArgumentFault):
        rule(argument).grade(Response(ORDER), CASE)


@given(st.text() | st.recursive(st.none() | st.floats() | st.text(), st.lists).map(json.dumps))
def test_any_response_is_graded(text):
    for argument in (
        None,
        "$ == 1",
        "$ ~ x",
        "$..* < 3",
        "$..* matches /x+/",
        '$ in ["x"]',
        "$..[?@ == 'x']",
    ):
        assert rule(argument).grade(Response(text), CASE).reason


def test_hostile_responses():
    for text in ("[" * 150 + "]" * 150, '"\\ud800"', "1e999", '{"a": ' + "9" * 5000 + "}", "[1e400]"):
        for argument in ("$..*..*..*", "$ matches /x/", "$ == 1", "$[0] matches /x/", "$[?search(@, 'x')]"):
            assert rule(argument).grade(Response(text), CASE).verdict in {Verdict.FAIL, Verdict.PASS}
