import json
from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.checks.check import BadArgument, BadJson, BadLine, BadSchema, Line
from sheet2eval.checks.schema import parse
from sheet2eval.types import Case, CellRef, Message, Response, Verdict

CASE = Case("c1", CellRef("input", 2, 1), (Message("user", "Hi"),), datetime(2025, 4, 10))  # noqa: DTZ001
REMINDER = """{
  "type": "object",
  "required": ["title", "time"],
  "properties": {"title": {"type": "string"}, "time": {"pattern": "^\\\\d{2}:\\\\d{2}$"}, "n": {"type": "integer"}},
  "additionalProperties": false
}"""


def rule(argument, fill=str, folder_file=None):
    return parse(Line("schema", "", False, argument, fill, folder_file))


@pytest.mark.parametrize(
    ("schema", "text", "passes"),
    [
        (REMINDER, '{"title": "Lunch", "time": "08:00"}', True),
        (REMINDER, '```json\n{"title": "Lunch", "time": "08:00"}\n```', True),
        (REMINDER, '{"title": "Lunch", "time": "8 am"}', False),
        (REMINDER, '{"title": "Lunch"}', False),
        (REMINDER, '{"title": "Lunch", "time": "08:00", "x": 1}', False),
        (REMINDER, '{"title": "Lunch", "time": "08:00", "n": 1.0}', True),
        (REMINDER, "Done.", False),
        ("true", "3", True),
        ("false", "3", False),
        ("true", "no JSON", False),
        ('{"format": "email"}', '"nobody"', True),
        ('{"$schema": "http://json-schema.org/draft-07/schema#", "format": "date"}', '"soon"', True),
        (
            '{"$schema": "http://json-schema.org/draft-04/schema#", "exclusiveMinimum": true, "minimum": 3}',
            "3",
            False,
        ),
        ('{"prefixItems": [{"type": "string"}], "items": false}', '["a", 1]', False),
        ('{"$defs": {"t": {"type": "string"}}, "items": {"$ref": "#/$defs/t"}}', '["a"]', True),
        ('{"$ref": "#/$defs/list", "$defs": {"list": {"items": {"$ref": "#/$defs/list"}}}}', "[[[]]]", True),
        ('{"maximum": 5}', "9" * 400, False),
        ('{"type": "string"}', '"\\ud800"', False),
    ],
)
def test_schemas(schema, text, passes):
    assert (rule(schema).grade(Response(text), CASE).verdict is Verdict.PASS) is passes


def test_reasons_name_the_first_faults_and_their_places():
    items = '{"items": {"properties": {"a b": {"type": "integer"}}}}'
    reason = rule(items).grade(Response('[{"a b": 1}, {"a b": "x"}]'), CASE).reason
    assert reason == '"x" is not of type "integer" at $[1]["a b"]'
    assert (
        rule('{"required": ["time"]}').grade(Response("{}"), CASE).reason == '"time" is a required property'
    )
    assert rule("true").grade(Response("{}"), CASE).reason == "satisfies the schema “true”"
    hostile = rule('{"items": {"type": "integer"}}').grade(Response(json.dumps(["x" * 10_000] * 100)), CASE)
    assert hostile.reason.count(";") == 2
    assert len(hostile.reason) < 600


