"""What tests write into workbooks."""

from __future__ import annotations

from sheet2eval.books.book import Look, OutCell, OutColumn, OwnColumns, OwnTab, Table, Updates
from sheet2eval.types import CellRef

COLOURS = {"pass": Look.GOOD, "fail": Look.BAD, "flaky": Look.AMBER, "error": Look.BROKE}
COLUMNS = (OutColumn("eval: verdict", 12), OutColumn("eval: score", 9), OutColumn("eval: why", 50))
WHY = "=1+1 is text & <b>stays</b> it "


def scores(answers: list[str], name: str = "eval-scores") -> OwnTab:
    """A tab like the tool's largest, one row an answer."""
    columns = (
        OutColumn("id", 10),
        OutColumn("verdict", 11, colours=COLOURS),
        OutColumn("score", 9),
        OutColumn("response", 50),
        OutColumn("human verdict", 14, choices=("pass", "fail")),
    )
    header = [OutCell(column.header, Look.HEADER) for column in columns]
    rows = [
        [
            OutCell(f"R{number}", Look.ID, CellRef("input", number + 1, 1)),
            OutCell("pass"),
            OutCell(0.5, Look.SCORE),
            OutCell(answer),
            OutCell(None, Look.HUMAN),
        ]
        for number, answer in enumerate(answers, 1)
    ]
    return OwnTab(name, columns, [header, *rows], frozen_columns=1)


def summary() -> OwnTab:
    """A page without a table, with every look on it."""
    looks = [[OutCell(look.value, look), OutCell(0.5, look)] for look in Look]
    return OwnTab("eval-summary", (OutColumn("", 30), OutColumn("", 12)), looks, header_row=0)


def plan(tables: tuple[Table, ...]) -> Updates:
    """A verdict beside every case of the tab `input`, and two tabs."""
    table = next(table for table in tables if table.name == "input")
    header = next(row.number for row in table.rows if row.texts[:2] == ("id", "input"))
    cells = {
        row.number: (OutCell("fail", Look.BAD), OutCell(0.25, Look.SCORE), OutCell(WHY))
        for row in table.rows
        if row.number > header
    }
    return Updates(OwnColumns("input", header, COLUMNS, cells), (scores(["an answer", WHY]), summary()))
