"""Money that a command may spend, never more: what is under way counts with what it takes at most."""

from __future__ import annotations

import asyncio
import math
from dataclasses import dataclass

_ROUNDING_USD = 1e-9  # so that three times 0.1 fits into 0.3


@dataclass(frozen=True, slots=True)
class Reservation:
    cost_usd: float


class Budget:
    """All amounts are in US dollars; without a limit everything fits.

    `exhausted` is set as soon as something did not fit, and then nothing more is reserved. One reservation covers
    all that a trial asks, its judge too: those who held one while they waited for a second could wait for ever.
    """

    def __init__(self, limit_usd: float = math.inf) -> None:
        self.exhausted = False
        self.spent_usd = 0.0
        self._limit_usd = limit_usd
        self._reserved_usd = 0.0
        self._under_way = 0
        self._settled = asyncio.Event()

    async def reserve(self, cost_usd: float) -> Reservation | None:
        """Room for what costs that at most; None where there is none, even when all that is under way has ended."""
        while not self.exhausted:
            if self._fits(cost_usd):
                self._under_way += 1
                self._reserved_usd += cost_usd
                return Reservation(cost_usd)
            if self._under_way:
                await self._settled.wait()  # it may turn out cheaper than it was reserved for
            else:
                self.exhausted = True
        return None

    @property
    def is_limited(self) -> bool:
        return self._limit_usd < math.inf

    def settle(self, reservation: Reservation, cost_usd: float | None) -> None:
        """What was reserved has ended. Where its cost is unknown it counts as reserved: a lost answer may be billed."""
        self._under_way -= 1
        self._reserved_usd -= reservation.cost_usd
        self.spent_usd += reservation.cost_usd if cost_usd is None else cost_usd
        self._settled.set()  # wakes all who wait now
        self._settled.clear()

    def _fits(self, cost_usd: float) -> bool:
        return self.spent_usd + self._reserved_usd + cost_usd <= self._limit_usd + _ROUNDING_USD
