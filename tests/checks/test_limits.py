"""The checks `latency`, `cost` and `tokens`: what an answer took, where that is known."""

from __future__ import annotations

import pytest

from sheet2eval.checks.check import BadArgument
from sheet2eval.types import Response, Usage, Verdict
from tests.checks.graded import check, grade, passes


@pytest.mark.parametrize(
    ("line", "took", "passed"),
    [
        ("latency: <= 2s", 2.0, True),
        ("latency: <= 2s", 2.01, False),
        ("latency: 2s", 0.1, True),
        ("latency: 2", 0.1, True),
        ("latency: under 2 seconds", 2.0, False),
        ("latency: at most 800 ms", 0.8, True),
        ("latency: at most 800 ms", 0.81, False),
        ("latency: 0.5 min", 30, True),
        ("latency: 1 minute", 61, False),
        ("latency: 500..800 ms", 0.6, True),
        ("latency: between 1 and 2 s", 2.5, False),
        ("latency: 500ms..2s", 1.9, True),
        ("latency: > 1,000 ms", 1.5, True),
        ("not latency: > 2 s", 2.0, True),
    ],
)
def test_latency(line: str, took: float, passed: bool) -> None:
    assert passes(line, Response("Done.", latency_s=took)) is passed


@pytest.mark.parametrize(
    ("line", "cost", "passed"),
    [
        ("cost: <= $0.01", 0.01, True),
        ("cost: <= $0.01", 0.0101, False),
        ("cost: $0.01", 0.0001, True),
        ("cost: 0.01", 0.02, False),
        ("cost: at most 0.01 USD", 0.01, True),
        ("cost: USD 0.01", 0.01, True),
        ("cost: under US$1", 0.99, True),
        ("cost: 1 cent", 0.01, True),
        ("cost: < 2¢", 0.02, False),
        ("cost: 0.5 cents", 0.004, True),
        ("cost: 2 dollars", 1.99, True),
        ("cost: $0.01..$0.02", 0.015, True),
        ("cost: = 0", 0.0, True),
        ("not cost: > $1,000", 1000, True),
    ],
)
def test_cost(line: str, cost: float, passed: bool) -> None:
    assert passes(line, Response("Done.", cost_usd=cost)) is passed


@pytest.mark.parametrize(
    ("line", "tokens", "passed"),
    [
        ("tokens: <= 500", 500, True),
        ("tokens: <= 500", 501, False),
        ("tokens: 500", 3, True),
        ("tokens: = 500", 3, False),
        ("tokens: at most 1,000 tokens", 1000, True),
        ("tokens: 3..5", 5, True),
        ("tokens: <= 1.5k", 1500, True),
        ("tokens: 2k tokens", 2001, False),
        ("not tokens: > 500", 500, True),
    ],
)
def test_tokens(line: str, tokens: int, passed: bool) -> None:
    assert passes(line, Response("Done.", usage=Usage(9_999, tokens))) is passed


@pytest.mark.parametrize("line", ["latency: <= 2s", "cost: <= $0.01", "tokens: <= 500"])
@pytest.mark.parametrize("negation", ["", "not "])
def test_what_is_not_known_is_not_graded(line: str, negation: str) -> None:
    outcome = grade(negation + line, "A recorded answer.")
    assert outcome.verdict is Verdict.UNGRADED
    assert "is not known" in outcome.reason


@pytest.mark.parametrize(
    ("line", "response", "reason", "says"),
    [
        ("latency: <= 2s", Response(latency_s=2.345), "took 2.345 s", "the answer takes at most 2 s"),
        ("latency: 800 ms", Response(latency_s=0.25), "took 0.25 s", "the answer takes at most 0.8 s"),
        ("cost: $0.01", Response(cost_usd=0.0000123), "cost $0.0000123", "the answer costs at most $0.01"),
        ("cost: < 2 ¢", Response(cost_usd=0.0), "cost $0", "the answer costs under $0.02"),
        ("tokens: 500", Response(usage=Usage(7, 1)), "used 1 token", "the answer uses at most 500 tokens"),
        ("not tokens: > 500", Response(usage=Usage(7, 9)), "used 9 tokens", "the answer does not use more than 500 tokens"),
    ],
)  # fmt: skip
def test_what_it_says(line: str, response: Response, reason: str, says: str) -> None:
    assert grade(line, response).reason == reason
    assert check(line).says == says


@pytest.mark.parametrize(
    ("line", "said", "example"),
    [
        ("latency: fast", "“fast” is no time", "latency: 800 ms"),
        ("latency: 2 hours", "“2 hours” is no time", "latency: <= 2s"),
        ("latency: -1 s", "“-1 s” is no time", "latency: <= 2s"),
        ("latency: <= two s", "“<= two s” is no time", "latency: <= 2s"),
        ("cost: cheap", "“cheap” is no sum in US dollars", "cost: <= $0.01"),
        ("cost: <= €0.01", "is no sum in US dollars", "cost: 2 cents"),
        ("cost: -$1", "is no sum in US dollars", "cost: 2 cents"),
        ("tokens: few", "“few” is no number of tokens", "tokens: <= 500"),
        ("tokens: 1.5", "“1.5” is no number of tokens", "tokens: <= 500"),
    ],
)
def test_what_cannot_be_meant_is_refused(line: str, said: str, example: str) -> None:
    with pytest.raises(BadArgument) as caught:
        check(line)
    assert said in caught.value.problem
    assert example in caught.value.mend


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_odd_figures_fit_no_limit(value: float) -> None:
    assert not passes("latency: 2s", Response(latency_s=value))
    assert not passes("cost: $1", Response(cost_usd=value))
