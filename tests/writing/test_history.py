from __future__ import annotations

import openpyxl
import pytest

from sheet2eval.books.book import Updates
from sheet2eval.books.memory import MemoryBook
from sheet2eval.books.xlsx.book import XlsxBook
from sheet2eval.scoring.results import Rate
from sheet2eval.types import Verdict
from sheet2eval.writing.history import history_tab
from tests.writing.made_up import LIMIT, result, run, summary, table

COLUMNS = [
    "run",
    "started at",
    "target",
    "judge",
    "cases",
    "pass",
    "fail",
    "flaky",
    "error",
    "ungraded",
    "pass rate",
    "low",
    "high",
    "fixed",
    "broken",
    "cost usd",
    "seconds",
    "version",
]


def rows(tab) -> list[list[object]]:
    return [[cell.value for cell in row] for row in tab.rows]


def test_a_run_appends_a_row_a_target() -> None:
    first = summary("v1", broken=("a",), fixed=("b", "c"), cost_usd=0.25)
    nothing = summary("v2", Rate(None, None, None), counts=dict.fromkeys(Verdict, 0) | {Verdict.SKIPPED: 2})
    tab = history_tab(run(targets=(first, nothing)), [], LIMIT)
    started = "2026-03-02 12:00+00:00"
    judge = "nearest (offline)"
    assert rows(tab) == [
        COLUMNS,
        ["r1", started, "v1", judge, 44, 31, 11, 2, 0, 0, 0.7, 0.56, 0.82, 2, 1, 0.25, 12.4, "0.1.0"],
        ["r1", started, "v2", judge, 2, 0, 0, 0, 0, 0, None, None, None, 0, 0, None, 12.4, "0.1.0"],
    ]
    assert (tab.name, tab.header_row) == ("eval-history", 1)


def test_earlier_rows_stand_as_they_stood_and_a_run_written_twice_stands_once() -> None:
    book = MemoryBook([])
    runs = [run([result()], run_id=name) for name in ("r1", "r2", "r2", "r3")]
    for each in runs:
        book.write(lambda fresh, each=each: Updates(None, (history_tab(each, fresh, LIMIT),)))
    [history] = book.read()
    assert [row.text(1) for row in history.rows] == ["run", "r1", "r2", "r3"]
    lines = {row.texts[1:] for row in history.rows[1:]}
    assert len(lines) == 1


def test_what_a_run_cost_stays_however_little_it_was() -> None:
    book = MemoryBook([])
    for name in ("r1", "r2", "r3"):
        each = run(targets=(summary(cost_usd=0.0000312),), run_id=name)
        book.write(lambda fresh, each=each: Updates(None, (history_tab(each, fresh, LIMIT),)))
    assert [row[COLUMNS.index("cost usd")] for row in rows(history_tab(run(targets=()), book.read(), LIMIT))] == [
        "cost usd", *[0.0000312] * 3
    ]  # fmt: skip


def test_in_a_workbook_figures_outlive_many_runs_to_the_last_digit(tmp_path) -> None:
    sheet = tmp_path / "runs.xlsx"
    openpyxl.Workbook().save(sheet)
    third, book = (
        summary(rate=Rate(2 / 3, 1 / 7, 6 / 7), seconds=1 / 3, cost_usd=0.1234567890123),
        XlsxBook(sheet),
    )
    for name in ("r1", "r2", "r3"):
        each = run(targets=(third,), run_id=name)
        book.write(lambda fresh, each=each: Updates(None, (history_tab(each, fresh, LIMIT),)))
    written = openpyxl.load_workbook(sheet)["eval-history"].iter_rows(min_row=2, values_only=True)
    for row in written:
        found = dict(zip(COLUMNS, row, strict=True))
        figures = [found[name] for name in ("pass rate", "low", "high", "seconds", "cost usd")]
        assert figures == pytest.approx([2 / 3, 1 / 7, 6 / 7, 1 / 3, 0.1234567890123], rel=1e-13)


def test_a_row_of_an_older_version_lacks_columns_and_keeps_what_it_has() -> None:
    old = table(
        "eval-history", ["run", "pass rate", "seconds", "mood"], ["r0", "69.7%", "1.5", "good"], ours=True
    )
    tab = history_tab(run(targets=()), [old], LIMIT)
    kept = dict(zip(COLUMNS, rows(tab)[1], strict=True))
    assert {name: value for name, value in kept.items() if value is not None} == {
        "run": "r0",
        "pass rate": 0.697,
        "seconds": 1.5,
    }
