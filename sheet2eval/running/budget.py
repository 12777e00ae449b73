"""Money that a command may spend, never more: what is under way counts with what it takes at most.

Targets and judges know nothing of money, and retries happen far below what reserves the cost of a trial. So the
reservation goes with the trial's task (a context variable), where each retry adds its own cost just before it is sent.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

_ROUNDING_USD = 1e-9  # so that three times 0.1 fits into 0.3

Price = Callable[[], float]
"""What one try costs at most, in US dollars."""


def free() -> float:
    return 0.0


@dataclass(slots=True)
class Reservation:
    """What a trial may cost at most; `lost_usd` of it are tries that came to nothing, each of which may be billed."""

    budget: Budget
    cost_usd: float
    lost_usd: float = 0.0


_RESERVED: ContextVar[Reservation | None] = ContextVar("reserved", default=None)


async def another_try_fits(price: Price) -> bool:
    """Whether the budget has room for a retry of something that this task's trial has asked in vain; takes the room."""
    reserved = _RESERVED.get()
    if reserved is None or not reserved.budget.is_limited:
        return True
    return await reserved.budget.reserve_more(reserved, price())


class Budget:
    """All amounts are in US dollars; without a limit everything fits.

    `exhausted` is set as soon as something did not fit, and then nothing more is reserved. One reservation covers
    all that a trial asks, its judge too: trials that held one while they waited for a second could wait for ever.
    Retries may wait, too; but when all that are under way do so, the budget counts as exhausted.
    """

    def __init__(self, limit_usd: float = math.inf) -> None:
        self.exhausted = False
        self.spent_usd = 0.0
        self._limit_usd = limit_usd
        self._reserved_usd = 0.0
        self._under_way = 0
        self._waiting_for_more = 0
        self._settled = asyncio.Event()

    async def reserve(self, cost_usd: float) -> Reservation | None:
        """Room for what costs that at most; None where there is none, even when all that is under way has ended."""
        if not await self._fits_in_time(cost_usd):
            return None
        self._under_way += 1
        reservation = Reservation(self, cost_usd)
        _RESERVED.set(reservation)
        return reservation

    async def reserve_more(self, reservation: Reservation, cost_usd: float) -> bool:
        """Take room for a retry beside the try that was lost. Returns whether there was any."""
        self._waiting_for_more += 1
        try:
            fits = await self._fits_in_time(cost_usd)
        finally:
            self._waiting_for_more -= 1
        if fits:
            reservation.cost_usd += cost_usd
            reservation.lost_usd += cost_usd
        return fits

    @property
    def is_limited(self) -> bool:
        return self._limit_usd < math.inf

    def settle(self, reservation: Reservation, cost_usd: float | None) -> None:
        """What was reserved has ended. Where its cost is unknown it counts as reserved: a lost answer may be billed."""
        _RESERVED.set(None)
        self._under_way -= 1
        self._reserved_usd -= reservation.cost_usd
        self.spent_usd += reservation.cost_usd if cost_usd is None else cost_usd + reservation.lost_usd
        self._settled.set()  # wakes all who wait now
        self._settled.clear()

    async def _fits_in_time(self, cost_usd: float) -> bool:
        """Whether there is room, which is then taken: now, or when something that is under way was cheaper."""
        while not self.exhausted:
            if self.spent_usd + self._reserved_usd + cost_usd <= self._limit_usd + _ROUNDING_USD:
                self._reserved_usd += cost_usd
                return True
            if self._under_way > self._waiting_for_more:
                await self._settled.wait()
            else:
                self.exhausted = True
                self._settled.set()  # nobody waits for what will not come
                self._settled.clear()
        return False
