from __future__ import annotations

import pytest

from sheet2eval.checks.check import BadArgument, BadLine, BadPattern
from tests.checks.graded import check, grade, passes


@pytest.mark.parametrize(
    ("line", "response", "passed"),
    [
        ('count: "please" >= 2', "Please, please.", True),
        ('count: "please" >= 2', "Please.", False),
        ('count: "please" at most 1', "Please.", True),
        ('count: "please" = 0', "Hi.", True),
        ('count: "please" 2', "please please", True),
        ('count: "please" 2..3', "please please", True),
        ('count: "please" between 2 and 3 times', "please", False),
        ('count: "please" at most once', "please please", False),
        ('count: "please"<=1', "please", True),
        ("count: “don’t” = 1", "I don't", True),
        ("count: 'a b' = 1", "A\n b", True),
        ("count: please at least 2", "please please", True),
        ("count: please>=2", "please", False),
        ("count: thank you exactly 1", "Thank you!", True),
        ("count: 3 >= 2", "3 of 3", True),
        ("count: iPhone 15 >= 1", "an iphone 15", True),
        ("count: a = b = 1", "a = b", True),
        ('count: "at least 3" = 1', "at least 3", True),
        ('count: ">= 3" >= 1', ">= 3", True),
        ('count: " " = 2', "a b c", True),
        ('count: "aa" = 2', "aaaaa", True),
        ('count: "a|b" = 1', "a|b", True),
        (r'count: "\"" = 2', '"a"', True),
        ('count: " = 2', '"a"', True),
        ("count: ! <= 1", "Hi! Hi!", False),
        ('count exactly: "iPhone" = 1', "iPhone iphone", True),
        (r"count: /\d+/ = 3", "1, 22 and 333", True),
        ("count: /a/ = 1", "aA", True),
        ("count: /(?i)a/ = 2", "aA", True),
        ("count: /don’t/ = 0", "don't", True),
        ("count: /^a/ = 1", "a\na", True),
        ("count: /(?m)^a/ = 2", "a\na", True),
        ("count: /(?m)^$/ = 1", "a\n\nb", True),
        ("count: /a/b/ at most 1 time", "a/b", True),
        (r"count: /a\/b/ 1", "a/b", True),
        ("count: /é/ >= 2", "éé", True),
        ('not count: "!" > 1', "Hi!", True),
    ],
)
def test_count(line: str, response: str, passed: bool) -> None:
    assert passes(line, response) is passed


@pytest.mark.parametrize(
    ("line", "problem", "mend"),
    [
        ('count: "please"', "does not end in a comparison", 'count: "please" >= 2'),
        ("count: please", "does not end in a comparison", 'count: "please" >= 2'),
        ("count: iPhone 15", "does not end in a comparison", "in quotes"),
        ('count: "please" >= 1 and <= 3', "does not end in a comparison", 'count: "please" >= 2'),
        ("count: “please” or “thanks” >= 1", "does not end in a comparison", 'count: "please" >= 2'),
        ('count: "please" >= two', "does not end in a comparison", 'count: "please" >= 2'),
        ('count: "please" != 2', "does not end in a comparison", 'count: "please" >= 2'),
        ('count: "please" >= 1.5', "does not end in a comparison", 'count: "please" >= 2'),
        ("count: >= 2", "does not say what is counted", "in quotes"),
        ("count: 3", "does not say what is counted", "in quotes"),
        ('count: "" >= 2', "does not say what is counted", "in quotes"),
        ('count: "please >= 2', "never closed", "Close it"),
        ('count: "please" between 5 and 3', "runs backwards", "3..5"),
        ("count: // = 2", "holds no pattern", "/ = 3"),
        ("count: /home >= 2", "holds no pattern", "into quotes"),
        ("count: /a/", "does not end in a comparison", ">= 2"),
        ("count: /a/i = 2", "“i = 2” behind the pattern", "(?i)"),
    ],
)
def test_what_cannot_be_meant(line: str, problem: str, mend: str) -> None:
    with pytest.raises(BadLine) as caught:
        check(line)
    assert isinstance(caught.value, BadArgument)
    assert problem in caught.value.problem
    assert mend in caught.value.mend


@pytest.mark.parametrize(
    ("pattern", "mend"),
    [("(", "Mend the pattern"), ("(?=a)b", "no lookahead"), (r"(a)\1", "no backreferences")],
)
def test_what_re2_does_not_take(pattern: str, mend: str) -> None:
    with pytest.raises(BadPattern, match="cannot be read") as caught:
        check(f"count: /{pattern}/ = 1")
    assert mend in caught.value.mend


def test_words() -> None:
    assert grade('count: "a" = 1', "a A").reason == "contains “a” 2 times"
    assert grade("count: /a/ = 1", "a").reason == "matches “a” 1 time"
    assert grade("count: /a/ = 1", "a" * 1_000).reason == "matches “a” at least 102 times"
    assert check('count: "a" >= 1').says == "the answer contains “a” at least 1 time"
    assert check('count: " a " = 1').says == "the answer contains “ a ” exactly 1 time"
    assert check('count: "a" >= 2').says == "the answer contains “a” at least 2 times"
    assert check('not count exactly: "a" 1').says == "the answer does not contain exactly “a” exactly 1 time"
    assert check("not count: /a/ <= 2").says == "the answer does not match the pattern “a” at most 2 times"


def test_variables_are_text() -> None:
    variables = {"name": '"Ada" >= 9', "n": "2", "dot": "a.b"}
    assert passes(check("count: {{name}} >= {{n}}", variables), '"Ada" >= 9 and "ada" >= 9')
    assert passes(check('count: "{{name}}" at least {{n}}', variables), '"ada" >= 9 "ada" >= 9')
    assert passes(check("count: /{{dot}}/ = 1", variables), "a.b axb")


def test_a_pattern_that_reads_to_the_end_each_time() -> None:
    ready = check("count: /c((?s:.)*b)?/ >= 2")
    assert passes(ready, "c" * 1_000_000)
