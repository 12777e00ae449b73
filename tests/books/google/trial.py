"""A sheet of reminders at a loopback server, and what a run would write into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest

from sheet2eval.books.book import Look, OutCell, OutColumn, OwnColumns, OwnTab, Table, Updates
from sheet2eval.books.google.auth import TEST_SERVER
from sheet2eval.books.google.book import GoogleBook
from sheet2eval.books.google.lock import LEASE_S
from sheet2eval.books.google.structure import CLAIM_ID
from sheet2eval.books.google.waiting import Pace
from sheet2eval.testing.sheets import Person, Quota, SheetsServer

T = TypeVar("T")

IDS = ("r1", "r2", "r3", "r4", "r5")
INPUT = [["id", "input", "owner"], *([each, f"Remind me of {each}", f"Ada {each}"] for each in IDS)]
NOTES = [["id", "notes"], ["r1", "short"]]

OWN_COLUMNS = (
    OutColumn("eval: verdict", 12),
    OutColumn("eval: score", 8, figures=True),
    OutColumn("eval: why", 40),
)
SCORES = (
    OutColumn("id", 12),
    OutColumn("verdict", 12, colours={"pass": Look.GOOD, "fail": Look.BAD}),
    OutColumn("response", 60),
    OutColumn("human verdict", 14, choices=("pass", "fail")),
    OutColumn("fingerprint", 20),
)
OURS = re.compile(r"eval: .*|(old|new|=why) r\d|0\.50?")
SUMMARY = (OutColumn("", 30), OutColumn("", 12))


@dataclass(slots=True)
class Clock:
    """Time that passes only where somebody sleeps, in seconds."""

    now_s: float = 0.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now_s += seconds


@dataclass(frozen=True, slots=True)
class Trial:
    server: SheetsServer
    key: str
    clock: Clock
    book: GoogleBook

    @property
    def person(self) -> Person:
        return self.server.person(self.key)

    def write(self, word: str = "pass") -> None:
        """What a run does when it is done: look afresh, and write what it found."""
        self.book.write(plan(word))

    def announce(self) -> None:
        """What a run does before anything is paid for."""
        tables = self.book.read()
        self.book.check_writable(plan("")(tables), tables)

    def texts(self, tab: str) -> list[list[str]]:
        return self.server.texts(self.key, tab)

    def titles(self) -> list[str]:
        return [tab.title for tab in self.server.document(self.key).tabs]

    def columns(self, tab: str = "input") -> list[str]:
        """The headers, wherever the header row is."""
        return next(line for line in self.texts(tab) if "id" in line)

    def scores(self, tab: str = "input") -> dict[str, str]:
        """The verdict beside each id."""
        headers = self.columns(tab)
        at, verdict = headers.index("id"), headers.index("eval: verdict")
        rows = (line + [""] * len(headers) for line in self.texts(tab))
        return {line[at]: line[verdict] for line in rows if line[at] not in {"", "id"}}

    def theirs(self, tab: str = "input") -> list[list[str]]:
        """What the person has in the tab: all that we did not write."""
        return _trimmed(
            [_trimmed(["" if OURS.fullmatch(text) else text for text in line]) for line in self.texts(tab)]
        )

    def strays(self, tab: str = "input") -> list[list[str]]:
        """Rows with more or less of ours than our columns, and those that have no id and no header."""
        known = {"id", *IDS}
        return [
            line
            for line in self.texts(tab)
            if sum(OURS.fullmatch(text) is not None for text in line)
            != len(OWN_COLUMNS) * bool(known & set(line))
        ]


def _trimmed(line: list[T]) -> list[T]:
    while line and not line[-1]:
        line = line[:-1]
    return line


_SMALL = {
    "properties": {"sheetId": 0, "gridProperties": {"rowCount": 12, "columnCount": 8}},
    "fields": "gridProperties(rowCount,columnCount)",
}


@contextmanager
def started(
    quota: Quota | None = None,
    rows: list[list[object]] | None = None,
    tabs: Mapping[str, list[list[object]]] | None = None,
) -> Iterator[Trial]:
    clock = Clock()
    with SheetsServer(quota or Quota(clock=clock.now)) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv(TEST_SERVER, server.url)
        key = server.create("Reminders", tabs or {"input": rows or INPUT, "notes": NOTES})
        if rows is None and tabs is None:
            server.person(key).do("updateSheetProperties", _SMALL)
        yield Trial(server, key, clock, GoogleBook(f"gsheet:{key}", Pace(clock.now, clock.sleep)))
    assert not server.violations


def plan(word: str, cells: int = 1) -> Callable[[tuple[Table, ...]], Updates]:
    """A plan that gives each id its verdict; `cells` makes each response that many characters long."""

    def planned(tables: tuple[Table, ...]) -> Updates:
        table = next(table for table in tables if table.name in {"input", "prompts"})
        header = next(row for row in table.rows if "id" in row.texts)
        at = header.texts.index("id") + 1
        rows = {row.number: row.text(at) for row in table.rows if row.number > header.number and row.text(at)}
        scores = _scores(list(rows.values()), word, cells, _judged(tables))
        return Updates(_columns(table.name, header.number, rows, word), (scores, _summary(word)))

    return planned


def _judged(tables: tuple[Table, ...]) -> dict[str, str]:
    """What people said of each id, as it stands in the tab that is written again."""
    table = next((table for table in tables if table.name == "eval-scores"), None)
    header = next((row for row in table.rows if "human verdict" in row.texts), None) if table else None
    if table is None or header is None:
        return {}
    at, said = (header.texts.index(name) + 1 for name in ("id", "human verdict"))
    return {row.text(at): row.text(said) for row in table.rows if row.number > header.number}


def _columns(tab: str, header_row: int, rows: dict[int, str], word: str) -> OwnColumns:
    cells = {
        number: (OutCell(f"{word} {each}", Look.GOOD), OutCell(0.5, Look.SCORE), OutCell(f"=why {each}"))
        for number, each in rows.items()
    }
    return OwnColumns(tab, header_row, OWN_COLUMNS, cells)


def _scores(ids: list[str], word: str, cells: int, judged: dict[str, str]) -> OwnTab:
    header = [OutCell(column.header, Look.HEADER) for column in SCORES]
    body = [
        [
            OutCell(each, Look.ID),
            OutCell(word),
            OutCell(f"+{word} {each}" + "x" * cells),
            OutCell(judged.get(each) or None, Look.HUMAN),
            OutCell(f"print {each}"),
        ]
        for each in ids
    ]
    return OwnTab("eval-scores", SCORES, [header, *body], identity=("id",))


def _summary(word: str) -> OwnTab:
    title, rate = OutCell("How it went", Look.TITLE), OutCell(0.8, Look.RATE)
    return OwnTab("eval-summary", SUMMARY, [[title], [OutCell(word), rate]], 0)


def from_now(seconds: float) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()


def claim(holder: str = "sheet2eval-run-other", until: str | None = None) -> dict[str, object]:
    """What another machine makes to take the lock."""
    mark = {
        "metadataId": CLAIM_ID,
        "metadataKey": holder,
        "metadataValue": from_now(LEASE_S) if until is None else until,
        "location": {"spreadsheet": True},
        "visibility": "DOCUMENT",
    }
    return {"developerMetadata": mark}
