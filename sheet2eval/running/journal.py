"""The journal: each answer is on disk before it counts, so that a run that was cut off goes on where it was.

It holds no more than is needed: the answers of unfinished runs, and of each case the answers of the last finished
run that asked it, for grading them again. Nothing is older than `journal_run.KEPT_DAYS`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sheet2eval.running.answer_key import AnswerKey
from sheet2eval.running.database import Database
from sheet2eval.running.journal_run import JournalRun, as_bytes, as_text
from sheet2eval.running.kept import new_run_id
from sheet2eval.running.stored_response import unpacked
from sheet2eval.types import Response

FILE_NAME = "journal.sqlite3"
ASKS_NO_TARGET = 0  # repeats of a run that grades stored answers again

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

_UNFINISHED = """
SELECT number, id, started FROM runs
WHERE sheet = ? AND targets = ? AND repeats = ? AND NOT finished ORDER BY number DESC LIMIT 1"""

_BEGIN = "INSERT INTO runs (sheet, targets, repeats, id, started) VALUES (?, ?, ?, ?, ?)"

_BEGIN_ANEW = """
UPDATE runs SET id = ?, started = ? WHERE number = ?
AND number NOT IN (SELECT run FROM answers) AND number NOT IN (SELECT run FROM judgements)"""

_LAST_ANSWERS = """
WITH last AS (
  SELECT case_id, max(run) AS run FROM answers JOIN runs ON run = number
  WHERE sheet = :sheet AND target = :target GROUP BY case_id
)
SELECT answers.case_id, trial, asked, response, started, repeats
FROM last JOIN answers USING (run, case_id) JOIN runs ON answers.run = number
WHERE target = :target ORDER BY answers.rowid"""


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
        wanted = (as_bytes(sheet), json.dumps(sorted(targets)), repeats)
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
        names = {"sheet": as_bytes(sheet), "target": as_bytes(target)}
        for case_id, trial, asked_then, response, started, repeats in self._database.read(
            _LAST_ANSWERS, names
        ):
            key = AnswerKey(target, as_text(case_id), trial, asked_then)
            yield KeptAnswer(key, unpacked(response), datetime.fromisoformat(started), repeats)

    def close(self) -> None:
        self._database.close()


def journal_bytes(folder: Path) -> int:
    """How much room the journal in a folder takes, with what SQLite keeps beside it."""
    return sum(path.stat().st_size for path in folder.glob(f"{FILE_NAME}*"))
