"""Each sheet is synced when it is due, and at once when people ask for it in the sheet.

When a sheet is due next is in the diary, and goes by the start of the last sync that came to its end. So what was
missed while nothing ran, or was broken off, is caught up once, and the turns missed during a long sync are one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sheet2eval.errors import Sheet2EvalError
from sheet2eval.scheduling.diary import Entry, recall, remember
from sheet2eval.scheduling.timetable import Timetable

LOOK_S = 40.0
"""Between two looks at a sheet in which people can ask for a run: each is a request, the first one two."""

AT_ONCE = 8  # syncs; others wait for their turn

EXITS: Mapping[int | None, str] = {
    0: "done",
    1: "gate not met, or something broke",
    2: "the command is wrong",
    3: "the sheet has errors",
    4: "could not be set up",
    5: "stopped",
}
"""What the exit codes of a sync say."""


class Clock(Protocol):
    def now(self) -> datetime: ...
    async def sleep(self, seconds: float) -> None: ...


class WallClock:
    """The clock on the wall."""

    def now(self) -> datetime:
        return datetime.now().astimezone()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Work(Protocol):
    """What is done with a sheet."""

    async def is_asked(self, sheet: str) -> bool:
        """Whether people ask for a run in the sheet. Raises Sheet2EvalError where that cannot be seen."""

    async def sync(self, sheet: str) -> int:
        """Grade what changed; returns the exit code. Cancelled, it breaks off and keeps what is done."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it was named, and its identity."""

    name: str
    identity: str


@dataclass(slots=True)
class _Keeping:
    """Where the keeping of one sheet stands.

    `fault` is the last thing that went wrong; `stuck` is a tick that a sync has left, so that it is no new one.
    """

    due: datetime
    fault: str = ""
    stuck: bool = False


class Keeper:
    """`say` is told what happens, a line each."""

    def __init__(self, timetable: Timetable, work: Work, clock: Clock, say: Callable[[str], None]) -> None:
        self._timetable = timetable
        self._work = work
        self._clock = clock
        self._say = say
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def keep(self, sheets: Sequence[Sheet]) -> None:
        """Go on until cancelled. No sheet's fault stops the others."""
        async with asyncio.TaskGroup() as tasks:
            for sheet in sheets:
                tasks.create_task(self._keep(sheet))

    async def _keep(self, sheet: Sheet) -> None:
        keeping = _Keeping(self._first_due(sheet))
        while True:
            fault = ""
            try:
                await self._turn(sheet, keeping)
            except Sheet2EvalError as error:
                fault = str(error).removeprefix(f"{sheet.name}: ")
            if fault and fault != keeping.fault:  # said once, not at every look
                self._say(f"{sheet.name}: {fault}")
            keeping.fault = fault
            left_s = (keeping.due - self._clock.now()).total_seconds()
            await self._clock.sleep(min(LOOK_S, left_s) if left_s > 0 else LOOK_S if fault else 0.0)

    async def _turn(self, sheet: Sheet, keeping: _Keeping) -> None:
        """Sync the sheet if it is due, or if people ask for it."""
        if self._clock.now() >= keeping.due:
            keeping.due = await self._sync(sheet)
            return
        asked = await self._work.is_asked(sheet.name)
        if asked and not keeping.stuck:
            keeping.due = await self._sync(sheet)
            asked = await self._work.is_asked(sheet.name)
        keeping.stuck = asked

    def _first_due(self, sheet: Sheet) -> datetime:
        """When the sheet is due first, which was promised if it was kept by this timetable before.

        Times that lie ahead, or too far ahead, were taken by a clock that was wrong.
        """
        now, known = self._clock.now(), recall(sheet.identity)
        last = known.last if known and known.last and known.last <= now else None
        if known and known.timetable == str(self._timetable):
            due = min(known.due, self._timetable.after(now))
        else:
            due = self._timetable.after(last) if last else self._timetable.first(now)
        self._remember(sheet, due, last, known.exit_code if known else None)
        self._say(f"{sheet.name}: {'due now' if due <= now else f'next {_shown(due)}'}")
        return due

    async def _sync(self, sheet: Sheet) -> datetime:
        """One sync; returns when the sheet is due next."""
        async with self._turns:
            started = self._clock.now()
            code = await self._work.sync(sheet.name)
        due = self._timetable.after(started)
        self._remember(sheet, due, started, code)
        self._say(f"{sheet.name}: {EXITS.get(code, 'broke off')}, next {_shown(due)}")
        return due

    def _remember(self, sheet: Sheet, due: datetime, last: datetime | None, code: int | None) -> None:
        """A disk that is full stops no sheet."""
        try:
            remember(Entry(sheet.identity, str(self._timetable), due, last, code))
        except Sheet2EvalError as error:
            self._say(f"{sheet.name}: {error}")


def _shown(moment: datetime) -> str:
    return moment.astimezone().isoformat(sep=" ", timespec="seconds")
