import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.jsonpath import PathFault, TooManySteps, check_path, find_values
from sheet2eval.text.jsontext import (
    MAX_DEPTH,
    NotJson,
    end_of_json,
    fill_strings,
    holds,
    parse_json,
    parse_json_response,
    same,
    scalar,
    shown,
)

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1}', {"a": 1}),
        (" \n[1, 2]\n ", [1, 2]),
        ('\ufeff"x"', "x"),
        ("null", None),
        ('```json\n{"a": 1}\n```', {"a": 1}),
        ('```\n{"a": 1}```', {"a": 1}),
        ('````json\n["```"]\n````', ["```"]),
        ("~~~\n[1]\n~~~", [1]),
        ('{"a": 1, "a": 2}', {"a": 2}),
        ("[" * MAX_DEPTH + "]" * MAX_DEPTH, json.loads("[" * MAX_DEPTH + "]" * MAX_DEPTH)),
        ('["' + "[" * 1000 + '"]', ["[" * 1000]),
    ],
)
def test_json_of_a_response(text, value):
    assert parse_json_response(text) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("Here: {}", "line 1, column 1"),
        ('{"a": 1,}', "line 1, column"),
        ('{"a": 1}\nDone.', "line 2, column 1"),
        ("Sure:\n```json\n{}\n```", "column 1"),
        ("```json\n{}\n```\n```json\n{}\n```", "column 1"),
        ("```json\n{}\n````", "extra data"),
        ("```", "column 1"),
        ("NaN", "NaN"),
        ("[-Infinity]", "-Infinity"),
        ("9" * 5000, "digits"),
        ("[" * 100_000, f"{MAX_DEPTH} levels"),
        ('{"a":' * 100_000, f"{MAX_DEPTH} levels"),
        ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), f"{MAX_DEPTH} levels"),
        ("{'a': 1}", "column 2"),
        ('{"a": [1, {"b": "]"}', "ends before the ] that closes its \\["),
        ("```json\n{\n```", "ends before the } that closes its {"),
    ],
)
def test_what_is_not_json_says_why_and_where(text, reason):
    with pytest.raises(NotJson, match=reason):
        parse_json_response(text)


@given(VALUES)
def test_json_round_trip(value):
    assert parse_json(json.dumps(value)) == value
    assert parse_json_response(f"```json\n{json.dumps(value, indent=1)}\n```") == value
    assert same(value, json.loads(json.dumps(value)))


@given(st.text())
def test_any_text_is_json_or_not(text):
    with suppress(NotJson):
        parse_json_response(text)


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        ("Lunch", " lunch", True),
        ("“Lunch”", '"lunch"', True),
        (3, 3.0, True),
        (3, "3", False),
        (1, True, False),
        (0, False, False),
        (True, True, True),
        (None, None, True),
        (None, False, False),
        (None, "", False),
        ([1, "A"], [1.0, "a"], True),
        ([1, 2], [2, 1], False),
        ([1], [1, 1], False),
        ({"a": "X", "b": 1}, {"b": 1, "a": "x"}, True),
        ({"a": 1}, {"A": 1}, False),
        ({"a": True}, {"a": 1}, False),
        ({}, [], False),
    ],
)
def test_equality(left, right, equal):
    assert same(left, right) is equal
    assert same(right, left) is equal


def test_exact_equality_keeps_case_and_space():
    assert not same("Lunch", "lunch", text=str)
    assert same(["Lunch", 3], ["Lunch", 3.0], text=str)


@pytest.mark.parametrize(
    ("value", "part", "held"),
    [
        ("Buy LUNCH", "lunch", True),
        ("party", "art ", False),
        ("art deco", "art ", True),
        (["Buy lunch", 3], "lunch", True),
        ([1, 2], 2.0, True),
        (["1"], 1, False),
        (31, "3", False),
        ({"lunch": 1}, "lunch", False),
        (None, "", False),
    ],
)
def test_containing(value, part, held):
    assert holds(value, part) is held


