"""What all books that are files have in common: how they are read, looked at and replaced.

A new file is written beside the old one and moved over it; whatever fails before that leaves the old one as
it was and no other file behind.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sheet2eval.errors import BookError

MIB = 1 << 20
MAX_FILE = 1024 * MIB


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
    descriptor, name = tempfile.mkstemp(prefix=".sheet2eval-", suffix=target.suffix, dir=target.parent)
    os.close(descriptor)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


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
