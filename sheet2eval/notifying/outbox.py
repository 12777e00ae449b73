"""Which events have been told, and what is still to be sent: durable, and safe with several processes at once.

A message is kept before the scores are written and sent after it, so that neither a kill nor a webhook that is down
loses it. It is marked as under way before it is sent: killed in between, it counts as sent.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from sheet2eval.notifying.events import Event
from sheet2eval.notifying.webhook import NotTold, post
from sheet2eval.running.database import Database
from sheet2eval.state import state_folder

_SCHEMA = """
CREATE TABLE told (event TEXT PRIMARY KEY, at TEXT NOT NULL);
CREATE TABLE waiting (id INTEGER PRIMARY KEY, sheet TEXT NOT NULL, message TEXT NOT NULL)
"""
_VERSION = 1

TRIES = 4
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0


class Outbox:
    """What is told of one sheet, by its identity. Raises SetupError where the state folder is at fault."""

    def __init__(self, database: Database, sheet: str) -> None:
        self._database = database
        self._sheet = sheet

    def put(
        self,
        events: Sequence[Event],
        message: Callable[[Sequence[Event]], Mapping[str, object]],
        at: datetime,
    ) -> None:
        """Keep a message of those events that nobody has been told of; none where there are none."""
        with self._database.transaction() as connection:
            told = "INSERT OR IGNORE INTO told VALUES (?, ?)"
            new = [
                event for event in events if connection.execute(told, (event.key, at.isoformat())).rowcount
            ]
            if new:
                waiting = "INSERT INTO waiting (sheet, message) VALUES (?, ?)"
                connection.execute(waiting, (self._sheet, json.dumps(message(new))))

    async def send(self, address: str) -> str:
        """Send what waits, the oldest first; returns why something could not be sent, "" where all was.

        Between two tries of a message it waits in the outbox.
        """
        tried = 0
        while (taken := self._take()) is not None:
            number, text = taken
            try:
                await post(address, json.loads(text))
            except NotTold as fault:
                if fault.again_after_s is None:
                    return str(fault)
                self._put_back(number, text)
                tried += 1
                if tried == TRIES:
                    return f"{fault}, tried {TRIES} times; it is sent with the next sync"
                await asyncio.sleep(_pause_s(fault.again_after_s, tried))
        return ""

    def _take(self) -> tuple[int, str] | None:
        with self._database.transaction() as connection:
            oldest = "DELETE FROM waiting WHERE id = (SELECT min(id) FROM waiting WHERE sheet = ?)"
            row = connection.execute(f"{oldest} RETURNING id, message", (self._sheet,)).fetchone()
        return None if row is None else (int(row[0]), str(row[1]))

    def _put_back(self, number: int, text: str) -> None:
        with self._database.transaction() as connection:
            connection.execute("INSERT INTO waiting VALUES (?, ?, ?)", (number, self._sheet, text))


@contextmanager
def outbox(sheet: str) -> Iterator[Outbox]:
    """The outbox of the sheet of that identity, in the state folder."""
    database = Database(state_folder() / "notices.sqlite", _SCHEMA, _VERSION)
    try:
        yield Outbox(database, sheet)
    finally:
        database.close()


def _pause_s(wanted_s: float, tried: int) -> float:
    return min(LONGEST_PAUSE_S, max(wanted_s, FIRST_PAUSE_S * 2.0 ** (tried - 1)))
