"""What it costs to read a workbook and to write scores into it.

Prints tables. Reading is compared with python-calamine (Rust), writing with packing the same parts anew at the
same compression; both in the same run.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

from benchmarks.measure import Cost, cost, table
from benchmarks.sheets import prose
from sheet2eval.books.book import Look, OutCell, OwnColumns, OwnTab, Updates
from sheet2eval.books.xlsx.rezip import LEVEL
from sheet2eval.types import CellRef

SIZES = (1_000, 10_000, 100_000)
HEADER = ("id", "input", "current behavior", "ideal behavior", "why", "tags", "now", "notes")
LENGTH = 200  # characters of a text
VARIETY = 1_000  # rows that differ; more than a packer looks back


class Rows(Sequence[Sequence[OutCell]]):
    """As many rows as are wanted, in the room of a few."""

    def __init__(self, header: Sequence[OutCell], some: Sequence[Sequence[OutCell]], count: int) -> None:
        self._header, self._some, self._count = header, some, count

    def __len__(self) -> int:
        return 1 + self._count

    def __getitem__(self, at):
        if at >= len(self):
            raise IndexError(at)
        return self._some[at % len(self._some)] if at else self._header


def calamine(path: Path) -> Callable[[], object]:
    from python_calamine import CalamineWorkbook

    return lambda: CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def reading(path: Path) -> Callable[[], object]:
    from sheet2eval.books.xlsx.book import XlsxBook

    return XlsxBook(path).read


def writing(path: Path, rows: int, out: Path) -> Callable[[], object]:
    """The `eval:` columns and eval-scores, where the sheet has been read and the scores are known."""
    from sheet2eval.books.xlsx.graft import Former, changed_members
    from sheet2eval.books.xlsx.package import Package
    from sheet2eval.books.xlsx.rezip import deflate
    from sheet2eval.books.xlsx.save import save, scratch

    updates = _updates(rows)

    def work() -> None:
        with Package.open(path) as package, scratch(out) as file:
            pack = partial(deflate, file=file)
            save(package, changed_members(package, updates, Former(HEADER), pack), out)

    return work


def packing(path: Path, out: Path) -> Callable[[], object]:
    """Every part of a workbook unpacked and packed again."""

    def work() -> None:
        with ZipFile(path) as old, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=LEVEL) as new:
            for name in old.namelist():
                new.writestr(name, old.read(name))

    return work


made = partial(cost, partial)
"""Has a file made in a process of its own: its memory would count in those that this one starts."""


def write_texts(path: Path, rows: int) -> None:
    """Eight columns, all but the ids of 200 characters, in the table of shared strings."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("input")
        for number, texts in enumerate(_texts(rows)):
            sheet.write_row(number, 0, texts)


def write_texts_in_cells(path: Path, rows: int) -> None:
    """The same texts in the cells themselves, as openpyxl writes them."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("input")
    for texts in _texts(rows):
        sheet.append(texts)
    book.save(path)


MAKERS = {"shared": write_texts, "in the cells": write_texts_in_cells}
"""By where the texts stand."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What it costs to read and to write a sheet of so many rows, and what it is compared with."""

    rows: int
    texts: str
    calamine: Cost
    read: Cost
    write: Cost
    pack: Cost


def write_far_corner(path: Path) -> None:
    """One cell beside a few, in the last corner of the sheet."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("input")
        sheet.write_row(0, 0, HEADER)
        sheet.write(1_048_575, 16_383, "stray")


def write_empty_rows(path: Path) -> None:
    """A million rows with a format and nothing in them."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet, bold = book.add_worksheet("input"), book.add_format({"bold": True})
        sheet.write_row(0, 0, HEADER)
        for row in range(1, 1_048_576):
            sheet.set_row(row, 20, bold)


