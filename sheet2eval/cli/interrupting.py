"""Ctrl-C while targets are asked or scores are written: what was paid for is kept, and the next run resumes."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from sheet2eval.cli.output import say
from sheet2eval.running.halt import GRACE_S, Halt
from sheet2eval.workflow.plan import Plan
from sheet2eval.writing.history import moment

_STOPPING = f"Stopping: what is under way has {GRACE_S:g} s to end (Ctrl-C once more ends it at once)\n"


def say_going_on(plan: Plan, what: str) -> None:
    """Say so where the plan resumes an earlier one: "tomorrow" is then read against the day when that began."""
    if plan.started != plan.begun:
        say(f"Going on with the {what} of {moment(plan.started)}, which did not come to its end")


@contextmanager
def soft_stop(halt: Halt) -> Iterator[None]:
    """Meanwhile the first Ctrl-C asks for a halt; the second hurries it, and one more interrupts as ever."""

    def stop(*_: object) -> None:
        if not halt.reason:
            halt.ask("stopped by hand")
            os.write(2, _STOPPING.encode())  # a signal may come in the middle of a print
        elif not halt.hurry():
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
