from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.jsonblocks import find_json
from sheet2eval.text.jsontext import NotJson, parse_json
from tests.growth import is_linear


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ('{"a": 1}', '{"a": 1}'),
        ('Here: {"a": [1, {"b": "}"}]}. Fine?', '{"a": [1, {"b": "}"}]}'),
        ("The list is [1, 2, 3].", "[1, 2, 3]"),
        ('```json\n{\n  "a": 1\n}\n```', '{\n  "a": 1\n}'),
        ("```\n[]\n```", "[]"),
        ('```json {"a": 1}```', '{"a": 1}'),
        ('```json\n{"a": 1}```', '{"a": 1}'),
        ("~~~\n{}\n~~~", "{}"),
        ("  [1]  ", "[1]"),
        ("so:\n[7]\nfine", "[7]"),
        ("{}", "{}"),
        ("`[true]`", "[true]"),
        ('[Note: the answer is {"a": 1}]', '{"a": 1}'),
        ('x in [0, 1) so {"a": 1}', '{"a": 1}'),
        ('See [1] and {name}: {"a": 1}', '{"a": 1}'),
        ('[2025-04-11] INFO {"a": 1}', '{"a": 1}'),
        ('["The guide"](https://x.y) ["a"]', '["a"]'),
        ('{a: 1} then {"b": 2}', '{"b": 2}'),
        ('```json\n{"a": 1\n```\nrather\n```json\n{"a": 2}\n```', '{"a": 2}'),
        ('He said "hi [" and [{"a": 1}]', '[{"a": 1}]'),
    ],
)
def test_it_holds_json(text: str, piece: str) -> None:
    assert find_json(text) == piece


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "no object and no list"),
        ("42", "no object and no list"),
        ('"a"', "no object and no list"),
        ("Your reminder is set [1].", "no object and no list"),
        ("- [ ] buy milk\n- [x] eggs", "no object and no list"),
        ("Use {name} and {} or f[].", "no object and no list"),
        ("[a link](https://x.y) [12](#12)", "no object and no list"),
        ('["The guide"](https://x.y)', "no object and no list"),
        ("{'a': 1}", "no object and no list"),
        ('{"a": 1,}', "line 1, column"),
        ('{"a": NaN}', "NaN is no JSON value"),
        ('{"a": {"b": 1},}', "line 1, column"),
        ('{"a": bad, "b": {"c": 1}}', "line 1, column 7"),
        ('{a: {"b": 1}}', "no object and no list"),
        ('{"a": {"b": 1}', "never closed"),
        ('[{"a": 1}, {"b"', "never closed"),
        ('{"a": ' * 300 + "1" + "}" * 300, "nested more than"),
    ],
)
def test_it_holds_none(text: str, fault: str) -> None:
    with pytest.raises(NotJson, match=fault):
        find_json(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, min_size=2) | st.dictionaries(st.text(), inner, min_size=1),
).filter(lambda value: isinstance(value, (list, dict)))


@given(JSON, st.text("ab .,:!\n"), st.text("ab .,:!\n"))
def test_json_between_prose_is_found(value: object, before: str, after: str) -> None:
    assert parse_json(find_json(f"{before}{json.dumps(value)}{after}")) == value


@given(st.text('{}[]":, a1\\\n`'))
def test_any_text_can_be_searched(text: str) -> None:
    try:
        piece = find_json(text)
    except NotJson:
        return
    assert piece in text
    assert isinstance(parse_json(piece), (list, dict))


@pytest.mark.parametrize(
    "unit",
    ["{", "[", "}", '{"a":', '{"a', "[1", "[0 ", '["', "[[", "{}", "[1]", "[ ", "[1](", '"', "```\n", "```json\n{", "{ {",
     '{"a":1,}', "\\", "{[", "[-"],
)  # fmt: skip
def test_searching_takes_linear_time(unit: str) -> None:
    def search(text: str) -> None:
        with pytest.raises(NotJson):
            find_json(text)

    assert is_linear(search, lambda times: unit * times + "{")
