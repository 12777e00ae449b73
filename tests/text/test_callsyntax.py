import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.callsyntax import CallFault, parse_calls
from sheet2eval.types import ToolCall
from tests.growth import is_linear


def calls(*pairs):
    return tuple(ToolCall(name, arguments) for name, arguments in pairs)


@pytest.mark.parametrize("cell", ["", " ", "none", "None", "-", " — ", "–", "n/a", "N/A", "no calls", "[]"])
def test_no_calls(cell):
    assert parse_calls(cell) == ()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("f()", [("f", {})]),
        ("canvas", [("canvas", {})]),
        ('f(a="x")', [("f", {"a": "x"})]),
        ('f(a="x", b=“y”, c=‘z’)', [("f", {"a": "x", "b": "y", "c": "z"})]),
        ("f(a='it's', b='C:\\dir')", [("f", {"a": "it's", "b": "C:\\dir"})]),
        (r'f(a="say \"hi\"\n", b="\u00e9")', [("f", {"a": 'say "hi"\n', "b": "é"})]),
        ('f(a="two\nlines")', [("f", {"a": "two\nlines"})]),
        ("f(a=3, b=-1.5, c=007)", [("f", {"a": 3, "b": -1.5, "c": "007"})]),
        ("f(a=true, b=False, c=null, d=None)", [("f", {"a": True, "b": False, "c": None, "d": None})]),
        ('f(a=["x, )", 1], b={"c": {"d": "}"}})', [("f", {"a": ["x, )", 1], "b": {"c": {"d": "}"}}})]),
        ("f(a=every day, time=8:00 AM)", [("f", {"a": "every day", "time": "8:00 AM"})]),
        ("f(\n  a=1,\n  b=2,\n)", [("f", {"a": 1, "b": 2})]),
        ("f(a=1)\ng(b=2)\n\nh", [("f", {"a": 1}), ("g", {"b": 2}), ("h", {})]),
        ('- f(a="- b")\n* g()\n2. h', [("f", {"a": "- b"}), ("g", {}), ("h", {})]),
        ("`f(a=1)`", [("f", {"a": 1})]),
        ("f(a={'d': True, 'e': [None], 'f': 'None'})", [("f", {"a": {"d": True, "e": [None], "f": "None"}})]),
        ("f(a=1); g(), h()", [("f", {"a": 1}), ("g", {}), ("h", {})]),
        ("functions.create-reminder:v2 (a = 1)", [("functions.create-reminder:v2", {"a": 1})]),
        ('f(a="=SUM(A1)")', [("f", {"a": "=SUM(A1)"})]),
    ],
)
def test_written_calls(cell, expected):
    assert parse_calls(cell) == calls(*expected)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('{"name": "f", "arguments": {"a": 1}}', [("f", {"a": 1})]),
        ('{"name": "f"}', [("f", {})]),
        ('{"name": "f", "arguments": null}', [("f", {})]),
        ('{"name": "f", "arguments": ""}', [("f", {})]),
        ('{"type": "function", "function": {"name": "f", "arguments": "{\\"a\\": 1}"}}', [("f", {"a": 1})]),
        ('[{"id": "1", "type": "function", "function": {"name": "f", "arguments": "{}"}}, {"name": "g"}]',
         [("f", {}), ("g", {})]),
        ('{"tool_calls": [{"function": {"name": "f", "arguments": "{\\"a\\": [1]}"}}]}', [("f", {"a": [1]})]),
        ('{"name": "f"}\n{"name": "g", "arguments": {}}', [("f", {}), ("g", {})]),
        ('{"type": "tool_use", "name": "f", "input": {"a": 1}}', [("f", {"a": 1})]),
        ('{"type": "function_call", "call_id": "1", "status": "completed", "name": "f", "arguments": "{}"}', [("f", {})]),
        ('{"name": "f", "args": {"a": 1}}', [("f", {"a": 1})]),
        ('```json\n[{"name": "f"}]\n```', [("f", {})]),
        ('{"name": "f", "arguments": "{bad"}', [("f", {"": "{bad"})]),
        ('{"name": "f", "arguments": "[1]"}', [("f", {"": "[1]"})]),
    ],
)  # fmt: skip
def test_json_calls(cell, expected):
    assert parse_calls(cell) == calls(*expected)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ('f(a="x"', "closing \\) of “f” is missing at the end"),
        ("f(", "closing \\) of “f” is missing at the end"),
        ('f(a="x) g(b=2)', 'the quote that closes it, at “"x'),
        ("f(a='x)", "the quote that closes it"),
        ("f(a=)", "a value is missing"),
        ("f(a=[1,2)", "closing \\] is missing for the bracket at “\\[1,2"),
        ('f(a={"x": 1)', "closing } is missing"),
        ('f("x")', "without its name"),
        ("f(a=April 11, 2025)", "without its name.*2025"),
        ("f(a=1 b=2)", "comma"),
        ("f(a=time(8))", "comma"),
        ("f(a=[1, x])", "not valid JSON"),
        ("f(a=[NaN])", "NaN"),
        ("Made no call at all", "opening \\( is missing behind “Made”"),
        ("(a=1)", "name of a tool is missing"),
        ('[{"name": "f"}', "closing \\] is missing"),
        ('{"name": "f"} and more', "no JSON list or object begins"),
        ('{"a": 1}', "a call in JSON is"),
        ('{"name": "f", "parameters": {"a": 1}}', "a call in JSON is"),
        ("- -", "name of a tool is missing"),
        ('{"name": 3}', "a call in JSON is"),
        ('{"name": "f", "arguments": 3}', "an object, and not 3"),
        ("[1]", "and not 1"),
        ("{bad}", "not valid JSON"),
        ("[" * 5000 + "]" * 5000, "levels deep"),
    ],
)
def test_faults_say_what_is_missing_and_where(cell, reason):
    with pytest.raises(CallFault, match=reason):
        parse_calls(cell)


ARGUMENTS = st.dictionaries(
    st.from_regex(r"[a-z_]\w{0,9}", fullmatch=True),
    st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text(), max_size=3),
    max_size=4,
)


@given(ARGUMENTS)
def test_round_trip(arguments):
    written = ", ".join(f"{name}={json.dumps(value)}" for name, value in arguments.items())
    assert parse_calls(f"tool({written})") == (ToolCall("tool", arguments),)
    as_openai = {"type": "function", "function": {"name": "tool", "arguments": json.dumps(arguments)}}
    assert parse_calls(json.dumps([as_openai])) == (ToolCall("tool", arguments),)


@given(st.text() | st.text(alphabet="fa(){}[]=,\"'“” \\\n1"))
def test_any_cell_is_calls_or_a_fault(cell):
    with suppress(CallFault):
        parse_calls(cell)


@pytest.mark.parametrize(
    "unit", ["f(", 'f(a="\\', "f(a=[", "[", "f(a='x' ", "a.", "b ", "f(a=1,", "“", '{"name":"f"}', "f\n", " "]
)
def test_reading_takes_linear_time(unit):
    def read(text):
        with suppress(CallFault):
            parse_calls(text)

    assert is_linear(read, lambda times: unit * times + "!")
