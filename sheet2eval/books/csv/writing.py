"""Files written and put into place together: all of them, or none."""

from __future__ import annotations

import csv
import math
import os
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from sheet2eval.books.book import OwnTab, Value
from sheet2eval.books.csv.guard import guarded
from sheet2eval.books.files import beside, clear_dead, settle_folder, take_after
from sheet2eval.errors import BookError

ENCODING = "utf-8-sig"

Fill = Callable[[IO[bytes]], None]
"""Writes the content of a file."""


def write_tab(tab: OwnTab, separator: str, file: IO[bytes]) -> None:
    """The rows of the tab as texts and plain figures: separated values know no looks and no links."""
    text = TextIOWrapper(file, ENCODING, "replace", newline="")  # lone surrogates have no encoding
    writer = csv.writer(text, delimiter=separator)
    writer.writerows([_shown(cell.value) for cell in row] for row in tab.rows)
    text.detach()


def replace_together(fills: Mapping[Path, Fill], like: Path, check: Callable[[], None]) -> None:
    """Put files into one folder, in the place of those that bear their names.

    All are written to the disk before the first is moved to its place, and `check` is called in between: what
    it raises, or an OSError, leaves everything as it was. A file that is new takes after `like`. Raises BookError
    where some were moved and cannot be put back.
    """
    with ExitStack() as stack:
        staged: dict[Path, Path] = {}
        for target in map(Path.resolve, fills):
            stack.enter_context(_folder(target.parent))
            clear_dead(target.parent)
            staged[target] = stack.enter_context(beside(target))
        for fill, (target, temporary) in zip(fills.values(), staged.items(), strict=True):
            _write(fill, temporary)
            _take_after(temporary, target, like)
        former = {target: _copy(target, stack) for target in staged if target.exists()}
        check()
        _move_together(staged, former)
    for folder in {target.parent for target in staged}:
        settle_folder(folder)


@contextmanager
def _folder(folder: Path) -> Iterator[None]:
    """The folder is there; one that had to be made is gone again where what follows fails."""
    made = not folder.exists()
    folder.mkdir(exist_ok=True)
    try:
        yield
    except BaseException:
        if made:
            folder.rmdir()
        raise


def _write(fill: Fill, temporary: Path) -> None:
    with temporary.open("wb") as file:
        fill(file)
        file.flush()
        os.fsync(file.fileno())


def _copy(file: Path, stack: ExitStack) -> Path:
    copy = stack.enter_context(beside(file))
    shutil.copyfile(file, copy)
    take_after(copy, file.stat())
    return copy


def _move_together(staged: Mapping[Path, Path], former: Mapping[Path, Path]) -> None:
    """Move each new file to its target; where one cannot be moved, those before it are put back."""
    try:
        for target, temporary in staged.items():
            temporary.replace(target)
    except BaseException as fault:
        moved = [target for target, temporary in staged.items() if not temporary.exists()]
        stuck = [target for target in moved if not _put_back(target, former.get(target))]
        if stuck:
            names = ", ".join(target.name for target in stuck)
            raise BookError(
                f"{stuck[0].parent}: only some of the results could be written ({fault}), and {names} "
                "could not be put back: get write access to the folder, and run again"
            ) from fault
        raise


def _put_back(target: Path, former: Path | None) -> bool:
    try:
        if former:
            former.replace(target)
        else:
            target.unlink()
    except OSError:
        return False
    return True


def _take_after(temporary: Path, target: Path, like: Path) -> None:
    """A new file can be written again, also where the person's own is read-only."""
    new = not target.exists()
    take_after(temporary, (like if new else target).stat())
    if new:
        temporary.chmod(temporary.stat().st_mode | stat.S_IWUSR)


def _shown(value: Value) -> str:
    if isinstance(value, str):
        return guarded(value)
    return f"{value:.10g}" if value is not None and math.isfinite(value) else ""
