import pytest

from sheet2eval.scoring.agreement import agreement


def test_kappa_as_published():
    """Two raters on 50 proposals: 20 both yes, 15 both no, 5 and 10 apart; kappa is 0.4."""
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    found = agreement(pairs)
    assert (found.n, found.accuracy) == (50, 0.7)
    assert found.kappa == pytest.approx(0.4)
    assert found.false_pass == pytest.approx(5 / 20)
    assert found.false_fail == pytest.approx(10 / 30)


def test_nothing_judged_is_no_agreement():
    assert agreement([]) is None


def test_what_chance_alone_explains_has_no_kappa():
    found = agreement([(True, True)] * 3)
    assert (found.accuracy, found.kappa, found.false_pass, found.false_fail) == (1.0, None, None, 0.0)
