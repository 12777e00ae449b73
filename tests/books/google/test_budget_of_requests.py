"""How often Google is asked."""

from __future__ import annotations

import pytest

from sheet2eval.testing.sheets import Effort
from tests.books.google.trial import plan, started


def asked(trial, from_=0):
    efforts = [entry.effort for entry in trial.server.log[from_:]]
    return efforts.count(Effort.READ), efforts.count(Effort.WRITE)


@pytest.mark.parametrize("written_before", [0, 1])
def test_a_sync_of_a_small_sheet(written_before):
    with started() as trial:
        for _ in range(written_before):
            trial.write("old")
        before = len(trial.server.log)
        tables = trial.book.read()
        trial.book.check_writable(plan("new")(tables), tables)
        trial.write("new")
        reads, writes = asked(trial, before)
        assert reads <= 6
        assert writes <= 2


def test_a_sync_of_5_000_cases():
    rows = [["id", "input"], *([f"r{number}", "Remind me to call"] for number in range(5_000))]
    with started(rows=rows) as trial:
        tables = trial.book.read()
        trial.book.check_writable(plan("new")(tables), tables)
        trial.book.write(plan("new", cells=500))
        reads, writes = asked(trial)
        assert reads <= 6
        assert writes <= 4
        assert max(len(entry.asked.sent) for entry in trial.server.log) <= 2_100_000
        assert [line[1] for line in trial.texts("eval-scores")[1:]] == ["new"] * 5_000


def test_nothing_new_is_written_in_few_bytes():
    with started() as trial:
        trial.write("new")
        before = len(trial.server.log)
        trial.write("new")
        reads, writes = asked(trial, before)
        assert reads <= 2
        assert writes <= 1
        assert sum(len(entry.asked.sent) for entry in trial.server.log[before:]) < 10_000


def test_a_document_of_ten_million_cells_is_refused_before_its_values_are_read():
    with started() as trial:
        trial.person.do("addSheet", {"properties": {"title": "data", "gridProperties": {"rowCount": 370_000, "columnCount": 26}}})  # fmt: skip
        with pytest.raises(Exception, match="data"):
            trial.book.read()
        assert len(trial.server.log) <= 2
