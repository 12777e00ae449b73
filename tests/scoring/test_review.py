from __future__ import annotations

from dataclasses import replace

import pytest

from sheet2eval.scoring.review import Doubt, review_queue
from sheet2eval.types import Finding, Response, Trial, Verdict
from tests.scoring.made import WHERE, case, judged, result


def finding(verdict, kind="rubric", **marks):
    return Finding("is polite", kind, Verdict(verdict), "", WHERE, **marks)


def graded(verdict, *findings, name="a", weight=1.0):
    trial = Trial(name, "bot", 1, Response("x"), findings)
    made = result(verdict, trials=(trial,))
    return replace(made, case=case(name, weight=weight), shown=trial)


CHECK = {"kind": "contains"}


@pytest.mark.parametrize(
    ("given", "doubts"),
    [
        (graded("pass", finding("pass")), None),
        (graded("fail", finding("fail")), None),
        (graded("flaky", finding("pass")), [Doubt.FLAKY]),
        (graded("pass", finding("pass", disputed=True)), [Doubt.DISPUTED]),
        (graded("pass", finding("pass", unproven=True)), [Doubt.UNPROVEN]),
        (graded("fail", finding("pass", **CHECK), finding("fail")), [Doubt.ALONE]),
        (graded("fail", finding("pass"), finding("fail", **CHECK)), None),
        (graded("fail", finding("pass"), finding("fail"), finding("fail")), None),
        (
            graded("fail", finding("pass"), finding("fail", unproven=True, disputed=True)),
            [Doubt.DISPUTED, Doubt.UNPROVEN, Doubt.ALONE],
        ),
    ],
)
def test_what_a_verdict_rests_on_little_for(given, doubts):
    assert [list(review.doubts) for review in review_queue([given])] == ([doubts] if doubts else [])


def test_what_people_have_judged_needs_no_second_look():
    assert not review_queue([replace(judged("pass", by_machine="flaky"), verdict=Verdict.FLAKY)])


def test_the_worst_come_first():
    results = [
        graded("pass", finding("pass", unproven=True), name="unproven"),
        graded("pass", finding("pass", unproven=True), name="heavy", weight=3),
        graded("pass", finding("pass", disputed=True), name="disputed"),
        graded("pass", finding("pass", disputed=True, unproven=True), name="both"),
        graded("flaky", finding("pass"), name="flaky"),
    ]
    assert [review.result.case.id for review in review_queue(results)] == [
        "flaky",
        "both",
        "disputed",
        "heavy",
        "unproven",
    ]
