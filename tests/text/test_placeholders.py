from __future__ import annotations

import pytest

from sheet2eval.text.placeholders import filled


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no name", "no name"),
        ("{{a}} and {{ b c }}", "<a> and <b c>"),
        (r"\{{a}} {{a}}", "{{a}} <a>"),
        ("{{}} {a} {{a\nb}}", "{{}} {a} {{a\nb}}"),
        ("{{" + "x" * 201 + "}}", "{{" + "x" * 201 + "}}"),
        ("{{{a}}}", "{<a>}"),
    ],
)
def test_names_are_filled(text, expected):
    assert filled(text, lambda name: f"<{name}>") == expected
