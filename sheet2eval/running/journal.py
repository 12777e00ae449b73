"""The journal: each answer is on disk before it counts, so that a run that was cut off goes on where it was.

It holds no more than is needed: the answers of unfinished runs, and of each case the answers of the last finished
run that asked it, for grading them again. Nothing is older than `KEPT_DAYS`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from sheet2eval.running.answer_key import AnswerKey
from sheet2eval.running.database import Database
from sheet2eval.running.kept import new_run_id
from sheet2eval.running.stored_response import packed, unpacked
from sheet2eval.types import Response

FILE_NAME = "journal.sqlite3"
KEPT_DAYS = 90

_VERSION = 2
_SCHEMA = """
CREATE TABLE IF NOT EXISTS runs (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  sheet BLOB NOT NULL,
  targets TEXT NOT NULL,
  repeats INTEGER NOT NULL,
  started TEXT NOT NULL,
  finished INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS answers (
  run INTEGER NOT NULL,
  target BLOB NOT NULL,
  case_id BLOB NOT NULL,
  trial INTEGER NOT NULL,
  asked TEXT NOT NULL,
  response BLOB NOT NULL,
  judge_broke INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (run, target, case_id, trial)
);
CREATE TABLE IF NOT EXISTS judgements (
  run INTEGER NOT NULL,
  asked TEXT NOT NULL,
  said BLOB NOT NULL,
  made TEXT NOT NULL,
  PRIMARY KEY (run, asked)
)"""

_TODAY = 0  # the run of judgements on what the product answers today

_KEEP_JUDGEMENT = "INSERT OR REPLACE INTO judgements VALUES (?, ?, ?, ?)"

_UNFINISHED = """
SELECT number, id, started FROM runs
WHERE sheet = ? AND targets = ? AND repeats = ? AND NOT finished ORDER BY number DESC LIMIT 1"""

_BEGIN = "INSERT INTO runs (sheet, targets, repeats, id, started) VALUES (?, ?, ?, ?, ?)"

_BEGIN_ANEW = """
UPDATE runs SET id = ?, started = ? WHERE number = ?
AND number NOT IN (SELECT run FROM answers) AND number NOT IN (SELECT run FROM judgements)"""

_HELD = """
SELECT run, target, case_id, trial, asked FROM answers JOIN runs ON run = number
WHERE run = :run OR (judge_broke AND finished AND sheet = :sheet) ORDER BY run = :run, run"""

_ANSWER = """
SELECT response FROM answers
WHERE run = ? AND target = ? AND case_id = ? AND trial = ? AND asked = ?"""

_KEEP = "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)"

_LAST_ANSWERS = """
WITH last AS (
  SELECT case_id, max(run) AS run FROM answers JOIN runs ON run = number
  WHERE sheet = :sheet AND target = :target GROUP BY case_id
)
SELECT answers.case_id, trial, asked, response, started, repeats
FROM last JOIN answers USING (run, case_id) JOIN runs ON answers.run = number
WHERE target = :target ORDER BY answers.rowid"""

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


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer of an earlier run, which `started` then and was to get `repeats` answers to each case."""

    key: AnswerKey
    response: Response
    started: datetime
    repeats: int


class Journal:
    """Raises SetupError, from every method, where the disk or the file is at fault."""

    def __init__(self, folder: Path) -> None:
        """Open the journal in a folder that exists, or begin one."""
        self._database = Database(folder / FILE_NAME, _SCHEMA, _VERSION)

    def begin(self, sheet: str, targets: Sequence[str], repeats: int, started: datetime) -> JournalRun:
        """A run of these targets on the sheet: the unfinished one, or a new one.

        The one that goes on keeps its `id` and its `started`, if it holds anything; read relative dates against the
        latter.
        """
        wanted = (_bytes(sheet), json.dumps(sorted(targets)), repeats)
        anew = (new_run_id(started), started.isoformat())
        with self._database.transaction() as connection:
            row = connection.execute(_UNFINISHED, wanted).fetchone()
            if row is None:
                row = (connection.execute(_BEGIN, (*wanted, *anew)).lastrowid, *anew)
            elif connection.execute(_BEGIN_ANEW, (*anew, row[0])).rowcount:
                row = (row[0], *anew)
        return JournalRun(self._database, sheet, row)

    def last_answers(self, sheet: str, target: str) -> Iterator[KeptAnswer]:
        """The answers that each case of the sheet got in the last run that asked it, finished or not."""
        names = {"sheet": _bytes(sheet), "target": _bytes(target)}
        for case_id, trial, asked_then, response, started, repeats in self._database.read(
            _LAST_ANSWERS, names
        ):
            key = AnswerKey(target, _text(case_id), trial, asked_then)
            yield KeptAnswer(key, unpacked(response), datetime.fromisoformat(started), repeats)

    def judgements_of_today(self, started: datetime) -> JournalJudgements:
        """What judges said of what the product answers today, for a run that started then."""
        return JournalJudgements(self._database, _TODAY, started.isoformat())

    def close(self) -> None:
        self._database.close()


class JournalRun:
    """The answers of one run. `id` names it, `started` is when it was begun first."""

    def __init__(self, database: Database, sheet: str, row: tuple[int, str, str]) -> None:
        self._database = database
        self._sheet = _bytes(sheet)
        self._number, self.id, started = row
        self.started = datetime.fromisoformat(started)
        self.judgements = JournalJudgements(database, self._number, started)
        self.judgements_of_today = JournalJudgements(database, _TODAY, started)
        self._broken: set[tuple[bytes, bytes]] = set()
        held = database.read(_HELD, {"run": self._number, "sheet": self._sheet})
        self._run_of = {
            AnswerKey(_text(target), _text(case_id), trial, asked): run
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
            self._broken.add((_bytes(key.target), _bytes(key.case_id)))
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
        self._held = {
            asked for (asked,) in database.read("SELECT asked FROM judgements WHERE run = ?", (run,))
        }

    def get(self, asked: str) -> bytes | None:
        if asked not in self._held:
            return None
        found = self._database.read(
            "SELECT said FROM judgements WHERE run = ? AND asked = ?", (self._run, asked)
        )
        said: bytes | None = found[0][0] if found else None
        return said

    async def keep(self, asked: str, said: bytes) -> None:
        await self._database.write(_KEEP_JUDGEMENT, (self._run, asked, said, self._made))


def journal_bytes(folder: Path) -> int:
    """How much room the journal in a folder takes, with what SQLite keeps beside it."""
    return sum(path.stat().st_size for path in folder.glob(f"{FILE_NAME}*"))


def _columns(key: AnswerKey) -> tuple[bytes, bytes, int, str]:
    return _bytes(key.target), _bytes(key.case_id), key.trial, key.asked


def _bytes(text: str) -> bytes:
    """Any text as SQLite can hold it: halves of surrogate pairs are no UTF-8."""
    return text.encode("utf-8", "surrogatepass")


def _text(held: bytes) -> str:
    return held.decode("utf-8", "surrogatepass")
