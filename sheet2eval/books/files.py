"""What all books that are files have in common: how they are read, looked at and replaced.

A new file is written beside the old one and moved over it; whatever fails before that leaves the old one as
it was and no other file behind.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sheet2eval.errors import BookError

MIB = 1 << 20
MAX_FILE = 1024 * MIB


_PREFIX = ".sheet2eval-"
_TEMPORARY = re.compile(re.escape(_PREFIX) + r"[a-z0-9_]{8}\.\w{1,9}")


class SavedMeanwhileError(Exception):
    """Somebody saved the source after it was read: read it again."""


def load(path: Path, wanted: str) -> bytes:
    """The bytes of a file; `wanted` says which kind a person should name instead (".xlsx file").

    Raises BookError where there is none or it cannot be read.
    """
    try:
        if path.is_dir():
            raise BookError(f"{path} is a folder: name the {wanted} in it")
        if path.exists() and not path.is_file():
            raise BookError(f"{path} is no file but a device or a pipe: name the {wanted}")
        if path.stat().st_size > MAX_FILE:
            raise BookError(f"{path} is larger than {MAX_FILE // MIB} MiB: split it, or take out pictures")
        return path.read_bytes()
    except FileNotFoundError as fault:
        raise BookError(f"{path} does not exist: check the name and the folder") from fault
    except (OSError, ValueError) as fault:  # ValueError: a null byte in the name
        reason = getattr(fault, "strerror", None) or str(fault)
        raise BookError(f"{path} cannot be read ({reason}): check its permissions") from fault


def identity(path: Path) -> str:
    """The same for every path that leads to a file or folder."""
    return os.path.normcase(path.resolve())


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_open_elsewhere(path: Path) -> bool:
    """Whether Excel (`~$NAME`) or LibreOffice (`.~lock.NAME#`) says that it has the file open."""
    places = {path, path.resolve()}
    return any(
        place.with_name(note).exists()
        for place in places
        for note in (f"~${place.name}", f".~lock.{place.name}#")
    )


def check_place(target: Path) -> None:
    """Raises BookError where the file could not be written or replaced."""
    folder = target.resolve().parent
    if not folder.is_dir():
        raise BookError(f"the folder {folder} does not exist: create it, or choose another --out")
    if target.is_dir():
        raise BookError(f"{target} is a folder: give a file name in --out")
    for place in (folder, target):
        if place.exists() and not os.access(place, os.W_OK):
            raise BookError(f"{place} is read-only: get write access, or choose another place with --out")


def cannot_write(target: Path, fault: OSError) -> BookError:
    """What to say where the file system refuses."""
    return BookError(
        f"{target} cannot be written ({fault.strerror or fault}): free some space or get write access, "
        "or choose another place with --out"
    )


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A new file in the folder of the target, gone at the end unless it was moved away."""
    descriptor, path = _new_file(target)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
        if descriptor is not None:
            os.close(descriptor)


def take_after(temporary: Path, like: os.stat_result) -> None:
    """The mode and, where that is allowed, the owner of the file that is replaced."""
    if os.name == "posix":
        with suppress(PermissionError):
            os.chown(temporary, like.st_uid, like.st_gid)
    temporary.chmod(stat.S_IMODE(like.st_mode))


def settle_folder(folder: Path) -> None:
    """Only POSIX can sync a folder, and only there a rename needs it."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _temporary(target: Path) -> tuple[int, str]:
    return tempfile.mkstemp(prefix=_PREFIX, suffix=target.suffix, dir=target.parent)


if sys.platform == "win32":

    def clear_dead(_folder: Path) -> None:
        """A file that is held open cannot be moved here, so nothing tells the dead ones from the others."""

    def _new_file(target: Path) -> tuple[int | None, Path]:
        descriptor, name = _temporary(target)
        os.close(descriptor)
        return None, Path(name)

else:
    import fcntl

    def clear_dead(folder: Path) -> None:
        """Remove the files that writers left in the folder when they were killed: a living one holds a lock."""
        with suppress(OSError):
            for path in folder.iterdir():
                if _TEMPORARY.fullmatch(path.name):
                    _remove_if_dead(path)

    def _remove_if_dead(path: Path) -> None:
        with suppress(OSError):
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
            finally:
                os.close(descriptor)

    def _new_file(target: Path) -> tuple[int | None, Path]:
        """With what holds its lock."""
        while True:
            descriptor, name = _temporary(target)
            with suppress(OSError):  # not every file system has locks; without them nobody takes it for dead
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.fstat(descriptor).st_nlink:
                return descriptor, Path(name)
            os.close(descriptor)  # somebody took it for dead before it had its lock
