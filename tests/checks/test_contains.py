from __future__ import annotations

import pytest

from sheet2eval.checks.check import BadArgument
from tests.checks.graded import check, grade, passes


@pytest.mark.parametrize(
    ("line", "response", "passed"),
    [
        ("contains: 7:00 PM", "Done for 7:00 pm.", True),
        ("contains: 7:00 PM", "Done for 7:00\u202fPM.", True),
        ("contains: 7:00 PM", "Done for 19:00.", False),
        ("contains: don't", "I don’t know", True),
        ("contains: “don’t”", "I don't know", True),
        ("contains: straße", "STRASSE", True),
        ("contains: a  b", "a\n\nb", True),
        ("contains: a | b", "a | b", True),
        ("contains: a | b", "a", False),
        ('contains: "art "', "start here", True),
        ('contains: "art "', "start", False),
        ("contains: cafe\u0301", "CAFÉ", True),
        ("contains any: a | b", "xbx", True),
        ("contains any: a | b", "xyz", False),
        (r"contains any: a\|b | c", "a|b", True),
        ("contains all: a | b", "ba", True),
        ("contains all: a | b", "aa", False),
        ("contains exactly: iPhone", "an iPhone", True),
        ("contains exactly: iPhone", "an iphone", False),
        ("contains exactly: don't", "I don’t", False),
        (r"contains exactly: a\nb", "a\nb", True),
        ("contains word: rock", "Rock-and-roll!", True),
        ("contains word: rock", "A rocket.", False),
        ("contains word: rock", "A rocket, a rock.", True),
        ("contains word: Rock and", "rock\n and roll", True),
        ("contains word: don", "I don’t", False),
        ("contains word: don’t", "I don't", True),
        ("contains word: café", "CAFE\u0301!", True),
        ("contains word: caf", "café", False),
        ("contains word: C++", "In C++.", True),
        ("contains word: 提醒", "我要提醒你", True),
        ("contains word: a | b", "a | b", True),
        ("contains word any: cat | dog", "category and dog", True),
        ("contains word any: cat | dog", "category and dogma", False),
        ("contains word all: cat | dog", "a cat, a dog", True),
        ("contains word all: cat | dog", "a cat, dogma", False),
        ("contains word exactly: US", "in the US", True),
        ("contains word exactly: US", "tell us, USA", False),
        ("contains exactly word any: US | UK", "in the UK", True),
        ("not contains word: rock", "rocket", True),
        ("Contains-Word: rock", "rock", True),
        ("not contains: sorry", "Fine.", True),
        ("not contains: sorry", "Sorry!", False),
        ("not contains any: a | b", "b", False),
    ],
)
def test_contains(line: str, response: str, passed: bool) -> None:
    assert passes(line, response) is passed


@pytest.mark.parametrize(
    ("line", "response", "reason"),
    [
        ("contains: a", "a", "contains “a”"),
        ("contains: a", "b", "does not contain “a”"),
        ('contains: " a "', "ba", "does not contain “ a ”"),
        ("contains: a   b", "ab", "does not contain “a b”"),
        ("contains exactly: a  b", "a b", "does not contain “a  b”"),
        ('contains exactly: "a\\n"', "a", r"does not contain “a\n”"),
        ("contains any: a | b | c", "cb", "contains “b” and “c”"),
        ("contains any: a | b", "x", "does not contain “a” or “b”"),
        ("contains all: a | b | c", "a", "contains “a”, not “b” or “c”"),
        ("contains all: a | b", "ab", "contains “a” and “b”"),
        ("contains word: rock", "a rock", "contains “rock”"),
        ("contains word: rock", "a Rocket", "contains “rock” only inside “rocket”"),
        ("contains word: rock", "pop", "does not contain “rock” as a whole word"),
        ("contains word any: cat | dog", "dogma", "contains “dog” only inside “dogma”"),
        ("contains word all: cat | dog", "cat dogma", "contains “cat”, not “dog” as whole words"),
        ("contains any: a, b", "b", "does not contain “a, b”, as one text: | separates several"),
        ("contains: a | b", "b", "does not contain “a | b”, as one text: “contains any” takes several"),
        ("contains: | a", "b", "does not contain “| a”"),
    ],
)
def test_reasons(line: str, response: str, reason: str) -> None:
    assert grade(line, response).reason == reason


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("contains: a", "the answer contains “a”"),
        ("contains any: a | b | c", "the answer contains “a”, “b” or “c”"),
        ("contains all exactly: a | b", "the answer contains exactly “a” and “b”"),
        ("not contains any: a | b", "the answer does not contain “a” or “b”"),
        ("contains word: rock", "the answer contains “rock” as a whole word"),
        ("contains word: rock and roll", "the answer contains “rock and roll” as whole words"),
        ("not contains word any: a | b", "the answer does not contain “a” or “b” as whole words"),
    ],
)
def test_says(line: str, says: str) -> None:
    assert check(line).says == says


@pytest.mark.parametrize(
    "line",
    [
        "contains any: a || b",
        "contains all: a |",
        'contains: ""',
        "contains any: |",
        "contains word any: a |",
        'contains word: ""',
    ],
)
def test_nothing_to_look_for(line: str) -> None:
    with pytest.raises(BadArgument, match="nothing to look for"):
        check(line)


def test_variables_are_text() -> None:
    assert passes(check("contains: {{name}}", {"name": '"Ada | Bob"'}), 'to "ada | bob"')
    assert not passes(check("contains any: {{name}} | x", {"name": "a | b"}), "b")
