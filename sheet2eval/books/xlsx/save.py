"""A new workbook put into the place of the old one at once, or not at all.

The new file is written beside the old one, checked, and moved over it; whatever fails before that leaves the
old file as it was and no other file behind.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO
from xml.parsers.expat import XMLParserType
from zipfile import BadZipFile, ZipFile, ZipInfo

from sheet2eval.books.files import (
    SavedMeanwhileError,
    beside,
    cannot_write,
    clear_dead,
    digest,
    settle_folder,
    take_after,
)
from sheet2eval.books.xlsx import scan
from sheet2eval.books.xlsx.hollow import removed
from sheet2eval.books.xlsx.package import Package
from sheet2eval.books.xlsx.rezip import Changes, packed, rezip

IN_MEMORY = 16 << 20  # bytes; most workbooks need no file on their way


def save(package: Package, changes: Changes, target: Path) -> None:
    """Write the package with the changes to `target`, atomically.

    Raises SavedMeanwhileError, BookError where the file system refuses, RuntimeError where the result would
    not be sound (a bug of ours); nothing is replaced then.
    """
    source, target = package.path.resolve(), target.resolve()
    try:
        like = (target if target.exists() else source).stat()
        clear_dead(target.parent)
        with beside(target) as temporary:
            _fill(temporary, package, changes)
            take_after(temporary, like)
            verify(package, changes, temporary)
            if digest(source) != package.digest:
                raise SavedMeanwhileError
            temporary.replace(target)
        settle_folder(target.parent)
    except OSError as fault:
        raise cannot_write(target, fault) from fault


@contextmanager
def scratch(target: Path) -> Iterator[IO[bytes]]:
    """A file for what is on its way to `target`: without a name, on the same disk if it does not stay small.

    Raises BookError where the file system refuses.
    """
    try:
        with SpooledTemporaryFile(IN_MEMORY, dir=str(target.resolve().parent)) as file:
            yield file
    except OSError as fault:
        raise cannot_write(target, fault) from fault


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
                    scan.parse(scan.chunks_of(part), _look_away, removed)
    except (BadZipFile, scan.XmlError, EOFError) as fault:
        raise RuntimeError(f"the new workbook would not be sound: {fault}") from fault


def _look_away(_parser: XMLParserType) -> None:
    """That a part can be parsed is all that counts."""


def _check_same(source: IO[bytes], was: ZipInfo, archive: ZipFile, now: ZipInfo) -> None:
    facts = ((info.CRC, info.file_size, info.compress_size, info.compress_type) for info in (was, now))
    if archive.fp is None or len(set(facts)) > 1:
        raise RuntimeError(f"the part {was.filename!r} would not be what it was")
    archive.open(now).close()  # checks the member's own header against the directory
    if any(old != new for old, new in zip(packed(source, was), packed(archive.fp, now), strict=True)):
        raise RuntimeError(f"the part {was.filename!r} would not be what it was")


def _fill(temporary: Path, package: Package, changes: Changes) -> None:
    with temporary.open("w+b") as file:
        rezip(package, changes, file)
        file.flush()
        os.fsync(file.fileno())
