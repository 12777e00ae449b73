"""How often Google is asked."""

from __future__ import annotations

import pytest

from sheet2eval.books.book import OutCell, OwnColumns, Updates
from sheet2eval.testing.sheets import Effort
from tests.books.google.trial import OWN_COLUMNS, plan, started


def asked(trial, from_=0):
    efforts = [entry.effort for entry in trial.server.log[from_:]]
    return efforts.count(Effort.READ), efforts.count(Effort.WRITE)


def biggest(trial):
    """How many bytes there are in the biggest request."""
    return max(len(entry.asked.sent) for entry in trial.server.log)


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
        assert biggest(trial) <= 2_000_000
        assert [line[1] for line in trial.texts("eval-scores")[1:]] == ["new"] * 5_000


def test_long_words_beside_the_inputs_come_in_requests_of_two_megabytes():
    rows = [["id", "input"], *([f"r{number}", "Remind me to call"] for number in range(250))]
    why = OutCell("why " * 2_500)
    own = OwnColumns(
        "input", 1, OWN_COLUMNS, {row: (OutCell("pass"), OutCell(1), why) for row in range(2, 252)}
    )
    with started(rows=rows) as trial:
        trial.book.write(lambda _: Updates(own, ()))
        assert 1_000_000 < biggest(trial) <= 2_000_000
        assert trial.texts("input")[250][-1] == why.value


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
