"""One SQLite file that several processes may use at once, written so that what is done survives a power cut.

Writes that come within a few milliseconds share a transaction, committed beside the event loop: one wait for the
disk for all of them.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sheet2eval.errors import SetupError
from sheet2eval.state import HOME

LINGER_S = 0.005
BUSY_TIMEOUT_S = 30.0

_ELSEWHERE = f"set {HOME} to another folder"
_IN_USE = f"end the program that holds it, or {_ELSEWHERE}"
_NO_ACCESS = f"get write access, or {_ELSEWHERE}"
_NO_ROOM = f"free some space, or {_ELSEWHERE}; what was answered so far is kept"
_DAMAGED = "it is damaged: move it away, and what it holds will be asked again"
_MENDS = {
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_CANTOPEN: _NO_ACCESS,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_FULL: _NO_ROOM,
    sqlite3.SQLITE_IOERR: _NO_ROOM,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_PERM: _NO_ACCESS,
    sqlite3.SQLITE_PROTOCOL: _IN_USE,
    sqlite3.SQLITE_READONLY: _NO_ACCESS,
}

Values = Sequence[object] | Mapping[str, object]


class Database:
    """Raises SetupError, from every method, where the disk or the file is at fault: one line with what to do."""

    def __init__(self, path: Path, schema: str, version: int) -> None:
        """Open the file, made by `schema` where there is none; `version` says which schema that is.

        The schema adds to an older one: each of its statements does nothing where it was done before.
        """
        self.path = path
        self._lock = threading.Lock()
        self._queued: deque[tuple[str, Values]] = deque()
        self._commit: asyncio.Task[None] | None = None
        with self._faults_in_words():
            self._connection = sqlite3.connect(
                path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
            )
            try:
                self._set_up(schema, version)
            except BaseException:
                self._connection.close()
                raise

    def read(self, query: str, values: Values = ()) -> list[tuple[Any, ...]]:
        with self._lock, self._faults_in_words():
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is done within it is durable at its end, or nothing."""
        with self._lock, self._faults_in_words():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def queue(self, statement: str, values: Values) -> None:
        """To be done with the next writes, at the latest when the file is closed."""
        self._queued.append((statement, values))

    async def write(self, statement: str, values: Values) -> None:
        """Returns when it is durable."""
        self.queue(statement, values)
        if self._commit is None:
            self._commit = asyncio.create_task(self._commit_soon())
        await asyncio.shield(self._commit)  # others wait for it too

    def flush(self) -> None:
        """Commit what is queued."""
        batch: list[tuple[str, Values]] = []
        while self._queued:
            batch.append(self._queued.popleft())
        if not batch:
            return
        try:
            with self.transaction() as connection:
                for statement, values in batch:
                    connection.execute(statement, values)
        except BaseException:
            self._queued.extendleft(reversed(batch))  # so that nobody is told that it is kept
            raise

    def close(self) -> None:
        """Commit what is queued, and close the file."""
        try:
            self.flush()
        finally:
            with self._lock:
                self._connection.close()

    async def _commit_soon(self) -> None:
        try:
            await asyncio.sleep(LINGER_S)
        finally:
            self._commit = None  # what comes from here on waits for the next one
        await asyncio.to_thread(self.flush)

    def _set_up(self, schema: str, version: int) -> None:
        self._connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # before anything is written
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        if self._version() < version:
            self._create(schema, version)
        if self._version() > version:
            raise SetupError(
                f"{self.path} was made by a newer sheet2eval: upgrade this one "
                f"(pip install --upgrade sheet2eval), or {_ELSEWHERE}"
            )

    def _create(self, schema: str, version: int) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        if self._version() < version:  # nobody else has made it meanwhile
            for statement in schema.split(";"):
                self._connection.execute(statement)
            self._connection.execute(f"PRAGMA user_version = {version}")
        self._connection.execute("COMMIT")

    def _version(self) -> int:
        version: int = self._connection.execute("PRAGMA user_version").fetchone()[0]
        return version

    @contextmanager
    def _faults_in_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as fault:
            mend = _MENDS.get(getattr(fault, "sqlite_errorcode", 0) & 0xFF)  # the kind alone
            if mend is None:
                raise  # a bug of ours
            raise SetupError(f"{self.path} cannot be used ({fault}): {mend}") from fault
