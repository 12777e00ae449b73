"""The status line beside a run: at once, then from time to time, and never in the way of it."""

import threading

import pytest

from sheet2eval.errors import BookError
from sheet2eval.workflow.running import UNWATCHED
from sheet2eval.workflow.status import status_line


class Page:
    """What people see of a live book, and `shown` set at each change."""

    def __init__(self, refuses=False):
        self.statuses = []
        self.refuses = refuses
        self.shown = threading.Event()

    def show_status(self, status):
        self.statuses.append(status)
        self.shown.set()
        if self.refuses:
            raise BookError("no access")

    def wait(self):
        assert self.shown.wait(10)
        self.shown.clear()


@pytest.mark.parametrize("refuses", [False, True])
def test_it_says_how_far_the_run_is_whether_or_not_it_can_be_written(refuses):
    page, threads = Page(refuses), threading.active_count()
    with status_line(page, UNWATCHED, between_s=0.01) as watching:
        watching.begin("bot", 20, None)
        page.wait()
        for _ in range(12):
            watching.trial(None)
        page.wait()
        page.wait()
        watching.end()
    assert page.statuses[0] == "running, 0 of 20"
    assert page.statuses[-1] == "running, 12 of 20"
    assert threading.active_count() == threads


def test_a_run_that_breaks_before_it_begins_says_nothing():
    page, threads = Page(), threading.active_count()
    with pytest.raises(KeyboardInterrupt), status_line(page, UNWATCHED):
        raise KeyboardInterrupt
    assert page.statuses == []
    assert threading.active_count() == threads
