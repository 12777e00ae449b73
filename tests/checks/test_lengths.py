"""The kinds that say how long a response is: sentences, lines, paragraphs, bullets, characters."""

from __future__ import annotations

import pytest

from sheet2eval.checks.check import BadLine
from tests.checks.graded import check, grade, passes

UNITS = {"sentence": "sentences", "line": "lines", "paragraph": "paragraphs", "bullet": "bullets", "character": "characters"}  # fmt: skip
THREE = {
    "sentences": "One. Two! Three",
    "lines": "One\nTwo\nThree",
    "paragraphs": "One\n\nTwo\nstill two\n\n\nThree",
    "bullets": "One:\n- a\n  * b\n2) c",
    "characters": " ab\u0301c\n",
}


@pytest.mark.parametrize("kind", THREE)
@pytest.mark.parametrize(
    ("comparison", "passed"),
    [
        ("3", True),
        ("= 3", True),
        ("<= 3", True),
        ("< 3", False),
        ("at most 2", False),
        ("under 4", True),
        (">= 3", True),
        ("more than 3", False),
        ("3..5", True),
        ("between 1 and 2", False),
        ("no more than {{most}}", True),
    ],
)
def test_comparisons(kind: str, comparison: str, passed: bool) -> None:
    ready = check(f"{kind}: {comparison}", {"most": "3"})
    assert passes(ready, THREE[kind]) is passed
    assert passes(check(f"not {kind}: {comparison}", {"most": "3"}), THREE[kind]) is not passed


@pytest.mark.parametrize("kind", THREE)
def test_an_empty_response_has_none(kind: str) -> None:
    assert passes(f"{kind}: 0", "")
    assert not passes(f"{kind}: >= 1", " \n ")


@pytest.mark.parametrize(("unit", "kind"), UNITS.items())
def test_words(unit: str, kind: str) -> None:
    assert grade(f"{kind}: 1", THREE[kind]).reason == f"has 3 {kind}"
    assert grade(f"{kind}: 1", "- a" if kind == "bullets" else "a").reason == f"has 1 {unit}"
    assert check(f"{kind}: 1").says == f"the answer has exactly 1 {unit}"
    assert check(f"{kind}: >= 1").says == f"the answer has at least 1 {unit}"
    assert check(f"not {kind}: 3..5 {kind}").says == f"the answer does not have between 3 and 5 {kind}"


@pytest.mark.parametrize("kind", THREE)
@pytest.mark.parametrize("comparison", ["few", "< fifty", "3 4", "2.5", "1.000", "-3", "!= 3", "5..3"])
def test_no_number(kind: str, comparison: str) -> None:
    with pytest.raises(BadLine) as caught:
        check(f"{kind}: {comparison}")
    assert f"no number of {kind}" in caught.value.problem or "backwards" in caught.value.problem
    assert "3..5" in caught.value.mend


def test_other_names_of_units() -> None:
    assert passes("characters: <= 3 chars", "abc")
    assert passes("bullets: 1 bullet point", "- a")
