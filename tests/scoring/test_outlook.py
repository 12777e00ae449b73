from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheet2eval.scoring.outlook import Baseline, close_call, outgrown
from sheet2eval.scoring.results import Rate
from sheet2eval.scoring.statistics import wilson
from sheet2eval.types import Verdict
from tests.scoring.made import case, result
from tests.writing.made_up import run, summary


def rate(passed, number):
    return Rate(passed / number, *wilson(passed, number), number)


@pytest.mark.parametrize(
    ("found", "line", "more"),
    [
        (rate(31, 44), 0.6, 41),
        (rate(9, 10), 0.95, 63),
        (rate(500, 500), 0.995, 265),
        (rate(30, 50), 0.6, None),
        (rate(20, 20), 0.95, 53),
        (rate(60, 60), 0.995, 705),
        (rate(29, 30), 0.95, None),
        (rate(80, 100), None, None),
        (Rate(None, None, None), None, None),
    ],
)
def test_a_line_within_the_interval_is_a_close_call(found, line, more):
    call = close_call(found, round(found.number or 0))
    assert (call and call.line, call and call.more_cases) == (line, more)


@given(st.integers(1, 60), st.integers(1, 60), st.sampled_from([0.6, 0.8, 0.95, 0.995]))
def test_so_many_more_cases_settle_it_and_no_fewer(passed, number, line):
    found = rate(min(passed, number), number)
    call = close_call(found, number, [line])
    if call and call.more_cases is not None:
        enough = number + call.more_cases
        low, high = wilson(found.rate * enough, enough)
        assert not low < line < high
        low, high = wilson(found.rate * (enough - 1), enough - 1)
        assert low < line < high


def test_all_lines_within_the_interval_are_told():
    assert close_call(rate(4, 4), 4).lines == (0.6, 0.95, 0.995)


def test_weighted_cases_tell_less_so_it_takes_more_of_them():
    found = rate(31, 44)
    assert close_call(found, 88).more_cases == 81


def today(*verdicts):
    made = [
        replace(result("pass"), case=case(str(n)), current_verdict=Verdict(v)) for n, v in enumerate(verdicts)
    ]
    return run(made, targets=(summary(),))


@pytest.mark.parametrize(
    ("given_run", "baseline"),
    [
        (today(*["pass"] * 19, "fail"), Baseline("", 19, 20)),
        (today(*["pass"] * 19, "fail", "error", "ungraded"), Baseline("", 19, 20)),
        (today(*["pass"] * 18, "fail", "flaky"), None),
        (today(*["pass"] * 9), None),
        (run(), None),
    ],
)
def test_a_sheet_is_outgrown_when_todays_answers_pass_nearly_everything(given_run, baseline):
    assert outgrown(given_run) == baseline


def counted(name, passed, failed):
    return summary(name, counts=dict.fromkeys(Verdict, 0) | {Verdict.PASS: passed, Verdict.FAIL: failed})


@pytest.mark.parametrize(
    ("targets", "baseline"),
    [
        ((counted("small", 96, 4), counted("large", 99, 1)), Baseline("small", 96, 100)),
        ((counted("small", 80, 20), counted("large", 99, 1)), None),
        ((counted("only", 99, 1),), None),
    ],
)
def test_without_todays_answers_the_weakest_target_is_the_baseline(targets, baseline):
    assert outgrown(run(targets=targets)) == baseline
