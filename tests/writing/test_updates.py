from __future__ import annotations

from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from sheet2eval.books.book import OutCell, Table, Updates
from sheet2eval.books.memory import MemoryBook
from sheet2eval.scoring.results import RunSummary
from sheet2eval.types import CellRef, Verdict
from sheet2eval.writing.places import InputPlaces
from sheet2eval.writing.updates import updates
from tests.writing.made_up import earlier, inputs, places, result, run, trial


def write(book: MemoryBook, given: RunSummary, where: InputPlaces | None) -> None:
    book.write(lambda fresh: updates(given, fresh, where, book.cell_limit))


def column(table: Table, name: str) -> list[str]:
    at = table.rows[0].texts.index(name) + 1
    return [row.text(at) for row in table.rows[1:]]


def tab(book: MemoryBook, name: str) -> Table:
    return next(table for table in book.read() if table.name == name)


def test_a_run_writes_four_tabs_and_the_columns() -> None:
    book = MemoryBook([inputs("a", "b")])
    write(book, run([result("a"), result("b", verdict=Verdict.FAIL)]), places("a", "b"))
    assert [table.name for table in book.read() if table.ours] == [
        "eval-summary",
        "eval-scores",
        "eval-problems",
        "eval-history",
    ]
    assert column(tab(book, "input"), "eval: verdict") == ["pass", "fail"]


def test_a_run_of_one_case_leaves_the_others_as_they_are() -> None:
    book = MemoryBook([inputs("a", "b", "c")])
    first = [result(name, score=2 / 3, trials=(trial(latency_s=1.26),)) for name in "abc"]
    write(book, run(first), places("a", "b", "c"))
    before = {table.name: table for table in book.read()}
    write(book, run([result("b", verdict=Verdict.FAIL)], run_id="r2"), places("a", "b", "c"))
    for name in ("input", "eval-scores"):
        assert tab(book, name).rows[1::2] == before[name].rows[1::2]
    assert column(tab(book, "input"), "eval: verdict") == column(tab(book, "eval-scores"), "verdict")
    assert column(tab(book, "eval-history"), "run") == ["r1", "r2"]


def test_without_the_inputs_no_row_is_dropped_and_nothing_is_linked_to() -> None:
    before = earlier({"id": "old", "target": "bot", "verdict": "pass"})
    planned = updates(run([result("a")]), [before], None, 32_767)
    assert planned.columns is None
    scores = next(each for each in planned.tabs if each.name == "eval-scores")
    assert [(row[0].value, row[0].link) for row in scores.rows[1:]] == [("a", None), ("old", None)]


def test_the_page_leads_to_the_row_of_the_result_not_to_a_copy_that_people_made() -> None:
    before = earlier(*({"id": "a", "target": "bot", "human verdict": said} for said in ("fail", "pass")))
    planned = updates(run([result("a", verdict=Verdict.FAIL)]), [before], places("a"), 32_767)
    links = [cell.link for row in planned.tabs[0].rows for cell in row if cell.link]
    assert links == [CellRef("eval-scores", 2, 1)]


HOSTILE = st.text(st.sampled_from('=+-@\t\r\n"\x00\ud800…%$,.0123x'), max_size=12)


@settings(max_examples=50)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_whatever_is_said_is_written_as_plain_text(name: str, said: str, note: str) -> None:
    answer = trial(said)
    told = result(name, target=said, shown=answer, trials=(answer,), why=note, human_note=note)
    plan = partial(updates, run([told], run_id=note), places=places(name), cell_limit=100)
    for fresh in ([], [inputs(name)], MemoryBook([earlier({"id": name, "target": said})]).read()):
        for cell in _cells(plan(tables=fresh)):
            assert cell.value is None or type(cell.value) in {str, int, float}


def _cells(planned: Updates) -> list[OutCell]:
    columns = planned.columns.cells.values() if planned.columns else ()
    return [cell for rows in (columns, *(each.rows for each in planned.tabs)) for row in rows for cell in row]
