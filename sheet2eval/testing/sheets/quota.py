"""Google's quotas: so many reads and so many writes a minute."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sheet2eval.testing.sheets.wire import ApiError


class Effort(StrEnum):
    READ = "Read"
    WRITE = "Write"


@dataclass(slots=True)
class Quota:
    """How many requests a user has in any `window_s` seconds of `clock`, which a test may set.

    A request that is refused does not count.
    """

    reads: int = 60
    writes: int = 60
    window_s: float = 60.0
    clock: Callable[[], float] = time.monotonic
    _taken: Mapping[Effort, deque[float]] = field(
        default_factory=lambda: {effort: deque() for effort in Effort}, init=False
    )

    def take(self, effort: Effort) -> None:
        """Raises ApiError 429 where nothing is left."""
        now, taken = self.clock(), self._taken[effort]
        while taken and taken[0] <= now - self.window_s:
            taken.popleft()
        if len(taken) >= (self.reads if effort is Effort.READ else self.writes):
            raise exhausted(effort)
        taken.append(now)


def exhausted(effort: Effort = Effort.READ) -> ApiError:
    """What Google says to one request too many."""
    metric = f"{effort} requests"
    message = (
        f"Quota exceeded for quota metric '{metric}' and limit '{metric} per minute per user' "
        "of service 'sheets.googleapis.com' for consumer 'project_number:1'."
    )
    info = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {"service": "sheets.googleapis.com", "quota_limit": f"{effort}RequestsPerMinutePerUser"},
    }
    return ApiError(429, message, (info,))
