from __future__ import annotations

import json

import pytest

from sheet2eval.cli.output import print_json


@pytest.mark.parametrize(
    "value",
    [
        {"cases": [{"id": "a", "why": "x\ny", "tags": []}, {"id": "ü\ud83d"}], "n": None},
        {"cases": [], "problems": [1, [2, {}]], "agreement": {"n": 2, "kappa": 0.5}},
        {"sheets": [{"cases": [1]}]},
    ],
)
def test_iterators_are_printed_as_lists_are(value, capfdbinary) -> None:
    print_json({name: iter(held) if isinstance(held, list) else held for name, held in value.items()})
    printed = capfdbinary.readouterr().out
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    assert printed == text.encode("utf-8", "backslashreplace")


def test_an_iterator_inside_of_a_list_is_one_too(capfdbinary) -> None:
    print_json({"sheets": [{"cases": map(str, (1, 2))}]})
    assert json.loads(capfdbinary.readouterr().out) == {"sheets": [{"cases": ["1", "2"]}]}
