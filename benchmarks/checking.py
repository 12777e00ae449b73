"""What it costs to compile a sheet, to test its checks on its own examples, and to grade recorded answers.

Prints tables; every ratio is against python-calamine (Rust) reading the same file in the same run. What each kind
of check takes on a page of text is in `pages`.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.measure import cost, table
from benchmarks.pages import checks_on_pages
from benchmarks.sheets import prose, write_sheet

SIZES = (1_000, 10_000, 100_000)
NOW = datetime(2025, 4, 10, 9, tzinfo=UTC)
CHECKS = "contains: 7:00 PM\nnot contains: sorry, {}\nwords: <= 250"


def calamine(path: Path) -> Callable[[], object]:
    from python_calamine import CalamineWorkbook

    def work() -> object:
        book = CalamineWorkbook.from_path(path)
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]

    return work


def reading(path: Path) -> Callable[[], object]:
    from sheet2eval.books.opening import open_book

    return open_book(str(path)).read


def validating(path: Path) -> Callable[[], object]:
    """Compiling and self-testing what was read before."""
    from sheet2eval.books.opening import open_book
    from sheet2eval.reading.compile import compile_tables
    from sheet2eval.reading.selftest import self_test

    tables = open_book(str(path)).read()
    return lambda: list(self_test(compile_tables(tables, NOW).suite.cases))


def grading(responses: int) -> Callable[[], object]:
    """Three text checks on each of so many recorded answers of 200 words."""
    from sheet2eval.books.book import Row, Table
    from sheet2eval.config import Config
    from sheet2eval.grading.grade import grade
    from sheet2eval.reading.compile import compile_tables
    from sheet2eval.running.asking import Conduct, Grader
    from sheet2eval.running.kept import Unkept
    from sheet2eval.running.opening import open_target
    from sheet2eval.running.pacing import Pacer
    from sheet2eval.running.runner import Work, run_trials

    pick = Random(1)
    header = Row(1, ("id", "input", "current behavior", "check"))
    rows = (
        Row(
            number + 1,
            (f"case-{number}", "Remind me", f"{prose(195, pick)}: 7:00 PM, {number}.", CHECKS.format(number)),
        )
        for number in range(1, responses + 1)
    )
    cases = compile_tables((Table("cases", (header, *rows)),), NOW).suite.cases
    target = open_target("recorded", Config(None, Path()))

    def work() -> object:
        conduct = Conduct(Unkept(NOW, "benchmark"), Grader(partial(grade, judge=None)))
        trials = run_trials(Work(target, cases, 1), Pacer(target.pace), conduct, lambda _: None)
        return len(asyncio.run(trials))

    return work


def main(sizes: tuple[int, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        print(table(*_validating(sizes, Path(folder))), end="\n\n")
    print(table(*_grading(sizes)), end="\n\n")
    print(table(*checks_on_pages()))


def _validating(sizes: tuple[int, ...], folder: Path) -> tuple[list[str], list[list[object]]]:
    header = ["rows", "calamine, s", "read, s", "compile and self-test, s", "ratio", "µs a row", "peak, MB"]
    rows: list[list[object]] = []
    for size in sizes:
        path = folder / f"{size}.xlsx"
        write_sheet(path, size)
        base, read, validated = (cost(one, path, best_of=3) for one in (calamine, reading, validating))
        rows.append(
            [
                f"{size:,}",
                f"{base.cpu_s:.2f}",
                f"{read.cpu_s:.2f}",
                f"{validated.cpu_s:.2f}",
                f"{validated.cpu_s / base.cpu_s:.1f}",
                f"{validated.cpu_s / size * 1e6:.0f}",
                f"{validated.peak_mb:.0f}",
            ]
        )
    return header, rows


def _grading(sizes: tuple[int, ...]) -> tuple[list[str], list[list[object]]]:
    header = ["responses", "graded, s", "µs a response", "peak, MB"]
    costs = [(size, cost(grading, size)) for size in sizes]
    return header, [
        [f"{size:,}", f"{one.cpu_s:.2f}", f"{one.cpu_s / size * 1e6:.0f}", f"{one.peak_mb:.0f}"]
        for size, one in costs
    ]


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
