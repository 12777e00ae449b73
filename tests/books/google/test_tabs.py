"""How our tabs and columns look in a Google Sheet, and what people arranged in them."""

import pytest

from sheet2eval.books.book import LineChart, Look, OutCell, OutColumn, OwnColumns, OwnTab, Updates
from sheet2eval.books.google.cells import CELL_LIMIT, fitting, shown, value_of
from sheet2eval.books.google.own_tabs import TabEdits
from sheet2eval.books.google.pins import Size
from sheet2eval.books.google.sending import MOST_BYTES, packed
from sheet2eval.books.google.structure import MARK, as_body
from sheet2eval.testing.sheets.areas import Axis
from sheet2eval.testing.sheets.requests import KINDS
from sheet2eval.testing.sheets.wire import invalid
from sheet2eval.types import CellRef
from tests.books.google.trial import plan, started


@pytest.fixture(scope="module")
def trial():
    with started() as trial:
        trial.write("new")
        yield trial


def tab_of(trial, title):
    return next(tab for tab in trial.server.document(trial.key).tabs if tab.title == title)


def cell(trial, title, row, column):
    return tab_of(trial, title).cells[row][column]


def test_our_tabs_bear_our_mark_and_are_known_by_it(trial):
    ids = {tab_of(trial, title).id: title for title in ("eval-scores", "eval-summary")}
    marks = [each for each in trial.server.document(trial.key).metadata if each["metadataKey"] == MARK]
    assert {each["location"]["sheetId"]: each["metadataValue"] for each in marks} == ids
    assert {table.name: table.ours for table in trial.book.read()} == {
        "input": False,
        "notes": False,
        "eval-scores": True,
        "eval-summary": True,
    }


def test_a_table_is_frozen_filtered_coloured_and_warns_who_edits_it(trial):
    tab = tab_of(trial, "eval-scores")
    assert tab.properties["gridProperties"]["frozenRowCount"] == 1
    assert tab.basic_filter is not None
    words = [
        rule["booleanRule"]["condition"]["values"][0]["userEnteredValue"] for rule in tab.conditional_formats
    ]
    assert sorted(words) == ["fail", "pass"]
    (protected,) = tab.protected_ranges
    assert protected["warningOnly"]
    assert [area["startColumnIndex"] for area in protected["unprotectedRanges"]] == [3]  # human verdict


def test_words_are_offered_in_every_row_and_others_can_be_typed(trial):
    rule = cell(trial, "eval-scores", 5, 3)["dataValidation"]
    offered = [each["userEnteredValue"] for each in rule["condition"]["values"]]
    assert (offered, rule.get("strict", False)) == (["pass", "fail"], False)


def test_rows_that_come_later_look_like_the_others(trial):
    trial.person.paste("input", "A7", [[f"n{number}", "hi"] for number in range(5)])
    trial.write("new")
    first, last = (cell(trial, "eval-scores", row, 0)["userEnteredFormat"] for row in (1, 10))
    assert first == last


def test_figures_in_our_columns_are_shown_as_such(trial):
    score = cell(trial, "input", 1, 4)
    assert score["userEnteredValue"] == {"numberValue": 0.5}
    assert score["userEnteredFormat"]["numberFormat"] == {"type": "NUMBER", "pattern": "0.00"}
    assert "backgroundColorStyle" in cell(trial, "input", 1, 3)["userEnteredFormat"]


def test_what_people_arrange_stays():
    with started() as trial:
        trial.write("old")
        scores = tab_of(trial, "eval-scores").id
        wide = {"sheetId": scores, "dimension": "COLUMNS", "startIndex": 2, "endIndex": 3}
        trial.person.do(
            "updateDimensionProperties",
            {"range": wide, "properties": {"pixelSize": 777}, "fields": "pixelSize"},
        )
        trial.person.do("clearBasicFilter", {"sheetId": scores})
        trial.write("new")
        tab = tab_of(trial, "eval-scores")
        assert tab.basic_filter is None
        assert len(tab.conditional_formats) == 2
        assert len(tab.protected_ranges) == 1


def test_links_lead_where_rows_will_stand():
    def linked(tables):
        found = plan("new")(tables)
        link = OutCell("see r3", Look.LINK, CellRef("eval-scores", 4, 1))
        gone = OutCell("see nothing", Look.PLAIN, CellRef("nowhere", 1, 1))
        page = OwnTab("eval-summary", (OutColumn("", 9), OutColumn("", 9)), [[link, gone]], 0)
        return Updates(found.columns, (page, found.tabs[0]))

    with started() as trial:
        trial.write("old")
        trial.person.insert_rows("eval-scores", 2)
        trial.person.type("eval-scores", "F2", "mine")
        trial.book.write(linked)
        page = tab_of(trial, "eval-summary").cells[0]
        scores = tab_of(trial, "eval-scores")
        assert page[0]["userEnteredFormat"]["textFormat"]["link"] == {"uri": f"#gid={scores.id}&range=A5"}
        assert trial.texts("eval-scores")[4][0] == "r3"
        assert "link" not in page[1]["userEnteredFormat"]["textFormat"]


