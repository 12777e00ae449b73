"""What happens in a sheet while a run goes on: the tick, the status line, links."""

import pytest

from sheet2eval.books.live import STATUS_CELL, LiveBook
from sheet2eval.errors import BookError
from sheet2eval.testing.sheets import Effort
from sheet2eval.types import CellRef
from tests.books.google.trial import started

SETTINGS = [["setting", "value"], ["judge", "none"], ["re-grade now", True]]
TICK = CellRef("Settings", 3, 2)


@pytest.fixture
def trial():
    with started(tabs={"input": [["id", "input"], ["a", "hi"]], "Settings": SETTINGS}) as trial:
        trial.book.read()
        trial.server.log.clear()
        yield trial


def asked(trial):
    return trial.server.count(Effort.READ), trial.server.count(Effort.WRITE)


def test_a_google_sheet_is_a_live_book(trial):
    assert isinstance(trial.book, LiveBook)


def test_one_tab_is_read_in_one_request(trial):
    table = trial.book.read_tab("settings")
    assert (table.name, table.rows[2].texts) == ("Settings", ("re-grade now", "TRUE"))
    assert asked(trial) == (1, 0)


def test_a_tab_is_looked_for_again_where_it_was_not(trial):
    assert trial.book.read_tab("notes") is None
    trial.person.add_tab("notes")
    trial.person.type("notes", "A1", "id")
    assert trial.book.read_tab("notes").rows[0].texts == ("id",)
    trial.person.rename_tab("Settings", "elsewhere")
    assert trial.book.read_tab("settings") is None


def test_a_tick_is_cleared_and_any_other_word_removed(trial):
    trial.book.untick(TICK)
    assert trial.texts("Settings")[2] == ["re-grade now", "FALSE"]
    trial.person.type("Settings", "B3", "yes please")
    trial.book.untick(TICK)
    assert trial.texts("Settings")[2] == ["re-grade now"]
    assert trial.texts("Settings")[1] == ["judge", "none"]


def test_a_tick_in_a_tab_that_is_gone_is_no_trouble(trial):
    trial.person.delete_tab("Settings")
    trial.book.untick(TICK)


def test_the_status_line_stands_on_a_page_that_is_made_for_it(trial):
    trial.book.show_status("=running, 12 of 20")
    assert trial.texts(STATUS_CELL.tab) == [["", "", "=running, 12 of 20"]]
    assert asked(trial) == (0, 1)
    (page,) = (table for table in trial.book.read() if table.name == STATUS_CELL.tab)
    assert page.ours
    trial.book.show_status("")
    assert trial.texts(STATUS_CELL.tab) == []
    trial.server.log.clear()
    trial.book.show_status("running, 13 of 20")
    assert asked(trial) == (0, 1)


def test_no_page_is_made_to_say_nothing(trial):
    trial.book.show_status("")
    assert trial.titles() == ["input", "Settings"]


def test_no_status_is_written_onto_somebody_elses_tab(trial):
    trial.person.add_tab(STATUS_CELL.tab)
    trial.book.read()
    with pytest.raises(BookError, match="not made by this tool"):
        trial.book.show_status("running")


def test_the_page_is_made_again_where_somebody_deletes_it(trial):
    trial.book.show_status("one")
    trial.book.show_status("two")
    trial.person.delete_tab(STATUS_CELL.tab)
    trial.book.show_status("three")
    assert trial.texts(STATUS_CELL.tab) == [["", "", "three"]]


def test_links_lead_to_cells_and_ask_nobody(trial):
    address = f"https://docs.google.com/spreadsheets/d/{trial.key}/edit"
    assert trial.book.address_of(CellRef("input", 2, 28)) == f"{address}#gid=0&range=AB2"
    assert trial.book.address_of(CellRef("nowhere", 2, 1)) == address
    assert asked(trial) == (0, 0)
