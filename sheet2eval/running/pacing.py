"""How fast a target is asked: so many turns at once, so much a minute, and less while it is busy.

How many turns may be under way goes by additive increase and multiplicative decrease, as in TCP (RFC 5681): a busy
target halves it, once a round trip; each answer adds its share of one turn, up to what is configured.
"""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sheet2eval.targets.target import EndsRun, Pace, TransientFault

LONGEST_REST_S = 120.0
BUSY_REST_S = 1.0  # where one turn at a time is too much already
_MINUTE_S = 60.0
_AT_ONCE_S = 1.0  # what a second's worth is may be taken at once


class Pacer:
    """Gives turns at one target, in the order in which they are asked for."""

    def __init__(self, pace: Pace) -> None:
        self._most = pace.concurrency
        self._limit = float(pace.concurrency)
        self._in_flight = 0
        self._requests = _Rate(pace.requests_per_minute)
        self._tokens = _Rate(pace.tokens_per_minute)
        self._rests_until = -math.inf
        self._halvings = 0
        self._waiting: deque[tuple[int, asyncio.Future[int]]] = deque()
        self._next_look: asyncio.TimerHandle | None = None
        self._stopped = False
        self._clock: Callable[[], float] = lambda: math.inf  # nobody rests before the first turn

    @property
    def in_flight(self) -> int:
        """How many turns are under way."""
        return self._in_flight

    @property
    def limit(self) -> int:
        """How many turns may be under way now."""
        return int(self._limit)

    @property
    def backed_off(self) -> bool:
        """Whether the target is asked less than is configured, because it was busy or wants to rest."""
        return self.limit < self._most or self._rests_until > self._clock()

    @asynccontextmanager
    async def turn(self, tokens: int = 0) -> AsyncIterator[None]:
        """A turn to ask once, from when the pace allows it; `tokens` are what question and answer may take.

        How it ends is heeded: an answer speeds up, a `TransientFault` that says busy slows down, and after an
        `EndsRun` no other begins.
        """
        halvings = await self._begun(tokens)
        try:
            yield
        except TransientFault as fault:
            if fault.busy:
                self._slow_down(halvings, fault.after_s)
            raise
        except EndsRun:
            self.stop()
            raise
        else:
            self._limit = min(self._most, self._limit + 1 / self._limit)
        finally:
            self._end()

    def rest(self, seconds: float) -> None:
        """Let no turn begin for so long, as the target wants it; more than `LONGEST_REST_S` is not waited for."""
        if seconds <= LONGEST_REST_S:
            self._rests_until = max(self._rests_until, _now() + seconds)

    def stop(self) -> None:
        """Begin no more turns: whoever waits for one, or comes for one, is cancelled."""
        self._stopped = True
        for _, turn in self._waiting:
            turn.cancel()

    async def _begun(self, tokens: int) -> int:
        """Wait for a turn; returns how often the limit had been halved when it began."""
        if self._stopped:
            raise asyncio.CancelledError
        self._clock = asyncio.get_running_loop().time  # those who watch may be in another thread
        turn: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting.append((tokens, turn))
        self._begin_turns()
        try:
            return await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # it had just begun
                self._end()
            raise

    def _begin_turns(self) -> None:
        """Begin the turns that may; where only time is in the way of the next, look again when it has passed."""
        now = _now()
        while self._waiting and self._in_flight < self.limit:
            tokens, turn = self._waiting[0]
            if not turn.done():  # else whoever waited was cancelled
                opens_at = max(self._rests_until, self._requests.opens_at, self._tokens.opens_at)
                if opens_at > now:
                    self._look_again(opens_at)
                    return
                self._requests.take(1, now)
                self._tokens.take(tokens, now)
                self._in_flight += 1
                turn.set_result(self._halvings)
            self._waiting.popleft()

    def _look_again(self, at: float) -> None:
        if self._next_look is None:
            self._next_look = asyncio.get_running_loop().call_at(at, self._look)

    def _look(self) -> None:
        self._next_look = None
        self._begin_turns()

    def _end(self) -> None:
        self._in_flight -= 1
        self._begin_turns()

    def _slow_down(self, halvings: int, after_s: float | None) -> None:
        if halvings == self._halvings:  # a turn that was under way at the last halving says nothing new
            self._halvings += 1
            if self.limit == 1 and after_s is None:
                self.rest(BUSY_REST_S)
            self._limit = max(1.0, self._limit / 2)
        self.rest(after_s or 0.0)


class _Rate:
    """So much in any minute, handed out evenly, never more than a second's worth or one turn at once.

    The generic cell rate algorithm (ITU-T I.371). A 61st is held back, so that a second's worth at once makes no
    minute too full. The size of a turn counts after it: the next has to wait for it.
    """

    __slots__ = ("_due", "_each_s", "_slack_s")

    def __init__(self, per_minute: float) -> None:
        self._each_s = (_MINUTE_S + _AT_ONCE_S) / per_minute
        self._slack_s = max(0.0, _AT_ONCE_S - self._each_s)
        self._due = -math.inf  # when all that was taken will have been handed out

    @property
    def opens_at(self) -> float:
        return self._due - self._slack_s

    def take(self, amount: float, now: float) -> None:
        self._due = max(self._due, now) + amount * self._each_s


def _now() -> float:
    return asyncio.get_running_loop().time()
