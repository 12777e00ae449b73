from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.text.markdown import LONGEST, count_elements

TABLE = "| a | b |\n|---|---|\n| 1 | 2 |\n"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("", {}),
        ("Plain text, 2 * 3 * 4, snake_case_name, 5 ** 2.", {}),
        ("**a** and __b__", {"bold": 2}),
        ("*a* and _b_", {"italic": 2}),
        ("***a***", {"bold": 1, "italic": 1}),
        (r"\*\*a\*\*", {}),
        ("`a` and ``b ` c``", {"code": 2}),
        ("```python\nx = '**no**'\n```", {"code": 1}),
        ("~~~\nx\n~~~", {"code": 1}),
        ("a\n\n    indented code", {"code": 1}),
        ("# a\n\nb\n=\n\nc\n---", {"heading": 3}),
        ("#a\n\n####### b", {}),
        ("- a\n- b\n- c", {"list": 1}),
        ("1. a\n2. b\n\ntext\n\n* c", {"list": 2}),
        ("- a\n  - b\n    1. c\n- d", {"list": 1}),
        ("- a\n\n* b", {"list": 2}),
        ("- **a**\n- **b**", {"list": 1, "bold": 2}),
        (TABLE, {"table": 1}),
        (f"text\n\n{TABLE}\n{TABLE}", {"table": 2}),
        ("a | b", {}),
        ("[a](https://x.y) <https://x.y> [b]\n\n[b]: https://z.y", {"link": 3}),
        ("https://x.y [a] (b)", {}),
        ("![a](b.png)", {"image": 1}),
        ("> a", {"quote": 1}),
        ("a\n\n---\n\nb", {"rule": 1}),
        ("~~a~~", {"strike": 1}),
        ("> # **a**", {"quote": 1, "heading": 1, "bold": 1}),
        ("| **a** | `b` |\n|---|---|\n", {"table": 1, "bold": 1, "code": 1}),
    ],
)  # fmt: skip
def test_count_elements(text: str, counts: dict[str, int]) -> None:
    assert count_elements(text) == counts


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert count_elements("a" * LONGEST + " **a**") == {}
    assert count_elements("a" * (LONGEST - 6) + " **a**") == {"bold": 1}


@given(st.text(st.one_of(st.characters(), st.sampled_from("*_`#-[]()<>!|&\\\n ~:"))))
def test_any_text_can_be_read(text: str) -> None:
    assert all(count > 0 for count in count_elements(text).values())


@pytest.mark.parametrize(
    "unit",
    ["[", "![", "*a **", "`" * 9 + " ", ">", "> a\n", "- ", "1. a\n- a\n", "- a\n", "<a ", "[a]: b\n", "[a][b]", "|a", "&", "~", "\\"],
)  # fmt: skip
def test_a_hostile_text_of_two_megabytes_is_read(unit: str) -> None:
    hostile = unit * (2_000_000 // len(unit))
    assert count_elements(hostile).total() <= len(hostile)


def test_a_hostile_table() -> None:
    hostile = f"{'|a' * 10_000}|\n{'|-' * 10_000}|\n" + "|b\n" * 20_000
    assert count_elements(hostile).total() <= len(hostile)
