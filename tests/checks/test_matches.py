from __future__ import annotations

import pytest

from sheet2eval.checks.check import BadArgument, BadPattern
from tests.checks.graded import check, grade, passes


@pytest.mark.parametrize(
    ("line", "response", "passed"),
    [
        (r"matches: \bORD-\d{4}\b", "your ORD-1234", True),
        (r"matches: \bORD-\d{4}\b", "your ord-1234", False),
        (r"matches: (?i)ord", "ORD", True),
        (r"matches: ^b", "a\nb", False),
        (r"matches: (?m)^b", "a\nb", True),
        (r"matches: a|b", "b", True),
        (r'matches: "\d "', "1 2", True),
        (r"matches: don’t", "don't", False),
        (r"matches: \n\n", "a\n\nb", True),
        (r"matches: \\", "\\", True),
        (r"matches: é+", "éé", True),
        ("matches: /home/", "in /home/ada", True),
        (r"not matches: \d", "none", True),
    ],
)
def test_matches(line: str, response: str, passed: bool) -> None:
    assert passes(line, response) is passed


@pytest.mark.parametrize(
    ("pattern", "problem", "mend"),
    [
        ("(", "missing )", "Mend the pattern"),
        ("*", "no argument for repetition", "Mend the pattern"),
        ("(?=a)b", "invalid perl operator", "no lookahead"),
        ("(?<!a)b", "“(?<!a)b”", "no lookahead and lookbehind"),
        (r"(a)\1", "invalid escape", "no backreferences"),
        (r"(?>a)", "“(?>a)”", "no atomic groups"),
        ("/ord/gi", "The flags of “/ord/gi”", "“matches: (?i)ord”"),
    ],
)
def test_what_re2_does_not_take(pattern: str, problem: str, mend: str) -> None:
    with pytest.raises(BadPattern) as caught:
        check(f"matches: {pattern}")
    assert problem in caught.value.problem
    assert mend in caught.value.mend


def test_an_empty_pattern() -> None:
    with pytest.raises(BadArgument, match="empty"):
        check('matches: ""')


def test_variables_stand_for_their_text() -> None:
    ready = check(r"matches: ^{{name}}\.$", {"name": "a.b|c"})
    assert passes(ready, "a.b|c.")
    assert not passes(ready, "axb.")
    assert passes(check(r"matches: \{{2}\d"), "{{7")


def test_words() -> None:
    assert grade(r"matches: \d+", "call 911").reason == r"matches “\d+” with “911”"
    assert grade(r"matches: \d+", "call").reason == r"has no match of “\d+”"
    assert grade("matches: /a/", "a").reason == "has no match of “/a/”, whose slashes are a part of it"
    assert check(r"not matches: \d").says == r"the answer has no match of “\d”"


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|aa)+$b", "(a?){50}a{50}b"])
def test_no_pattern_hangs(pattern: str) -> None:
    ready = check(f"matches: {pattern}")
    assert not passes(ready, "a" * 200_000)
