from __future__ import annotations

import pytest

from sheet2eval.checks.check import BadArgument
from sheet2eval.text.markdown import LONGEST
from tests.checks.graded import check, grade, passes

RICH = "# A\n\n- **a**\n  - `b`\n- *c* [d](e)\n\n| a |\n|---|\n\n1. **x**\n"


@pytest.mark.parametrize(
    ("line", "response", "passed"),
    [
        *((f"markdown: {name}", RICH, True) for name in ("table", "heading", "list", "code", "link", "bold", "italic")),
        *((f"markdown: {name}", "Plain.", False) for name in ("table", "heading", "list", "code", "link", "bold", "italic")),
        ("markdown: none", RICH, False),
        ("markdown: none", "Plain. 2 * 3 * 4", True),
        ("markdown: none", "", True),
        ("markdown: none", "> quote", False),
        ("markdown: none", "~~7 PM~~", False),
        ("markdown: Tables", RICH, True),
        ("markdown: bold >= 2", RICH, True),
        ("markdown: bold >= 3", RICH, False),
        ("markdown: bold at most 2", RICH, True),
        ("markdown: bold 2", RICH, True),
        ("markdown: bold = 0", RICH, False),
        ("markdown: list = 2", RICH, True),
        ("markdown: lists between 1 and 2", RICH, True),
        ("markdown: list>=3", RICH, False),
        ("markdown: bold = {{n}}", RICH, True),
        ("not markdown: table", "a | b", True),
        ("not markdown: none", RICH, True),
    ],
)  # fmt: skip
def test_markdown(line: str, response: str, passed: bool) -> None:
    assert passes(check(line, {"n": "2"}), response) is passed


def test_reasons() -> None:
    assert grade("markdown: bold >= 3", RICH).reason == "holds 2 bold passages"
    assert grade("markdown: code", RICH).reason == "holds 1 piece of code"
    assert grade("markdown: table", "Plain.").reason == "holds 0 tables"
    assert grade("markdown: none", "# A\n\n**b** **c**").reason == "holds 1 heading, 2 bold passages"
    assert grade("markdown: none", "Plain.").reason == "holds no Markdown"
    assert (
        grade("markdown: none", "a" * (LONGEST + 1)).reason
        == "holds no Markdown in its first 100,000 characters"
    )


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("markdown: table", "holds a table"),
        ("markdown: italic", "holds an italic passage"),
        ("markdown: code", "holds a piece of code"),
        ("not markdown: link", "holds no link"),
        ("markdown: bold >= 3", "holds at least 3 bold passages"),
        ("not markdown: list = 1", "does not hold exactly 1 list"),
        ("markdown: none", "holds no Markdown"),
        ("not markdown: none", "holds some Markdown"),
    ],
)
def test_says(line: str, says: str) -> None:
    assert check(line).says == f"the answer {says}"


@pytest.mark.parametrize(
    ("line", "problem", "mend"),
    [
        ("markdown: tabel", "did you mean “table”?", "table, heading, list"),
        ("markdown: footnote", "names no element of Markdown", "table, heading, list"),
        ("markdown: >= 3", "names no element of Markdown", "markdown: bold >= 3"),
        ("markdown: table | list", "is no comparison", "markdown: table >= 3"),
        ("markdown: bold > few", "is no comparison", "markdown: bold >= 3"),
        ("markdown: bold 1.5", "is no comparison", "markdown: bold >= 3"),
        ("markdown: none = 0", "counts what is not there", "markdown: none"),
    ],
)
def test_what_cannot_be_meant(line: str, problem: str, mend: str) -> None:
    with pytest.raises(BadArgument) as caught:
        check(line)
    assert problem in caught.value.problem
    assert mend in caught.value.mend