def test_there_is_one_chart_however_often_it_is_drawn():
    def charted(lines):
        rows = [
            [OutCell("run"), OutCell("rate")],
            *([OutCell(str(at)), OutCell(0.5, Look.RATE)] for at in range(lines)),
        ]
        chart = LineChart("Pass rate", 5, 9, 1, 2, 1, lines + 1, 1, (2,))
        page = OwnTab(
            "eval-summary", (OutColumn("", 9), OutColumn("", 9)), rows, 0, chart=chart if lines else None
        )
        return lambda _: Updates(None, (page,))

    with started() as trial:
        for lines in (2, 3):
            trial.book.write(charted(lines))
            (chart,) = tab_of(trial, "eval-summary").charts
            (series,) = chart["spec"]["basicChart"]["series"]
            assert series["series"]["sourceRange"]["sources"][0]["endRowIndex"] == lines + 1
        trial.book.write(charted(0))
        assert tab_of(trial, "eval-summary").charts == []


def test_a_row_that_would_fill_a_screen_is_kept_low(trial):
    long = OwnTab(
        "eval-long", (OutColumn("id", 9),), [[OutCell("id")], [OutCell("a")], [OutCell("line\n" * 99)]]
    )
    trial.book.write(lambda _: Updates(None, (long,)))
    heights = tab_of(trial, "eval-long").lines[Axis.ROWS]
    assert {row: line["pixelSize"] for row, line in heights.items() if "pixelSize" in line} == {2: 12 * 21}


def test_our_columns_stand_right_of_everything_also_of_what_has_no_header():
    rows = [["id", "input"], ["a", "hi", None, "aside"], ["b", "ho"]]
    own = OwnColumns(
        "input", 1, (OutColumn("eval: verdict", 9),), {2: (OutCell("pass"),), 3: (OutCell("fail"),)}
    )
    with started(rows=rows) as trial:
        trial.person.merge("input", "E3:F3")
        trial.book.write(lambda _: Updates(own, ()))
        assert trial.texts("input") == [
            ["id", "input", "", "", "", "", "eval: verdict"],
            ["a", "hi", "", "aside", "", "", "pass"],
            ["b", "ho", "", "", "", "", "fail"],
        ]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", {"stringValue": "=1+1"}),
        ("'x", {"stringValue": "'x"}),
        ("a\x00b\ud800\tc\n", {"stringValue": "a\ufffdb\ufffd\tc\n"}),
        (0, {"numberValue": 0}),
        (0.5, {"numberValue": 0.5}),
    ],
)
def test_a_value_is_written_as_what_it_is(value, written):
    assert value_of(value) == {"userEnteredValue": written}


@pytest.mark.parametrize("value", [None, "", float("nan"), float("inf")])
def test_what_is_nothing_leaves_the_cell_blank(value):
    assert value_of(value) == {}
    assert shown(OutCell(value, Look.RATE)) == ""


def test_a_text_is_cut_where_google_says_so_and_not_within_a_sign():
    text = "a" + "\U0001f600" * CELL_LIMIT
    cut = fitting(text)
    assert len(cut.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert cut.endswith("\U0001f600… [cut]")
    assert fitting("x" * CELL_LIMIT) == "x" * CELL_LIMIT


def edits_of(tab, slices, before=None, keys=()):
    return TabEdits(tab, before, Size(7, 7), ({"structure": tab},), keys, slices, None)


def test_what_is_small_goes_in_one_request():
    (request,) = packed(
        [edits_of(1, (({"a": 1},), ({"b": 2},)), Size(7, 7), keys=({"key": 1},)), edits_of(2, ())]
    )
    assert request[-2:] == [{"a": 1}, {"b": 2}]
    assert {"key": 1} not in request
    assert [edit for edit in request if "structure" in edit] == [{"structure": 1}, {"structure": 2}]


def test_what_is_large_is_cut_between_slices_and_each_request_is_guarded():
    slices = tuple(({"number": number, "text": "x" * 400_000},) for number in range(12))
    requests = list(packed([edits_of(1, slices, keys=({"key": 1},))]))
    assert len(requests) == 3
    assert {"key": 1} in requests[0]
    assert all(len(as_body(request)) < MOST_BYTES + 1_000 for request in requests)
    assert all("deleteDeveloperMetadata" in request[0] for request in requests[1:])
    numbers = [edit["number"] for request in requests for edit in request if "number" in edit]
    assert numbers == list(range(12))


def test_nothing_is_asked_where_there_is_nothing_to_write():
    assert list(packed([])) == []


def test_where_google_takes_no_pins_results_are_written_all_the_same(monkeypatch):
    def refuse(edit, body):
        if "dimensionRange" in body["developerMetadata"]["location"]:
            raise invalid("No metadata here.")
        return create(edit, body)

    create = KINDS["createDeveloperMetadata"]
    monkeypatch.setitem(KINDS, "createDeveloperMetadata", refuse)
    with started() as trial:
        trial.announce()
        trial.write("new")
        trial.write("newer")
        assert trial.scores()["r2"] == "newer r2"
        assert len(trial.server.log) < 20
