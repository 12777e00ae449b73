"""What outlives runs: the journal, and the record of each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sheet2eval.running.journal import Journal
from sheet2eval.state import state_folder


@dataclass(frozen=True, slots=True)
class Archive:
    """`records` is the folder that holds one file a run."""

    journal: Journal
    records: Path


@contextmanager
def open_archive() -> Iterator[Archive]:
    """The archive in the state folder. Raises SetupError where it cannot be used: one line with what to do."""
    journal = Journal(state_folder())
    try:
        yield Archive(journal, state_folder("records"))
    finally:
        journal.close()
