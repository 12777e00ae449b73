"""One run in the journal: what it was answered, and what judges said of that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from sqlite3 import Connection

from sheet2eval.running.answer_key import AnswerKey
from sheet2eval.running.database import Database
from sheet2eval.running.kept import new_run_id
from sheet2eval.running.stored_response import packed, unpacked
from sheet2eval.types import Response

KEPT_DAYS = 90
LASTING = 0  # the run of judgements that stand from run to run

_KEEP_JUDGEMENT = "INSERT OR REPLACE INTO judgements VALUES (?, ?, ?, ?)"

_HELD = """
SELECT run, target, case_id, trial, asked FROM answers JOIN runs ON run = number
WHERE run = :run OR (judge_broke AND finished AND sheet = :sheet) ORDER BY run = :run, run"""

_ANSWER = """
SELECT response FROM answers
WHERE run = ? AND target = ? AND case_id = ? AND trial = ? AND asked = ?"""

_KEEP = "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)"

_SPLIT_OFF = """
INSERT INTO runs (id, sheet, targets, repeats, started)
SELECT ?, sheet, targets, repeats, started FROM runs WHERE number = ?"""

_MOVE_ANSWER = """
UPDATE answers SET run = ? WHERE run = ? AND target = ? AND case_id = ? AND trial = ? AND asked = ?"""

_PRUNE_BROKEN = """
DELETE FROM answers WHERE run IN (SELECT number FROM runs WHERE finished AND number <> ? AND sheet = ?)
AND target = ? AND case_id = ?"""

_PRUNINGS = (
    # what this run has asked again
    """DELETE FROM answers WHERE run IN (SELECT number FROM runs WHERE finished AND sheet = :sheet AND number <> :run)
    AND EXISTS (SELECT 1 FROM answers AS newer WHERE newer.run = :run
                AND newer.target = answers.target AND newer.case_id = answers.case_id)""",
    """DELETE FROM runs WHERE number <> :run
    AND (finished AND number NOT IN (SELECT run FROM answers)
         OR julianday(started) < julianday(:started) - :days)""",
    "DELETE FROM answers WHERE run NOT IN (SELECT number FROM runs)",
    """DELETE FROM judgements
    WHERE CASE WHEN run THEN run NOT IN (SELECT number FROM runs WHERE NOT finished)
          ELSE julianday(made) < julianday(:started) - :days END""",
)


class JournalRun:
    """The answers of one run. `id` names it, `started` is when it was begun first."""

    def __init__(self, database: Database, sheet: str, row: tuple[int, str, str]) -> None:
        self._database = database
        self._sheet = as_bytes(sheet)
        self._number, self.id, started = row
        self.started = datetime.fromisoformat(started)
        self.judgements = JournalJudgements(database, self._number, started)
        self.lasting_judgements = JournalJudgements(database, LASTING, started)
        self._broken: set[tuple[bytes, bytes]] = set()
        held = database.read(_HELD, {"run": self._number, "sheet": self._sheet})
        self._run_of = {
            AnswerKey(as_text(target), as_text(case_id), trial, asked): run
            for run, target, case_id, trial, asked in held
        }

    def __contains__(self, key: object) -> bool:
        """Whether that need not be asked: it was answered before this process began or went on with the run."""
        return key in self._run_of

    def answer(self, key: AnswerKey) -> Response | None:
        """The answer that need not be asked for again; None where there is none.

        It was given to this run before it was cut off, or to a finished one in which the judge broke.
        """
        run = self._run_of.get(key)
        if run is None:
            return None
        found = self._database.read(_ANSWER, (run, *_columns(key)))
        if not found:
            return None
        response: bytes = found[0][0]
        if run != self._number:  # now it is this run's too
            self._database.queue(_KEEP, (self._number, *_columns(key), response, False))
        return unpacked(response)

    async def keep(self, key: AnswerKey, response: Response, *, judge_broke: bool = False) -> None:
        """Returns when the answer is durable. Responses in error are not kept: they are asked for again.

        When the run is finished, what earlier runs hold of a case that broke in this one is pruned.
        An answer that the judge broke on is kept for the next run, even when this one is finished.
        """
        if response.error is not None:
            self._broken.add((as_bytes(key.target), as_bytes(key.case_id)))
            return
        row = (self._number, *_columns(key), packed(response), judge_broke)
        await self._database.write(_KEEP, row)

    def finish(self, postponed: Iterable[AnswerKey] = ()) -> None:
        """The run is written back: the next one starts anew, and what this one asked again is pruned.

        What it holds of the `postponed` questions goes over to an unfinished run of its own.
        """
        own = {key for key, run in self._run_of.items() if run == self._number}
        left = [key for key in postponed if key in own] if own else []
        self._database.flush()
        started = self.started.isoformat()
        names = {"run": self._number, "sheet": self._sheet, "started": started, "days": KEPT_DAYS}
        with self._database.transaction() as connection:
            connection.execute("UPDATE runs SET finished = 1 WHERE number = ?", (self._number,))
            if left:
                self._split_off(left, connection)
            broken = ((self._number, self._sheet, *each) for each in self._broken)
            connection.executemany(_PRUNE_BROKEN, broken)
            for pruning in _PRUNINGS:
                connection.execute(pruning, names)
        self._database.read("PRAGMA incremental_vacuum")  # gives the room back, once all its rows are read

    def _split_off(self, left: Sequence[AnswerKey], connection: Connection) -> None:
        """The judgements go along: those of finished runs are pruned."""
        rest = connection.execute(_SPLIT_OFF, (new_run_id(self.started), self._number)).lastrowid
        moved = ((rest, self._number, *_columns(key)) for key in left)
        connection.executemany(_MOVE_ANSWER, moved)
        connection.execute("UPDATE judgements SET run = ? WHERE run = ?", (rest, self._number))


class JournalJudgements:
    """What judges said in one run; `made` is when it began."""

    def __init__(self, database: Database, run: int, made: str) -> None:
        self._database = database
        self._run = run
        self._made = made

    def get(self, asked: str) -> bytes | None:
        if asked not in self._held:
            return None
        found = self._database.read(
            "SELECT said FROM judgements WHERE run = ? AND asked = ?", (self._run, asked)
        )
        said: bytes | None = found[0][0] if found else None
        return said

    @cached_property
    def _held(self) -> frozenset[str]:
        """Read when first asked for: those that last are of all sheets, and a free judge asks for none."""
        held = self._database.read("SELECT asked FROM judgements WHERE run = ?", (self._run,))
        return frozenset(asked for (asked,) in held)

    async def keep(self, asked: str, said: bytes) -> None:
        await self._database.write(_KEEP_JUDGEMENT, (self._run, asked, said, self._made))


def _columns(key: AnswerKey) -> tuple[bytes, bytes, int, str]:
    return as_bytes(key.target), as_bytes(key.case_id), key.trial, key.asked


def as_bytes(text: str) -> bytes:
    """Any text as SQLite can hold it: halves of surrogate pairs are no UTF-8."""
    return text.encode("utf-8", "surrogatepass")


def as_text(held: bytes) -> str:
    return held.decode("utf-8", "surrogatepass")
