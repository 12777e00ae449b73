"""What can go wrong with a request to Google, before it has an effect or after."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sheet2eval.testing import faults
from sheet2eval.testing.sheets.quota import Effort, exhausted
from sheet2eval.testing.sheets.wire import ApiError

if TYPE_CHECKING:
    from aiohttp import web


@dataclass(frozen=True, slots=True)
class SheetsFault:
    """What happens instead of the right answer, which is sent where `happens` is None.

    With `applied` the request has its effect first, so that only its answer is lost. `waits_s` passes before
    anything is sent.
    """

    happens: faults.Fault | ApiError | None = None
    applied: bool = False
    waits_s: float = 0.0

    async def meet(self, request: web.Request, answer: web.StreamResponse) -> web.StreamResponse:
        """What is sent in place of the answer."""
        await asyncio.sleep(self.waits_s)
        if self.happens is None:
            return answer
        if isinstance(self.happens, ApiError):
            return refusal(self.happens)
        return await self.happens(request)


def refusal(error: ApiError) -> web.Response:
    from aiohttp import web

    return web.json_response(error.body(), status=error.code)


def slow(waits_s: float) -> SheetsFault:
    """Does all rightly, and answers after so many seconds."""
    return SheetsFault(None, applied=True, waits_s=waits_s)


_DENIED = ApiError(403, "The caller does not have permission")
_INTERNAL = ApiError(500, "Internal error encountered.")

UNAUTHENTICATED = SheetsFault(ApiError(401, "Request had invalid authentication credentials."))
DENIED = SheetsFault(_DENIED)
NOT_FOUND = SheetsFault(ApiError(404, "Requested entity was not found."))
EXHAUSTED = SheetsFault(exhausted())
INTERNAL = SheetsFault(_INTERNAL)
UNAVAILABLE = SheetsFault(ApiError(503, "The service is currently unavailable."))
RESET = SheetsFault(faults.reset)
HANG = SheetsFault(faults.hang)
LOST_500 = SheetsFault(_INTERNAL, applied=True)
LOST_503 = SheetsFault(ApiError(503, "The service is currently unavailable."), applied=True)
LOST_RESET = SheetsFault(faults.reset, applied=True)
LOST_HANG = SheetsFault(faults.hang, applied=True)


@dataclass(slots=True)
class Troubles:
    """Which requests meet which fault: the coming ones in turn, and `lasting` all others."""

    lasting: SheetsFault | None = None
    _coming: dict[Effort | None, deque[SheetsFault | None]] = field(
        default_factory=lambda: {effort: deque() for effort in (None, *Effort)}
    )

    def plan(self, coming: Iterable[SheetsFault | None], effort: Effort | None) -> None:
        """The next requests, or the next ones of that effort, meet these in turn; None is a request that goes well."""
        self._coming[effort].extend(coming)

    def next(self, effort: Effort | None) -> SheetsFault | None:
        for chosen in (effort, None):
            if self._coming[chosen]:
                return self._coming[chosen].popleft()
        return self.lasting
