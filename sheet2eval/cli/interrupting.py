"""Ctrl-C while targets are asked or scores are written: what was paid for is kept."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from sheet2eval.running.halt import GRACE_S, Halt

_STOPPING = f"Stopping: what is under way has {GRACE_S:g} s to end (Ctrl-C once more ends it at once)\n"


@contextmanager
def soft_stop(halt: Halt) -> Iterator[None]:
    """Meanwhile the first Ctrl-C asks for a halt; the second interrupts as ever."""

    def stop(*_: object) -> None:
        if halt.reason:
            raise KeyboardInterrupt
        halt.ask("stopped by hand")
        os.write(2, _STOPPING.encode())  # a signal may come in the middle of a print

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
