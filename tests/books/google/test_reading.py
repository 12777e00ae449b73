"""What a person sees in a Google Sheet is what is read."""

import pytest

from sheet2eval.books.book import Fault
from sheet2eval.books.google.reading import as_known, check_size
from sheet2eval.books.google.structure import Area, Document, Protection, Tab, document
from sheet2eval.errors import BookError
from sheet2eval.testing.sheets import Effort
from tests.books.google.trial import started


def tab(number, title, rows=10, columns=5, **others):
    return Tab(number, title, title, rows, columns, **others)


@pytest.fixture(scope="module")
def trial():
    with started() as trial:
        yield trial


def read_tab(trial, name):
    return next(table for table in trial.book.read() if table.name == name)


def test_texts_are_read_as_they_are_shown(trial):
    trial.person.add_tab("shown")
    typed = [["'007", "7:00 PM", "50%", "TRUE"], [], ["", "two\nlines", "  spaced "]]
    trial.person.paste("shown", "A2", typed)
    assert {row.number: row.texts for row in read_tab(trial, "shown").rows} == {
        2: ("007", "7:00 PM", "50%", "TRUE"),
        4: ("", "two\nlines", "  spaced "),
    }


def test_a_merged_cell_gives_its_value_to_every_row_with_content(trial):
    trial.person.add_tab("merged")
    trial.person.paste("merged", "A1", [["case", "x"], ["one", "a"], ["", "b"], [], ["", "c"]])
    trial.person.merge("merged", "A2:A5")
    table = read_tab(trial, "merged")
    assert {row.number: row.texts for row in table.rows} == {
        1: ("case", "x"),
        2: ("one", "a"),
        3: ("one", "b"),
        5: ("one", "c"),
    }
    assert table.spanned == {(3, 1), (5, 1)}


def test_hidden_rows_and_tabs_are_read_like_others(trial):
    trial.person.add_tab("hidden")
    trial.person.paste("hidden", "A1", [["id"], ["h1"]])
    trial.person.hide_rows("hidden", 2)
    trial.person.hide_tab("hidden")
    assert [row.texts for row in read_tab(trial, "hidden").rows] == [("id",), ("h1",)]


def test_formulas_at_fault_and_such_as_are_still_calculated_are_told(trial):
    trial.person.add_tab("faulty")
    trial.person.paste("faulty", "A1", [["#REF!", "fine"], ["", "Loading..."], ["#N/A in a text", "#DIV/0!"]])
    assert read_tab(trial, "faulty").faults == {
        (1, 1): Fault.FORMULA_ERROR,
        (2, 2): Fault.UNCALCULATED,
        (3, 2): Fault.FORMULA_ERROR,
    }


def test_names_of_tabs_with_quotes_and_signs_are_no_trouble(trial):
    for title in ("it's", "A1", "Größe – 例"):
        trial.person.add_tab(title)
        trial.person.type(title, "B2", title)
        assert read_tab(trial, title).rows[0].text(2) == title


def test_hundreds_of_tabs_take_few_requests():
    titles = {f"{number:03} {'long name ' * 9}": [["id"]] for number in range(150)}
    with started(tabs=titles) as trial:
        assert len(trial.book.read()) == 150
        assert trial.server.count(Effort.READ) <= 6


def test_what_cannot_be_read_at_once_names_the_tab_to_make_smaller():
    big = Document("", (tab(0, "input"), tab(1, "data", 200_000, 26)))
    with pytest.raises(BookError, match=r"has 5,200,050 cells.*tab 'data' \(200,000 × 26\)"):
        check_size("gsheet:K", big)
    check_size("gsheet:K", Document("", (tab(0, "input", 50_000, 26),)))


@pytest.mark.parametrize(
    ("now", "names"),
    [
        ([tab(1, "input")], ["input"]),
        ([tab(1, "Inputs")], ["Inputs"]),  # still the same to us
        ([tab(1, "old stuff")], ["input"]),
        ([tab(1, "old stuff"), tab(2, "input")], ["old stuff", "input"]),
        ([tab(2, "new")], ["new"]),
    ],
)
def test_a_tab_that_was_renamed_meanwhile_keeps_the_name_it_was_read_with(now, names):
    known = as_known(Document("", tuple(now)), Document("", (tab(1, "input"),)))
    assert [each.name for each in known.tabs] == names
    assert [each.title for each in known.tabs] == [each.title for each in now]


def test_what_google_leaves_out_is_zero_or_false():
    said = {
        "sheets": [
            {"properties": {"title": "input"}, "protectedRanges": [{"range": {}}, {"warningOnly": True}]},
            {"properties": {"sheetId": 5, "title": "chart", "sheetType": "OBJECT"}},
        ]
    }
    whole = document(said)
    (only,) = whole.tabs
    assert (only.id, only.rows, only.ours, whole.ids) == (0, 0, False, {0, 5})
    assert [each.name for each in only.protections] == ["without a description"]


@pytest.mark.parametrize(
    ("wanted", "refused"),
    [
        (Area(0, 0, 5, 1), True),
        (Area(0, 2, 5, 3), False),
        (Area(3, 0, 4, 2), False),
        (Area(3, 0, 9, 1), True),
    ],
)
def test_a_protection_refuses_what_it_covers_but_for_what_it_leaves_free(wanted, refused):
    protection = Protection("p", Area(0, 0, 10, 2), (Area(3, 0, 5, 2),))
    assert protection.refuses(wanted) is refused


CASES = [["id", "input", "now"], ["a", "hi", "2025-04-10 09:00"], ["b", "ho", "2025-04-11 9:00"]]


def test_a_moment_that_is_typed_as_a_date_is_known_by_what_the_cell_holds():
    with started(tabs={"input": CASES[:1]}) as trial:
        trial.person.paste(
            "input", "A2", [*CASES[1:], ["c", "hu", "4/12/2025"], ["d", "he", "5"], ["e", "", "x"]]
        )
        (table,) = trial.book.read()
        assert {place: str(when) for place, when in table.moments.items()} == {(4, 3): "2025-04-12 00:00:00"}
        asked = trial.server.count(Effort.READ)
        assert trial.book.read() == (table,)
        assert trial.server.count(Effort.READ) == asked + 2  # they are known as long as nobody edits them


def test_moments_that_all_can_read_are_not_asked_for_again():
    with started(tabs={"input": CASES[:2]}) as trial:
        assert trial.book.read()[0].moments == {}
        assert trial.server.count(Effort.READ) == 3
