"""How often Google may be asked, and how long to wait where it says no.

Google allows each person 60 reads and 60 writes a minute (https://developers.google.com/workspace/sheets/api/limits).
"""

from __future__ import annotations

import random
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

A_MINUTE = 60.0  # seconds
PER_MINUTE = 55  # of reads and of writes each: people use the rest
LONGEST_DELAY = 32.0  # seconds
PATIENCE = 150.0  # seconds of waiting for one thing that a person wants
WITHOUT_NETWORK = 20.0  # the same where nothing answers at all
BRIEFLY = 5.0  # the same for what a run can do without
NO_LATER = 190.0  # seconds after it was begun


@dataclass(slots=True)
class Quota:
    """So many requests a minute, of all threads together."""

    _sent: deque[float] = field(default_factory=lambda: deque(maxlen=PER_MINUTE))
    _one_takes: threading.Lock = field(default_factory=threading.Lock)

    def take(self, now: float) -> float:
        """Take the place of one more request; returns the seconds to wait before it may be sent."""
        with self._one_takes:
            full = len(self._sent) == PER_MINUTE
            rest = max(0.0, self._sent[0] + A_MINUTE - now) if full else 0.0
            self._sent.append(now + rest)
        return rest


@dataclass(frozen=True, slots=True)
class Pace:
    """How time passes, in seconds that only grow, and how much of it one person has used, on whatever sheets."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    reads: Quota = field(default_factory=Quota)
    writes: Quota = field(default_factory=Quota)

    def take(self, quota: Quota) -> None:
        """Wait until one more request may be sent."""
        if rest := quota.take(self.now()):
            self.sleep(rest)


class Patience:
    """Waits longer from time to time, and ends; `most_s` are the seconds that it may wait in all."""

    def __init__(self, pace: Pace, most_s: float = PATIENCE) -> None:
        self._pace = pace
        self._most_s = most_s
        self._begun = pace.now()
        self._waited = 0.0
        self._delay = 1.0

    def wait(self, asked_s: float = 0.0, most_s: float = PATIENCE) -> bool:
        """Wait, at least as long as the server asks for; False, at once, where there is no use in it any more.

        `most_s` is as above, for a fault like this one. Jittered, so that those who were refused together do not
        come back together.
        """
        delay = max(self._delay * random.uniform(0.75, 1.25), asked_s)  # noqa: S311 - no secret
        passed = self._pace.now() - self._begun
        if self._waited + delay > min(most_s, self._most_s) or passed + delay > NO_LATER:
            return False
        self._pace.sleep(delay)
        self._waited += delay
        self._delay = min(2 * self._delay, LONGEST_DELAY)
        return True
