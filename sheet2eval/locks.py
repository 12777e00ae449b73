"""One at a time: who works on a sheet on this machine keeps the others waiting.

The lock is the operating system's, so it ends with its holder, however that ends. It is on a file in the state
folder: nothing appears beside the person's sheet.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sheet2eval.digest import digest
from sheet2eval.errors import SetupError
from sheet2eval.state import HOME, state_folder

BETWEEN_TRIES = 0.1  # seconds


@contextmanager
def alone_with(identity: str, wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of a sheet, by its book's identity; `wait` is told once where somebody else has it.

    Raises SetupError where the state folder cannot be written to.
    """
    descriptor = _open(state_folder("locks") / f"{digest(identity)}.lock")
    try:
        if not _taken(descriptor):
            wait()
            while not _taken(descriptor):
                time.sleep(BETWEEN_TRIES)
        yield
    finally:
        os.close(descriptor)  # which ends the lock


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as fault:
        raise SetupError(
            f"{path} cannot be written ({fault.strerror}): get write access, or set {HOME} to another folder"
        ) from fault


if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:  # it says no more than that it has failed
            return False
        return True

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
