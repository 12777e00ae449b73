"""Whether work grows with its input alone: by the ratio of two times, with room for all else the machine does."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

TIMES_AS_LONG = 16
"""How much longer the longer input is: linear work takes 16 times as long, quadratic work 256 times."""

MOST = 64
"""Midway between the two, so that either time may be wrong by a factor of four."""

TRIES = 5


def is_linear(work: Callable[[T], object], make: Callable[[int], T], size: int = 2_000) -> bool:
    """Whether the work on sixteen times the input takes about sixteen times as long.

    `make` gives an input of a size. Each try has sizes of its own, since much work on a text seen before is
    remembered. What disturbs a measurement passes and quadratic work does not, so one good try is enough.
    """
    return any(
        _seconds(work, make(TIMES_AS_LONG * (size + number)))
        < MOST * max(_seconds(work, make(size + number)), 1e-3)
        for number in range(TRIES)
    )


def repeated(unit: str) -> Callable[[int], str]:
    """Texts of so many characters that repeat a unit."""
    return lambda characters: (unit * characters)[:characters]


def _seconds(work: Callable[[T], object], given: T) -> float:
    """The processor's time: what other programs do must not count."""
    gc.disable()  # a collection looks at all that the other tests have made
    try:
        start = time.process_time()
        work(given)
        return time.process_time() - start
    finally:
        gc.enable()
