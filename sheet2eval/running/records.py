"""The record of a run: everything that was asked, answered and found, in full, as one JSON file.

docs/records.md says what stands in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sheet2eval.books.files import beside, settle_folder
from sheet2eval.errors import SetupError
from sheet2eval.running.stored_response import response_object
from sheet2eval.state import HOME
from sheet2eval.types import Case, Finding, Trial

FORMAT = 1
KEPT_DAYS = 90


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """One target of a run; `judge` is the label of what graded it ("" for none)."""

    target: str
    judge: str
    fingerprint: str
    trials: Sequence[Trial]


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run that has ended: `sheet` is where the sheet is, `version` that of sheet2eval."""

    id: str
    sheet: str
    version: str
    started: datetime
    ended: datetime
    cases: Sequence[Case]
    targets: Sequence[TargetRecord]


def record_path(folder: Path, run_id: str) -> Path:
    return folder / f"{run_id}.json"


def write_record(folder: Path, record: RunRecord) -> Path:
    """Write the record into the folder of records, whole or not at all, and prune those of `KEPT_DAYS` ago.

    Raises SetupError where it cannot be written.
    """
    path = record_path(folder, record.id)
    try:
        with beside(path) as unfinished:
            # a half of a surrogate pair is no UTF-8; its backslash form is JSON's own
            with unfinished.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
                file.writelines(_lines(record))
            unfinished.replace(path)
        settle_folder(folder)
        _prune(folder, record.ended - timedelta(days=KEPT_DAYS))
    except OSError as fault:
        raise SetupError(
            f"{path} cannot be written ({fault.strerror or fault}): free some space or get write access, "
            f"or set {HOME} to another folder"
        ) from fault
    return path


def _lines(record: RunRecord) -> Iterator[str]:
    """The file's lines: one a case, a target and a trial, so that no run is too large to be written or searched."""
    head = {
        "format": FORMAT,
        "run": record.id,
        "sheet": record.sheet,
        "version": record.version,
        "started_at": record.started.isoformat(),
        "ended_at": record.ended.isoformat(),
    }
    yield _json(head).removesuffix("}")
    yield from _list("cases", (_case_object(case) for case in record.cases))
    yield from _list("targets", (_target_object(target) for target in record.targets))
    yield from _list("trials", (_trial_object(trial) for target in record.targets for trial in target.trials))
    yield "}\n"


def _list(name: str, items: Iterator[dict[str, object]]) -> Iterator[str]:
    yield f',\n"{name}": ['
    for number, item in enumerate(items):
        yield f"{',' if number else ''}\n{_json(item)}"
    yield "]"


def _case_object(case: Case) -> dict[str, object]:
    messages = [{"role": message.role, "content": message.content} for message in case.messages]
    return {"id": case.id, "messages": messages, "fingerprint": case.fingerprint}


def _target_object(target: TargetRecord) -> dict[str, object]:
    return {"target": target.target, "judge": target.judge or None, "fingerprint": target.fingerprint}


def _trial_object(trial: Trial) -> dict[str, object]:
    return {
        "id": trial.case_id,
        "target": trial.target,
        "trial": trial.number,
        "response": response_object(trial.response),
        "judge_cost_usd": trial.judge_cost_usd,
        "findings": [_finding_object(finding) for finding in trial.findings],
    }


def _finding_object(finding: Finding) -> dict[str, object]:
    return {
        "check": finding.check,
        "kind": finding.kind,
        "verdict": finding.verdict,
        "reason": finding.reason,
        "where": str(finding.where),
        "weight": finding.weight,
        "grade": finding.grade and asdict(finding.grade),
        "disputed": finding.disputed,
        "unproven": finding.unproven,
    }


def _json(value: object) -> str:
    """As strict JSON: NaN and infinities, which it cannot hold, become texts."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except ValueError:
        in_words = json.loads(json.dumps(value), parse_constant=str)
        return json.dumps(in_words, ensure_ascii=False)


def _prune(folder: Path, before: datetime) -> None:
    for path in folder.glob("*.json"):
        if path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