@pytest.mark.parametrize(
    ("word", "value"),
    [("3", 3), ("-2.5e3", -2500.0), ("true", True), ("null", None), ("007", "007"), ("1.2.3", "1.2.3"),
     ("08:00", "08:00"), ("NaN", "NaN"), ("True", True), ("FALSE", False), ("None", None), ("none", "none"), ("9" * 5000, "9" * 5000)],
)  # fmt: skip
def test_bare_words(word, value):
    assert scalar(word) == value
    assert type(scalar(word)) is type(value)


def test_filling_and_showing():
    assert fill_strings(
        {"{{k}}": ["{{x}}", 1, {"a": "{{x}}"}]}, lambda text: text.replace("{{x}}", '"]}')
    ) == {"{{k}}": ['"]}', 1, {"a": '"]}'}]}
    assert shown({"a": [1, None, "ü"]}) == '{"a": [1, null, "ü"]}'
    assert shown("x" * 3_000_000).endswith("…")
    assert len(shown(list(range(1000)))) < 70
    assert len(shown(json.loads("[" * 500 + "]" * 500))) < 70


@pytest.mark.parametrize(
    ("text", "end"),
    [('[1, "]"] x', 8), ('{"a": [1]}}', 10), ("[1", None), ('["a]', None), ('["\\"]"]', 7)],
)
def test_end_of_json(text, end):
    assert end_of_json(text, 0) == end


SHOP = {
    "items": [
        {"name": "Tea", "price": 4, "id": "ORD-1"},
        {"name": "Cake", "price": 12, "id": "x"},
        {"name": "Jam", "id": 3},
    ],
    "none": None,
}


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("$.none", [None]),
        ("$.missing", []),
        ("$.items[0].name", ["Tea"]),
        ("$['items'][-1]['name']", ["Jam"]),
        ("$..price", [4, 12]),
        ("$.items[?@.price < 10].name", ["Tea"]),
        ("$.items[?match(@.id, 'ORD-\\\\d+')].name", ["Tea"]),
        ("$.items[?match(@.id, 'ORD')].name", []),
        ("$.items[?search(@.id, 'RD')].name", ["Tea"]),
        ("$.items[?search(@.id, '(?=x)')].name", []),
        ("$.items[?length(@.name) == 3].name", ["Tea", "Jam"]),
        ("$.items[?count(@.*) == 2].name", ["Jam"]),
        ("$.items[?value(@.price) == 12].name", ["Cake"]),
    ],
)
def test_paths(path, values):
    check_path(path)
    assert find_values(path, SHOP) == values


@pytest.mark.parametrize(
    ("path", "place"),
    [("", "character"), ("time", "character 1"), ("$.", "character 3"), ("$.a[", "unbalanced"), ("$.a b", "character 5"),
     ("$[?foo(@)]", "foo"), ("$[99999999999999999999]", "character"), ("$[?@.a == 1e400]", "too large"),
     ("$[?" + "(" * 3000 + "1==1" + ")" * 3000 + "]", "nested"), ("$[?@.a == 9" + "9" * 5000 + "]", "too large")],
)  # fmt: skip
def test_bad_paths_say_where(path, place):
    with pytest.raises(PathFault, match=place):
        check_path(path)


@given(st.text(alphabet="$.[]?@*'\"ab0:,()&|!=<> \\", max_size=40))
def test_any_text_is_a_path_or_not(text):
    try:
        check_path(f"${text}")
    except PathFault:
        return
    find_values(f"${text}", SHOP)


def _nested(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = [value, 1]
    return value


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("$..*..*..*..*..*", _nested(150)),
        ("$..[?@..[?@..[?@..x]]]", _nested(150)),
        ("$[?$..x]", list(range(100_000))),
        ("$[?count($[?@ > 5]) > 1]", list(range(20_000))),
        ("$[?search($[0], 'a+b')]", ["a" * 100_000] + [1] * 100_000),
        ("$" + "..a" * 200, _nested(150)),
    ],
)
def test_costly_paths_end(path, value):
    with suppress(TooManySteps):
        find_values(path, value)
