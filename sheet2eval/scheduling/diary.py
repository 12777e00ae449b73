"""What is remembered of a scheduled sheet between starts: a small JSON file for each, in the state folder."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sheet2eval.digest import digest
from sheet2eval.errors import SetupError
from sheet2eval.state import HOME, state_folder

_ROOM = "schedule"


@dataclass(frozen=True, slots=True)
class Entry:
    """A sheet by its identity, its timetable in words, and the last time that it was synced to the end.

    `last` is when that began, `exit_code` how it ended; None where it has not happened yet. `due` is when the
    sheet is due next.
    """

    identity: str
    timetable: str
    due: datetime
    last: datetime | None = None
    exit_code: int | None = None


def remember(entry: Entry) -> None:
    """Durable at the return. Raises SetupError where the state folder cannot be written to."""
    place = place_of(entry.identity)
    text = json.dumps(asdict(entry), default=datetime.isoformat)
    new = place.with_suffix(f".{os.getpid()}")
    try:
        with new.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(place)
    except OSError as fault:
        raise SetupError(
            f"{place} cannot be written ({fault.strerror}): free some space, or set {HOME} to another folder"
        ) from fault


def recall(identity: str) -> Entry | None:
    """What is remembered of a sheet; None where nothing is, or nothing that can be read."""
    return _read(place_of(identity))


def entries() -> tuple[Entry, ...]:
    """Every sheet that was ever scheduled on this machine."""
    found = (_read(place) for place in state_folder(_ROOM).glob("*.json"))
    return tuple(sorted((entry for entry in found if entry), key=lambda entry: entry.identity))


def place_of(identity: str) -> Path:
    return state_folder(_ROOM) / f"{digest(identity)}.json"


def _read(place: Path) -> Entry | None:
    try:
        return _entry(json.loads(place.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):  # somebody's edit, or a disk that lost it: begin anew
        return None


def _entry(told: Mapping[str, str | int | None]) -> Entry:
    last, code = told["last"], told["exit_code"]
    return Entry(
        str(told["identity"]),
        str(told["timetable"]),
        _moment(told["due"]),
        None if last is None else _moment(last),
        None if code is None else int(code),
    )


def _moment(told: object) -> datetime:
    moment = datetime.fromisoformat(str(told))
    if moment.tzinfo is None:
        raise ValueError(told)
    return moment
