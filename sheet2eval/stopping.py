"""Stopping the program from outside, from its first moment on: nothing that takes time to load is imported here."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence

_ENDLESS = ("schedule", "run")  # ends only by being stopped: that is its good end, however early it comes


def heed_signals() -> None:
    """From now on SIGTERM and SIGHUP are KeyboardInterrupts, too, so that the programs of targets end with us."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _interrupt)


def _interrupt(*_: object) -> None:
    """As Ctrl-C does, even where that is ignored, as it is for what a script starts in the background."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        raise KeyboardInterrupt
    signal.raise_signal(signal.SIGINT)


def say_stopped(arguments: Sequence[str]) -> int:
    """Say that the command was stopped; returns its exit code."""
    is_endless = tuple(arguments[:2]) == _ENDLESS
    said = (
        "Stopped; the next start goes on from here"
        if is_endless
        else "sheet2eval: stopped; the sheet is as it was"
    )
    print(said, file=sys.stderr)  # noqa: T201 - the command line may not be loaded yet
    # Python remembers an interrupt that passed through exec(), which dataclasses use, and would end by that signal
    # instead of the exit code. Another exec() makes it forget.
    exec("")  # noqa: S102
    return 0 if is_endless else 5
