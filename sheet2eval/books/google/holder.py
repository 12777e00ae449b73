"""The name under which a process holds the lock of a document, by which others on its machine see whether it lives."""

from __future__ import annotations

import os
import platform
import re
import secrets
import sys
from pathlib import Path

from sheet2eval.books.google.structure import MARK
from sheet2eval.digest import digest

_PROCESSES = Path("/proc/self/ns/pid")  # in a container process numbers are its own, on Linux
_NAME = re.compile(rf"{MARK}-run-([0-9a-f]+)-(\d{{1,9}})-[0-9a-f]+", re.ASCII)


def own_name() -> str:
    """A name that nobody else bears, and that says nothing of the machine to others."""
    return f"{MARK}-run-{_machine()}-{os.getpid()}-{secrets.token_hex(8)}"


def has_died(name: str) -> bool:
    """Whether the process of that name ran on this machine, and is gone; no where that cannot be told."""
    told = _NAME.fullmatch(name)
    if told is None or told[1] != _machine() or sys.platform == "win32":  # where to ask is to end it
        return False
    try:
        os.kill(int(told[2]), 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # somebody else's, so it lives
        return False
    return False


def _machine() -> str:
    """Alike for all who count their processes together."""
    try:
        together = str(_PROCESSES.readlink())
    except OSError:
        together = ""
    return digest(platform.node(), together)
