import pytest

from sheet2eval.scoring.agreement import agreement, of_pairs
from sheet2eval.types import Verdict
from tests.scoring.made import judged, result

PASS, FAIL = Verdict.PASS, Verdict.FAIL


def test_kappa_as_published():
    """Two raters on 50 proposals: 20 both yes, 15 both no, 5 and 10 apart; kappa is 0.4."""
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    found = of_pairs(pairs)
    assert (found.n, found.accuracy) == (50, 0.7)
    assert found.kappa == pytest.approx(0.4)
    assert found.false_pass == pytest.approx(5 / 20)
    assert found.false_fail == pytest.approx(10 / 30)


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    # Sim and Wright 2005, Physical Therapy 85:257, table 2: 22, 2, 4, 11 of 39
    [([22, 2, 4, 11], 0.67), ([1, 0, 0, 1], 1), ([0, 5, 5, 0], -1), ([9, 1, 9, 1], 0)],
)
def test_kappa_of_a_table(pairs, kappa):
    cells = [(True, True), (True, False), (False, True), (False, False)]
    table = [cell for cell, number in zip(cells, pairs, strict=True) for _ in range(number)]
    assert of_pairs(table).kappa == pytest.approx(kappa, abs=0.005)


def test_nothing_judged_is_no_agreement():
    assert of_pairs([]) is None
    assert (
        agreement([result("pass"), judged("pass", by_machine="error"), judged("pass", by_machine="ungraded")])
        is None
    )


def test_what_chance_alone_explains_has_no_kappa():
    found = of_pairs([(True, True)] * 3)
    assert (found.accuracy, found.kappa, found.false_pass, found.false_fail) == (1.0, None, None, 0.0)


def test_what_people_say_is_held_against_what_the_grading_said():
    results = [
        judged("pass", by_machine="pass"),
        judged("pass", by_machine="fail"),
        judged("fail", by_machine="flaky"),
    ]
    found = agreement([*results, result("fail")])
    assert (found.n, found.accuracy) == (3, pytest.approx(2 / 3))
    assert (found.false_pass, found.false_fail) == (0, 0.5)