@pytest.mark.parametrize(
    ("argument", "fault", "problem"),
    [
        ('{"type": }', BadJson, "line 1, column 10"),
        ('{"type":\n "object",}', BadJson, "line 2"),
        ('{"minimum": NaN}', BadJson, "NaN"),
        ('{"a":' * 1000 + "1" + "}" * 1000, BadJson, "levels"),
        ('{"type": "strin"}', BadSchema, "at $.type"),
        ('{"properties": {"a": {"minimum": "3"}}}', BadSchema, "at $.properties.a.minimum"),
        ('{"pattern": "(?=a)"}', BadSchema, "regex"),
        (r'{"pattern": "(a)\\1"}', BadSchema, "regex"),
        ('{"patternProperties": {"(": {}}}', BadSchema, "regex"),
        ('{"pattern": "((a{500}){500}){500}"}', BadSchema, "regex"),
        ('{"$ref": "http://127.0.0.1:9/x.json"}', BadSchema, "Retrieval is disabled"),
        ('{"$ref": "file:///etc/hostname"}', BadSchema, "Retrieval is disabled"),
        ('{"$ref": "#/$defs/x"}', BadSchema, "does not exist"),
        ('{"$schema": "http://example.com/own"}', BadSchema, "meta-schema"),
        (r'{"const": "\ud800"}', BadSchema, "cannot be read"),
        ("reminder.json", BadArgument, "sheet2eval.toml"),
        ("[1]", BadSchema, "is no JSON Schema"),
        ("3", BadSchema, "is no JSON Schema"),
        ("null", BadSchema, "is no JSON Schema"),
        ('"x"', BadArgument, "neither a schema nor"),
        ('["a",', BadJson, "before the ] that closes its ["),
        ("reminder", BadArgument, "neither a schema nor"),
        ("../reminder.json", BadArgument, "neither a schema nor"),
        ("/etc/x.json", BadArgument, "neither a schema nor"),
        ("a\\b.json", BadArgument, "neither a schema nor"),
        ("C:x.json", BadArgument, "neither a schema nor"),
        (".json", BadArgument, "neither a schema nor"),
        ("..json", BadArgument, "neither a schema nor"),
        ("https://example.com/x.json", BadArgument, "neither a schema nor"),
    ],
)
def test_bad_arguments_teach(argument, fault, problem):
    with pytest.raises(BadLine) as caught:
        rule(argument)
    assert type(caught.value) is fault
    assert problem in caught.value.problem
    assert caught.value.mend


def test_a_file_of_the_configuration(tmp_path):
    (tmp_path / "reminder.json").write_text(REMINDER)
    (tmp_path / "bad.json").write_text("{")

    def read(name):
        return (tmp_path / name).read_text()

    assert rule("“reminder.json”", folder_file=read) == rule("reminder.json", folder_file=read)
    fine = rule("reminder.json", folder_file=read)
    assert fine.grade(Response('{"title": "a", "time": "08:00"}'), CASE).verdict is Verdict.PASS
    assert fine.says().demand == "is JSON that satisfies the schema in “reminder.json”"
    with pytest.raises(BadJson, match=r"The schema in “bad\.json” is not valid JSON"):
        rule("bad.json", folder_file=read)


def test_a_variable_names_no_file_elsewhere(tmp_path):
    with pytest.raises(BadArgument, match="neither a schema nor"):
        rule("{{f}}.json", lambda text: text.replace("{{f}}", "../x"), lambda name: "true")


def test_variables_are_filled_after_the_json_is_read():
    quoted = rule('{"const": "{{x}}"}', lambda text: text.replace("{{x}}", '"}, "a'))
    assert quoted.grade(Response(json.dumps('"}, "a')), CASE).verdict is Verdict.PASS


@given(st.text() | st.recursive(st.none() | st.floats() | st.text(), st.lists).map(json.dumps))
def test_any_response_is_graded(text):
    for schema in (REMINDER, '{"items": {"type": "number"}, "uniqueItems": true}', '{"pattern": "a+b"}'):
        assert rule(schema).grade(Response(text), CASE).reason


@given(st.text() | st.text(alphabet='{}[]":,a1\\ ').map("{{{}".format))
def test_any_argument_is_read_or_refused(argument):
    with suppress(BadLine):
        rule(argument)


def test_a_pattern_that_backtracks_without_end_elsewhere():
    catastrophic = rule('{"pattern": "^(a+)+$"}')
    assert catastrophic.grade(Response(json.dumps("a" * 100_000 + "!")), CASE).verdict is Verdict.FAIL
