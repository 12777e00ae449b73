"""What every book keeps to, whatever it is made of. `desks.py` says which books there are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheet2eval.books.book import Look, OutCell, OutColumn, OwnColumns, OwnTab, Updates
from sheet2eval.errors import BookError
from tests.books.desks import DESKS
from tests.books.written import HEADER, INPUTS, answered, line, only, page, scores

OWN = (OutColumn("eval: verdict", 12), OutColumn("eval: score", 9, figures=True))


@pytest.fixture(params=DESKS)
def desk(request, tmp_path):
    with DESKS[request.param](tmp_path) as desk:
        yield desk


@pytest.fixture
def book(desk):
    return desk.make(INPUTS)


def verdicts(desk, cells):
    return lambda _tables: Updates(OwnColumns(desk.inputs, 1, OWN, cells), ())


def tabs(book):
    return {table.name: table for table in book.read()}


def texts(book, tab):
    return {row.number: row.texts for row in tabs(book)[tab].rows}


def test_reading_gives_the_rows_that_have_content_by_their_numbers(desk, book):
    (table,) = book.read()
    assert (table.name, table.ours) == (desk.inputs, False)
    assert texts(book, desk.inputs) == {
        1: INPUTS[0],
        2: INPUTS[1],
        4: INPUTS[3],
        5: INPUTS[4],
    }


def test_tabs_are_written_marked_and_read_back(desk, book):
    before = tabs(book)
    said = book.write(
        only(
            scores(answered("R1", "=1+1", score=None), answered("R2", " a\tb\n")),
            page(["How well does it do?"]),
        )
    )
    assert str(said)
    assert tabs(book)[desk.inputs] == before[desk.inputs]
    assert {table.name: table.ours for table in book.read()} == {
        desk.inputs: False,
        "eval-scores": True,
        "eval-summary": True,
    }
    assert texts(book, "eval-scores") == {
        1: HEADER,
        2: ("R1", "bot", "pass", "", "=1+1", "", "f"),
        3: ("R2", "bot", "pass", "", " a\tb\n", "", "f"),
    }


def test_a_tab_is_replaced_whole(book):
    book.write(only(scores(*(answered(f"R{number}") for number in range(9)))))
    book.write(only(scores(answered("R1", None))))
    assert texts(book, "eval-scores") == {1: HEADER, 2: ("R1", "bot", "pass", "", "", "", "f")}


def test_tabs_that_an_update_does_not_name_stay(book):
    book.write(only(page(["How well does it do?"])))
    book.write(only(scores(answered("R1"))))
    assert texts(book, "eval-summary") == {1: ("How well does it do?",)}


@pytest.mark.parametrize(
    ("value", "look", "shown"),
    [
        (2 / 3, Look.SCORE, 0.67),
        (1200, Look.COUNT, 1200),
        (-1.5, Look.SECONDS, -1.5),
        (0, Look.SCORE, 0),
        (float("nan"), Look.SCORE, None),
    ],
)
def test_figures_are_read_back_as_figures(book, value, look, shown):
    book.write(only(scores(answered("R1", score=OutCell(value, look)))))
    text = texts(book, "eval-scores")[2][3]
    assert text == "" if shown is None else float(text.replace(",", "")) == pytest.approx(shown, abs=0.01)


@pytest.mark.parametrize("cost", [0.25, 0.00000031, 0])
def test_a_small_amount_of_money_is_not_nothing(book, cost):
    book.write(only(scores(answered("R1", score=OutCell(cost, Look.MONEY)))))
    assert float(texts(book, "eval-scores")[2][3].removeprefix("$")) == cost


def test_the_longest_text_that_a_cell_can_hold(book):
    longest = "é" * book.cell_limit
    book.write(only(scores(answered("R1", longest))))
    assert texts(book, "eval-scores")[2][4] == longest


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t'=+-@_x\""), max_size=8)


@settings(max_examples=5)
@given(st.lists(TEXT, min_size=1, max_size=20))
@pytest.mark.parametrize("kind", DESKS)
def test_texts_stay_texts(tmp_path_factory, kind, answers):
    with DESKS[kind](tmp_path_factory.mktemp("texts")) as desk:
        book = desk.make(INPUTS)
        book.write(only(scores(*(answered(f"R{at}", answer) for at, answer in enumerate(answers)))))
        assert [row[4] for row in texts(book, "eval-scores").values()][1:] == answers


def test_columns_stand_to_the_right_and_are_found_again(desk, book):
    if not desk.has_columns:
        pytest.skip("the person's own files are never written")
    book.write(verdicts(desk, {2: line("pass", OutCell(1, Look.SCORE)), 4: line("fail", None)}))
    assert texts(book, desk.inputs) == {
        1: (*INPUTS[0], "eval: verdict", "eval: score"),
        2: (*INPUTS[1], "pass", "1.00"),
        4: (*INPUTS[3], "fail"),
        5: INPUTS[4],
    }
    book.write(verdicts(desk, {5: line("pass", None)}))
    assert texts(book, desk.inputs) == {
        1: (*INPUTS[0], "eval: verdict", "eval: score"),
        2: INPUTS[1],
        4: INPUTS[3],
        5: (*INPUTS[4], "pass"),
    }


def test_a_plan_is_made_on_a_fresh_reading(desk, book):
    book.read()
    desk.type_in(book, desk.inputs, 2, 2, "Remind me at 8")
    seen = []
    book.write(lambda tables: seen.append(tables) or Updates(None, (scores(),)))
    assert [row.texts[1] for row in seen[0][0].rows if row.number == 2] == ["Remind me at 8"]


def test_what_a_person_writes_while_a_plan_is_made_is_seen_and_stays(desk, book):
    book.write(only(scores(answered("R1"))))
    seen = []

    def plan(tables):
        seen.append(tables)
        if len(seen) == 1:
            desk.type_in(book, "eval-scores", 2, 6, "fail")
        (table,) = (table for table in tables if table.name == "eval-scores")
        said = table.rows[1].text(6)
        return Updates(None, (scores(answered("R1", **{"human verdict": said})),))

    book.write(plan)
    assert texts(book, "eval-scores")[2][5] == "fail"


def test_a_tab_of_the_persons_is_never_replaced(desk, book):
    desk.add_tab(book, "eval-scores", [("mine",)])
    before = book.read()
    updates = Updates(None, (page(["How well does it do?"]), scores(answered("R1"))))
    for attempt in (lambda: book.check_writable(updates, before), lambda: book.write(lambda _: updates)):
        with pytest.raises(BookError, match="eval-scores") as caught:
            attempt()
        assert "\n" not in str(caught.value)
    assert book.read() == before


def test_a_plan_that_fails_leaves_the_document_as_it_was(book):
    book.write(only(scores(answered("R1"))))
    before = book.read()

    def plan(_tables):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        book.write(plan)
    assert book.read() == before


def test_asking_whether_it_can_be_written_changes_nothing(desk, book):
    book.write(only(scores(answered("R1"))))
    before = book.read()
    outline = Updates(OwnColumns(desk.inputs, 1, OWN, {}), (OwnTab("eval-scores", (), ()), page()))
    book.check_writable(outline, before)
    if desk.has_copies:
        book.check_writable(outline, before, desk.place())
    assert book.read() == before


def test_a_copy_is_whole_and_leaves_the_document_as_it_was(desk, book):
    if not desk.has_copies:
        pytest.skip("is not copied to a path")
    book.write(only(page(["How well does it do?"])))
    before = book.read()
    assert str(desk.place()) in book.write(only(scores(answered("R1"))), desk.place()).replace(".eval-*", "")
    assert book.read() == before
    copy = tabs(desk.copy(book, desk.place()))
    assert copy.keys() - {desk.inputs, "copy"} == {"eval-summary", "eval-scores"}
    own = copy.get(desk.inputs) or copy["copy"]
    assert own.rows == tabs(book)[desk.inputs].rows


# What people add to our tabs


def by_case(*rows):
    """eval-scores as the tool writes it: rows are known by case and target."""
    return only(replace(scores(*rows), identity=("id", "target")))


BESIDE = len(HEADER) + 1


def test_a_column_of_the_persons_follows_its_rows(desk, book):
    book.write(by_case(answered("R1"), answered("R2"), answered("R3")))
    for row, text in ((1, "seen by"), (2, "Anna"), (4, "=Ben")):
        desk.type_in(book, "eval-scores", row, BESIDE, text)
    book.write(by_case(answered("R3"), answered("R0"), answered("R1")))
    assert {row[0]: row[BESIDE - 1 :] for row in texts(book, "eval-scores").values()} == {
        "id": ("seen by",),
        "R3": ("=Ben",),
        "R0": (),
        "R1": ("Anna",),
    }
    once = texts(book, "eval-scores")
    book.write(by_case(answered("R3"), answered("R0"), answered("R1")))
    assert texts(book, "eval-scores") == once


def test_rows_that_people_wrote_beside_stay(desk, book):
    book.write(by_case(answered("R1"), answered("R2")))
    desk.type_in(book, "eval-scores", 2, BESIDE, "look at this")
    for _ in range(2):
        book.write(by_case(answered("R2")))
        assert sorted(texts(book, "eval-scores").values()) == [
            ("R1", "bot", "pass", "", "done", "", "f", "look at this"),
            ("R2", "bot", "pass", "", "done", "", "f"),
            HEADER,
        ]
    book.write(by_case(answered("R1", "again"), answered("R2")))
    assert texts(book, "eval-scores")[2] == ("R1", "bot", "pass", "", "again", "", "f", "look at this")


CASES = [f"R{number}" for number in range(5)]


@settings(max_examples=4)
@given(
    st.lists(st.lists(st.sampled_from(CASES), unique=True, min_size=1), min_size=1, max_size=3),
    st.sets(st.sampled_from(CASES)),
)
@pytest.mark.parametrize("kind", DESKS)
def test_whatever_becomes_of_the_rows_what_people_wrote_stays_beside_its_own(
    tmp_path_factory, kind, turns, noted
):
    with DESKS[kind](tmp_path_factory.mktemp("notes")) as desk:
        book = desk.make(INPUTS)
        book.write(by_case(*map(answered, CASES)))
        for case in noted:
            desk.type_in(book, "eval-scores", CASES.index(case) + 2, BESIDE, f"note on {case}")
        for cases in turns:
            book.write(by_case(*map(answered, cases)))
            beside = {row[0]: row[BESIDE - 1 :] for row in texts(book, "eval-scores").values()}
            assert beside == {"id": ()} | dict.fromkeys(cases, ()) | {
                case: (f"note on {case}",) for case in noted
            }


def test_copies_of_a_row_keep_what_stands_beside_each(desk, book):
    book.write(by_case(answered("R1", "one"), answered("R1", "two")))
    desk.type_in(book, "eval-scores", 3, BESIDE, "second")
    book.write(by_case(answered("R0"), answered("R1", "one"), answered("R1", "two")))
    assert texts(book, "eval-scores")[4][4:] == ("two", "", "f", "second")


def test_what_stands_beside_a_page_keeps_its_place(desk, book):
    book.write(only(page(["How well does it do?"], ["93 %"])))
    desk.type_in(book, "eval-summary", 2, 3, "up from 80")
    desk.type_in(book, "eval-summary", 4, 2, "Signed: Anna")
    for _ in range(2):
        book.write(only(page(["How well does it do?"], ["95 %"])))
    assert texts(book, "eval-summary") == {
        1: ("How well does it do?",),
        2: ("95 %", "", "up from 80"),
        4: ("", "Signed: Anna"),
    }
