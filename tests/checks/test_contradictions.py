"""What is certain to contradict: one demand and its denial, however the two are written."""

import pytest

from tests.checks.graded import check


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
