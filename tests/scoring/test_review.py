from __future__ import annotations

from dataclasses import replace

import pytest

from sheet2eval.scoring.review import CriterionGrade, Doubt, close_grades, review_queue
from sheet2eval.types import Finding, Grade, Response, Trial, Verdict
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


@pytest.mark.parametrize(
    ("grades", "close"),
    [
        ((5.0,), None),
        ((4.0,), 4.0),
        ((3.0,), 3.0),
        ((2.0,), None),
        ((4.0, 4.0, 4.0, 4.0, 3.0), 3.8),
        ((5.0, 4.0), None),
        ((3.0, 2.0), None),
    ],
)
def test_a_grade_is_close_that_just_passes_or_falls_short_by_one(grades, close):
    trials = tuple(
        Trial("a", "bot", number, Response("x"), (finding("pass", grade=Grade(value, 4)),))
        for number, value in enumerate(grades, 1)
    )
    found = result("pass", trials=trials)
    expected = (CriterionGrade("is polite", Grade(pytest.approx(close), 4)),) if close else ()
    assert close_grades(found) == expected
    assert [list(review.doubts) for review in review_queue([found])] == ([[Doubt.CLOSE]] if close else [])


@pytest.mark.parametrize(
    ("other", "close"),
    [
        (finding("pass"), True),
        (finding("ungraded"), True),
        (finding("fail"), False),
        (finding("fail", **CHECK), False),
        (finding("fail", grade=Grade(1.0, 4)), False),
    ],
)
def test_a_grade_is_close_only_where_the_verdict_hangs_on_it(other, close):
    graded_close = finding("fail", grade=Grade(3.0, 4))
    trial = Trial("a", "bot", 1, Response("x"), (graded_close, replace(other, check="is short")))
    assert bool(close_grades(result("fail", trials=(trial,)))) is close


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