def main(sizes: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measured = [_measured(folder, place, size) for place in MAKERS for size in sizes]
        print(table(*_reading(measured)), end="\n\n")
        print(table(*_writing(measured)), end="\n\n")
        print(table(*_odd(folder)))


def _measured(folder: Path, place: str, size: int) -> Measured:
    path, out, again = (folder / f"{name}.xlsx" for name in ("sheet", "out", "again"))
    made(MAKERS[place], path, size)
    return Measured(
        size,
        place,
        calamine=cost(calamine, path, best_of=3),
        read=cost(reading, path, best_of=3),
        write=cost(writing, path, size, out, best_of=3),
        pack=cost(packing, out, again, best_of=3),
    )


def _reading(measured: Sequence[Measured]) -> tuple[list[str], list[list[object]]]:
    header = ["rows", "texts", "calamine, s", "read, s", "ratio", "of CPU", "µs a row", "peak, MB"]
    return header, [_compared(sheet, sheet.calamine, sheet.read) for sheet in measured]


def _writing(measured: Sequence[Measured]) -> tuple[list[str], list[list[object]]]:
    header = ["rows", "texts", "packing, s", "write, s", "ratio", "of CPU", "µs a row", "peak, MB"]
    return header, [_compared(sheet, sheet.pack, sheet.write) for sheet in measured]


def _compared(sheet: Measured, base: Cost, ours: Cost) -> list[object]:
    return [
        f"{sheet.rows:,}",
        sheet.texts,
        f"{base.wall_s:.2f}",
        f"{ours.wall_s:.2f}",
        f"{ours.wall_s / base.wall_s:.1f}",
        f"{ours.cpu_s / base.cpu_s:.1f}",
        f"{ours.wall_s / sheet.rows * 1e6:.0f}",
        f"{ours.peak_mb:.0f}",
    ]


def _odd(folder: Path) -> tuple[list[str], list[list[object]]]:
    rows: list[list[object]] = []
    for name, make in (
        ("a stray cell at XFD1048576", write_far_corner),
        ("a million empty rows", write_empty_rows),
    ):
        path = folder / "odd.xlsx"
        made(make, path)
        read, wrote = cost(reading, path), cost(writing, path, 1, folder / "odd-out.xlsx")
        rows.append(
            [name, f"{read.wall_s:.2f}", f"{wrote.wall_s:.2f}", f"{max(read.peak_mb, wrote.peak_mb):.0f}"]
        )
    return ["sheet", "read, s", "write, s", "peak, MB"], rows


def _updates(rows: int) -> Updates:
    from sheet2eval.writing.columns import OWN_COLUMNS
    from sheet2eval.writing.scores import scores_tab

    pick = Random(rows)
    reasons = [_text(pick) for _ in range(VARIETY)]
    cells = {
        row: (OutCell("pass", Look.GOOD), OutCell(0.5, Look.SCORE), OutCell(reasons[row % VARIETY]))
        for row in range(2, rows + 2)
    }
    empty = scores_tab(())
    some = [_score(empty, pick) for _ in range(VARIETY)]
    tab = OwnTab(
        empty.name, empty.columns, Rows(empty.rows[0], some, rows), empty.header_row, empty.frozen_columns
    )
    return Updates(OwnColumns("input", 1, OWN_COLUMNS, cells), (tab,))


def _score(tab: OwnTab, pick: Random) -> Sequence[OutCell]:
    """A row with texts where people read, figures where they count, and a link."""
    texts = {"input", "response", "ideal", "why"}
    cells = [
        OutCell(_text(pick))
        if column.header in texts
        else OutCell(pick.random(), Look.SCORE)
        if column.figures
        else OutCell("recorded")
        for column in tab.columns
    ]
    return (OutCell(f"case-{pick.random()}", Look.ID, CellRef("input", 2, 1)), *cells[1:])


def _texts(rows: int) -> Iterator[Sequence[str]]:
    """The header, and below it ids and texts."""
    pick = Random(rows)
    yield HEADER
    for number in range(1, rows + 1):
        yield [f"case-{number}", *(_text(pick) for _ in HEADER[1:])]


def _text(pick: Random) -> str:
    return prose(40, pick)[:LENGTH]


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
