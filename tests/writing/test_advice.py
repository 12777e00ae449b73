from __future__ import annotations

from dataclasses import replace

import pytest

from sheet2eval.scoring.results import JudgeTrust
from sheet2eval.types import Verdict
from sheet2eval.writing.advice import advice
from tests.writing.made_up import result, run, summary


def todays(passed: int, failed: int) -> list:
    verdicts = [Verdict.PASS] * passed + [Verdict.FAIL] * failed
    return [replace(result(f"c{n}"), current_verdict=verdict) for n, verdict in enumerate(verdicts)]


def counted(name: str, passed: int, failed: int):
    return summary(name, counts=dict.fromkeys(Verdict, 0) | {Verdict.PASS: passed, Verdict.FAIL: failed})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (run(todays(3, 17)), []),
        (
            run(todays(19, 1)),
            [
                (
                    "Today's answers already pass 19 of 20 cases: this eval no longer measures progress. "
                    "Add cases that the product gets wrong today."
                )
            ],
        ),
        (
            run(targets=(counted("small", 19, 1), counted("large", 20, 0))),
            [
                (
                    "Even small, the weakest, passes 19 of 20 cases: this eval no longer measures progress. "
                    "Add cases that it gets wrong."
                )
            ],
        ),
        (
            run(alike=(("a", "b"), ("c", "d", "e"))),
            [
                "5 cases ask nearly the same as another one, so they count more than they tell: a = b, c = d = e."
            ],
        ),
        (
            run(
                trust=(
                    JudgeTrust("careful", 18, 20, offline_right=12),
                    JudgeTrust("nearest (offline)", 2, 20),
                )
            ),
            [],
        ),
        (run(trust=(JudgeTrust("careful", 1, 2, offline_right=2),)), []),
        (run(trust=(JudgeTrust("careful", 20, 20, offline_right=20),)), []),
        (
            run(trust=(JudgeTrust("careful", 12, 20, offline_right=12),)),
            [
                (
                    "The judge careful is right on 12 of 20 of the sheet's own examples; the offline one, which compares "
                    "letters, on 12. Do not rely on it: mend the criteria, or choose another judge."
                )
            ],
        ),
    ],
)
def test_advice_is_given_where_there_is_something_to_do(given, said: list[str]) -> None:
    assert list(advice(given)) == said
