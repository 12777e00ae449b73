"""What is certain to contradict: a demand and its denial, however they are written, and what excludes another."""

from collections.abc import Callable

import pytest

from sheet2eval.reading.demands import report_contradictions
from sheet2eval.types import Check
from tests.checks.graded import check
from tests.growth import is_linear


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("contains: Lunch", "contains: “lunch”"),
        ("contains any: a | B", "contains any: A | b"),
        ("equals: a  b", "equals: A b"),
        ("starts with: Hi", "starts with: hi"),
        ("ends with: Bye", 'ends with: "BYE"'),
        ("time: 7 PM", "time: 19:00"),
        ("number: 42", "number: 42.0"),
        ("number: >= 3", "number: at least 3"),
        ("words: <= 50", "words: at most 50"),
        ("triggers: web search", "triggers: web_search"),
        ("calls: f(a=time(7 PM))", "calls: f(a=time(19:00))"),
    ],
)
def test_rules_that_grade_alike_are_equal(line, same):
    assert check(line).rule == check(same).rule


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("contains exactly: iPhone", "contains exactly: iphone"),
        ("contains: iPhone", "contains exactly: iPhone"),
        ('contains: " a"', "contains: a"),
        ("time: 7:00", "time: 7:00 PM"),
        ("time: 7 PM", "time only: 7 PM"),
        ("number: 42", "number: 42 ± 1"),
    ],
)
def test_rules_that_may_differ_are_not(line, other):
    assert check(line).rule != check(other).rule


CONTRADICT = """\
contains: x ; not contains: X
refuses ; not refuses
contains any: a | b ; not contains any: b | a
contains all: a | b ; not contains all: b | a
contains all: a | b ; not contains: b
contains all: a | b ; not contains any: b | c
contains any: a | b ; not contains any: a | b | c
contains: lunch break ; not contains: lunch
contains word: lunch ; not contains: lunch
contains word all: a | b ; not contains word: b
contains exactly: iPhone 5 ; not contains exactly: Phone
equals: yes ; equals: no
equals any: a | b ; equals any: c | d
equals: a ; not equals any: a | b
starts with: Hi ; starts with: Dear
starts with: Dear Ann ; not starts with: dear
starts with any: a | b ; starts with any: c | d
starts with any: ab | ac ; not starts with: a
ends with: . ; ends with: ?
ends with exactly: Bye ; not ends with exactly: ye
count: "a" = 2 ; count: “A” >= 3
count: "a" >= 2 ; not count: "a" >= 1
markdown: table ; markdown: none
markdown: bold >= 3 ; markdown: bold <= 1
markdown: list = 2 ; not markdown: list
words: <= 50 ; words: >= 60
words: < 50 ; words: >= 50
words: 3 ; not words: 1..5
not words: at most 50 ; words: under 50
lines: 3 ; lines: 4..5
calls: none ; calls: f
calls: none ; calls in order: f, g
calls: none ; not calls: none
calls: = 1 ; calls in order: f, g
calls: <= 2 ; calls: 3
calls only: f ; calls: g(a=1)
calls only: f, g ; calls in order: f, h
calls: f(a=1) ; not calls: f
calls: f(a=1, b="x") ; not calls: f(b="x")
calls exactly: f(a=1) ; not calls: f(a=1)
calls exactly: f(a=1) ; not calls exactly: f(a=1)
json: $.a == 1 ; not json
"""
AGREE = """\
contains: x ; contains: x
contains: x ; not contains: y
contains: x ; not contains exactly: x
contains: lunch ; not contains: lunch break
contains: lunch ; not contains word: lunch
contains: lunch break ; not contains word: lunch
contains any: a | b ; not contains: a
contains any: a | b ; not contains all: a | b
not contains: a ; not contains: a
equals: yes ; equals exactly: no
equals any: a | b ; equals: b
equals any: a | b ; not equals: a
starts with: Dear ; starts with: dear Ann
starts with: Dear ; ends with: Ann
starts with any: Dear | Hi ; starts with: Hi Ann
starts with any: Dear | Hi ; not starts with: Hi
starts with: Dear ; starts with exactly: Hi
starts with: Dear ; not starts with: Dear Ann
count: "a" = 2 ; count: "b" = 3
count: "a" = 2 ; count exactly: "a" = 3
markdown: list <= 2 ; markdown: none
markdown: list ; not markdown: none
markdown: list ; not markdown: table
words: <= 50 ; words: >= 50
words: <= 50 ; lines: >= 60
words: <= 50 ; not words: <= 40
calls: none ; not calls: f
calls: none ; calls only: f
calls: = 1 ; calls: f
calls: f ; not calls: f(a=1)
calls: f(a=1) ; not calls: f(a=2)
calls: f(a=1) ; not calls exactly: f(a=1)
calls: f ; calls: g
calls only: f ; calls: f(a=1)
calls only: f ; not calls: g
json ; not json: $.a == 1
matches: a ; not matches: b
"""


def reported(pair: str) -> list[str]:
    found: list[str] = []
    checks = [check(line.strip()) for line in pair.split(" ; ")]
    report_contradictions(checks, lambda code, where, problem, mend: found.append(problem))
    return found


@pytest.mark.parametrize("pair", CONTRADICT.splitlines())
def test_no_answer_can_pass_both(pair: str) -> None:
    first, second = pair.split(" ; ")
    (problem,) = reported(pair)
    assert problem == f"“{second}” contradicts “{first}” in ideal-behavior!D2: no answer can pass both."
    assert reported(f"{second} ; {first}")


@pytest.mark.parametrize("pair", AGREE.splitlines())
def test_what_some_answer_passes_is_no_contradiction(pair: str) -> None:
    assert reported(pair) == []


def many_lines(number: int) -> list[Check]:
    return [check("refuses"), check("words: 3")] * number


def many_items(number: int) -> list[Check]:
    texts = " | ".join(map(str, range(number)))
    return [check(f"contains any: {texts}"), check(f"not contains all: x | {texts}")]


@pytest.mark.parametrize("many", [many_lines, many_items])
def test_going_through_lines_and_items_takes_linear_time(many: Callable[[int], list[Check]]) -> None:
    assert is_linear(lambda checks: report_contradictions(checks, lambda *_: None), many, 300)
