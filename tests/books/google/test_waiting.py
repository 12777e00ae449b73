"""How long Google is asked, and how often."""

from sheet2eval.books.google.waiting import BRIEFLY, PATIENCE, PER_MINUTE, WITHOUT_NETWORK, Patience
from tests.books.desks import timeless


def test_patience_ends_within_three_minutes_and_few_tries():
    pace = timeless()
    patience, tries = Patience(pace), 0
    while patience.wait():
        tries += 1
    assert 6 <= tries <= 12
    assert 90 < pace.now() <= PATIENCE < 180


def test_what_the_server_asks_for_is_waited_but_not_without_end():
    pace = timeless()
    patience = Patience(pace)
    assert patience.wait(40)
    assert pace.now() == 40
    assert not patience.wait(3_600)
    assert pace.now() == 40


def test_without_a_network_nobody_waits_for_minutes():
    pace = timeless()
    patience = Patience(pace)
    while patience.wait(most_s=WITHOUT_NETWORK):
        pass
    assert 5 < pace.now() <= WITHOUT_NETWORK


def test_what_a_run_can_do_without_is_waited_for_briefly():
    pace = timeless()
    patience = Patience(pace, BRIEFLY)
    assert patience.wait()
    while patience.wait():
        pass
    assert pace.now() <= BRIEFLY


def test_two_answers_that_never_come_are_enough():
    pace = timeless()
    patience = Patience(pace)
    pace.sleep(100)
    assert patience.wait()
    pace.sleep(100)
    assert not patience.wait()


def test_no_minute_sees_more_requests_than_are_allowed():
    pace, sent = timeless(), []
    for _ in range(3 * PER_MINUTE):
        pace.take(pace.reads)
        sent.append(pace.now())
    assert all(later - sooner >= 60 for sooner, later in zip(sent, sent[PER_MINUTE:], strict=False))
    assert sent[-1] == 120
    pace.take(pace.writes)
    assert pace.now() == 120
