"""A new workbook put into the place of the old one at once, or not at all.

The new file is written beside the old one, checked, and moved over it; whatever fails before that leaves the
old file as it was and no other file behind.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile, ZipInfo

from sheet2eval.books.xlsx.package import Package
from sheet2eval.books.xlsx.rezip import Changes, packed, rezip
from sheet2eval.errors import BookError


class SavedMeanwhileError(Exception):
    """Somebody saved the source after it was read: read it again."""


def save(package: Package, changes: Changes, target: Path) -> None:
    """Write the package with the changes to `target`, atomically.

    Raises SavedMeanwhileError, BookError where the file system refuses, RuntimeError where the result would
    not be sound (a bug of ours); nothing is replaced then.
    """
    source, target = package.path.resolve(), target.resolve()
    try:
        like = (target if target.exists() else source).stat()
        with _beside(target) as temporary:
            _fill(temporary, package, changes)
            _take_after(temporary, like)
            verify(package, changes, temporary)
            if digest(source) != package.digest:
                raise SavedMeanwhileError
            temporary.replace(target)
        _settle_folder(target.parent)
    except OSError as fault:
        raise BookError(
            f"{target} cannot be written ({fault.strerror or fault}): free some space or get write access, "
            "or choose another place with --out"
        ) from fault


def digest(path: Path) -> str:
    """As `Package.digest`."""
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


def verify(package: Package, changes: Changes, result: Path) -> None:
    """Raises RuntimeError unless all parts but ours are what they were, and ours can be read."""
    try:
        with ZipFile(result) as archive:
            was = {info.filename: info for info in package.infos() if info.filename not in changes}
            now = {info.filename: info for info in archive.infolist()}
            if now.keys() != was.keys() | {name for name, content in changes.items() if content}:
                raise RuntimeError("the new workbook would not hold the same parts")
            for name, info in was.items():
                _check_same(package.file, info, archive, now[name])
            for name in now.keys() & changes.keys():
                with archive.open(name) as part:
                    ParserCreate().ParseFile(part)
    except (BadZipFile, ExpatError, EOFError) as fault:
        raise RuntimeError(f"the new workbook would not be sound: {fault}") from fault


def _check_same(source: IO[bytes], was: ZipInfo, archive: ZipFile, now: ZipInfo) -> None:
    facts = ((info.CRC, info.file_size, info.compress_size, info.compress_type) for info in (was, now))
    if archive.fp is None or len(set(facts)) > 1:
        raise RuntimeError(f"the part {was.filename!r} would not be what it was")
    archive.open(now).close()  # checks the member's own header against the directory
    if any(old != new for old, new in zip(packed(source, was), packed(archive.fp, now), strict=True)):
        raise RuntimeError(f"the part {was.filename!r} would not be what it was")


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A new file in the folder of the target, gone at the end unless it was moved away."""
    descriptor, name = tempfile.mkstemp(prefix=".sheet2eval-", suffix=target.suffix, dir=target.parent)
    os.close(descriptor)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _fill(temporary: Path, package: Package, changes: Changes) -> None:
    with temporary.open("w+b") as file:
        rezip(package, changes, file)
        file.flush()
        os.fsync(file.fileno())


def _take_after(temporary: Path, like: os.stat_result) -> None:
    """The mode and, where that is allowed, the owner of the file that is replaced."""
    if os.name == "posix":
        with suppress(PermissionError):
            os.chown(temporary, like.st_uid, like.st_gid)
    temporary.chmod(stat.S_IMODE(like.st_mode))


def _settle_folder(folder: Path) -> None:
    """Only POSIX can sync a folder, and only there a rename needs it."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
