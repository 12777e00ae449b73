"""Which files make up a sheet: those of a folder, or one file and the results beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from sheet2eval.books.csv.marks import MARKS
from sheet2eval.contract import EVAL_TAB
from sheet2eval.errors import BookError

SUFFIXES = frozenset({".csv", ".tsv"})


class Place(Protocol):
    """A sheet of such files, where it is or where a copy of it shall be."""

    @property
    def path(self) -> Path:
        """What a person names: the folder or the file."""

    @property
    def folder(self) -> Path:
        """Where the results are written."""

    @property
    def scored(self) -> Self:
        """The copy beside it, for results that somebody has open."""

    def at(self, path: Path) -> Self:
        """A sheet of the same kind at another path. Raises BookError where it cannot be of this kind."""

    def files(self) -> Mapping[Path, str]:
        """The files that are there, each with the name of its tab. Raises BookError."""

    def own_file(self, tab: str) -> Path:
        """The file of a tab of the tool's own."""

    def copy_of(self, file: Path) -> Path:
        """Where the copy of a person's file stands in this sheet."""


@dataclass(frozen=True, slots=True)
class FolderPlace:
    """A tab a file, in the order of their names; hidden files and the results of single files are none."""

    path: Path

    @property
    def folder(self) -> Path:
        return self.path

    @property
    def scored(self) -> Self:
        path = self.path.resolve()
        return self.at(path.with_name(f"{path.name}.scored"))

    def at(self, path: Path) -> Self:
        if path.suffix.casefold() in SUFFIXES or (path.exists() and not path.is_dir()):
            raise BookError(f"{path} must be a folder like {self.path}: change the name in --out")
        return type(self)(path)

    def files(self) -> Mapping[Path, str]:
        if not self.path.exists():
            return {}
        found = sorted(file for file in _files_in(self.path) if f".{EVAL_TAB}" not in file.stem)
        return {file: file.stem for file in found}

    def own_file(self, tab: str) -> Path:
        return self.path / f"{tab}.csv"

    def copy_of(self, file: Path) -> Path:
        return self.path / file.name


@dataclass(frozen=True, slots=True)
class SinglePlace:
    """One file, and beside it `NAME.eval-….csv`."""

    path: Path

    @property
    def folder(self) -> Path:
        return self.path.parent

    @property
    def scored(self) -> Self:
        return self.at(self.path.with_name(f"{self.path.stem}.scored{self.path.suffix}"))

    def at(self, path: Path) -> Self:
        if path.suffix.casefold() != self.path.suffix.casefold():
            raise BookError(
                f"{path} must end in {self.path.suffix} like {self.path}: change the name in --out"
            )
        return type(self)(path)

    def files(self) -> Mapping[Path, str]:
        if not self.path.exists():
            return {}
        start = f"{self.path.stem}."
        names = {file: file.stem.removeprefix(start) for file in sorted(_files_in(self.folder))}
        own = {file: tab for file, tab in names.items() if _is_own(tab) and file == self.own_file(tab)}
        return {self.path: self.path.stem, **own}

    def own_file(self, tab: str) -> Path:
        return self.path.with_name(f"{self.path.stem}.{tab}{self.path.suffix}")

    def copy_of(self, file: Path) -> Path:  # noqa: ARG002 - there is but one
        return self.path


def place(path: Path) -> Place:
    """The sheet at a path. Raises BookError where it is a file of results."""
    if path.is_dir():
        return FolderPlace(path)
    if path.stem.rpartition(".")[2] in MARKS:
        raise BookError(f"{path} holds results, not a sheet: name the file or the folder that was graded")
    return SinglePlace(path)


def results(place: Place) -> Mapping[Path, str]:
    """The files with names of the tool's own."""
    return {file: tab for file, tab in place.files().items() if _is_own(tab) and file != place.path}


def _is_own(tab: str) -> bool:
    return tab.startswith(EVAL_TAB)


def _files_in(folder: Path) -> Iterator[Path]:
    try:
        for file in folder.iterdir():
            shown = not file.name.startswith((".", "~$"))
            if shown and file.suffix.casefold() in SUFFIXES and not file.is_dir():
                yield file
    except OSError as fault:
        raise BookError(f"{folder} cannot be read ({fault.strerror}): check its permissions") from fault
